internal import Foundation
internal import Notation
internal import Publishing

/// Where a command's one file goes: a file that is written whole or not at all, or standard output.
struct OneOutput {
  private let file: WholeFile?

  /// Looks whether a file can be written; nil stands for standard output.
  init(_ name: String?) throws {
    guard let name else {
      file = nil
      return
    }
    if name.isEmpty { throw Stop(.usage, "--output expects the name of a file, found ''") }
    do throws(PublishError) {
      file = try WholeFile(name)
    } catch {
      throw Stop(error)
    }
  }

  /// Whether bytes would go to a terminal, which cannot show them.
  var isTerminal: Bool { file == nil && isatty(STDOUT_FILENO) == 1 }

  /// Makes the bytes and writes them; where making them fails nothing is left.
  func write(_ bytes: () throws -> [UInt8]) throws {
    guard let file else { return try Console.write(try bytes()) }
    let content: [UInt8]
    do {
      content = try bytes()
    } catch {
      file.discard()
      throw error
    }
    do throws(PublishError) {
      try file.write(content)
    } catch {
      throw Stop(error)
    }
  }
}
