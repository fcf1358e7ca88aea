import Foundation
import Testing

/// A terminal that a test sits at.
final class PseudoTerminal {
  private let main: Int32
  private let other: Int32
  private let process: Process
  /// All that was written to it so far.
  private(set) var output = ""

  /// Starts a command at a terminal of 24 lines and 80 columns.
  init(_ shell: Shell, _ script: String, _ environment: [String: String] = [:]) throws {
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(main >= 0)
    other = open(try PseudoTerminal.name(of: main), O_RDWR | O_NOCTTY)
    try #require(other >= 0)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = unsafe ioctl(main, UInt(TIOCSWINSZ), &size)
    (process, _) = try shell.process(
      "exec " + script,
      ["TERM": "xterm"].merging(environment) { $1 }
    )
    process.standardInput = FileHandle(fileDescriptor: other)
    process.standardOutput = FileHandle(fileDescriptor: other)
    try Shell.start(process)
  }

  /// The path of the end at which the program sits.
  private static func name(of main: Int32) throws -> String {
    #if canImport(Darwin)
    try #require(grantpt(main) == 0 && unlockpt(main) == 0)
    return try #require(unsafe ptsname(main).map { unsafe String(cString: $0) })
    #else
    // TIOCSPTLCK and TIOCGPTN, which the C library's functions for it are made of.
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    try #require(unsafe ioctl(main, UInt(0x4004_5431), &isLocked) == 0)
    try #require(unsafe ioctl(main, UInt(0x8004_5430), &number) == 0)
    return "/dev/pts/\(number)"
    #endif
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    hangUp()
  }

  /// Reads until `text` has come, at most 20 seconds.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let start = Date()
    while !output.contains(text) {
      guard Date().timeIntervalSince(start) < 20, pump() else {
        Issue.record("no '\(text)' in \(output.debugDescription)", sourceLocation: sourceLocation)
        return
      }
    }
  }

  /// Reads what is there; false once nothing more can come.
  private func pump() -> Bool {
    var request = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, 200) > 0 else { return true }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let size = bytes.count
    let count = unsafe read(main, &bytes, size)
    if count > 0 { output += String(decoding: bytes[..<count], as: UTF8.self) }
    return count > 0
  }

  /// Types; what was written before is forgotten.
  func type(_ text: String) {
    output = ""
    let bytes = Array(text.utf8)
    _ = unsafe write(main, bytes, bytes.count)
  }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  private var isOpen = true

  /// Takes the terminal away.
  func hangUp() {
    guard isOpen else { return }
    isOpen = false
    close(other)
    close(main)
  }

  /// Waits for the end, at most 20 seconds.
  func status() -> Int32? {
    let start = Date()
    while process.isRunning {
      guard Date().timeIntervalSince(start) < 20 else {
        kill(process.processIdentifier, SIGKILL)
        return nil
      }
      if isOpen { _ = pump() } else { usleep(20_000) }
    }
    return process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
  }

  /// Whether lines are read and letters echoed, as in a shell.
  var isCooked: Bool {
    var settings = termios()
    guard unsafe tcgetattr(other, &settings) == 0 else { return false }
    return settings.c_lflag & tcflag_t(ICANON) != 0 && settings.c_lflag & tcflag_t(ECHO) != 0
      && settings.c_lflag & tcflag_t(ISIG) != 0
  }
}
