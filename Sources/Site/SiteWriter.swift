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
  ///   - engine: The module of WebAssembly that checks answers in pages; nil for pages that do not. It is
  ///     left out where the course has nothing that it could check.
  ///   - readingAsset: Reads a file of the course, given its path in it.
  /// - Returns: The files, each path once.
  /// - Throws: What `readingAsset` throws.
  public static func files(
    for course: Course,
    engine: [UInt8]? = nil,
    readingAsset: (String) throws -> [UInt8]
  ) rethrows -> [OutputFile] {
    let assets = try course.assets.map {
      OutputFile(path: $0, bytes: try readingAsset($0))
    }
    return pages(for: course, engine: engine) + assets
  }

  /// The files of the site without those of the course: ``files(for:engine:readingAsset:)`` adds them.
  public static func pages(for course: Course, engine: [UInt8]? = nil) -> [OutputFile] {
    let engine = course.isCheckable ? engine : nil
    var site = SiteMap(course)
    site.hasEngine = engine != nil
    let home = PageContext(course: course, site: site, page: site.home, lesson: nil)
    var files = [OutputFile(path: site.home, text: home.homePage())]
    for (index, lesson) in course.lessons.enumerated() {
      guard let page = site.page(ofLesson: lesson.path) else { continue }
      let context = PageContext(course: course, site: site, page: page, lesson: index)
      files.append(OutputFile(path: page, text: context.lessonPage(lesson)))
    }
    let assets = SiteAssets.all + (engine.map { EngineAssets.files($0) } ?? [])
    files += assets.map { OutputFile(path: site.own($0.name), bytes: $0.bytes) }
    return files
  }
}
