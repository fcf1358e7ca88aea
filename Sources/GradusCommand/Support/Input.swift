internal import Foundation
internal import Notation

/// Reads what the command line names.
enum Input {
  /// A program: the file of that name, standard input for `-`, or the text itself if it holds a `=`.
  static func program(_ argument: String) throws -> SourceText {
    if argument == "-" {
      let data = try read(FileHandle.standardInput, called: "<stdin>")
      return SourceText(file: "<stdin>", bytes: data)
    }
    if FileManager.default.fileExists(atPath: argument) {
      return SourceText(file: argument, bytes: try file(argument))
    }
    guard argument.contains("=") else {
      Console.complain(
        "gradus: there is no file '\(argument.escapingHidden)', and a program holds a '='\n"
      )
      throw Stop(status: .noInput)
    }
    return SourceText(file: "<program>", text: argument)
  }

  /// The bytes of a file.
  static func file(_ path: String) throws -> [UInt8] {
    var isFolder: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      Console.complain("gradus: '\(path.escapingHidden)' is a folder\n")
      throw Stop(status: .noInput)
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      defer { try? handle.close() }
      return try read(handle, called: path)
    } catch let stop as Stop {
      throw stop
    } catch {
      Console.complain(
        "gradus: '\(path.escapingHidden)' cannot be read: \(Console.reason(error))\n"
      )
      throw Stop(status: .noInput)
    }
  }

  /// At most a little more than a program may have, so that endless input ends.
  private static func read(_ handle: FileHandle, called name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count <= 10_000_000, let data = try handle.read(upToCount: 1 << 20),
        !data.isEmpty
      {
        bytes += [UInt8](data)
      }
    } catch {
      Console.complain(
        "gradus: '\(name.escapingHidden)' cannot be read: \(Console.reason(error))\n"
      )
      throw Stop(status: .noInput)
    }
    return bytes
  }
}
