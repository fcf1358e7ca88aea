import Foundation
import Testing

/// `gradus check` on folders and on several files.
@Suite struct PileTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(CheckTests.program, to: "xyz.grad")
  }

  /// Files of every kind that a folder of answers may hold.
  private func writePile() throws {
    try shell.write("q = 3\ngrad x = -4\n", to: "in/ada.txt")
    try shell.write("q = 3\ngrad x = 4\n", to: "in/bob.txt")
    try shell.write("q = 3\n", to: "in/deeper/still/cat.txt")
    try shell.write("q = 3\n", to: "in/dan.txt/answers")
    try shell.write([0x71, 0x20, 0x3D, 0x00, 0xFF], to: "in/eve.txt")
    try shell.write("", to: "in/fay.txt")
    try shell.write("q = 4\n", to: "in/.hidden.txt")
    try shell.write("q = 4\n", to: "in/.git/config")
    try shell.run("cd in; ln -s . loop; ln -s ada.txt link.txt; ln -s /etc/passwd out; mkfifo pipe")
    try shell.run("head -c 11000000 /dev/zero | tr '\\0' 'q' > in/huge.txt")
  }

  private static let names = [
    "in/ada.txt", "in/bob.txt", "in/dan.txt/answers", "in/deeper/still/cat.txt", "in/eve.txt",
    "in/fay.txt", "in/huge.txt",
  ]

  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `every regular file is checked, and a bad one does not stop the rest`() throws {
    try writePile()
    let checked = try shell.run("gradus check xyz.grad --answers in --format csv")
    #expect(checked.status == 1)
    let rows = rows(checked.output)
    #expect(rows.dropFirst().map { $0[0] } == Self.names)
    #expect(rows[1].prefix(6) == ["in/ada.txt", "2", "2", "2", "2", "2"])
    #expect(rows[5].joined(separator: ",").contains("expected text in UTF-8"))
    #expect(rows[7].joined(separator: ",").contains("11000000 bytes"))
    #expect(checked.errors.contains("3 links were left out"))
    #expect(checked.errors.contains("3 of 7 files are not fully right"))
    #expect(checked.errors.contains("in/eve.txt:1:4: error: expected text in UTF-8"))
  }

  @Test func `a folder that cannot be looked into does not stop the rest`() throws {
    try shell.write("q = 3\n", to: "in/ada.txt")
    try shell.write("q = 3\n", to: "in/closed/bob.txt")
    try shell.run("chmod 0 in/closed")
    defer { _ = try? shell.run("chmod 755 in/closed") }
    let checked = try shell.run("gradus check xyz.grad --answers in --format json")
    // Root may look into every folder.
    #expect(checked.status == (geteuid() == 0 ? 0 : 1))
    #expect(checked.output.contains("in/ada.txt"))
  }

  @Test(arguments: ["text", "json", "junit", "gradescope", "exercism", "classroom", "csv"])
  func `the result is the same however many work at it`(format: String) throws {
    for number in 0..<40 {
      let answer = number % 3 == 0 ? "-4" : "\(number)"
      try shell.write("q = 3\ngrad q = \(answer)\ngrad x = \(answer)\n", to: "in/\(number)/a.txt")
    }
    let command = "gradus check xyz.grad --answers in --format \(format) --jobs"
    let one = try shell.run("\(command) 1")
    #expect(one.status == (format == "exercism" ? 0 : 1))
    for jobs in [2, 7, 1000] {
      let other = try shell.run("\(command) \(jobs)")
      #expect(other.output == one.output)
      #expect(other.errors == one.errors)
    }
  }

  @Test func `several files are a pile in the order in which they are named`() throws {
    try writePile()
    for arguments in [
      "xyz.grad --answers in/bob.txt - in/ada.txt", "--answers in/bob.txt - in/ada.txt xyz.grad",
    ] {
      let checked = try shell.run("echo 'q = 1' | gradus check \(arguments) --format csv")
      #expect(checked.status == 1)
      #expect(
        rows(checked.output).dropFirst().map { $0[0] } == ["in/bob.txt", "<stdin>", "in/ada.txt"]
      )
    }
    let missing = try shell.run("gradus check xyz.grad --answers none.txt in/ada.txt --format csv")
    #expect(missing.status == 66)
    #expect(missing.firstError.hasPrefix("gradus: 'none.txt' cannot be read"))
    #expect(rows(missing.output).count == 3)
  }

  @Test func `a folder's text is a line a file, then questions and slips`() throws {
    try writePile()
    let checked = try shell.run("cd in && gradus check ../xyz.grad --answers .")
    #expect(checked.output.contains("\nbob.txt               1 of 2  grad x wrong ("))
    #expect(checked.output.contains("question  correct"))
    #expect(checked.output.contains("slip       answers\n"))
    #expect(checked.output.hasSuffix("\n7 files, 4 fully right; 5 of 6 answers count\n"))
  }

  @Test func `the program and the output are no answers`() throws {
    try shell.write("q = 3\n", to: "ada.txt")
    for _ in 0..<2 {
      let checked = try shell.run("gradus check xyz.grad --answers . --format csv -o table.csv")
      #expect(checked.status == 0, "\(checked.errors)")
    }
    #expect(rows(shell.text("table.csv") ?? "").map { $0[0] } == ["file", "ada.txt"])
  }

  @Test func `progress is drawn on a terminal, and nowhere else`() throws {
    for number in 0..<5 { try shell.write("q = 3\n", to: "in/\(number).txt") }
    let terminal = try PseudoTerminal(shell, "gradus check xyz.grad --answers in 2>&1")
    terminal.expect("5 files, 5 fully right")
    #expect(terminal.status() == 0)
    #expect(terminal.output.contains(" of 5 files"))
    #expect(terminal.output.contains("\r\u{1B}[K"))
    let plain = try shell.run("gradus check xyz.grad --answers in")
    #expect(plain.errors == "")
    #expect(!plain.output.contains("\r"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal says how far it came, and leaves nothing`(signal: Int32) throws {
    // Standard input that never ends keeps one of the files waiting.
    for number in 0..<5 { try shell.write("q = 3\n", to: "in/\(number).txt") }
    try shell.run("mkfifo never")
    let (process, name) = try shell.process(
      "exec gradus check xyz.grad --answers in - --format json --output out.json <> never"
    )
    try Shell.start(process)
    var waited = 0
    while !shell.files().contains(where: { $0.hasPrefix(".out.json") }), waited < 500 {
      usleep(20_000)
      waited += 1
    }
    usleep(300_000)
    kill(process.processIdentifier, signal)
    let stopped = try shell.outcome(process, name)
    guard !Shell.ignores(signal) else { return }
    #expect(stopped.status == 128 + signal)
    #expect(stopped.output == "")
    #expect(stopped.errors == "gradus: stopped after 5 of 6 files; nothing was written\n")
    #expect(shell.files().filter { $0.contains("out.json") } == [])
  }
}
