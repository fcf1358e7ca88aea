internal import Foundation

/// The folder of a course: every path that a course names is looked up here, and none leads out.
struct CourseFolder {
  /// What is at a path.
  enum Entry: Equatable {
    case file, folder, missing
    /// A link that leads out of the course.
    case outside
    /// A pipe, a device, a socket.
    case other
  }

  /// The folder, with symbolic links resolved.
  let root: String
  /// How the folder is called in messages; empty for the current one.
  let shown: String

  /// Takes a folder as it was named on the command line, or as `shown` says.
  init(_ path: String, shown given: String? = nil) {
    root = Self.resolve(path)
    var name = given ?? path
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    while name.hasPrefix("./") { name.removeFirst(2) }
    shown = name == "." ? "" : name
  }

  private static func resolve(_ path: String) -> String {
    var resolved = URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(
      percentEncoded: false
    )
    while resolved.count > 1, resolved.hasSuffix("/") { resolved.removeLast() }
    return resolved
  }

  /// How a file of the course is called in messages.
  func name(_ path: String) -> String {
    if shown.isEmpty { return path }
    return shown.hasSuffix("/") ? shown + path : shown + "/" + path
  }

  private func full(_ path: String) -> String { root == "/" ? "/" + path : root + "/" + path }

  /// The name of the folder itself.
  var lastComponent: String { URL(filePath: root).lastPathComponent }

  /// What is at a path inside the course.
  func entry(_ path: String) -> Entry {
    let full = full(path)
    guard let type = type(full) else { return .missing }
    let resolved = Self.resolve(full)
    let inside = root == "/" || resolved == root || resolved.hasPrefix(root + "/")
    guard inside else { return .outside }
    switch type == .typeSymbolicLink ? self.type(resolved) : type {
    case .some(.typeRegular): return .file
    case .some(.typeDirectory): return .folder
    case .none: return .missing
    default: return .other
    }
  }

  private func type(_ full: String) -> FileAttributeType? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: full)
    return attributes?[.type] as? FileAttributeType
  }

  /// The bytes of a file; the error says why there are none.
  func read(_ path: String) throws(LessonError) -> [UInt8] {
    switch entry(path) {
    case .file: break
    case .outside: throw .outsideCourse(path)
    case .folder: throw .linkToFolder(path)
    case .missing: throw .missingFile(path, nearest: nil)
    case .other: throw .unreadableFile("it is no regular file")
    }
    let resolved = Self.resolve(full(path))
    let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
    if let size = attributes?[.size] as? Int, size > LessonSourceCheck.largestSize {
      throw .tooLarge(bytes: size, limit: LessonSourceCheck.largestSize)
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: resolved)))
    } catch {
      throw .unreadableFile("permission denied or a fault of the disk")
    }
  }

  /// The names in a folder of the course, in order; empty if there is no such folder.
  func names(in path: String) -> [String] {
    let folder = path.isEmpty ? root : full(path)
    guard path.isEmpty || entry(path) == .folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A path as it is written in a file of the course, from the course's folder: without `.` and
  /// `..`.
  ///
  /// Nil if it leads out.
  static func path(_ written: String, from folder: String) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in written.split(separator: "/", omittingEmptySubsequences: true) {
      switch part {
      case ".": break
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// The folder that a file lies in; empty for the course's own.
  static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
