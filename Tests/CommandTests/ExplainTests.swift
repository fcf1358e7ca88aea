import TestSupport
import Testing

/// `gradus explain`.
@Suite struct ExplainTests {
  let shell: Shell

  init() throws { shell = try Shell() }

  static let classic =
    "gradus explain 'f = (x + y) * z; backward f' 'grad x' --set x=-2 --set y=5 --set z=-4"

  @Test func `a program given inline, as a file and on standard input is explained alike`() throws {
    let inline = try shell.run(Self.classic)
    #expect(inline.status == 0)
    #expect(inline.errors == "")
    #expect(inline.output.contains("∂f/∂(x + y) · ∂(x + y)/∂x = z · 1 = -4 · 1 = -4"))
    #expect(inline.output.hasSuffix("1 path; its share is -4, the recorded gradient\n"))
    let settings = "'grad x' --set x=-2 --set y=5 --set z=-4"
    try shell.write("f = (x + y) * z; backward f", to: "a.grad")
    #expect(try shell.run("gradus explain a.grad \(settings)").output == inline.output)
    #expect(try shell.run("cat a.grad | gradus explain - \(settings)").output == inline.output)
  }

  @Test func `JSON is the same as always`() throws {
    let explained = try shell.run("\(Self.classic) --format json")
    #expect(explained.status == 0)
    try expectSnapshot(explained.output, named: "explain.json")
    let dead = "x = [-1, 2]; f = sum(relu(x)); backward f"
    try expectSnapshot(
      try shell.run("gradus explain '\(dead)' 'grad x' --format json").output,
      named: "explain-dead.json"
    )
    try expectSnapshot(
      try shell.run("gradus explain --order wrong --format json").output,
      named: "explain-order.json"
    )
  }

  @Test func `functions drawn open have more paths`() throws {
    let program = "'x = 0.5; y = tanh(x); backward y' 'grad x'"
    #expect(try shell.run("gradus explain \(program)").output.contains("1 path; its share"))
    #expect(
      try shell.run("gradus explain \(program) --expand tanh").output.contains(
        "4 paths; the shares"
      )
    )
  }

  @Test func `a program without a shared node is answered with the smallest that has one`() throws {
    let none = try shell.run("gradus explain 'x = 2; y = 3 * x; backward y' --order wrong")
    #expect(none.status == 0)
    #expect(none.output.hasPrefix("In this program the order does not matter"))
    #expect(none.output.contains("x = 2; a = square(x); b = square(a); f = a + b; backward f"))
    let some = try shell.run(
      "gradus explain 'x = 2; a = 3 * x; b = a * a; f = a + b; backward f' --order wrong"
    )
    #expect(some.output.hasPrefix("a is used by f and b"))
  }

  @Test(arguments: [
    ("gradus explain", Int32(64), "Error: expected a program and a gradient"),
    ("gradus explain 'x = 1; backward x'", 64, "Error: expected which gradient to explain"),
    ("gradus explain 'x = 1; backward x' x", 64, "<gradient>:1:1: error: expected grad"),
    ("gradus explain 'x = 1; backward x' 'grad y'", 64, "<gradient>:1:6: error: unknown name 'y'"),
    ("gradus explain 'x = 1' 'grad x'", 64, "<gradient>:1:6: error: expected a 'backward'"),
    ("gradus explain 'x = 1; backward x' 'grad x' --paths 0", 64, "Error: --paths expects"),
    ("gradus explain 'x = 1; backward x' 'grad x' --order wrong", 64, "Error: --order wrong"),
    ("gradus explain 'x = 1; backward x' 'grad x' --order right", 64, "Error: "),
    ("gradus explain 'x = 1; backward x' 'grad x' --format svg", 64, "Error: "),
    ("gradus explain 'x = 1; backward x' 'grad x' --set x", 64, "Error: --set expects"),
    ("gradus explain 'x = 1' --order wrong", 65, "gradus: --order wrong expects a 'backward'"),
    ("gradus explain 'x = ' 'grad x'", 65, "<program>:1:"),
    ("gradus explain nowhere.grad 'grad x'", 66, "gradus: there is no file"),
    (
      "gradus explain 'x = 1; backward x; expect x = 2' 'grad x' > out", 1,
      "<program>:1:20: error: "
    ),
  ])
  func `exit statuses`(script: String, status: Int32, first: String) throws {
    let explained = try shell.run(script)
    #expect(explained.status == status)
    #expect(explained.output == "")
    #expect(explained.firstError.hasPrefix(first), "\(explained.firstError)")
  }
}
