internal import Lessons

/// Where everything of a course lies in its site.
///
/// No two files of a site share a path, also where upper and lower case are the same.
struct SiteMap: Equatable, Sendable {
  /// The page with the table of contents.
  let home = "index.html"
  /// The folder of style sheets and scripts.
  let folder: String
  /// Whether the engine that checks answers is one of the site's files.
  var hasEngine = false
  /// Lessons' paths and those of their pages.
  private let pages: [String: String]

  /// Gives every lesson its page: `01-threshold-units.md` becomes `01-threshold-units.html`.
  ///
  /// Where that path is taken, by the table of contents or by a file of the course, a number is
  /// added.
  init(_ course: Course) {
    let assets = course.assets.map { $0.lowercased() }
    let firstFolders = Set(
      (assets + course.lessons.map { $0.path.lowercased() }).map { path in
        path.split(separator: "/").first.map(String.init) ?? ""
      }
    )
    folder = Self.free("gradus", "") { firstFolders.contains($0) }

    var taken = Set(assets + ["index.html"])
    var pages: [String: String] = [:]
    for lesson in course.lessons where pages[lesson.path] == nil {
      let page = Self.free(Self.withoutExtension(lesson.path), ".html") {
        taken.contains($0.lowercased())
      }
      taken.insert(page.lowercased())
      pages[lesson.path] = page
    }
    self.pages = pages
  }

  /// The map of a site of one page, which is the lesson's and the first one.
  init(onlyPage lesson: Lesson) {
    folder = "gradus"
    pages = [lesson.path: home]
  }

  /// The page of a lesson; nil if the course has no such lesson.
  func page(ofLesson path: String) -> String? { pages[path] }

  /// The path of a style sheet or script.
  func own(_ name: String) -> String { "\(folder)/\(name)" }

  private static func withoutExtension(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/"), dot != path.startIndex
    else { return path }
    return String(path[..<dot])
  }

  private static func free(_ stem: String, _ end: String, isTaken: (String) -> Bool) -> String {
    var name = stem + end
    var number = 2
    while isTaken(name) {
      name = "\(stem)-\(number)\(end)"
      number += 1
    }
    return name
  }
}
