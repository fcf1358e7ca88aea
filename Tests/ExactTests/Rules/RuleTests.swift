import Autodiff
import Exact
import Testing

/// A program, the name asked about, its value, and the gradients of its leaves, worked out by hand.
struct Rule: CustomTestStringConvertible, Sendable {
  var program: String
  var value: String
  var gradients: [String: String]
  var testDescription: String { program }

  init(_ program: String, _ value: String, _ gradients: [String: String] = [:]) {
    self.program = program
    self.value = value
    self.gradients = gradients
  }
}

/// Every rule that stays among the fractions, forward and back; `L` is the result.
@Suite struct RuleTests {
  static let elementwise = [
    Rule("a = 1/3; b = 1/7; L = a + b", "10/21", ["a": "1", "b": "1"]),
    Rule("a = 1/3; b = 1/7; L = a - b", "4/21", ["a": "1", "b": "-1"]),
    Rule("a = 1/3; b = 1/7; L = a * b", "1/21", ["a": "1/7", "b": "1/3"]),
    Rule("a = 1/3; b = 1/7; L = a / b", "7/3", ["a": "7", "b": "-49/3"]),
    Rule("a = 0.1; L = -a", "-1/10", ["a": "-1"]),
    Rule("a = 2/3; L = a^3", "8/27", ["a": "4/3"]),
    Rule("a = 2/3; L = a^-2", "9/4", ["a": "-27/4"]),
    Rule("a = 4/9; L = a^0.5", "2/3", ["a": "3/4"]),
    Rule("a = 8; L = a^(2/3)", "4", ["a": "1/3"]),
    Rule("a = 5; b = 0; L = a^b", "1", ["a": "0"]),
    Rule("a = 0; b = 3; L = a^b", "0", ["a": "0", "b": "0"]),
    Rule("a = 1; b = 3; L = a^b", "1", ["a": "3", "b": "0"]),
    Rule("a = 2/3; L = square(a)", "4/9", ["a": "4/3"]),
    Rule("a = -2/3; L = abs(a)", "2/3", ["a": "-1"]),
    Rule("a = 0; L = abs(a)", "0", ["a": "0"]),
    Rule("a = -2/3; L = sign(a)", "-1", ["a": "0"]),
    Rule("a = 0; L = step(a)", "1", ["a": "0"]),
    Rule("a = 0; L = relu(a)", "0", ["a": "0"]),
    Rule("a = 1/3; L = relu(a)", "1/3", ["a": "1"]),
    Rule("a = -1/3; L = leaky_relu(a)", "-1/300", ["a": "1/100"]),
    Rule("a = -1/3; L = leaky_relu(a, slope=1/3)", "-1/9", ["a": "1/3"]),
    Rule("a = -1/3; L = leaky_relu(a, 0.1)", "-1/30", ["a": "1/10"]),
    Rule("a = 0; L = leaky_relu(a, 0.1)", "0", ["a": "1/10"]),
    Rule("a = 2/3; L = clip(a, 0.1, 0.5)", "1/2", ["a": "0"]),
    Rule("a = 0.1; L = clip(a, 0.1, 0.5)", "1/10", ["a": "1"]),
    Rule("a = 0.05; L = clip(a, 0.1, 0.5)", "1/10", ["a": "0"]),
    // Where the bounds are crossed the higher one is taken last.
    Rule("a = 2/3; L = clip(a, 1, 0.5)", "1/2", ["a": "0"]),
    Rule("a = 1/3; b = 0.3; L = maximum(a, b)", "1/3", ["a": "1", "b": "0"]),
    Rule("a = 1/3; b = 1/3; L = maximum(a, b)", "1/3", ["a": "1/2", "b": "1/2"]),
    Rule("a = 1/3; b = 0.3; L = minimum(a, b)", "3/10", ["a": "0", "b": "1"]),
    Rule("a = 1/3; b = 2/6; L = minimum(a, b)", "1/3", ["a": "1/2", "b": "1/2"]),
    Rule("a = 1/3; y = a; L = y * 3", "1", ["a": "3", "y": "3"]),
  ]

