public import Lessons

/// Writes a course as LaTeX for lualatex: `course.tex`, a file for each lesson, and the style that
/// they use.
///
/// Pictures are TikZ inside the lessons; formulas have the lesson's own commands written out. What is
/// wider than the line is made smaller, long tables go over pages, and references are links. The same
/// course gives the same bytes.
public enum LaTeXWriter {
  /// The files of the course: the main file, the style, the lessons in reading order, then the
  /// course's own files at the paths that they have in the course.
  ///
  /// - Parameters:
  ///   - course: The course, computed.
  ///   - readingAsset: Reads a file of the course, given its path in it.
  /// - Returns: Files with paths that differ, also where upper and lower case are the same.
  /// - Throws: What `readingAsset` throws.
  public static func files(
    for course: Course,
    readingAsset: (String) throws -> [UInt8]
  ) rethrows -> [OutputFile] {
    try pages(for: course) + course.assets.map { OutputFile(path: $0, bytes: try readingAsset($0)) }
  }

  /// The files without those of the course: ``files(for:readingAsset:)`` adds them.
  public static func pages(for course: Course) -> [OutputFile] {
    let pages = CoursePages(
      course,
      contents: "course.tex",
      folder: "pictures",
      suffix: ".tex",
      spelling: plainPath
    )
    let main = LaTeXPage(course: course, pages: pages, lesson: "")
    var files = [
      file(pages.contents, main.mainLines()),
      OutputFile(path: LaTeXStyle.name, text: LaTeXStyle.text),
    ]
    for (index, lesson) in course.lessons.enumerated() {
      guard let path = pages.page(ofLesson: lesson.path) else { continue }
      let page = LaTeXPage(course: course, pages: pages, lesson: lesson.path)
      files.append(file(path, page.lines(of: lesson, at: index)))
    }
    return files
  }

  private static func file(_ path: String, _ lines: [String]) -> OutputFile {
    OutputFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }

  /// A path that `\input` reads on every system: letters, digits, points and hyphens.
  private static func plainPath(_ path: String) -> String {
    let scalars = path.unicodeScalars.map { scalar -> Character in
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "-./".unicodeScalars.contains(scalar)
      return isPlain ? Character(scalar) : "-"
    }
    return String(scalars)
  }
}
