internal import Lessons

extension PageContext {
  /// The first page: title, contents, summaries.
  func homePage() -> String {
    let authors = course.settings.authors.joined(separator: ", ")
    let about = [meta("author", authors)].compactMap(\.self)
    return document(
      title: courseTitle,
      about: about,
      skip: "Skip to the contents",
      contents: nil
    ) {
      HTML(.main, .id(PageAnchor.main), .tabIndex(-1)) {
        HTML(.div, .class("home")) {
          HTML(.header, .class("opening")) {
            HTML(.h1, text: courseTitle)
            byline([authors])
          }
          HTML(.nav, .class("contents"), .aria("label", "Contents")) {
            for part in parts {
              if !part.title.isEmpty { HTML(.h2, .class("part-title"), text: part.title) }
              list(part.entries)
            }
          }
        }
      }
    }
  }

  private func list(_ entries: [Course.Entry]) -> HTML? {
    guard !entries.isEmpty else { return nil }
    return HTML(.ol) {
      for entry in entries {
        HTML(.li) {
          line(entry)
          if let lesson = entry.lesson, course.lessons.indices.contains(lesson) {
            let summary = course.lessons[lesson].frontMatter.summary
            if !summary.isEmpty { HTML(.p, text: summary) }
          }
          list(entry.children)
        }
      }
    }
  }
}
