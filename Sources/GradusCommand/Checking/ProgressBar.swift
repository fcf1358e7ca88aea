internal import Foundation
internal import Synchronization

/// How far a long run is, on standard error; nothing where that is no terminal.
final class ProgressBar: Sendable {
  private let total: Int
  private let isShown: Bool
  /// What stands there now.
  private let shown = Mutex("")

  /// Makes a bar for so many files.
  init(total: Int) {
    self.total = total
    isShown =
      isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Draws how far it is.
  func show(_ done: Int) {
    guard isShown else { return }
    let text = Self.text(done, of: total)
    shown.withLock { shown in
      guard shown != text else { return }
      shown = text
      Console.complain("\r" + text)
    }
  }

  /// Takes it away.
  func clear() {
    shown.withLock { shown in
      if !shown.isEmpty { Console.complain("\r\u{1B}[K") }
      shown = ""
    }
  }

  /// `[=========>          ] 312 of 1000 files`, always as long.
  static func text(_ done: Int, of total: Int) -> String {
    let room = 30
    let filled = total == 0 ? room : min(room, done * room / total)
    let bar =
      String(repeating: "=", count: filled) + (filled < room ? ">" : "")
      + String(repeating: " ", count: max(0, room - filled - 1))
    let count = String(done)
    let blank = String(repeating: " ", count: max(0, String(total).count - count.count))
    return "[\(bar)] \(blank)\(count) of \(total) files"
  }
}
