public import Lessons

/// Writes a course as a folder of Markdown files that read well on GitHub.
///
/// There is a file for each lesson, `README.md` with the table of contents, and an SVG file for each
/// picture. Formulas stand between dollars with the lesson's own commands written out, since GitHub
/// knows none of them; tables are pipe tables; what is referred to has an anchor. The same course
/// gives the same bytes.
public enum MarkdownWriter {
  /// The files of the course: contents, lessons in reading order with their pictures, then the
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
    let pages = CoursePages(course, contents: "README.md", folder: "pictures", suffix: ".md")
    let contents = MarkdownPage(course: course, pages: pages, page: pages.contents)
    var files = [file(pages.contents, contents.contentsLines())]
    for (index, lesson) in course.lessons.enumerated() {
      guard let path = pages.page(ofLesson: lesson.path) else { continue }
      var page = MarkdownPage(course: course, pages: pages, page: path)
      files.append(file(path, page.lines(of: lesson, at: index)))
      files += page.pictures
    }
    return files
  }

  private static func file(_ path: String, _ lines: [String]) -> OutputFile {
    OutputFile(path: path, text: lines.joined(separator: "\n") + "\n")
  }
}
