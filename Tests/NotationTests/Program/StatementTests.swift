import Autodiff
import Notation
import Testing

@Suite struct `Statements` {
  @Test func `leaves have their roles`() throws {
    let run = try run("x = 1; input u = 2; param w = [3, 4]; target t = 1 + 1; y = x * u + t")
    let graph = run.trace.graph
    let roles = try ["x", "u", "w", "t", "y"].map {
      graph.role(of: try #require(graph.node(named: $0)))
    }
    #expect(roles == [.input, .input, .parameter, .target, nil])
    #expect(try run.value("t").plain == "2")
  }

  @Test func `every leaf gets a gradient, zeros where it does not lead to the output`() throws {
    let run = try run("x = 2; target t = 3; param w = [1, 2]; y = x * t; z = x + 1; backward y")
    #expect(try run.gradient("x").plain == "3")
    #expect(try run.gradient("t").plain == "2")
    #expect(try run.gradient("w").plain == "[0, 0]")
    #expect(try run.contributions("w").isEmpty)
    let node = try #require(run.trace.graph.node(named: "z"))
    #expect(run.trace.gradient(of: node) == nil)
  }

  @Test func `a second name is a node of its own`() throws {
    let run = try run("x = 2; y = x; z = y * y; backward z")
    #expect(try run.gradient("y").plain == "4")
    #expect(try run.gradient("x").plain == "4")
    #expect(try run.contributions("x").map { $0.through } == ["y"])
    #expect(try run.contributions("y").map { $0.through } == ["z", "z"])
    #expect(try run.contributions("y").map { $0.value.plain } == ["2", "2"])
  }

  @Test func `a second backward starts anew`() throws {
    let run = try run(
      """
      x = 3; y = x^2; z = 5 * x
      backward y
      expect grad x = 6
      backward z
      expect grad x = 5
      backward y
      expect grad x = 6
      """
    )
    #expect(run.expectations.map { $0.passed } == [true, true, true])
    #expect(try run.gradient("x").plain == "6")
  }

  @Test func `backward takes a seed of the node's shape`() throws {
    let run = try run(
      """
      x = [1, 2]; W = [[1, 2], [3, 4]]
      y = x @ W
      backward y with [1, 10]
      expect grad x = [21, 43]
      expect grad W = [[1, 10], [2, 20]]
      expect grad y = [1, 10]
      s = sum(y)
      backward s with 1/2
      expect grad x = [3/2, 7/2]
      backward y[1] with 3
      expect grad x = [6, 12]
      backward 2 * s
      expect grad x = [6, 14]
      """
    )
    for expectation in run.expectations { #expect(expectation.passed, "\(expectation.text)") }
    #expect(run.expectations.count == 6)
  }

  @Test func `backward from one element needs no seed whatever its rank`() throws {
    let run = try run("x = [[3]]; y = x * x; backward y; expect grad x = [[6]]")
    #expect(run.expectations.map { $0.passed } == [true])
  }

  @Test func `a claim about an expression leaves no steps behind`() throws {
    let text = "x = 2; y = x * 3; expect y + 1 = 7; expect [x, y] = [2, 6]; expect x^2 = 4"
    let run = try run(text)
    #expect(run.expectations.map { $0.passed } == [true, true, true])
    #expect(run.trace.graph.count == 3)
    #expect(run.trace.stepCount == 1)
  }

  /// Claims about x = 0.73105857863 and whether they hold.
  static let claims: [(claim: String, holds: Bool)] = [
    ("= 0.73105857863", true), ("= 0.731058578", true), ("= 0.73105858", false), ("= 0.731", false),
    ("~ 0.731", true), ("~ 0.7311", true), ("~ 0.73106", true), ("~ 0.7310", false),
    ("~ 0.7", true),
    ("~ 1", true), ("~ 0.8", false), ("~ 7e-1", true), ("~ 73.1e-2", true), ("~ 73.2e-2", false),
    ("~ 0", false), ("~ 0.73105857863000", true), ("~ 0.73105857863001", false), ("~ 1.", true),
    ("~ .7", true), ("~ -0.7", false),
  ]

  @Test(arguments: claims)
  func `a claim is exact, or right as rounded`(row: (claim: String, holds: Bool)) throws {
    let run = try run("x = 0.73105857863; expect x \(row.claim)")
    #expect(run.expectations.map { $0.passed } == [row.holds])
  }

  /// Values, what is claimed of them, and whether it holds.
  static let ties: [(value: String, claim: String, holds: Bool)] = [
    ("0.5", "~ 1", true), ("0.5", "~ 0", true), ("2.5", "~ 3", true), ("2.5", "~ 2", true),
    ("0.125", "~ 0.13", true), ("0.125", "~ 0.12", true), ("-0.125", "~ -0.13", true),
    ("0.1250001", "~ 0.12", false), ("1250", "~ 12e2", true), ("1250", "~ 13e2", true),
    ("0.0004", "~ 0.000", true), ("0.0006", "~ 0.000", false),
    ("1e-12", "= 0", true), ("1e-8", "= 0", false), ("1e12 + 1", "= 1e12", true),
    ("1e12 + 10000", "= 1e12", false), ("1/3", "= 1/3", true),
    ("[0.26, 0.74]", "~ [0.3, 0.7]", true),
    ("[0.26, 0.76]", "~ [0.3, 0.7]", false), ("[[0.26], [0.5]]", "~ [[0.26], [1]]", true),
    ("0.1 + 0.2", "= 0.3", true), ("-0.004", "~ 0.00", true), ("1/0", "= 1/0", true),
    ("0/0", "= 0", false), ("0/0", "~ 0", false), ("1e300", "~ 1e300", true),
  ]

  @Test(arguments: ties)
  func `ties and tolerances of claims`(row: (value: String, claim: String, holds: Bool)) throws {
    let run = try run("x = \(row.value); y = x; expect y \(row.claim)")
    #expect(run.expectations.map { $0.passed } == [row.holds])
  }

  @Test func `a failed claim says what was computed`() throws {
    let run = try run("x = 2\n  expect x = 3 # no")
    let message = try #require(run.expectations.first).diagnostic.rendered()
    #expect(
      message == """
        test.grad:2:3: error: expected 3, computed 2
            2 | expect x = 3 # no
              | ^^^^^^^^^^^^
          help: correct the claim, or the program above it
        """
    )
  }

  @Test func `questions keep their label and digits`() throws {
    let run = try run(
      "q = 2; f = q * q; backward f; ask q; ask grad q to 4 digits; ask f \"the output\" to 1 digit"
    )
    let questions = run.program.questions
    #expect(questions.map { $0.name } == ["q", "grad q", "f"])
    #expect(questions.map { $0.isGradient } == [false, true, false])
    #expect(questions.map { $0.digits } == [nil, 4, 1])
    #expect(questions.map { $0.label } == [nil, nil, "the output"])
  }

  @Test func `questions keep their points and steps`() throws {
    let run = try run(
      "param w = 1; L = w^2; backward L; minimize L over w with sgd(rate=0.25) for 3 steps\n"
        + "ask w @ 2 \"w₂\" for 0.5 points; ask grad w @ 0 for 1 point to 3 digits; ask L for 2 points \"loss\""
    )
    let questions = run.program.questions
    #expect(questions.map { $0.name } == ["w @ 2", "grad w @ 0", "L"])
    #expect(questions.map { $0.step } == [2, 0, nil])
    #expect(questions.map { $0.points } == [0.5, 1, 2])
    #expect(questions.map { $0.digits } == [nil, 3, nil])
    #expect(questions.map { $0.label } == ["w₂", nil, "loss"])
  }

  @Test func `settings bind inputs or replace literals`() throws {
    var options = Program.Options()
    options.settings = [
      ("x", Tensor(-2)), ("y", Tensor(5)), ("z", Tensor([1, 2])), ("y", Tensor(6)),
    ]
    let run = try run("y = 1; f = (x + y) * sum(z); backward f", options: options)
    #expect(try run.value("f").plain == "12")
    #expect(try run.gradient("z").plain == "[4, 4]")
  }

  @Test func `what is computed cannot be set`() {
    var options = Program.Options()
    options.settings = [("q", Tensor(3))]
    #expect(throws: Diagnostics.self) {
      try Program.read(SourceText(file: "p", text: "x = 1; q = x + 1"), options: options)
    }
  }
}