  static let coincidences = [
    Rule("a = 0; L = exp(a)", "1", ["a": "1"]),
    Rule("a = 1; L = log(a)", "0", ["a": "1"]),
    Rule("a = 1/8; L = log2(a)", "-3"),
    Rule("a = 1000; L = log10(a)", "3"),
    Rule("a = 9/4; L = sqrt(a)", "3/2", ["a": "1/3"]),
    Rule("a = 0; L = sin(a)", "0", ["a": "1"]),
    Rule("a = 0; L = cos(a)", "1", ["a": "0"]),
    Rule("a = 0; L = tan(a)", "0", ["a": "1"]),
    Rule("a = 0; L = tanh(a)", "0", ["a": "1"]),
    Rule("a = 0; L = sigmoid(a)", "1/2", ["a": "1/4"]),
    Rule("a = 0; L = silu(a)", "0", ["a": "1/2"]),
    Rule("a = 0; L = gelu(a)", "0", ["a": "1/2"]),
    Rule("a = 0; L = gaussian(a)", "1", ["a": "0"]),
    Rule("a = 0; L = elu(a, 0.1)", "0", ["a": "1/10"]),
    Rule("a = 1/3; L = elu(a)", "1/3", ["a": "1"]),
    Rule("a = 0; L = erf(a)", "0"),
    // The value is irrational, the slope is not: ln 2 at 1/2, and softplus' slope at 0.
    Rule("a = 2; L = log(a)", "–", ["a": "1/2"]),
    Rule("a = 0; L = softplus(a)", "–", ["a": "1/2"]),
    // 0 times a real number is 0, whatever the number.
    Rule("a = 0; b = 2; L = a * exp(b)", "0", ["a": "–", "b": "0"]),
  ]

  static let reductions = [
    Rule("a = [1/2, 1/3, 1/6]; L = sum(a)", "1", ["a": "[1, 1, 1]"]),
    Rule("a = [1/2, 1/3, 1/6]; L = mean(a)", "1/3", ["a": "[1/3, 1/3, 1/3]"]),
    Rule("a = [1, 2, 4]; L = var(a)", "14/9", ["a": "[-8/9, -2/9, 10/9]"]),
    Rule("a = [1/2, 1/3, 6]; L = prod(a)", "1", ["a": "[2, 3, 1/6]"]),
    Rule("a = [0, 1/3, 6]; L = prod(a)", "0", ["a": "[2, 0, 0]"]),
    Rule("a = [1/2, 1/3, 0.5]; L = max(a)", "1/2", ["a": "[1/2, 0, 1/2]"]),
    Rule("a = [1/2, 1/3, 2/6]; L = min(a)", "1/3", ["a": "[0, 1/2, 1/2]"]),
    Rule("a = [3, 4]; L = norm(a)", "5", ["a": "[3/5, 4/5]"]),
    Rule("a = [0, 0]; L = norm(a)", "0", ["a": "[0, 0]"]),
    Rule("a = [1, 3]; L = std(a)", "1", ["a": "[-1/2, 1/2]"]),
    Rule("a = [2, 2]; L = std(a)", "0", ["a": "[0, 0]"]),
    Rule(
      "a = [[1, 2], [3, 5]]; v = sum(a, axis=0); L = v @ [1, 10]",
      "74",
      ["a": "[[1, 10], [1, 10]]"]
    ),
    Rule(
      "a = [[1, 2], [3, 5]]; v = mean(a, axis=1, keepdims=true); L = sum(v * [[1], [10]])",
      "83/2",
      ["a": "[[1/2, 1/2], [5, 5]]"]
    ),
    Rule("a = [1/3]; L = sum(softmax(a))", "1", ["a": "[0]"]),
    Rule("a = [1/3, 1/3, 1/3]; p = softmax(a); L = p[0]", "1/3", ["a": "[2/9, -1/9, -1/9]"]),
    Rule("a = [1/3, 1/3]; p = log_softmax(a); L = p[0]", "–", ["a": "[1/2, -1/2]"]),
    Rule("a = [7, 7]; L = logsumexp(a)", "–", ["a": "[1/2, 1/2]"]),
    Rule("a = [7]; L = logsumexp(a)", "7", ["a": "[1]"]),
    Rule(
      "a = [1/3, 1/3]; p = softmax(a, temperature=1/2); L = p[0]",
      "1/2",
      ["a": "[1/2, -1/2]"]
    ),
  ]

