internal import ArgumentParser
internal import Foundation
internal import Notation

/// `gradus new`: begins a course or a lesson.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a course or, inside a course, a lesson.",
    discussion: """
      Examples:
        gradus new my-course
        cd my-course && gradus new 02-the-chain-rule

      What is begun builds and tests at once. Nothing that exists is
      overwritten; a lesson is added at the end of SUMMARY.md.

      Exit status: 0 fine, 64 the name is unusable, 66 SUMMARY.md can't be
      read, 73 the course or lesson exists or can't be written.
      """
  )

  @Argument(help: "The name: letters, digits, - and _. It becomes a folder's or file's name.")
  var name: String

  func run() throws {
    var parts = name.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard var own = parts.popLast() else { throw unusable(name) }
    let folder = (name.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    let place = folder.isEmpty ? "." : folder
    guard CourseArgument.isFolder(place) else {
      throw Stop(.cannotCreate, "there is no folder '\(place)' to begin something in")
    }
    let isLesson = ["SUMMARY.md", "course.yml"].contains {
      FileManager.default.fileExists(atPath: CourseArgument.shown($0, in: place))
    }
    if isLesson, own.hasSuffix(".md") { own.removeLast(3) }
    guard Self.isUsable(own) else { throw unusable(own) }
    if isLesson {
      try beginLesson(own, in: place)
    } else {
      try beginCourse(own, at: CourseArgument.shown(own, in: place))
    }
  }

  /// Letters, digits, `-` and `_`, the first a letter or digit: fine in every file system, address and
  /// shell.
  static func isUsable(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, name.utf8.count <= 100 else { return false }
    func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII
        ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar)
        : scalar.properties.isAlphabetic
    }
    return isWordPart(first)
      && name.unicodeScalars.allSatisfy { isWordPart($0) || $0 == "-" || $0 == "_" }
  }

  private func unusable(_ name: String) -> Stop {
    let found = name.prefix(100)
    return Stop(
      .usage,
      "expected a name of letters, digits, - and _, beginning with a letter or digit, found '\(found)'",
      help: "for example: gradus new my-course"
    )
  }

  // MARK: Courses

  private func beginCourse(_ name: String, at folder: String) throws {
    let files = FileManager.default
    guard !exists(folder) else {
      throw Stop(.cannotCreate, "'\(folder)' exists", help: "choose another name")
    }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw Stop(.cannotCreate, "'\(folder)' cannot be made: \(Console.reason(error))")
    }
    do {
      for file in Starter.course(name) { try write(file.text, to: folder + "/" + file.path) }
    } catch {
      try? files.removeItem(atPath: folder)
      throw error
    }
    try Console.print("Began the course \(folder). Build it with: gradus build \(folder)\n")
  }

  // MARK: Lessons

  private func beginLesson(_ name: String, in folder: String) throws {
    let lesson = CourseArgument.shown(name + ".md", in: folder)
    let summary = CourseArgument.shown("SUMMARY.md", in: folder)
    guard !exists(lesson) else {
      throw Stop(.cannotCreate, "'\(lesson)' exists", help: "choose another name")
    }
    let title = Starter.title(name)
    var contents: [UInt8]?
    if exists(summary) {
      var bytes = try Input.file(summary)
      if let last = bytes.last, last != 10, last != 13 { bytes.append(10) }
      contents = bytes + Array("- [\(title)](\(name).md)\n".utf8)
    }
    try write(Starter.lesson(title), to: lesson)
    if let contents {
      do {
        try Data(contents).write(to: URL(filePath: summary), options: .atomic)
      } catch {
        try? FileManager.default.removeItem(atPath: lesson)
        throw Stop(.cannotCreate, "'\(summary)' cannot be written: \(Console.reason(error))")
      }
    }
    try Console.print("Began the lesson \(lesson). Read it with: gradus run \(lesson)\n")
  }

  private func exists(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)) != nil
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
    } catch {
      throw Stop(.cannotCreate, "'\(path)' cannot be written: \(Console.reason(error))")
    }
  }
}
