import Autodiff
import Exact
import Notation
import Testing

/// Whole programs: what is read as which fraction, where the fractions end, and how far float64 is off.
@Suite struct ExactRunTests {
  @Test func `a decimal is the fraction that is written`() throws {
    let traced = try Traced("x = 0.1; y = 0.2; z = x + y; v = [-0.5, 1e-3]; c = 0.1 * 3 + 1/3")
    #expect(try traced.value("x") == "1/10")
    #expect(try traced.value("z") == "3/10")
    #expect(try traced.value("v") == "[-1/2, 1/1000]")
    #expect(try traced.value("c") == "19/30")
  }

  @Test func `float64 has a tenth and a fifth and their sum each a little off`() throws {
    let traced = try Traced("x = 0.1; y = 0.2; z = x + y; w = 0.5")
    // 0.1 + 0.2 is 0.30000000000000004 there: 3/10 + 0.8 · 2^-54.
    #expect(abs(try #require(traced.units("x")) - 0.4) < 1e-9)
    #expect(abs(try #require(traced.units("z")) - 0.8) < 1e-9)
    #expect(traced.units("w") == 0)
    #expect(traced.exact.largestDeviation?.name == "z")
    #expect(traced.exact.summary == "float64 is off by at most 0.8 units in the last place, in z")
  }

  @Test func `what cancels is not lost`() throws {
    let traced = try Traced("x = 1e16; y = x + 1; z = y - x; backward z")
    #expect(try traced.value("z") == "1")
    #expect(traced.exact.run.trace.value(of: try traced.node("z")) == Tensor(0))
    #expect(traced.units("z") == 0x1p52)
    #expect(try traced.gradient("x") == "0")
    #expect(try traced.contributions("x") == ["-1", "1"])
  }

  @Test func `a net of two hidden units, forward and back`() throws {
    let traced = try Traced(
      """
      x = [1, 1/2]; param W = [[1/2, -1], [1/3, 1/4]]; param b = [0, 1/8]
      z = x @ W + b
      h = relu(z)
      param v = [3/2, -2]; param c = 1/6
      y = h @ v + c
      target t = 1/2
      L = mse(y, t)
      backward L
      """
    )
    #expect(try traced.value("z") == "[2/3, -3/4]")
    #expect(try traced.value("y") == "7/6")
    #expect(try traced.value("L") == "4/9")
    #expect(try traced.gradient("y") == "4/3")
    #expect(try traced.gradient("v") == "[8/9, 0]")
    #expect(try traced.gradient("h") == "[2, -8/3]")
    #expect(try traced.gradient("W") == "[[2, 0], [1, 0]]")
    #expect(try traced.gradient("b") == "[2, 0]")
    #expect(try traced.gradient("x") == "[1, 2/3]")
    #expect(try traced.gradient("t") == "-4/3")
    #expect(traced.exits == [])
  }

  @Test func `contributions come one for each use and add up`() throws {
    let traced = try Traced("x = 1/3; y = x * x; z = y + x; backward z")
    #expect(try traced.contributions("x") == ["1", "1/3", "1/3"])
    #expect(try traced.gradient("x") == "5/3")
  }

  @Test func `a seed is read as it is written, and a leaf that does not lead there gets zeros`()
    throws
  {
    let traced = try Traced("x = [1, 2]; u = [3, 4]; y = x / 3; backward y with [0.1, 1/7]")
    #expect(try traced.gradient("x") == "[1/30, 1/21]")
    #expect(try traced.gradient("u") == "[0, 0]")
    #expect(try traced.gradient("y") == "[1/10, 1/7]")
  }

  @Test func `numbers inside functions and behind names of arguments are read too`() throws {
    let traced = try Traced(
      """
      def scaled(a) = leaky_relu(a, slope=1/3) * 0.1
      def tenth(a) = 0.1
      def half() = 1/2
      x = -1
      y = scaled(x)
      z = x * tenth(x) + half()
      w = scaled(-3)
      k = tenth(2)
      """
    )
    #expect(try traced.value("y") == "-1/30")
    #expect(try traced.value("z") == "2/5")
    #expect(try traced.value("w") == "-1/10")
    #expect(try traced.value("k") == "1/10")
  }

  @Test func `a number that an open form is told twice over is told once`() throws {
    // 1 + 1e-17 is 1 as a double, but only the margin is meant by it, not the 1 over n.
    let traced = try Traced("s = 1/3; a = 0; y = 1; L = margin_ranking(a, s, y, margin=1 + 1e-17)")
    #expect(try traced.value("L") == "400000000000000003/300000000000000000")
  }

