internal import Foundation
internal import Notation

/// Reads a course from its folder, or one lesson of it.
struct CourseReader {
  /// The file with the table of contents.
  static let summaryName = "SUMMARY.md"
  /// The file with the settings.
  static let settingsName = "course.yml"

  let folder: CourseFolder
  /// What the one lesson that was asked for is called in messages.
  var given: (path: String, name: String)?
  var report = LessonReport()
  var settings = Course.Settings()
  var parts: [Course.Part] = []
  /// The lessons' paths, in their order.
  var paths: [String] = []
  var lessons: [ParsedLesson] = []
  var drafts: Set<String> = []
  /// Lessons that could not be read, or not to their end.
  var unread: Set<String> = []

  init(_ folder: CourseFolder) { self.folder = folder }

  // MARK: Entrances

  /// Reads what a path names: a course's folder, or a single lesson.
  ///
  /// - Throws: all mistakes of all lessons, in their order, at most ``Diagnostics/limit``.
  static func read(_ path: String) throws(Diagnostics) -> ParsedCourse {
    var isFolder: ObjCBool = false
    // SAFETY: the address of the flag is used only during the call.
    let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists else {
      let message = LessonError.noCourse(path).message
      throw Diagnostics([Diagnostic(.error, message, at: .init(file: path, line: 1, column: 1))])
    }
    return isFolder.boolValue ? try readFolder(path) : try readLesson(path)
  }

  /// Reads all lessons of a course's folder.
  static func readFolder(_ path: String) throws(Diagnostics) -> ParsedCourse {
    var reader = CourseReader(CourseFolder(path))
    reader.readSettings()
    reader.readContents()
    reader.readLessons()
    // Of a table of contents with mistakes nobody knows what it leaves out.
    let contents = reader.report.only { $0 == contentsOrder }
    let course = reader.finish(selected: nil, isPartial: contents.hasErrors)
    if reader.report.hasErrors { throw reader.report.diagnostics }
    return course
  }

  /// Reads one lesson.
  ///
  /// If a course around it lists it, its settings hold and its labels are known; mistakes in other
  /// lessons do not matter then.
  static func readLesson(_ path: String) throws(Diagnostics) -> ParsedCourse {
    let (folder, name) = surroundings(of: path)
    var reader = CourseReader(folder)
    reader.given = (name, path)
    if folder.entry(summaryName) == .file { reader.readContents() }
    let isListed = reader.paths.contains(name)
    if !isListed {
      reader.paths = [name]
      reader.parts = []
    }
    reader.report = LessonReport()
    reader.readSettings()
    reader.readLessons()
    let selected = reader.lessons.firstIndex { $0.path == name }
    let course = reader.finish(selected: selected, isPartial: !isListed)
    let order = reader.order(of: name)
    let own = reader.report.only { $0 == order || $0 == CourseReader.settingsOrder }
    if own.hasErrors { throw own.diagnostics }
    return course
  }

  /// The course that a lesson belongs to, and the lesson's path in it: the nearest folder above it
  /// with a table of contents or settings, else its own folder.
  private static func surroundings(of path: String) -> (CourseFolder, String) {
    let whole = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    let parts = whole.split(separator: "/").map(String.init)
    let own = max(parts.count - 1, 0)
    var depth = own
    for candidate in stride(from: own, through: max(own - 16, 0), by: -1) {
      let folder = CourseFolder("/" + parts[..<candidate].joined(separator: "/"))
      if folder.entry(summaryName) == .file || folder.entry(settingsName) == .file {
        depth = candidate
        break
      }
    }
    let root = "/" + parts[..<depth].joined(separator: "/")
    let name = parts[depth...].joined(separator: "/")
    if path == name { return (CourseFolder(root, shown: "."), name) }
    let shown = path.hasSuffix("/" + name) ? String(path.dropLast(name.count + 1)) : root
    return (CourseFolder(root, shown: shown.isEmpty ? "/" : shown), name)
  }
}

extension CourseReader {
  static let settingsOrder = 0
  static let contentsOrder = 1

  /// The place of a lesson's messages among those of other files.
  func order(of path: String) -> Int {
    2 + (paths.firstIndex(of: path) ?? paths.count)
  }

  /// Reads a file and checks that it is text; nil if there is nothing to go on with.
  mutating func source(_ path: String, order: Int) -> LessonSource? {
    var name = folder.name(path)
    if let given, given.path == path { name = given.name }
    let bytes: [UInt8]
    do throws(LessonError) {
      bytes = try folder.read(path)
    } catch {
      report.add(
        [LessonFinding(error: error, range: 0..<0)],
        in: LessonSource(file: name, bytes: []),
        order: order
      )
      return nil
    }
    let (source, finding) = LessonSourceCheck.source(file: name, bytes: bytes)
    if let finding {
      report.add([finding], in: source, order: order)
      return nil
    }
    return source
  }

  /// Makes the course from what was read.
  mutating func finish(selected: Int?, isPartial: Bool) -> ParsedCourse {
    var resolver = UseResolver(
      folder,
      lessons: lessons,
      drafts: drafts,
      unread: unread,
      isPartial: isPartial
    )
    let targets = lessons.indices.map { resolver.resolve($0) }
    for (lesson, finding, notes) in resolver.findings {
      report.add(
        finding,
        in: lessons[lesson].source,
        order: order(of: lessons[lesson].path),
        notes: notes
      )
    }
    if settings.title.isEmpty { settings.title = folder.lastComponent }
    return ParsedCourse(
      folder: folder,
      settings: settings,
      parts: parts,
      lessons: lessons,
      targets: targets,
      assets: resolver.assets.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      selected: selected
    )
  }
}
