internal import Lessons

extension Course {
  /// What the course is called.
  var title: String { settings.title.isEmpty ? "Course" : settings.title }

  /// The table of contents; a course without one lists its lessons in order.
  var contents: [Part] {
    guard parts.allSatisfy(\.entries.isEmpty) else { return parts }
    let entries = lessons.indices.map {
      Entry(number: "", title: lessons[$0].title, lesson: $0, children: [])
    }
    return [Part(title: "", entries: entries)]
  }

  /// The number that the table of contents gives a lesson; empty if it gives none.
  func number(ofLesson index: Int) -> String {
    var waiting = contents.flatMap(\.entries)
    while let entry = waiting.popLast() {
      if entry.lesson == index { return entry.number }
      waiting += entry.children
    }
    return ""
  }

  /// Who wrote a lesson: its own authors, else those of the course.
  func authors(of lesson: Lesson) -> [String] {
    lesson.frontMatter.authors.isEmpty ? settings.authors : lesson.frontMatter.authors
  }
}

extension Lesson {
  /// What the lesson is called: as its head says, else its first heading, else its path.
  var title: String {
    if !frontMatter.title.isEmpty { return frontMatter.title }
    if case .heading(1, _, let content) = blocks.first { return content.plainText }
    return path
  }

  /// The heading that stands at its top, and what follows it.
  var headingAndRest: (heading: (id: String, content: [Inline]), rest: [Block]) {
    if case .heading(1, let id, let content) = blocks.first {
      return ((id, content), Array(blocks.dropFirst()))
    }
    return (("", [.text(title)]), blocks)
  }
}