  @Test func `functions of functions without parameters in them are read through`() throws {
    var program = "def f0(a) = 0.1"
    for i in 1...8 { program += "\ndef f\(i)(a) = f\(i - 1)(a) + 0.1 * f\(i - 1)(2)" }
    let traced = try Traced(program + "\nx = 1; y = f8(x); z = f8(3)")
    // Each adds a tenth of the one before: 0.1 · 1.1^8.
    #expect(try traced.value("y") == "214358881/1000000000")
    #expect(try traced.value("z") == "214358881/1000000000")
  }

  // MARK: Where the fractions end

  @Test(arguments: [
    ("e = exp(1)", "e", 5, "exp(1) is irrational"),
    ("x = 2; y = sigmoid(x)", "y", 12, "sigmoid(2) is irrational"),
    ("x = 2; y = sqrt(x)", "y", 12, "sqrt(2) is irrational"),
    ("x = -2; y = sqrt(x)", "y", 13, "sqrt(-2) has no real value"),
    ("x = 0; y = 1 / x", "y", 12, "1 is divided by 0"),
    ("x = 0; y = log(x)", "y", 12, "log(0) has no real value"),
    ("x = 2; y = x^0.5", "y", 12, "2^(1/2) is irrational"),
    ("x = -8; y = x^(1/3)", "y", 13, "(-8)^(1/3) has no real value"),
    ("x = 0; y = x^-1", "y", 12, "0^(-1) has no real value"),
    ("x = 1; y = erf(x)", "y", 12, "no fraction is known for erf(1)"),
    ("x = 1; y = softplus(x - 1)", "y", 12, "softplus(0) is irrational"),
    (
      "x = [1, 2]; y = softmax(x)", "y", 17,
      "softmax is irrational for numbers that are not all equal"
    ),
    ("x = [[0.5, 0.5]]; y = ctc(x, [1])", "y", 23, "ctc has no rule over fractions"),
    ("x = 2; y = x^100000", "y", 12, "the fraction grew beyond 3000 digits"),
    ("x = [1, 2, 4]; y = std(x)", "y", 20, "sqrt(14/9) is irrational"),
    ("x = [1, 2]; y = batch_norm(x, 1, 0)", "y", 17, "sqrt(25001/100000) is irrational"),
    ("x = 1e308 * 10; y = x + 1", "x", 0, ""),
  ])
  func `a node that leaves the fractions says where and why`(
    program: String,
    name: String,
    column: Int,
    reason: String
  ) throws {
    let traced = try Traced(program)
    guard column > 0 else {
      // What overflows as a double does not leave the fractions.
      #expect(traced.exits == [])
      #expect(traced.units(name) == .infinity)
      return
    }
    #expect(traced.exits == ["\(name) (line 1, column \(column)): \(reason)"])
    #expect(!traced.exact.value(of: try traced.node(name)).isRational)
  }

  @Test func `the place is that of the expression`() throws {
    let traced = try Traced("x = 2\ny = 1 + exp(x) * 3")
    #expect(traced.exits == ["exp(x) (line 2, column 9): exp(2) is irrational"])
  }

  @Test func `what is computed from it says through which node it left`() throws {
    let traced = try Traced("x = 2; e = exp(x); f = e + 1; g = f * 0; h = x / 3; k = e - e")
    let graph = traced.exact.run.trace.graph
    let exits = { (name: String) in
      try traced.exact.value(of: traced.node(name)).exits.map { graph.label(of: $0) }
    }
    #expect(traced.exits.count == 1)
    #expect(try exits("f") == ["e"])
    #expect(try exits("k") == ["e"])
    #expect(try exits("h") == [])
    #expect(try traced.value("g") == "0")
    #expect(try traced.value("h") == "2/3")
  }

  @Test func `0 times what is no number is no number`() throws {
    let traced = try Traced("x = 0; y = (1 / x) * x; z = log(x) * x")
    #expect(try traced.value("y") == "–")
    #expect(try traced.value("z") == "–")
  }

  @Test func `only the elements that leave do, on the way back too`() throws {
    let traced = try Traced("x = [0, 1]; y = exp(x); z = sum(y * [1/2, 1/3]); backward z")
    #expect(try traced.value("y") == "[1, –]")
    #expect(try traced.gradient("x") == "[1/2, –]")
    #expect(try traced.gradient("y") == "[1/2, 1/3]")
    #expect(traced.exits == ["y (line 1, column 17): exp(1) is irrational"])
  }

