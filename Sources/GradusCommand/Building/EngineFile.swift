internal import Foundation
internal import Notation

/// The engine that pages check answers with, as `Scripts/build-browser.sh` makes it.
enum EngineFile {
  /// What the file is called.
  static let name = "gradus-check.wasm"

  /// Reads the engine.
  ///
  /// - Parameter path: The file that was named, or `none`; nil for the one that is installed with the
  ///   program.
  /// - Returns: The module; nil where there is to be none, and where none is installed.
  /// - Throws: Why the file that was named is of no use.
  static func read(_ path: String?) throws -> [UInt8]? {
    guard let path else { return installed.flatMap { try? Data(contentsOf: $0) }.map { Array($0) } }
    if path == "none" { return nil }
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw Stop(.noInput, "'\(path)' cannot be read: \(Console.reason(error))")
    }
    guard bytes.starts(with: [0, 0x61, 0x73, 0x6D]) else {
      throw Stop(
        .data,
        "expected a module of WebAssembly, found '\(path)', which is none",
        help: "Scripts/build-browser.sh makes one: \(name)"
      )
    }
    return bytes
  }

  /// `../share/gradus/gradus-check.wasm` beside the program, links resolved; nil where there is none.
  private static var installed: URL? {
    guard let program = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    let file = program.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "share/gradus/\(name)")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }
}
