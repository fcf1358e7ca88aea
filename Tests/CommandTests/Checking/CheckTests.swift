import Foundation
import Testing

/// `gradus check` on one file of answers.
@Suite struct CheckTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.write(Self.program, to: "xyz.grad")
    try shell.write("q = 3\ngrad x = -4\n", to: "right.txt")
    try shell.write("q = 3\ngrad q = 4\ngrad x = 4\n", to: "slip.txt")
  }

  static let program = """
    x = -2; y = 5; z = -4
    q = x + y
    f = q * z
    backward f

    """

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `right answers count, and that is all there is to say`() throws {
    let checked = try shell.run("gradus check xyz.grad --answers right.txt")
    #expect(checked.status == 0)
    #expect(checked.errors == "")
    #expect(
      checked.output == """
        q = 3        correct
        grad x = -4  correct

        2 of 2 answers count

        """
    )
  }

  @Test func `a slip is named, what follows from it counts, and the first line of errors says so`()
    throws
  {
    let checked = try shell.run("gradus check xyz.grad --answers slip.txt")
    #expect(checked.status == 1)
    #expect(checked.firstError == "gradus: slip.txt: 2 of 3 answers count; grad q is wrong")
    #expect(checked.output.contains("\ngrad q = 4  wrong\n    sign-flip at q: "))
    #expect(checked.output.contains("\ngrad x = 4  follows from grad q\n"))
    #expect(checked.output.hasSuffix("\n2 of 3 answers count\n"))
  }

  @Test func `answers come from standard input, and the program may`() throws {
    let piped = try shell.run("echo 'grad x = -4' | gradus check xyz.grad --answers -")
    #expect(piped.status == 0, "\(piped.errors)")
    let program = try shell.run("gradus check - --answers right.txt < xyz.grad")
    #expect(program.status == 0, "\(program.errors)")
    let both = try shell.run("gradus check - --answers - < xyz.grad")
    #expect(both.status == 64)
    let literal = try shell.run("echo 'y = 9' | gradus check 'x = 3; y = x * x' --answers -")
    #expect(literal.status == 0, "\(literal.errors)")
  }

  @Test(arguments: [
    "--answers right.txt xyz.grad", "--answers right.txt --format json xyz.grad",
    "--format=json --answers=right.txt xyz.grad", "xyz.grad --strict --answers right.txt",
  ])
  func `the order of the arguments does not matter`(arguments: String) throws {
    let checked = try shell.run("gradus check \(arguments)")
    #expect(checked.status == 0, "\(checked.errors)")
  }

  @Test func `the JSON is that of checking`() throws {
    let checked = try shell.run("gradus check xyz.grad --answers slip.txt --format json")
    #expect(checked.status == 1)
    let sheet = try object(checked.output)
    #expect(sheet["format"] as? String == "gradus-check/1")
    #expect(sheet["file"] as? String == "slip.txt")
    #expect(sheet["score"] as? Int == 2)
    #expect(sheet["of"] as? Int == 3)
    let answers = try #require(sheet["answers"] as? [[String: Any]])
    #expect(answers.map { $0["quantity"] as? String } == ["q", "grad q", "grad x"])
    #expect(answers.map { $0["verdict"] as? String } == ["correct", "wrong", "follows"])
    #expect(answers[2]["from"] as? String == "grad q")
    let diagnosis = try #require(answers[1]["diagnosis"] as? [[String: Any]])
    #expect((diagnosis[0]["slips"] as? [[String: String]])?[0] == ["id": "sign-flip", "at": "q"])
    #expect(answers.allSatisfy { $0["right"] == nil })
  }

  @Test(arguments: ["text", "json", "junit", "gradescope", "exercism", "classroom", "csv"])
  func `the right value is told only with --reveal`(format: String) throws {
    try shell.write("a = 1.5; b = a * 2.5; backward b\n", to: "p.grad")
    try shell.write("b = 1\n", to: "wrong.txt")
    let command = "gradus check p.grad --answers wrong.txt --format \(format)"
    #expect(try !shell.run(command).output.contains("3.75"))
    #expect(try shell.run(command + " --reveal").output.contains("3.75"))
  }

  @Test func `imprecise answers count, unless that is to be strict`() throws {
    try shell.write("x = 2; y = x / 3\n", to: "third.grad")
    try shell.write("y = 0.66\n", to: "cut.txt")
    let lenient = try shell.run("gradus check third.grad --answers cut.txt")
    #expect(lenient.status == 0)
    #expect(lenient.output.contains("y = 0.66  imprecise"))
    let strict = try shell.run("gradus check third.grad --answers cut.txt --strict")
    #expect(strict.status == 1)
    #expect(strict.output.contains("0 of 1 answer counts (strict)"))
  }

  @Test(arguments: [
    ("gradus check", Int32(64), "Error: "), ("gradus check xyz.grad", 64, "Error: "),
    ("gradus check xyz.grad --answers", 64, "Error: "),
    ("gradus check xyz.grad --answers right.txt --format pdf", 64, "Error: "),
    ("gradus check xyz.grad --answers right.txt --jobs 0", 64, "Error: "),
    ("gradus check xyz.grad --answers right.txt --output ''", 64, "Error: "),
    ("gradus check xyz.grad --answers ''", 64, "Error: "),
    (
      "gradus check xyz.grad --answers right.txt --exercise a", 64,
      "gradus: --exercise a expects a lesson"
    ),
    ("gradus check none.grad --answers right.txt", 66, "gradus: there is no file 'none.grad'"),
    ("gradus check xyz.grad --answers none.txt", 66, "gradus: 'none.txt' cannot be read: "),
    ("gradus check . --answers right.txt", 66, "gradus: '.' is a folder"),
    ("gradus check 'x = q' --answers right.txt", 65, "<program>:1:5: error: "),
    ("gradus check 'x = 0; y = 1 / x; ask y' --answers right.txt", 65, "<program>:1:"),
    (
      "printf 'q = 3\\n\\377' | gradus check xyz.grad --answers -", 65,
      "<stdin>:2:1: error: expected text in UTF-8"
    ),
    ("gradus check xyz.grad --answers $(command -v gradus)", 65, "/"),
    (
      "gradus check xyz.grad --answers right.txt --output none/a.json", 73,
      "gradus: 'none/a.json' cannot be written: "
    ),
    ("gradus check xyz.grad --answers right.txt --output .", 73, "gradus: '.' cannot be written: "),
    (
      "mkdir none; gradus check xyz.grad --answers none", 65,
      "gradus: 'none' holds no file of answers"
    ),
  ])
  func `exit statuses`(script: String, status: Int32, first: String) throws {
    let checked = try shell.run(script)
    #expect(checked.status == status)
    #expect(checked.output == "")
    #expect(checked.firstError.hasPrefix(first), "\(checked.firstError)")
  }

  @Test func `output goes to a file, whole or not at all`() throws {
    let written = try shell.run(
      "gradus check xyz.grad --answers slip.txt --format json -o out.json"
    )
    #expect(written.status == 1)
    #expect(written.output == "Wrote out.json: 2 of 3 answers count\n")
    let before = try #require(shell.text("out.json"))
    #expect(try object(before)["score"] as? Int == 2)
    // A mistake leaves the old file, and nothing beside it.
    #expect(try shell.run("gradus check 'x = q' --answers right.txt -o out.json").status == 65)
    #expect(try shell.run("gradus check xyz.grad --answers none.txt -o out.json").status == 66)
    #expect(shell.text("out.json") == before)
    #expect(!shell.files().contains { $0.hasPrefix(".") })
  }

  @Test func `for Exercism all is told in the result, and the exit is 0`() throws {
    for (script, status) in [
      ("xyz.grad --answers right.txt", "pass"), ("xyz.grad --answers slip.txt", "fail"),
      ("xyz.grad --answers none.txt", "error"), ("none.grad --answers right.txt", "error"),
      ("'x = q' --answers right.txt", "error"), ("xyz.grad --answers /dev/null", "error"),
    ] {
      let checked = try shell.run("gradus check \(script) --format exercism")
      #expect(checked.status == 0, "\(script)")
      let result = try object(checked.output)
      #expect(result["version"] as? Int == 3)
      #expect(result["status"] as? String == status, "\(script)")
      #expect((result["message"] as? String != nil) == (status == "error"))
    }
  }

  @Test(arguments: ["gradescope", "classroom"])
  func `a grader has a result even where the answers cannot be read`(format: String) throws {
    let checked = try shell.run("gradus check xyz.grad --answers none.txt --format \(format)")
    #expect(checked.status == 66)
    #expect(checked.output.contains("'none.txt' cannot be read"))
    _ = try object(checked.output)
    let empty = try shell.run("mkdir none; gradus check xyz.grad --answers none --format \(format)")
    #expect(empty.status == 65)
    #expect(empty.output.contains("'none' holds no file of answers"))
  }

  @Test func `endless, huge and hostile answers end with a diagnostic`() throws {
    try shell.write("grad x = \u{1B}[31m\u{202E}4\u{7}\n", to: "hostile.txt")
    let hostile = try shell.run("gradus check xyz.grad --answers hostile.txt")
    #expect(hostile.status == 1)
    for text in [hostile.output, hostile.errors] {
      #expect(
        !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 7 }
      )
    }
    let brackets = String(repeating: "[", count: 100_000)
    try shell.write("q = \(brackets)\n", to: "deep.txt")
    #expect(try shell.run("gradus check xyz.grad --answers deep.txt").status == 1)
    #expect(try shell.run("yes 'q = 3' | gradus check xyz.grad --answers -").status == 1)
    #expect(try shell.run("gradus check xyz.grad --answers /dev/zero").status == 65)
  }

  @Test func `where nothing is asked and nothing answered, that is told`() throws {
    let checked = try shell.run("gradus check xyz.grad --answers /dev/null")
    #expect(checked.status == 0)
    #expect(checked.output == "0 of 0 answers count\n")
    #expect(checked.errors == "gradus: nothing is asked, and nothing was answered\n")
  }

  @Test func `a line that names nothing is told by its number`() throws {
    let checked = try shell.run("printf 'q = 3\\nhello\\n' | gradus check xyz.grad --answers -")
    #expect(checked.status == 1)
    #expect(checked.firstError == "gradus: <stdin>: 1 of 2 answers count; line 2 is unreadable")
    #expect(checked.output.contains("\nhello  unreadable\n<stdin>:2:1: error: "))
  }

  @Test func `a reader that goes away is no mistake`() throws {
    let piped = try shell.run(
      "{ gradus check xyz.grad --answers right.txt; echo $? > status; } | true; cat status"
    )
    #expect(piped.output == "0\n")
    #expect(piped.errors == "")
  }

  @Test(.enabled(if: Shell.hasFullDevice))
  func `output that cannot be written is told`() throws {
    let full = try shell.run("gradus check xyz.grad --answers right.txt > /dev/full")
    #expect(full.status == 73)
    #expect(full.firstError == "gradus: standard output cannot be written: No space left on device")
    let file = try shell.run("gradus check xyz.grad --answers right.txt --output /dev/full")
    #expect(file.status == 73)
    #expect(file.firstError == "gradus: '/dev/full' cannot be written: No space left on device")
    let stream = try shell.run("gradus check xyz.grad --answers right.txt -o /dev/stdout | cat")
    #expect(stream.output.hasPrefix("q = 3        correct\n"))
  }

  @Test func `a terminal sees weights, a pipe does not`() throws {
    let terminal = try PseudoTerminal(shell, "gradus check xyz.grad --answers slip.txt")
    terminal.expect("\u{1B}[1mwrong\u{1B}[0m")
    #expect(terminal.status() == 1)
    let plain = try PseudoTerminal(
      shell,
      "gradus check xyz.grad --answers slip.txt",
      ["NO_COLOR": "1"]
    )
    plain.expect("2 of 3 answers count")
    #expect(plain.status() == 1)
    #expect(!plain.output.contains("\u{1B}"))
  }
}
