internal import Foundation

/// Lines from standard input: of a terminal, which stays as it is, or of anything else.
///
/// Ctrl-C is something that is read, as the end of input is: a session ends with its summary then. A second
/// Ctrl-C, while the first has not been read yet, ends the program at once.
struct LineInput {
  /// What came.
  enum Event: Equatable {
    case line(String)
    /// A line of more than ``limit`` bytes, which is passed over.
    case tooLong
    /// Ctrl-C.
    case interrupted
    /// There is nothing more to come: end of input, or the terminal went away.
    case end
  }

  /// The most bytes of a line.
  static let limit = 16_384

  /// Whether a person sits at a terminal, which shows what is typed.
  let isTerminal = isatty(STDIN_FILENO) == 1
  private var buffer: [UInt8] = []
  /// How many bytes of the buffer have been taken.
  private var taken = 0
  /// Whether the start of the buffer is the rest of a line that is passed over.
  private var isPassingOver = false
  private var hasEnded = false
  /// From where one byte can be read once Ctrl-C was typed; -1 where that is not watched.
  private let interruptions: Int32

  init() { interruptions = LineInput.watchInterruptions() }

  /// Waits for the next line.
  mutating func next() -> Event {
    while true {
      if let event = takeLine() { return event }
      guard !hasEnded else { return .end }
      var requests = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruptions, events: Int16(POLLIN), revents: 0),
      ]
      let count = nfds_t(interruptions < 0 ? 1 : 2)
      if unsafe poll(&requests, count, -1) < 0 {
        if errno == EINTR { continue }
        return .end
      }
      if requests[1].revents & Int16(POLLIN) != 0 { return .interrupted }
      if requests[0].revents != 0 { fill() }
    }
  }

  /// The next line that is there as a whole.
  private mutating func takeLine() -> Event? {
    if let end = buffer[taken...].firstIndex(of: 10) {
      let line = buffer[taken..<end]
      taken = end + 1
      guard isPassingOver else { return event(line) }
      isPassingOver = false
      return .tooLong
    }
    let rest = buffer[taken...]
    if rest.count > Self.limit {
      isPassingOver = true
      (buffer, taken) = ([], 0)
    }
    guard hasEnded else { return nil }
    // The last line may lack its end.
    defer { (buffer, taken, isPassingOver) = ([], 0, false) }
    return isPassingOver ? .tooLong : rest.isEmpty ? nil : event(rest)
  }

  private func event(_ bytes: ArraySlice<UInt8>) -> Event {
    var bytes = bytes
    if bytes.last == 13 { bytes.removeLast() }
    return bytes.count > Self.limit ? .tooLong : .line(String(decoding: bytes, as: UTF8.self))
  }

  /// Reads what is there.
  private mutating func fill() {
    buffer.removeFirst(taken)
    taken = 0
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let size = bytes.count
    // SAFETY: the buffer has `size` bytes.
    let count = unsafe read(STDIN_FILENO, &bytes, size)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    if count <= 0 { hasEnded = true } else { buffer += bytes[..<count] }
  }

  /// Makes Ctrl-C something to read instead of the program's end; where whoever started the program had it
  /// ignored, it stays ignored.
  ///
  /// Called before other threads start.
  private static func watchInterruptions() -> Int32 {
    let ignore = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    let handler = signal(SIGINT, SIG_IGN)
    signal(SIGINT, handler)
    guard unsafe unsafeBitCast(handler, to: Int.self) != ignore else { return -1 }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return -1 }
    let (readEnd, writeEnd) = (ends[0], ends[1])
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waited = signals
    Thread.detachNewThread {
      var waited = waited
      var number: Int32 = 0
      while unsafe sigwait(&waited, &number) != 0 {}
      var byte: UInt8 = 1
      _ = unsafe write(writeEnd, &byte, 1)
      while unsafe sigwait(&waited, &number) != 0 {}
      _exit(128 + SIGINT)
    }
    return readEnd
  }
}
