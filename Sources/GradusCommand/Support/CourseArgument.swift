internal import Foundation
internal import Lessons
internal import Notation

/// The course that a verb works on.
enum CourseArgument {
  /// The folder that was named, else `lessons` if there is one, else the current folder.
  static func folder(_ name: String?) throws -> String {
    guard let name else { return isFolder("lessons") ? "lessons" : "." }
    guard isFolder(name) else {
      if FileManager.default.fileExists(atPath: name) {
        throw Stop(
          .usage,
          "expected the folder of a course, found the file '\(name)'",
          help: "one lesson is shown by: gradus run \(name)"
        )
      }
      throw Stop(.noInput, "there is no folder '\(name)'")
    }
    guard FileManager.default.isReadableFile(atPath: name),
      FileManager.default.isExecutableFile(atPath: name)
    else { throw Stop(.noInput, "the folder '\(name)' cannot be read: Permission denied") }
    return name
  }

  /// Whether there is a folder of that name.
  static func isFolder(_ name: String) -> Bool {
    var isFolder: ObjCBool = false
    // SAFETY: the flag lives as long as the call.
    return unsafe FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// Reads and runs a course or a lesson.
  static func build(_ path: String, variant: UInt64? = nil) throws -> BuiltCourse {
    do throws(Diagnostics) {
      return try CourseBuilder.build(path, variant: variant)
    } catch {
      throw Stop(error)
    }
  }

  /// How a file of the course is called in messages.
  static func shown(_ path: String, in folder: String) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    while folder.hasPrefix("./") { folder.removeFirst(2) }
    if folder == "." || folder.isEmpty { return path }
    return folder == "/" ? "/" + path : folder + "/" + path
  }
}
