import Testing
import TestSupport

/// `gradus run`, without a terminal.
@Suite struct RunTests {
  let shell: Shell

  init() throws {
    shell = try Shell()
    try shell.writeCourse()
  }

  @Test func `a lesson is plain text where there is no terminal`() throws {
    let shown = try shell.run("gradus run c/one.md")
    #expect(shown.status == 0)
    #expect(shown.errors == "")
    #expect(!shown.output.contains("\u{1B}"))
    try expectSnapshot(shown.output, named: "one.txt")
  }

  @Test func `a false claim of the lesson is told after it`() throws {
    try shell.writeCourse(claim: "3")
    let shown = try shell.run("gradus run c/one.md")
    #expect(shown.status == 1)
    #expect(shown.output.contains("So f is"))
    #expect(shown.firstError.hasPrefix("c/one.md:8:"))
  }

  @Test(arguments: [
    ("gradus run c/two.md", Int32(66)), ("gradus run c", 66), ("gradus run", 64),
    ("gradus run c/bad.md", 65), ("gradus run c/plain.md --step", 65),
    ("gradus run c/draft.md", 65),
  ])
  func `what cannot be shown has its exit status`(script: String, status: Int32) throws {
    try shell.write("```trace\nx =\n```\n", to: "c/bad.md")
    try shell.write("# Plain\n", to: "c/plain.md")
    try shell.write("---\ndraft: true\n---\n# Draft\n", to: "c/draft.md")
    let shown = try shell.run(script)
    #expect(shown.status == status)
    #expect(shown.output == "")
    #expect(!shown.firstError.isEmpty)
  }

  @Test func `stepping by lines goes forward, back, to a step and to a contribution`() throws {
    let stepped = try shell.run(
      "gradus run c/one.md --step",
      input: "\nb\n4\nn x\nn q\nn nix\n99\nwhat\nf\nlast\n\nq\nnever read\n"
    )
    #expect(stepped.status == 0)
    #expect(stepped.errors == "")
    try expectSnapshot(stepped.output, named: "stepping.txt")
  }

  @Test func `stepping ends with its input, also in the middle of a line`() throws {
    let stepped = try shell.run("gradus run c/one.md --step", input: "\n2")
    #expect(stepped.status == 0)
    #expect(
      stepped.output.hasSuffix(
        "step 2 of 6 · forward\nf = q * z = 3 * (-4) = -12\nf is computed: the product of its operands.\n\n"
      )
    )
  }

  @Test func `a line without end is read to the end`() throws {
    let stepped = try shell.run("head -c 20000000 /dev/zero | gradus run c/one.md --step")
    #expect(stepped.status == 0)
    #expect(stepped.output.utf8.count < 50_000)
  }

  @Test func `a program can be stepped through, too`() throws {
    try shell.write("x = 3\ny = x * x\nbackward y\nexpect grad x = 6\n", to: "square.grad")
    let stepped = try shell.run("gradus run square.grad --step", input: "n x\nn x\nn x\n")
    #expect(stepped.status == 0)
    #expect(stepped.output.contains("step 2 of 3"))
    #expect(stepped.output.contains("step 3 of 3"))
    #expect(stepped.output.contains("no further contribution goes to x; the first is step 2"))
    #expect(try shell.run("gradus run square.grad").output.contains("Backward"))
  }
}
