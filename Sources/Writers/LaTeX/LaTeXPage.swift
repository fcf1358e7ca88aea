internal import Drawing
internal import Lessons

/// Sets the lessons of a course in LaTeX.
struct LaTeXPage {
  /// The whole course.
  let course: Course
  /// Which file each lesson becomes.
  let pages: CoursePages
  /// The path in the course of the lesson that is set; empty for the main file.
  let lesson: String

  /// How an anchor of a lesson is called in the whole document; an empty path is this lesson.
  func anchor(_ id: String, inLesson path: String = "") -> String {
    LaTeXEscape.anchor("\(path.isEmpty ? lesson : path):\(id)")
  }

  /// A place that links lead to.
  func target(_ id: String) -> String { "\\GradusAnchor{\(anchor(id))}" }

  /// The lesson as lines of LaTeX.
  func lines(of lesson: Lesson, at index: Int) -> [String] {
    let (heading, rest) = lesson.headingAndRest
    let head = lesson.frontMatter
    let number = course.number(ofLesson: index)
    var lines = self.heading(
      "chapter",
      number: number,
      anchors: [anchor("")] + (heading.id.isEmpty ? [] : [anchor(heading.id)]),
      heading.content
    )
    if !head.summary.isEmpty {
      lines += ["", "\\emph{\(LaTeXEscape.text(head.summary))}"]
    }
    let authors = head.authors == course.settings.authors ? [] : head.authors
    let byline = [authors.joined(separator: ", "), head.date].filter { !$0.isEmpty }
    if !byline.isEmpty {
      lines += ["", LaTeXEscape.text(byline.joined(separator: " · "))]
    }
    lines += aims(head)
    for block in rest { lines += [""] + self.lines(of: block) }
    return lines + backMatter(of: lesson)
  }

  /// A heading with the number of the course and the places that lead to it.
  func heading(
    _ command: String,
    number: String = "",
    anchors: [String],
    _ content: [Inline]
  ) -> [String] {
    let plain = LaTeXEscape.text(content.plainText)
    let set = inlines(content.withoutLinks)
    let before = number.isEmpty ? "" : LaTeXEscape.text(number) + "\\enspace "
    let bookmark = number.isEmpty ? plain : "\(LaTeXEscape.text(number)) \(plain)"
    let title =
      set == plain && number.isEmpty
      ? plain : "\\texorpdfstring{\(before)\(set)}{\(bookmark)}"
    return ["\\\(command){\(title)}"] + anchors.map { "\\GradusAnchor{\($0)}" }
  }

  private func aims(_ head: FrontMatter) -> [String] {
    var lines: [String] = []
    if !head.objectives.isEmpty {
      lines += ["", "After this lesson you can", "\\begin{itemize}"]
      lines += head.objectives.map { "\\item " + LaTeXEscape.text($0) }
      lines += ["\\end{itemize}"]
    }
    if !head.prerequisites.isEmpty {
      let before = head.prerequisites.map { path in
        guard let lesson = course.lessons.first(where: { $0.path == path }) else {
          return LaTeXEscape.text(path)
        }
        return "\\hyperlink{\(anchor("", inLesson: path))}{\(LaTeXEscape.text(lesson.title))}"
      }
      lines += ["", "Before it: " + before.joined(separator: ", ")]
    }
    return lines
  }
}
