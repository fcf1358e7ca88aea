internal import Foundation
internal import Synchronization

/// How far a long run is, on standard error; nothing where that is no terminal.
final class ProgressBar: Sendable {
  private let total: Int
  private let isShown: Bool
  /// How many columns the bar itself has; none where the terminal is narrow.
  private let room: Int
  /// What stands there now.
  private let shown = Mutex("")

  /// Makes a bar for so many files.
  init(total: Int) {
    self.total = total
    isShown =
      isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    var size = winsize()
    let isKnown = unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    room = isKnown && size.ws_col < 60 ? 0 : 30
  }

  /// Draws how far it is.
  func show(_ done: Int) {
    guard isShown else { return }
    let text = Self.text(done, of: total, room: room)
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
  static func text(_ done: Int, of total: Int, room: Int) -> String {
    let count = String(done)
    let blank = String(repeating: " ", count: max(0, String(total).count - count.count))
    let words = "\(blank)\(count) of \(total) files"
    guard room > 0 else { return words }
    let filled = total == 0 ? room : min(room, done * room / total)
    let bar =
      String(repeating: "=", count: filled) + (filled < room ? ">" : "")
      + String(repeating: " ", count: max(0, room - filled - 1))
    return "[\(bar)] \(words)"
  }
}
