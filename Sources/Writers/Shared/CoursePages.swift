internal import Lessons

/// Which file each lesson of a course becomes, and how one file names another.
struct CoursePages {
  /// The file with the table of contents.
  let contents: String
  /// The folder for what a writer makes besides pages.
  let folder: String
  private let pages: [String: String]

  /// Gives every lesson a file of its own.
  ///
  /// No two files share a path, also where upper and lower case are the same. Where a name is taken,
  /// by the contents or by a file of the course, a number is added.
  init(
    _ course: Course,
    contents: String,
    folder: String,
    suffix: String,
    spelling: (String) -> String = { $0 }
  ) {
    let assets = course.assets.map { $0.lowercased() }
    var taken = Set(assets)
    self.contents = Self.free(
      Self.withoutSuffix(contents),
      Self.suffix(of: contents),
      isTaken: taken.contains
    )
    taken.insert(self.contents.lowercased())
    var pages: [String: String] = [:]
    for lesson in course.lessons where pages[lesson.path] == nil {
      let page = Self.free(
        spelling(Self.withoutSuffix(lesson.path)),
        suffix,
        isTaken: taken.contains
      )
      taken.insert(page.lowercased())
      pages[lesson.path] = page
    }
    self.pages = pages
    let firsts = Set(taken.map { String($0.prefix { $0 != "/" }) })
    self.folder = Self.free(folder, "", isTaken: firsts.contains)
  }

  /// The file of a lesson; nil if the course has no such lesson.
  func page(ofLesson path: String) -> String? { pages[path] }

  /// A path without what follows its last point.
  static func withoutSuffix(_ path: String) -> String {
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex, !path[dot...].contains("/")
    else { return path }
    return String(path[..<dot])
  }

  private static func suffix(of path: String) -> String {
    String(path.dropFirst(withoutSuffix(path).count))
  }

  private static func free(
    _ stem: String,
    _ suffix: String,
    isTaken: (String) -> Bool
  ) -> String {
    var name = stem + suffix
    var number = 2
    while isTaken(name.lowercased()) {
      name = "\(stem)-\(number)\(suffix)"
      number += 1
    }
    return name
  }

  /// How the file at `origin` names the one at `path`: `../pictures/sum.svg`.
  static func relative(_ path: String, from origin: String) -> String {
    let target = path.split(separator: "/")
    let start = origin.split(separator: "/").dropLast()
    var common = 0
    while common < min(start.count, target.count - 1), start[common] == target[common] {
      common += 1
    }
    let up = Array(repeating: "..", count: start.count - common)
    return (up + target[common...].map(String.init)).joined(separator: "/")
  }
}