  static let products = [
    Rule("a = [1/2, 1/3]; b = [2, 3]; L = a @ b", "2", ["a": "[2, 3]", "b": "[1/2, 1/3]"]),
    Rule("a = [1/2, 1/3]; b = [2, 3]; L = dot(a, b)", "2", ["a": "[2, 3]", "b": "[1/2, 1/3]"]),
    Rule(
      "a = [[1, 2], [3, 4]]; b = [[1/2], [1/3]]; L = sum((a @ b) * [[1], [10]])",
      "59/2",
      ["a": "[[1/2, 1/3], [5, 10/3]]", "b": "[[31], [42]]"]
    ),
    Rule(
      "a = [1/2, 1/3]; b = [2, 3]; L = sum(outer(a, b) * [[1, 2], [3, 4]])",
      "10",
      ["a": "[8, 18]", "b": "[3/2, 7/3]"]
    ),
    Rule(
      "x = [1/2, 1/3]; W = [[1, 2], [3, 4]]; b = [0.1, 0.2]; L = linear(x, W, b) @ [1, 10]",
      "404/15",
      ["x": "[21, 43]", "W": "[[1/2, 5], [1/3, 10/3]]", "b": "[1, 10]"]
    ),
    Rule(
      "x = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; k = [[1/2, 0], [0, 1/3]]; L = sum(conv2d(x, k))",
      "46/3",
      ["k": "[[12, 16], [24, 28]]", "x": "[[1/2, 1/2, 0], [1/2, 5/6, 1/3], [0, 1/3, 1/3]]"]
    ),
    Rule(
      "x = [[1, 2], [3, 4]]; k = [[1/7]]; L = sum(conv2d(x, k, stride=2, padding=1))",
      "4/7",
      ["k": "[[4]]", "x": "[[0, 0], [0, 1/7]]"]
    ),
    Rule(
      "x = [[1, 2, 9], [3, 3, 9]]; L = sum(max_pool2d(x, 2)) / 3",
      "1",
      ["x": "[[0, 0, 0], [1/6, 1/6, 0]]"]
    ),
    Rule(
      "x = [[1, 2, 9], [3, 3, 9]]; L = sum(avg_pool2d(x, 2))",
      "9/4",
      ["x": "[[1/4, 1/4, 0], [1/4, 1/4, 0]]"]
    ),
    Rule(
      "x = [1, 2, 3]; m = [1, 0, 1]; L = sum(dropout(x, m, 0.8))",
      "5",
      ["x": "[5/4, 0, 5/4]", "m": "[5/4, 5/2, 15/4]"]
    ),
    Rule(
      "x = [1, 3]; g = 2; b = 1/3; L = batch_norm(x, g, b, eps=0) @ [1, 10]",
      "65/3",
      ["g": "9", "b": "11"]
    ),
  ]

  static let arranging = [
    Rule("a = [[1, 2, 3], [4, 5, 6]]; L = a.T[2, 1] / 7", "6/7", ["a": "[[0, 0, 0], [0, 0, 1/7]]"]),
    Rule(
      "a = [[1, 2], [3, 4]]; L = reshape(a, [4]) @ [1, 10, 100, 1000]",
      "4321",
      [
        "a": "[[1, 10], [100, 1000]]"
      ]
    ),
    Rule(
      "a = [1, 2]; b = [3]; L = concat(a, b, a) @ [1, 2, 3, 4, 5]",
      "28",
      [
        "a": "[5, 7]", "b": "[3]",
      ]
    ),
    Rule(
      "a = [1, 2]; b = [3, 4]; L = sum(stack(a, b, axis=1) * [[1, 2], [3, 4]])",
      "29",
      [
        "a": "[1, 3]", "b": "[2, 4]",
      ]
    ),
    Rule(
      "a = 1/2; b = 1/3; v = [a, b, a]; L = v @ [1, 10, 100]",
      "323/6",
      [
        "a": "101", "b": "10",
      ]
    ),
    Rule("a = [1, 2, 3, 4]; L = sum(a[1:3]) / 3", "5/3", ["a": "[0, 1/3, 1/3, 0]"]),
    Rule("k = 2; L = one_hot(k, 3) @ [1/2, 1/3, 1/6]", "1/6", ["k": "0"]),
    Rule(
      "a = 1/3; L = sum(a * eye(2) + arange(2) + ones([2, 2]) + zeros([2]))",
      "20/3",
      [
        "a": "2"
      ]
    ),
    Rule(
      "a = [[1], [2]]; b = [1/2, 1/3]; L = sum(a * b)",
      "5/2",
      [
        "a": "[[5/6], [5/6]]", "b": "[3, 3]",
      ]
    ),
  ]

  @Test(arguments: [elementwise, coincidences, reductions, products, arranging].joined())
  func `a rule over fractions`(rule: Rule) throws {
    try check(rule)
  }

  private func check(_ rule: Rule) throws {
    let traced = try Traced(rule.program + "\nbackward L")
    #expect(try traced.value("L") == rule.value)
    for (name, gradient) in rule.gradients {
      #expect(try traced.gradient(name) == gradient, "grad \(name)")
    }
  }
}
