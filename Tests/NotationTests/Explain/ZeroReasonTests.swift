import Autodiff
import Notation
import Testing

@Suite struct `Why a gradient is zero` {
  private func findings(_ program: String, _ question: String) throws -> [String] {
    let run = try run(program)
    let asked = try run.gradientQuestion(SourceText(file: "q", text: question))
    let explanation = try #require(run.explain(asked))
    let ledger = try #require(explanation.ledgers.first)
    return explanation.findings(ofLedger: 0).map { $0.messageWithPlace }
      + ledger.paths.compactMap { explanation.finding($0)?.messageWithPlace }
  }

  /// The program, and why the gradient of x is 0, with the place.
  @Test(arguments: [
    (
      "x = -1; h = relu(x); backward h",
      "h = relu(x) is dead: its input x = -1 is not above 0 (line 1, column 13)"
    ),
    (
      "x = 2\ny = 0; f = x * y\nbackward f",
      "in f = x * y, x is multiplied with y = 0 (line 2, column 12)"
    ),
    ("x = 2; f = x * 0; backward f", "in f = x * 0, x is multiplied with 0 (line 1, column 12)"),
    (
      "x = 2; f = sign(x); backward f",
      "f = sign(x) is flat: the slope of sign is 0 everywhere (line 1, column 12)"
    ),
    (
      "x = 2; f = step(x); backward f",
      "f = step(x) is flat: the slope of step is 0 everywhere (line 1, column 12)"
    ),
    (
      "x = 7; f = clip(x, -1, 6); backward f",
      "f = clip(x, -1, 6) is clipped: its input x = 7 lies outside -1 to 6 (line 1, column 12)"
    ),
    (
      "x = 1; y = 3; f = maximum(x, y); backward f",
      "f = maximum(x, y) takes another one: x = 1, and it is 3 (line 1, column 19)"
    ),
    (
      "x = 1; y = 3; f = max([x, y]); backward f",
      "f = max([x, y]) takes another one: [x, y][0] = 1, and it is 3 (line 1, column 19)"
    ),
    (
      "x = 800; f = sigmoid(x); backward f",
      "f = sigmoid(x) is saturated: at x = 800, where it is 1, its slope is 0 (line 1, column 14)"
    ),
    (
      "x = 400; f = tanh(x); backward f",
      "f = tanh(x) is saturated: at x = 400, where it is 1, its slope is 0 (line 1, column 14)"
    ),
    (
      "x = 0; f = abs(x); backward f",
      "f = abs(x) has a kink at x = 0, where its slope is taken as 0 (line 1, column 12)"
    ),
    (
      "x = 0; f = x^3; backward f",
      "f = x^3 is level at x = 0: its slope is 0 there (line 1, column 12)"
    ),
    (
      "x = 5; f = x^0; backward f",
      "f = x^0 does not depend on its base: its exponent is 0 (line 1, column 12)"
    ),
    (
      "x = 5; f = dropout(x, 0, 0.5); backward f",
      "f = dropout(x, 0, 0.5) drops x: its mask 0 is 0 (line 1, column 12)"
    ),
    ("x = 5; f = mse(x, 5); backward f", "mse asks for no change of x = 5 (line 1, column 12)"),
    (
      "x = 5; y = 2; f = [x, y]; backward f with [0, 1]",
      "backward begins with 0 at f[0] (line 1, column 19)"
    ),
    (
      "x = 1e-200; f = x * x * x * x; backward f",
      "the product along the path falls below the smallest number there is at ∂(x * x * x)/∂(x * x) (line 1, column 17)"
    ),
  ])
  func `the only path is 0`(program: String, reason: String) throws {
    let told = try findings(program, "grad x")
    #expect(told.contains(reason), "\(told)")
  }

  /// The program, and why no path leads to x.
  @Test(arguments: [
    ("x = 1; f = 2; backward f", "no path leads from f to x: nothing uses x (line 1, column 5)"),
    (
      "x = 1; g = exp(x); h = 2 * g; f = 3; backward f",
      "no path leads from f to x: what depends on it ends in h, which f does not use (line 1, column 24)"
    ),
    (
      "f = 1; x = f * 2; backward f",
      "f does not depend on x, which is computed after it (line 1, column 12)"
    ),
    (
      "x = 1; z = [1, 2]; f = nll(z, x); backward f",
      "no path leads from f to x: f takes it as a label, and no gradient flows to a label (line 1, column 24)"
    ),
    (
      "x = 1; f = sum(one_hot(x, 3)); backward f",
      "no path leads from f to x: one_hot(x, 3) takes it as a label, and no gradient flows to a label (line 1, column 16)"
    ),
  ])
  func `no path`(program: String, reason: String) throws {
    #expect(try findings(program, "grad x") == [reason])
  }

  @Test func `an element that an index does not take`() throws {
    #expect(
      try findings("x = [1, 2, 3]; f = x[1]; backward f", "grad x[2]")
        == ["no path leads from f to x[2]: f = x[1] does not take it (line 1, column 20)"]
    )
  }

  @Test func `shares that cancel`() throws {
    #expect(
      try findings("x = 2; f = 3 * x - 3 * x; backward f", "grad x")
        == [
          "the shares cancel each other: their magnitudes add up to 6, the shares to 0 (line 1, column 5)"
        ]
    )
  }

  // MARK: Not finite, too small, too large

  @Test func `where infinity arises going back`() throws {
    #expect(
      try findings("x = 0\ny = sqrt(x)\nf = 2 * y\nbackward f", "grad x") == [
        "first going back: the local derivative of sqrt with respect to x is not finite: the "
          + "contribution to x is infinity (∂y/∂x = ∞ at x = 0) (line 2, column 5)",
        "the product is ∞ from ∂y/∂x on, by ∂y/∂x = ∞ (line 2, column 5)",
      ]
    )
  }

  /// σ′(20) = 2.061e−9, alone below 1e−6.
  @Test func `where a gradient vanishes, and what did it`() throws {
    #expect(
      try findings("x = 20; h = sigmoid(x); f = 2 * h; backward f", "grad x") == [
        "the product vanishes: from ∂h/∂x on it is below 1e-6 of its beginning; most of that by "
          + "∂h/∂x = 2.06115e-9 (saturated at x = 20) (line 1, column 13)"
      ]
    )
  }

  /// σ′(10) = 4.54e−5: little, but not below 1e−6.
  @Test func `a function far out is told before anything vanishes`() throws {
    #expect(
      try findings("x = 10; h = sigmoid(x); backward h", "grad x") == [
        "h = sigmoid(x) is saturated: at x = 10, where it is 0.999955, its slope is 4.53958e-5 "
          + "(line 1, column 13)"
      ]
    )
    #expect(try findings("x = 1; h = sigmoid(x); backward h", "grad x").isEmpty)
  }

  /// Ten factors of 10 pass 10⁶ at the seventh.
  @Test func `where a gradient explodes`() throws {
    var program = "x = 1; x0 = x * 10"
    for i in 1..<10 { program += "; x\(i) = x\(i - 1) * 10" }
    let told = try findings(program + "; backward x9", "grad x")
    #expect(told.count == 1)
    #expect(
      told[0].hasPrefix("the product explodes: from ∂x3/∂x2 on it is above 1e6 times"),
      "\(told)"
    )
  }
}
