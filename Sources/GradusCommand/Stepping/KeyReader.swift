internal import Foundation

/// What is typed: keys of a terminal in raw mode, or lines.
struct KeyReader {
  /// A key.
  enum Key: Equatable {
    case character(UInt8)
    case enter, erase, escape
    case left, right, up, down, home, end
    case interrupt, suspend
    /// Nothing was typed for a while.
    case idle
    /// There is nothing more to come: end of input, or the terminal went away.
    case gone
  }

  private let file: Int32
  private var buffer: [UInt8] = []

  init(_ file: Int32) { self.file = file }

  /// Waits for the next key, for a while.
  mutating func key(waiting milliseconds: Int32 = 500) -> Key {
    switch byte(milliseconds) {
    case .none: return .gone
    case .some(.none): return .idle
    case .some(.some(let byte)): return key(byte)
    }
  }

  private mutating func key(_ byte: UInt8) -> Key {
    switch byte {
    case 3: return .interrupt
    case 4: return .gone
    case 26: return .suspend
    case 10, 13: return .enter
    case 8, 127: return .erase
    case 27: return sequence()
    default: return .character(byte)
    }
  }

  /// What follows an escape character: nothing if the key itself was pressed.
  private mutating func sequence() -> Key {
    guard case .some(.some(let second)) = byte(50) else { return .escape }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
      // A key of its own, typed at once.
      buffer.insert(second, at: 0)
      return .escape
    }
    var digits = 0
    for _ in 0..<16 {
      guard case .some(.some(let next)) = byte(50) else { return .escape }
      switch next {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits = Int(next) - 48
      case UInt8(ascii: ";"): break
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .home
      case UInt8(ascii: "F"): return .end
      case UInt8(ascii: "~"):
        return digits == 1 || digits == 7 ? .home : digits == 4 || digits == 8 ? .end : .escape
      default: return .escape
      }
    }
    return .escape
  }

  /// The next byte; `.some(nil)` if none came in time, nil at the end.
  private mutating func byte(_ milliseconds: Int32) -> UInt8?? {
    if !buffer.isEmpty { return .some(buffer.removeFirst()) }
    var request = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&request, 1, milliseconds)
    if ready == 0 || (ready < 0 && errno == EINTR) { return .some(nil) }
    guard ready > 0, fill() else { return nil }
    return buffer.isEmpty ? .some(nil) : .some(buffer.removeFirst())
  }

  /// Reads what is there; false at the end.
  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let size = bytes.count
    // SAFETY: the buffer has `size` bytes.
    let count = unsafe read(file, &bytes, size)
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    buffer += bytes[..<count]
    return count > 0
  }

  /// The next line without its end, at most so many bytes of it; nil at the end.
  mutating func line(limit: Int = 4096) -> String? {
    var line: [UInt8] = []
    while true {
      if let end = buffer.firstIndex(of: 10) {
        line += buffer[..<end]
        buffer.removeFirst(end + 1)
        break
      }
      line = Array((line + buffer).prefix(limit))
      buffer = []
      var request = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&request, 1, -1) < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if !fill() {
        if line.isEmpty { return nil }
        break
      }
    }
    if line.last == 13 { line.removeLast() }
    return String(decoding: line.prefix(limit), as: UTF8.self)
  }
}