  @Test func `a slope can leave the fractions where the value does not`() throws {
    let traced = try Traced("x = 8; y = log2(x); backward y")
    #expect(try traced.value("y") == "3")
    #expect(try traced.gradient("x") == "–")
    #expect(
      traced.exits == [
        "y (line 1, column 12, on the way back): the derivative of log2 has the irrational factor 1/ln 2"
      ]
    )
  }

  @Test func `a run of scalars is that of the program as it is written`() throws {
    var options = Program.Options()
    options.opening.scalars = true
    let text = "x = [1/3, 1/7]; y = sum(x * x); backward y"
    let source = SourceText(file: "<program>", text: text)
    let exact = try ExactRun(Program.read(source, options: options).run())
    let node = try #require(exact.run.trace.graph.node(named: "x"))
    #expect(exact.gradient(of: node)?.elements.map { $0.rational?.fraction } == ["2/3", "2/7"])
  }

  @Test func `a seed and a sum of contributions can leave the fractions too`() throws {
    let seeded = try Traced("x = 2; y = x / 3; backward y with exp(1)")
    #expect(try seeded.gradient("x") == "–")
    #expect(seeded.exits == ["y (line 1, column 12, on the way back): exp(1) is irrational"])
    // Two contributions of some 700 digits have a sum of 2100; two of 1900 and 2500 have none.
    let summed = try Traced("x = 1; y = x / 3^1500 + x / 7^800; backward y")
    #expect(try summed.contributions("x").allSatisfy { $0 != "–" })
    #expect(try summed.gradient("x") != "–")
    let longer = try Traced(
      "x = 1; u = x * (1 / 3^4000); v = x * (1 / 7^3000); backward v; w = u + v"
    )
    #expect(longer.exits == ["w (line 1, column 68): the fraction grew beyond 3000 digits"])
    let back = try Traced("x = [1, 1]; a = 1; y = [a / 3^4000, a / 7^3000]; backward y with [1, 1]")
    #expect(
      back.exits == ["a (line 1, column 17, on the way back): the fraction grew beyond 3000 digits"]
    )
  }

  @Test func `staying by luck is told`() throws {
    let traced = try Traced("x = 0; s = sigmoid(x); r = sqrt(9/4 + x)")
    #expect(
      traced.exact.coincidences.map { traced.exact.message(of: $0) }
        == ["s: sigmoid(0) = 1/2", "r: sqrt(9/4) = 3/2"]
    )
  }

  // MARK: Settings, random numbers, training

  @Test func `a setting is read as it is written where its text is known`() throws {
    let traced = try Traced("x = 5; y = x / 3", settings: ["x": "0.1"])
    #expect(try traced.value("y") == "1/30")
    #expect(try Traced("y = x * [1, 3]", settings: ["x": "[1/3, 0.2]"]).value("y") == "[1/3, 3/5]")
  }

  @Test func `a setting whose text is not known counts as its double`() throws {
    var options = Program.Options()
    options.settings = [("x", Tensor(0.1))]
    let source = SourceText(file: "<program>", text: "x = 5; y = x * 1")
    let exact = try ExactRun(Program.read(source, options: options).run())
    let value = exact.value(of: try #require(exact.run.trace.graph.node(named: "y")))
    #expect(value.elements[0].rational?.fraction == "3602879701896397/36028797018963968")
  }

  @Test func `random numbers are taken as the doubles that they are, and told`() throws {
    let traced = try Traced("param w = uniform([1], seed=1); y = w * 2")
    #expect(traced.exact.notices == [.drawn(["w"])])
    #expect(traced.units("w") == 0)
  }

  @Test func `after minimize parameters are taken as the doubles that they are, and told`() throws {
    let program = """
      param w = 0.1; x = 0.3
      L = (w * x - 1)^2
      backward L
      minimize L over w with sgd(rate=0.1) for 3 steps
      """
    let traced = try Traced(program)
    #expect(traced.exact.notices == [.moved(["w"])])
    // The value after training is a double; the reverse pass before it ran at 1/10.
    #expect(traced.units("w") == 0)
    #expect(try traced.gradient("w") == "-291/500")
    #expect(try #require(traced.units("L")) < 4)
    let after = try Traced(program + "\nbackward L")
    #expect(try #require(after.units("grad w")) < 4)
    #expect(after.units("grad w") != 0)
  }

  @Test func `a minimize of no steps moves nothing`() throws {
    let traced = try Traced("param w = 0.1; L = w^2; minimize L over w with sgd(0.1) for 0 steps")
    #expect(traced.exact.notices == [])
    #expect(try traced.value("w") == "1/10")
  }
}
