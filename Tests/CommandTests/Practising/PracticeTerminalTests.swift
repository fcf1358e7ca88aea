import Foundation
import Testing

/// `gradus practice` at a terminal.
@Suite struct PracticeTerminalTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write("x = 3; y = x * x; backward y\n", to: "y.grad")
  }

  private func start(
    _ command: String = "gradus practice y.grad",
    _ environment: [String: String] = ["NO_COLOR": "1"]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(shell, command, environment)
    terminal.expect("1 of 2\r\ny = ")
    return terminal
  }

  @Test func `it asks, checks, and ends with a summary`() throws {
    let terminal = try start()
    #expect(terminal.isCooked)
    for (line, seen) in [
      ("hint", "Hint 1 of 2: y is computed as x * x."), ("6", "Not right."), ("9", "Right."),
      ("3", "a path is missing"),
    ] {
      terminal.type(line + "\n")
      terminal.expect(seen)
    }
    terminal.type("6\n")
    #expect(terminal.status() == 0)
    #expect(terminal.output.contains("2 of 2 answers count."))
    #expect(!terminal.output.contains("\u{1B}"))
    #expect(terminal.isCooked)
  }

  @Test(arguments: ["quit\n", "\u{4}"])
  func `leaving ends with the summary`(keys: String) throws {
    let terminal = try start()
    terminal.type("9\n")
    terminal.expect("grad x = ")
    terminal.type(keys)
    #expect(terminal.status() == 0)
    #expect(terminal.output.contains("1 of 2 answers count."))
    #expect(terminal.isCooked)
  }

  @Test func `Ctrl-C ends with the summary, too`() throws {
    // In a session of its own the terminal is the program's, as in a shell.
    try #require(FileManager.default.isExecutableFile(atPath: "/usr/bin/setsid"))
    let terminal = try start("setsid -c -w gradus practice y.grad")
    terminal.type("9\n")
    terminal.expect("grad x = ")
    terminal.type("1\u{3}")
    #expect(terminal.status() == 0)
    #expect(terminal.output.contains("1 of 2 answers count."))
    #expect(terminal.isCooked)
  }

  @Test(arguments: [SIGINT: 0, SIGTERM: -15, SIGHUP: -1] as [Int32: Int32])
  func `signals`(signal: Int32, status: Int32) throws {
    try #require(!Shell.ignores(signal))
    let terminal = try start()
    terminal.signal(signal)
    #expect(terminal.status() == status)
    #expect(terminal.output.contains("0 of 2 answers count.") == (signal == SIGINT))
    #expect(terminal.isCooked)
  }

  @Test func `a signal that is ignored stays ignored`() throws {
    let terminal = try start("sh -c 'trap \"\" INT; exec gradus practice y.grad'")
    terminal.signal(SIGINT)
    terminal.type("9\n")
    terminal.expect("grad x = ")
    terminal.type("\u{4}")
    #expect(terminal.status() == 0)
  }

  @Test func `a terminal that goes away ends it`() throws {
    let terminal = try start()
    terminal.hangUp()
    let status = terminal.status()
    #expect(status == 0 || status == -SIGHUP)
  }

  @Test func `typed escapes come back harmless`() throws {
    let terminal = try start()
    terminal.type("\u{1B}c\u{7}9\n")
    terminal.expect("found the character\r\nU+001B")
    // The terminal itself echoes ^[c.
    #expect(!terminal.output.contains("\u{1B}"))
    terminal.type("\u{4}")
    #expect(terminal.status() == 0)
  }

  @Test func `verdicts stand out where there are colours`() throws {
    let terminal = try PseudoTerminal(shell, "gradus practice y.grad")
    terminal.expect("\u{1B}[2m1 of 2\u{1B}[0m\r\ny = ")
    terminal.type("9\n")
    terminal.expect("\u{1B}[1mRight.\u{1B}[0m")
  }

  @Test func `a question is not repeated by whoever types`() throws {
    let terminal = try start()
    terminal.type("6\n")
    terminal.expect("y = ")
    terminal.type("quit\n")
    #expect(terminal.status() == 0)
    // What was typed is echoed by the terminal alone.
    #expect(!terminal.output.contains("quit\r\nquit"))
  }
}
