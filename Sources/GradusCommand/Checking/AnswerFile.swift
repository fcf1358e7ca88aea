internal import Foundation
internal import Publishing

/// One file of answers, not yet read.
struct AnswerFile: Sendable {
  /// Where it is.
  enum Place: Sendable {
    case standardInput
    /// As the command line names it.
    case named(String)
    /// Found in a folder that the command line names.
    case found(Path)
    /// A folder in a folder, which cannot be looked into.
    case closed(reason: String)
  }

  var place: Place
  /// How it is called.
  var shown: String

  /// Whether the command line names it by itself; else it was found in a folder.
  var isNamed: Bool {
    switch place {
    case .standardInput, .named: true
    case .found, .closed: false
    }
  }

  /// More than a person answers by hand.
  private static let limit = 10_000_000

  /// What it holds.
  ///
  /// What was found in a folder is read only if it still is a regular file and not too large.
  func bytes() throws(Unreadable) -> [UInt8] {
    switch place {
    case .standardInput: return try Input.standardInput()
    case .named(let path): return try Input.contents(path)
    case .closed(let reason): throw unreadable(reason)
    case .found(let path):
      guard let status = FileSystem.status(path), status.kind == .file else {
        throw unreadable("it is no file any more")
      }
      guard status.size <= AnswerFile.limit else {
        throw unreadable("it has \(status.size) bytes, and \(AnswerFile.limit) is the most")
      }
      do throws(SystemError) {
        return try FileSystem.read(path, limit: AnswerFile.limit)
      } catch {
        throw unreadable(error.reason)
      }
    }
  }

  private func unreadable(_ reason: String) -> Unreadable {
    Unreadable(message: "'\(shown)' cannot be read: \(reason)")
  }
}

extension SystemError {
  /// What the system says of it.
  var reason: String { unsafe String(cString: strerror(code)) }
}
