import Autodiff
import Notation
import Testing

@Suite struct `Expressions` {
  /// Expressions with names a = 3, b = −2, x = [1, 2, 3], W = [[1, 2], [3, 4]], and what NumPy says.
  static let table: [(expression: String, value: String)] = [
    // Precedence, tightest first: call, index, .T · ^ · unary − · * / @ · + −.
    ("-a^2", "-9"), ("(-a)^2", "9"), ("2^-1 + 0*a", "0.5"), ("a^-1^2", "0.3333333333333333"),
    ("2^3^2 + 0*a", "512"), ("2**3**2 + 0*a", "512"), ("a**2", "9"), ("-a**-b", "-9"),
    ("1 - a - 1", "-3"), ("12 / a / 2", "2"), ("12 / a * 2", "8"), ("1 + a * 2", "7"),
    ("a - -b", "1"), ("a--b", "1"), ("--a", "3"), ("-x[0]^2", "-1"), ("x[1]^x[2]", "8"),
    ("a * -b", "6"), ("a^2 * b", "-18"), ("2 * a^2", "18"), ("-a * b", "6"), ("-2^2 + 0*a", "-4"),
    ("exp(0*a)^2", "1"), ("W.T[0]", "[1, 3]"), ("W[0].T", "[1, 2]"),
    ("W @ W.T", "[[5, 11], [11, 25]]"),
    ("a - x @ x * 2", "-25"), ("x @ x / 2 + 0*a", "7"), ("W.T.T[1, 0]", "3"), ("sum(x)^2", "36"),
    // Other signs.
    ("a − b", "5"), ("−a", "-3"), ("a · b", "-6"), ("a × b", "-6"), ("a ⊙ b", "-6"),
    ("2·a^2", "18"), ("x ⊙ x", "[1, 4, 9]"), ("x·x", "[1, 4, 9]"), ("a−−b", "1"),
    // Numbers.
    (".5 * a", "1.5"), ("5. * a", "15"), ("1e-3 * a", "0.003"), ("1E2 * a", "300"),
    ("1.5e+1 * a", "45"), ("007 * a", "21"), ("1e-400 * a", "0"),
    ("0.1 + 0.2 + 0*a", "0.30000000000000004"),
    // Vectors.
    ("[a, b]", "[3, -2]"), ("[a, b,]", "[3, -2]"), ("[[a], [b]]", "[[3], [-2]]"),
    ("[x, x]", "[[1, 2, 3], [1, 2, 3]]"), ("[[a, 1], [2, b]]", "[[3, 1], [2, -2]]"),
    ("[1, -2/3, a]", "[1, -0.6666666666666666, 3]"), ("[a]", "[3]"), ("[[[a]]]", "[[[3]]]"),
    ("max(x,)", "3"), ("[x[0],]", "[1]"),
    // Indices and slices.
    ("x[0]", "1"), ("x[-1]", "3"), ("x[-3]", "1"), ("x[0:2]", "[1, 2]"), ("x[1:]", "[2, 3]"),
    ("x[:1]", "[1]"), ("x[:]", "[1, 2, 3]"), ("x[:-1]", "[1, 2]"), ("x[-2:]", "[2, 3]"),
    ("x[1:1]", "[]"), ("x[2:1]", "[]"), ("x[5:9]", "[]"), ("x[-9:2]", "[1, 2]"),
    ("x[1:99]", "[2, 3]"),
    ("W[1, 0]", "3"), ("W[1]", "[3, 4]"), ("W[-1, -2]", "3"), ("W[:, 1]", "[2, 4]"),
    ("W[1, :]", "[3, 4]"), ("W[0:1, :]", "[[1, 2]]"), ("W[:, 1:]", "[[2], [4]]"), ("W[1][0]", "3"),
    ("W[:, :]", "[[1, 2], [3, 4]]"), ("W[0:1]", "[[1, 2]]"), ("W[0:1, 1]", "[2]"),
    ("x[1 + 1]", "3"), ("x[2 * 1 - 2]", "1"), ("[a, b][1]", "-2"), ("(x + 1)[1]", "3"),
    ("[[1, 2], [3, 4]][1] + 0*a", "[3, 4]"), ("x[2,]", "3"),
    // Broadcasting, as in NumPy.
    ("x + a", "[4, 5, 6]"), ("W + [10, 20] + 0*a", "[[11, 22], [13, 24]]"),
    ("W + [[10], [20]] + 0*a", "[[11, 12], [23, 24]]"),
    ("[[1], [2]] * x", "[[1, 2, 3], [2, 4, 6]]"),
    ("reshape(x, [3, 1]) + [10, 20]", "[[11, 21], [12, 22], [13, 23]]"),
    // @ on 1-D and 2-D operands.
    ("x @ x", "14"), ("W @ [1, 1]", "[3, 7]"), ("[1, 1] @ W", "[4, 6]"),
    ("W @ W", "[[7, 10], [15, 22]]"),
    // Arguments by position and by name.
    ("elu(-1*0*a, 0.5)", "0"), ("leaky_relu(b, slope=0.5)", "-1"), ("leaky_relu(b, 0.25)", "-0.5"),
    ("clip(a, low=-1, high=1)", "1"), ("clip(a, high=2, low=-1)", "2"),
    ("clip(x=b, low=-1, high=1)", "-1"),
    ("sum(W, axis=0)", "[4, 6]"), ("sum(W, 1)", "[3, 7]"),
    ("sum(W, axis=-1, keepdims=true)", "[[3], [7]]"),
    ("sum(W, axis=[0, 1])", "10"), ("sum(W, [-1, 0], true)", "[[10]]"),
    ("mean(W, keepdims=false)", "2.5"),
    ("max(W, axis=1)", "[2, 4]"), ("maximum(b=a, a=b)", "3"),
  ]

