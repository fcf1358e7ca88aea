import Autodiff
import Notation
import Testing

/// What is not finite is told once, at the node where it arose, with its reason.
@Suite struct `Warnings` {
  /// Programs, and the place and the words of their warnings.
  static let rows: [(program: String, warnings: [String])] = [
    ("x = 0; y = log(x); z = y + 1", ["1:12 log of 0 is -infinity in y"]),
    ("x = 0; y = x / x", ["1:12 0 / 0 is not a number (NaN) in y"]),
    ("x = 1000; y = exp(x); z = exp(y)", ["1:15 exp of 1000 is infinity in y"]),
    ("x = 1e308; y = 2 + x * 10", ["1:20 1e+308 * 10 is infinity in x * 10"]),
    ("x = [1, 0, -1]; y = sum(log(x))", ["1:25 log of 0 is -infinity in log(x)"]),
    ("x = log(0); y = x + 1", ["1:5 log of 0 is -infinity in log(0)"]),
    ("x = 1; y = [x, 1/0]", ["1:16 1 / 0 is infinity in 1/0"]),
    ("p = 1; L = bce(p, 0)", ["1:12 bce(1, 0) is infinity in L"]),
    ("p = [0, 1]; L = cross_entropy(p, 0)", ["1:17 cross_entropy([0, 1], 0) is infinity in L"]),
    (
      "p = [0, 0.5, 0.5, 0, 0]; L = cross_entropy(p, 0)",
      ["1:30 cross_entropy with p from 0 to 0.5 and 0 = 0 is infinity in L"]
    ),
    ("x = [1e308, 1e308]; s = sum(x)", ["1:25 sum([1e+308, 1e+308]) is infinity in s"]),
    // In a function's body.
    ("def f(a) = log(a) * 2\nx = 0\ny = 1 + f(x)", ["1:12 log of 0 is -infinity in log(a)"]),
    // Only the gradient.
    (
      "x = 0; y = sqrt(x); backward y",
      [
        "1:12 the local derivative of sqrt with respect to x is not finite: the contribution to x is infinity"
      ]
    ),
    (
      "x = [0, 1]; y = sum(abs(x)^0.5); backward y",
      [
        "1:21 the local derivative of power with respect to abs(x) is not finite: the contribution to abs(x) is infinity"
      ]
    ),
    ("x = 1; backward x with 1/0", ["1:5 the gradient that arrives at x is infinity"]),
    // While parameters move.
    (
      "param w = 0; L = log(w); minimize L over w with sgd(1) for 3 steps",
      ["1:18 log of 0 is -infinity in L, before the first step of minimize"]
    ),
    (
      "param w = 1; L = w^2; minimize L over w with sgd(1e200) for 3 steps",
      ["1:18 (-2e+200)^2 is infinity in L, after step 1 of minimize"]
    ),
    // Nothing is wrong with these.
    ("x = -1000; y = sigmoid(x) + softplus(x); backward y", []),
    ("z = [1000, -1000]; L = softmax_cross_entropy(z, 1); backward L", []),
    ("x = [0, 0]; y = norm(x) + std(x); backward y", []),
    ("p = [0, 1]; L = cross_entropy(p, [0, 1]); backward L", []),
  ]

  @Test(arguments: rows)
  func `name the first node and the reason`(row: (program: String, warnings: [String])) throws {
    let run = try run(row.program)
    let told = run.warnings.map { "\($0.location.line):\($0.location.column) \($0.message)" }
    #expect(told == row.warnings)
  }

  @Test func `a function drawn open warns at its call`() throws {
    var options = Program.Options()
    options.opening = Graph.Opening(all: true)
    let run = try run("z = [1000, 0]\np = 2 * softmax(z)", options: options)
    let told = run.warnings.map { "\($0.location.line):\($0.location.column) \($0.message)" }
    #expect(told == ["2:9 exp of 1000 is infinity in exp(z)"])
  }
}
