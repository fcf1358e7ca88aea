public import Lessons

/// Writes a course as a folder of static pages that needs no server and no other host: a page for
/// each lesson, one with the table of contents, and the site's own style sheets and scripts.
///
/// Pages read completely without scripts. Everything that a course can say is escaped for where it
/// stands, and the same course gives the same bytes.
public enum SiteWriter {
  /// The files of the site: the first page, the lessons' pages in reading order, style sheets and
  /// scripts, then the course's own files at the paths that they have in the course.
  ///
  /// - Parameters:
  ///   - course: The course, computed.
  ///   - readingAsset: Reads a file of the course, given its path in it.
  /// - Returns: The files, each path once.
  /// - Throws: What `readingAsset` throws.
  public static func files(
    for course: Course,
    readingAsset: (String) throws -> [UInt8]
  ) rethrows -> [OutputFile] {
    let assets = try course.assets.map {
      OutputFile(path: $0, bytes: try readingAsset($0))
    }
    return pages(for: course) + assets
  }

  /// The files of the site without those of the course: ``files(for:readingAsset:)`` adds them.
  public static func pages(for course: Course) -> [OutputFile] {
    let site = SiteMap(course)
    let home = PageContext(course: course, site: site, page: site.home, lesson: nil)
    var files = [OutputFile(path: site.home, text: home.homePage())]
    for (index, lesson) in course.lessons.enumerated() {
      guard let page = site.page(ofLesson: lesson.path) else { continue }
      let context = PageContext(course: course, site: site, page: page, lesson: index)
      files.append(OutputFile(path: page, text: context.lessonPage(lesson)))
    }
    files += SiteAssets.all.map { OutputFile(path: site.own($0.name), bytes: $0.bytes) }
    return files
  }
}
