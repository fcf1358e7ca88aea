internal import Lessons

extension PageContext {
  /// The parts of the course; a course without a table of contents lists its lessons in order.
  var parts: [Course.Part] {
    guard course.parts.allSatisfy(\.entries.isEmpty) else { return course.parts }
    let entries = course.lessons.indices.map {
      Course.Entry(number: "", title: lessonTitle($0), lesson: $0, children: [])
    }
    return [Course.Part(title: "", entries: entries)]
  }

  /// What a lesson is called.
  func lessonTitle(_ index: Int) -> String {
    let title = course.lessons[index].frontMatter.title
    return title.isEmpty ? course.lessons[index].path : title
  }

  /// The table of contents beside a lesson.
  ///
  /// Where there is no room it opens over the page, which takes no script.
  func contents(sections: [(id: String, title: [Inline])]) -> HTML {
    HTML(
      .nav,
      .id(PageAnchor.contents),
      .class("contents"),
      .aria("label", "Contents"),
      .flag(.popover)
    ) {
      for part in parts {
        if !part.title.isEmpty { HTML(.p, .class("part-title"), text: part.title) }
        list(part.entries, sections: sections)
      }
    }
  }

  private func list(
    _ entries: [Course.Entry],
    sections: [(id: String, title: [Inline])]
  ) -> HTML? {
    guard !entries.isEmpty else { return nil }
    return HTML(.ol) {
      for entry in entries {
        HTML(.li) {
          line(entry)
          if entry.lesson != nil, entry.lesson == lesson, !sections.isEmpty {
            HTML(.ol, .class("sections")) {
              for section in sections {
                HTML(.li) {
                  HTML(.a, .href(.here(section.id))) { htmlWithoutLinks(section.title) }
                }
              }
            }
          }
          list(entry.children, sections: sections)
        }
      }
    }
  }

  /// Number and title, linked if there is a page.
  func line(_ entry: Course.Entry) -> HTML {
    let title = [HTML(.span, .class("title"), text: entry.title)]
    let words =
      entry.number.isEmpty
      ? title : [HTML(.span, .class("no"), text: entry.number), .text(" ")] + title
    guard let index = entry.lesson, let address = address(ofLesson: index) else {
      return HTML(.span, .class("draft")) { words }
    }
    return HTML(.a, .href(address), index == lesson ? .aria("current", "page") : nil) { words }
  }

  /// Where in the course a lesson stands: the part's title and its number.
  var place: String? {
    for part in parts {
      guard let entry = entry(in: part.entries) else { continue }
      let words = [part.title, entry.number].filter { !$0.isEmpty }
      return words.isEmpty ? nil : words.joined(separator: " · ")
    }
    return nil
  }

  private func entry(in entries: [Course.Entry]) -> Course.Entry? {
    for entry in entries {
      if entry.lesson != nil, entry.lesson == lesson { return entry }
      if let below = self.entry(in: entry.children) { return below }
    }
    return nil
  }

  /// The lessons before and after this one.
  func wayOn() -> HTML? {
    guard let lesson, course.lessons.count > 1 else { return nil }
    return HTML(.nav, .class("way-on"), .aria("label", "Previous and next lesson")) {
      step(to: lesson - 1, "previous", "prev", "← Previous")
      step(to: lesson + 1, "next", "next", "Next →")
    }
  }

  private func step(to index: Int, _ name: String, _ relation: String, _ words: String) -> HTML? {
    guard let address = address(ofLesson: index) else { return nil }
    return HTML(.a, .class(name), .set(.rel, relation), .href(address)) {
      HTML(.span, .class("where"), text: words)
      HTML.text(" ")
      HTML(.span, .class("title"), text: lessonTitle(index))
    }
  }
}
