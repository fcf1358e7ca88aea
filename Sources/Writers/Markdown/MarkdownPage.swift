internal import Drawing
internal import Lessons

/// Sets one page of Markdown; pictures that it needs are collected beside it.
struct MarkdownPage {
  /// The whole course.
  let course: Course
  /// Where everything lies.
  let pages: CoursePages
  /// The path of this page.
  let page: String
  /// SVG files made on the way.
  private(set) var pictures: [OutputFile] = []

  init(course: Course, pages: CoursePages, page: String) {
    self.course = course
    self.pages = pages
    self.page = page
  }

  /// How this page names a file.
  func address(ofFile path: String) -> String { CoursePages.relative(path, from: page) }

  /// How this page names what lies at a path of the course, lesson or file; an empty path is this
  /// page.
  func address(ofCoursePath path: String, fragment: String?) -> String {
    let end = fragment.map { "#" + $0 } ?? ""
    if path.isEmpty {
      return end.isEmpty ? address(ofFile: page) : end
    }
    let file = pages.page(ofLesson: path) ?? path
    return file == page && !end.isEmpty ? end : address(ofFile: file) + end
  }

  /// Writes a picture to a file of its own and names it from here.
  mutating func address(of picture: Picture, named name: String) -> String {
    let path = "\(pages.folder)/\(CoursePages.withoutSuffix(page))/\(name).svg"
    pictures.append(OutputFile(path: path, text: SVGWriter.standalone(picture)))
    return address(ofFile: path)
  }

  /// The lesson as lines.
  mutating func lines(of lesson: Lesson, at index: Int) -> [String] {
    let (heading, rest) = lesson.headingAndRest
    let head = lesson.frontMatter
    var lines = self.heading(level: 1, id: heading.id, heading.content)
    if !head.summary.isEmpty {
      lines += ["", "*\(MarkdownEscape.text(head.summary))*"]
    }
    let byline = [course.authors(of: lesson).joined(separator: ", "), head.date]
      .filter { !$0.isEmpty }.joined(separator: " · ")
    if !byline.isEmpty { lines += ["", MarkdownEscape.text(byline)] }
    lines += aims(head)
    for block in blocks(rest) { lines += [""] + block }
    let way = wayOn(from: index)
    if !way.isEmpty { lines += ["", "---", "", way] }
    return lines
  }

  /// What a student can do afterwards, and what comes before.
  private func aims(_ head: FrontMatter) -> [String] {
    var lines: [String] = []
    if !head.objectives.isEmpty {
      lines += ["", "After this lesson you can", ""]
      lines += head.objectives.map { "- " + MarkdownEscape.lineStart(MarkdownEscape.text($0)) }
    }
    if !head.prerequisites.isEmpty {
      let before = head.prerequisites.map { path in
        guard let lesson = course.lessons.first(where: { $0.path == path }) else {
          return MarkdownEscape.text(path)
        }
        return link(lesson.title, to: address(ofCoursePath: path, fragment: nil))
      }
      lines += ["", "Before it: " + before.joined(separator: ", ")]
    }
    return lines
  }

  /// The lessons before and after this one, and the contents between them.
  private func wayOn(from index: Int) -> String {
    var parts: [String] = []
    if index > 0 {
      let before = course.lessons[index - 1]
      parts.append(
        link("← \(before.title)", to: address(ofCoursePath: before.path, fragment: nil))
      )
    }
    parts.append(link("Contents", to: address(ofFile: pages.contents)))
    if index + 1 < course.lessons.count {
      let after = course.lessons[index + 1]
      parts.append(link("\(after.title) →", to: address(ofCoursePath: after.path, fragment: nil)))
    }
    return parts.joined(separator: " · ")
  }

  /// A link with plain words.
  func link(_ words: String, to destination: String) -> String {
    "[\(MarkdownEscape.text(words))](\(MarkdownEscape.destination(destination)))"
  }

  /// The page with the table of contents.
  func contentsLines() -> [String] {
    var lines = ["# " + MarkdownEscape.text(course.title)]
    let authors = course.settings.authors.joined(separator: ", ")
    if !authors.isEmpty { lines += ["", MarkdownEscape.text(authors)] }
    for part in course.contents where !part.entries.isEmpty || !part.title.isEmpty {
      if !part.title.isEmpty { lines += ["", "## " + MarkdownEscape.text(part.title)] }
      if !part.entries.isEmpty { lines += [""] + list(part.entries, indent: "") }
    }
    return lines
  }

  private func list(_ entries: [Course.Entry], indent: String) -> [String] {
    var lines: [String] = []
    for entry in entries {
      let words = entry.number.isEmpty ? entry.title : "\(entry.number) \(entry.title)"
      if let index = entry.lesson, course.lessons.indices.contains(index) {
        let lesson = course.lessons[index]
        var line = link(words, to: address(ofCoursePath: lesson.path, fragment: nil))
        if !lesson.frontMatter.summary.isEmpty {
          line += ": " + MarkdownEscape.text(lesson.frontMatter.summary)
        }
        lines.append(indent + "- " + line)
      } else {
        lines.append(indent + "- " + MarkdownEscape.lineStart(MarkdownEscape.text(words)))
      }
      lines += list(entry.children, indent: indent + "  ")
    }
    return lines
  }
}
