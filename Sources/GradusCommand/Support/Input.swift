internal import Foundation
internal import Notation

/// Why something that the command line names cannot be read, as it is told.
struct Unreadable: Error {
  /// What is wrong, without the program's name before it: `'a.txt' is a folder`.
  var message: String
}

/// Reads what the command line names.
enum Input {
  /// A program: the file of that name, standard input for `-`, or the text itself if it holds a `=`.
  static func program(_ argument: String) throws -> SourceText {
    do throws(Unreadable) {
      return try source(argument)
    } catch {
      throw Stop(.noInput, error.message)
    }
  }

  /// The same, with nothing said on standard error.
  static func source(_ argument: String) throws(Unreadable) -> SourceText {
    if argument == "-" { return SourceText(file: "<stdin>", bytes: try standardInput()) }
    if FileManager.default.fileExists(atPath: argument) {
      return SourceText(file: argument, bytes: try contents(argument))
    }
    guard argument.contains("=") else {
      throw Unreadable(message: "there is no file '\(argument)', and a program holds a '='")
    }
    return SourceText(file: "<program>", text: argument)
  }

  /// The bytes of a file.
  static func file(_ path: String) throws -> [UInt8] {
    do throws(Unreadable) {
      return try contents(path)
    } catch {
      throw Stop(.noInput, error.message)
    }
  }

  /// The bytes of a file, with nothing said on standard error.
  static func contents(
    _ path: String,
    limit: Int = 10_000_000
  ) throws(Unreadable) -> [UInt8] {
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue { throw Unreadable(message: "'\(path)' is a folder") }
    let handle: FileHandle
    do {
      handle = try FileHandle(forReadingFrom: URL(filePath: path))
    } catch {
      throw Unreadable(message: "'\(path)' cannot be read: \(Console.reason(error))")
    }
    defer { try? handle.close() }
    return try read(handle, called: path, limit: limit)
  }

  /// What standard input holds.
  static func standardInput() throws(Unreadable) -> [UInt8] {
    try read(FileHandle.standardInput, called: "<stdin>")
  }

  /// At most a little more than a program may have, so that endless input ends.
  private static func read(
    _ handle: FileHandle,
    called name: String,
    limit: Int = 10_000_000
  ) throws(Unreadable) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count <= limit, let data = try handle.read(upToCount: 1 << 20),
        !data.isEmpty
      {
        bytes += [UInt8](data)
      }
    } catch {
      throw Unreadable(message: "'\(name)' cannot be read: \(Console.reason(error))")
    }
    return bytes
  }
}
