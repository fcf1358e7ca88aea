internal import Foundation
internal import Publishing
internal import Synchronization

/// The terminal while single keys are read: without echo, on a screen of its own, and back as it was at
/// the end, however the end comes.
final class Terminal: Sendable {
  private let before: Mutex<termios>
  private let cleanup: Mutex<Int?> = Mutex(nil)

  /// Takes over; nil if standard input or output is no terminal.
  init?() {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
    var settings = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = Mutex(settings)
    let number = Interruption.onSignal { [weak self] in self?.restore() }
    cleanup.withLock { $0 = number }
    takeOver()
  }

  /// Reads single keys from now on, on a fresh screen.
  func takeOver() {
    before.withLock { before in
      var raw = before
      raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
      raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR)
      // SAFETY: VMIN and VTIME are places in the array.
      unsafe withUnsafeMutableBytes(of: &raw.c_cc) { codes in
        unsafe codes[Int(VMIN)] = 1
        unsafe codes[Int(VTIME)] = 0
      }
      _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    }
    // The other screen, without a cursor.
    _ = write("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Gives the terminal back as it was.
  func restore() {
    _ = write("\u{1B}[?25h\u{1B}[?1049l")
    before.withLock { before in
      _ = unsafe tcsetattr(STDIN_FILENO, TCSANOW, &before)
    }
  }

  /// Gives the terminal back for good.
  func leave() {
    if let number = cleanup.withLock({ $0 }) { Interruption.forget(number) }
    restore()
  }

  /// Stops the program as Ctrl-Z does, and goes on when it is told to.
  func suspend() {
    restore()
    kill(0, SIGTSTP)
    takeOver()
  }

  /// How many columns and rows there are.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return (80, 24)
    }
    return (max(20, Int(size.ws_col)), max(6, Int(size.ws_row)))
  }

  /// Shows lines in place of all that is there; false if the terminal went away.
  func show(_ lines: [String]) -> Bool {
    let body = lines.prefix(size.rows).joined(separator: "\u{1B}[K\r\n")
    return write("\u{1B}[H" + body + "\u{1B}[K\u{1B}[J")
  }

  private func write(_ text: String) -> Bool {
    (try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))) != nil
  }
}