  @Test(arguments: table)
  func `an expression means what it does in NumPy`(row: (expression: String, value: String)) throws
  {
    let program = "a = 3; b = -2; x = [1, 2, 3]; W = [[1, 2], [3, 4]]; y = \(row.expression)"
    let value = try run(program).value("y")
    #expect(value.plain == row.value || value.plain == "-" + row.value && row.value == "0")
  }

  /// The whole of `table` once more, built of literals alone.
  @Test(arguments: table)
  func `without names an expression is a leaf of the same value`(
    row: (expression: String, value: String)
  ) throws {
    var expression = ""
    var previous: Character = " "
    for (i, character) in row.expression.enumerated() {
      let characters = Array(row.expression)
      let next = i + 1 < characters.count ? characters[i + 1] : " "
      let isWord = previous.isLetter || next.isLetter || previous == "." || next == "="
      switch character {
      case "a" where !isWord: expression += "(3)"
      case "b" where !isWord: expression += "(-2)"
      case "x" where !isWord: expression += "[1, 2, 3]"
      case "W" where !isWord: expression += "[[1, 2], [3, 4]]"
      default: expression.append(character)
      }
      previous = character
    }
    let run = try run("y = \(expression)")
    #expect(run.trace.graph.count == 1)
    #expect(run.trace.stepCount == 0)
    let value = try run.value("y")
    #expect(
      value.plain == row.value || value.plain == "-" + row.value && row.value == "0",
      "\(expression)"
    )
  }

  /// Calls and NumPy's values.
  static let functions: [(call: String, value: String)] = [
    ("exp(0)", "1"), ("log(1)", "0"), ("ln(1)", "0"), ("log2(8)", "3"), ("log10(1000)", "3"),
    ("sqrt(9)", "3"), ("square(-3)", "9"), ("abs([-1, 0, 2])", "[1, 0, 2]"), ("sin(0)", "0"),
    ("cos(0)", "1"), ("tan(0)", "0"), ("tanh(0)", "0"), ("erf(0)", "0"), ("sigmoid(0)", "0.5"),
    ("softplus(0)", "0.6931471805599453"), ("relu([-1, 0, 2])", "[0, 0, 2]"), ("silu(0)", "0"),
    ("gelu(0)", "0"), ("sign([-3, 0, 4])", "[-1, 0, 1]"), ("step([-1, 0, 2])", "[0, 1, 1]"),
    ("gaussian(0)", "1"), ("leaky_relu(-2)", "-0.02"), ("elu(2)", "2"), ("clip(5, 0, 3)", "3"),
    ("maximum(2, [1, 3])", "[2, 3]"), ("minimum(2, [1, 3])", "[1, 2]"),
    ("sum([1, 2, 3])", "6"), ("mean([1, 2, 6])", "3"), ("max([1, 5, 2])", "5"),
    ("min([4, 2])", "2"),
    ("var([1, 3])", "1"), ("std([1, 5])", "2"), ("norm([3, 4])", "5"), ("prod([2, 3, 4])", "24"),
    ("logsumexp([0, 0])", "0.6931471805599453"), ("dot([1, 2], [3, 4])", "11"),
    ("outer([1, 2], [3, 4])", "[[3, 4], [6, 8]]"), ("transpose([[1, 2, 3]])", "[[1], [2], [3]]"),
    ("reshape([1, 2, 3, 4, 5, 6], [2, 3])", "[[1, 2, 3], [4, 5, 6]]"),
    ("reshape([[1, 2], [3, 4]], [-1])", "[1, 2, 3, 4]"), ("reshape([1, 2], 2)", "[1, 2]"),
    ("concat([1], [2, 3], [4])", "[1, 2, 3, 4]"),
    ("concat([[1], [2]], [[3], [4]], axis=1)", "[[1, 3], [2, 4]]"),
    ("stack(1, 2, 3)", "[1, 2, 3]"), ("stack([1, 2], [3, 4], axis=1)", "[[1, 3], [2, 4]]"),
    ("one_hot(2, 4)", "[0, 0, 1, 0]"), ("one_hot([1, 0], n=2)", "[[0, 1], [1, 0]]"),
    ("zeros([2, 3])", "[[0, 0, 0], [0, 0, 0]]"), ("zeros(2)", "[0, 0]"),
    ("ones([1, 2])", "[[1, 1]]"),
    ("eye(2)", "[[1, 0], [0, 1]]"), ("arange(4)", "[0, 1, 2, 3]"), ("arange(0)", "zeros(0)"),
    ("zeros([2, 0])", "reshape(zeros(0), [2, 0])"), ("softmax([0, 0])", "[0.5, 0.5]"),
    (
      "softmax([[1, 1], [2, 2]], axis=0, temperature=2)",
      "[[0.37754066879814546, 0.37754066879814546], [0.6224593312018545, 0.6224593312018545]]"
    ),
    ("log_softmax([0, 0])", "[-0.6931471805599453, -0.6931471805599453]"),
    ("mse([1, 3], [0, 0])", "5"), ("mse([1, 3], [0, 0], reduction=\"sum\")", "10"),
    ("mse([1, 3], [0, 0], reduction=\"none\")", "[1, 9]"), ("mse([1, 3], [0, 0], \"sum\")", "10"),
    ("mae([1, -3], [0, 0])", "2"),
    ("huber([0.5, 3], [0, 0], delta=1, reduction=\"none\")", "[0.125, 2.5]"),
    ("hinge([0.5, 2], [1, 1])", "0.25"), ("squared_hinge([0.5, 2], [1, 1])", "0.125"),
    ("cross_entropy([0.5, 0.5], [1, 0])", "0.6931471805599453"),
    ("softmax_cross_entropy([0, 0], 1)", "0.6931471805599453"), ("nll([-1, -2], 1)", "2"),
    ("bce_with_logits(0, 1)", "0.6931471805599453"), ("poisson_nll(0, 3)", "1"),
    ("gaussian_nll(1, 3, 1)", "2"), ("log_cosh(0, 0)", "0"),
    ("kl_div([0.5, 0.5], [0.5, 0.5])", "0"),
  ]

  @Test(arguments: functions)
  func `a function has NumPy's value`(row: (call: String, value: String)) throws {
    #expect(
      agree(try run("y = \(row.call)").value("y"), try run("y = \(row.value)").value("y"), 1e-15)
    )
  }
}
