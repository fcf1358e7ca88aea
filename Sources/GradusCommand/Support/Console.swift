internal import Foundation

/// Standard output and standard error.
enum Console {
  /// Writes to standard output.
  ///
  /// A reader that went away is no mistake; a full disk is.
  static func print(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    } catch {
      if isClosedPipe(error) { throw Stop(status: .fine) }
      complain("gradus: standard output cannot be written: \(reason(error))\n")
      throw Stop(status: .cannotCreate)
    }
  }

  /// Writes to standard output what `produce` hands out, a part at a time.
  static func write(_ produce: (_ part: ([UInt8]) -> Void) -> Void) throws {
    var failure: (any Error)?
    produce { part in
      guard failure == nil else { return }
      do { try write(part) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes to standard error; there is nowhere to tell that this fails.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Whether standard output is a terminal that shows colours.
  static var isColoured: Bool {
    let environment = ProcessInfo.processInfo.environment
    if let no = environment["NO_COLOR"], !no.isEmpty { return false }
    return isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
  }

  /// How many columns the terminal has; 100 where there is none.
  static var width: Int {
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 {
      return Int(size.ws_col)
    }
    return Int(ProcessInfo.processInfo.environment["COLUMNS"] ?? "") ?? 100
  }

  /// What the system says of an error.
  static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let code = underlying ?? (error as NSError)
    if code.domain == NSPOSIXErrorDomain {
      return unsafe String(cString: strerror(Int32(code.code)))
    }
    return error.localizedDescription
  }

  private static func isClosedPipe(_ error: any Error) -> Bool {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    return (underlying ?? (error as NSError)).code == Int(EPIPE)
  }
}
