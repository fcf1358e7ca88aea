import Foundation
import Testing

/// `gradus run --step` at a terminal.
@Suite struct TerminalTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.writeCourse()
  }

  private func start(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(shell, "gradus run c/one.md --step", environment)
    terminal.expect("nothing is computed yet")
    return terminal
  }

  @Test func `arrow keys, numbers and names lead through the steps`() throws {
    let terminal = try start()
    #expect(!terminal.isCooked)
    for (keys, seen) in [
      ("\u{1B}[C", "step 1 of 6"), (" ", "step 2 of 6"), ("\u{1B}OC", "step 3 of 6"),
      ("\u{1B}[D", "step 2 of 6"), ("5\r", "step 5 of 6"), ("\u{7F}", "step 4 of 6"),
      ("\u{1B}[H", "nothing is computed yet"), ("ny\r", "step 6 of 6"),
      ("\r", "this is the last step"),
      ("1\u{1B}", "step 6 of 6"), ("12\u{7F}\r", "step 1 of 6"), ("\u{1B}[F", "step 6 of 6"),
      ("?", "to the next contribution"), ("b", "step 5 of 6"), ("nσ\r", "unknown node 'σ'"),
    ] {
      terminal.type(keys)
      terminal.expect(seen)
    }
    terminal.type("q")
    #expect(terminal.status() == 0)
    #expect(terminal.isCooked)
    #expect(terminal.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
  }

  @Test(arguments: ["q", "\u{3}", "\u{4}"])
  func `leaving gives the terminal back`(key: String) throws {
    let terminal = try start()
    terminal.type(key)
    #expect(terminal.status() == 0)
    #expect(terminal.isCooked)
    #expect(terminal.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
  }

  @Test(arguments: [15: 143, 2: 130, 1: 129] as [Int32: Int32])
  func `a signal gives the terminal back`(signal: Int32, status: Int32) throws {
    let terminal = try start()
    terminal.signal(signal)
    #expect(terminal.status() == status)
    #expect(terminal.isCooked)
    #expect(terminal.output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
  }

  @Test func `a terminal that goes away ends it`() throws {
    let terminal = try start()
    terminal.hangUp()
    let status = terminal.status()
    #expect(status == 0 || status == 129)
  }

  @Test func `colours are left out where they are not wanted`() throws {
    let terminal = try start(["NO_COLOR": "1"])
    terminal.type(" ")
    terminal.expect("step 1 of 6")
    #expect(!terminal.output.contains("\u{1B}[34m"))
    #expect(!terminal.output.contains("\u{1B}[1m"))
    let coloured = try start(["NO_COLOR": ""])
    coloured.type(" ")
    coloured.expect("\u{1B}[34mq = x + y = -2 + 5 = 3\u{1B}[0m")
  }

  @Test func `a trace is coloured at a terminal`() throws {
    let terminal = try PseudoTerminal(shell, TraceTests.classic)
    terminal.expect("\u{1B}[1mForward\u{1B}[0m")
    #expect(terminal.status() == 0)
    let plain = try PseudoTerminal(shell, TraceTests.classic, ["NO_COLOR": "1"])
    plain.expect("Forward")
    #expect(plain.status() == 0)
    #expect(!plain.output.contains("\u{1B}"))
  }
}
