internal import Lessons

extension PageContext {
  /// The page of a lesson.
  func lessonPage(_ lesson: Lesson) -> String {
    let head = lesson.frontMatter
    let (heading, blocks) = titleAndRest(lesson)
    let title = head.title.isEmpty ? Inline.plainText(heading) : head.title
    let about = [
      meta("description", head.summary), meta("author", authors(head).joined(separator: ", ")),
      meta("keywords", head.keywords.joined(separator: ", ")),
    ].compactMap(\.self)
    return document(
      title: "\(title) · \(courseTitle)",
      about: about,
      skip: "Skip to the lesson",
      contents: contents(sections: sections(blocks))
    ) {
      HTML(.main, .id(PageAnchor.main), .tabIndex(-1)) {
        HTML(.article, .class("lesson")) {
          opening(head, heading)
          aims(head)
          html(blocks)
        }
      }
      wayOn()
    }
  }

  /// The first heading of level 1 if the lesson begins with it, else what its head calls it.
  private func titleAndRest(_ lesson: Lesson) -> (title: [Inline], rest: [Block]) {
    if case .heading(1, _, let content) = lesson.blocks.first {
      return (content, Array(lesson.blocks.dropFirst()))
    }
    let title = lesson.frontMatter.title
    return ([.text(title.isEmpty ? lesson.path : title)], lesson.blocks)
  }

  private func opening(_ head: FrontMatter, _ title: [Inline]) -> HTML {
    HTML(.header, .class("opening")) {
      if let place { HTML(.p, .class("place"), text: place) }
      HTML(.h1) { html(title) }
      if !head.summary.isEmpty { HTML(.p, .class("lede"), text: head.summary) }
      byline([authors(head).joined(separator: ", "), head.date])
    }
  }

  /// Who wrote it and when.
  func byline(_ parts: [String]) -> HTML? {
    let parts = parts.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : HTML(.p, .class("byline"), text: parts.joined(separator: " · "))
  }

  private func authors(_ head: FrontMatter) -> [String] {
    head.authors.isEmpty ? course.settings.authors : head.authors
  }

  /// What a student can do afterwards, and what comes before.
  private func aims(_ head: FrontMatter) -> HTML? {
    guard !head.objectives.isEmpty || !head.prerequisites.isEmpty else { return nil }
    return HTML(.div, .class("aims")) {
      if !head.objectives.isEmpty {
        HTML(.p, text: "After this lesson you can")
        HTML(.ul) { head.objectives.map { HTML(.li, text: $0) } }
      }
      if !head.prerequisites.isEmpty {
        HTML(.p) {
          HTML.text("Before it: ")
          for (index, path) in head.prerequisites.enumerated() {
            if index > 0 { HTML.text(", ") }
            prerequisite(path)
          }
        }
      }
    }
  }

  private func prerequisite(_ path: String) -> HTML {
    guard let index = course.lessons.firstIndex(where: { $0.path == path }),
      let address = address(ofLesson: index)
    else { return .text(path) }
    return HTML(.a, .href(address), text: lessonTitle(index))
  }

  /// The headings that the contents show under the lesson one is reading.
  private func sections(_ blocks: [Block]) -> [(id: String, title: [Inline])] {
    blocks.compactMap { block in
      guard case .heading(let level, let id, let content) = block, level <= 2, !id.isEmpty
      else { return nil }
      return (id, content)
    }
  }
}
