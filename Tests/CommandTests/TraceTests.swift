import Testing
import TestSupport

/// `gradus trace`, and what all verbs share: output that goes away, colours, help.
@Suite struct TraceTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  static let classic = "gradus trace 'f = (x + y) * z; backward f' --set x=-2 --set y=5 --set z=-4"

  @Test func `the classic is shown as two tables`() throws {
    let traced = try shell.run(Self.classic)
    #expect(traced.status == 0)
    #expect(traced.errors == "")
    try expectSnapshot(traced.output, named: "classic.txt")
  }

  @Test(arguments: ["json", "dot", "svg"])
  func `other formats begin as they should`(format: String) throws {
    let traced = try shell.run("\(Self.classic) --format \(format)")
    #expect(traced.status == 0)
    #expect(traced.errors == "")
    let starts = ["json": "{", "dot": "digraph", "svg": "<svg"]
    #expect(traced.output.hasPrefix(starts[format] ?? "?"))
  }

  @Test func `tensors are drawn open, and told under their names`() throws {
    let traced = try shell.run(
      "gradus trace 'W = [[1, 2], [3, 4]]; x = [5, 6]; h = W @ x; s = sum(h); backward s' "
        + "--expand scalars --format json"
    )
    #expect(traced.status == 0)
    #expect(traced.output.contains("\"W\": [[5, 6], [5, 6]]"))
    #expect(traced.output.contains("\"node\": \"h[1]\", \"operation\": \"add\""))
  }

  @Test(arguments: [
    (
      "--expand sigmoyd",
      "gradus: --expand expects functions that have an open form, found 'sigmoyd'; did you mean 'sigmoid'?"
    ),
    (
      "--format svg --fold f",
      "gradus: --fold expects functions of the program or opened ones, found 'f'"
    ),
    ("--fold all", "gradus: --fold expects --format svg, found text"),
  ])
  func `what cannot be opened or folded is told`(options: String, first: String) throws {
    let traced = try shell.run("gradus trace 'x = 1; y = sigmoid(x)' \(options)")
    #expect(traced.status == 64)
    #expect(traced.firstError == first)
  }

  @Test func `a wrong claim is exit 1, and the JSON is still printed`() throws {
    let traced = try shell.run("gradus trace 'x = 1; expect x = 2' --format json")
    #expect(traced.status == 1)
    #expect(
      traced.output.contains("\"passed\": false") || traced.output.contains("\"passed\":false")
    )
    #expect(traced.firstError.hasPrefix("<program>:1:8: error: "))
  }

  @Test(arguments: [
    ("gradus trace 'x = '", Int32(65), "<program>:1:"),
    ("gradus trace nowhere.grad", 66, "gradus: "),
    ("gradus trace .", 66, "gradus: "),
    ("echo 'x = q' | gradus trace -", 65, "<stdin>:1:5: error: "),
    ("gradus trace 'x = 1' --set x", 64, "Error: "), ("gradus trace 'x = 1' --set 'x=q'", 64, ""),
    ("gradus trace", 64, "Error: "), ("gradus trace 'x=1' --format png", 64, "Error: "),
    ("printf 'x = \\377' > a.grad; gradus trace a.grad", 65, "a.grad:1:5: error: "),
    ("gradus", 0, ""),
  ])
  func `exit statuses`(script: String, status: Int32, first: String) throws {
    let traced = try shell.run(script)
    #expect(traced.status == status)
    #expect(status == 0 || traced.output == "")
    #expect(traced.firstError.hasPrefix(first), "\(traced.firstError)")
  }

  @Test func `endless input ends`() throws {
    #expect(try shell.run("yes 'x = 1' | gradus trace -").status == 65)
    #expect(try shell.run("gradus trace /dev/zero").status == 65)
  }

  @Test(arguments: [
    classic, "\(classic) --format json", "gradus run c/one.md", "gradus test c", "gradus build c",
    "gradus --help", "gradus run c/one.md --step < steps",
  ])
  func `a reader that goes away is no mistake`(script: String) throws {
    try shell.writeCourse()
    try shell.run("yes '' | head -n 5000 > steps")
    let piped = try shell.run("{ \(script); echo $? > status; } | true; cat status")
    #expect(piped.output == "0\n")
    #expect(piped.errors == "")
    #expect(try shell.run("\(script) | head -n 1").errors == "")
  }

  @Test(
    .enabled(if: Shell.hasFullDevice),
    arguments: [
      classic, "gradus run c/one.md", "gradus test c", "gradus run c/one.md --step",
      "gradus build c",
    ]
  )
  func `output that cannot be written is told`(script: String) throws {
    try shell.writeCourse()
    let full = try shell.run("\(script) > /dev/full")
    #expect(full.status == 73)
    #expect(full.firstError == "gradus: standard output cannot be written: No space left on device")
  }

  @Test func `output and errors that are closed are no reason to fall`() throws {
    try shell.writeCourse(claim: "3")
    #expect(try shell.run("gradus test c >&- 2>&-").status != 134)
    #expect(try shell.run("gradus test c 2>&-").status == 1)
    #expect(try shell.run("gradus trace - <&-").status == 66)
  }

  @Test(arguments: ["build", "run", "test", "new", "trace", "check"])
  func `the help of every verb has an example of it`(verb: String) throws {
    let help = try shell.run("gradus \(verb) --help")
    #expect(help.status == 0)
    #expect(help.output.contains("  gradus \(verb)"))
    #expect(help.output.contains("Exit status:"))
    let lines = help.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE:") }
    #expect(!lines.contains { $0.count > 80 })
  }

  @Test func `the version is told`() throws {
    let version = try shell.run("gradus --version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
