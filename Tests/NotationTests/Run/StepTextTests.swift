import Autodiff
import Notation
import Testing

@Suite struct `Steps in words` {
  /// Programs and the text of their last forward step.
  static let forward: [(program: String, text: String)] = [
    ("x = -2; y = 5; q = x + y", "q = x + y = -2 + 5 = 3"),
    ("x = -2; y = 5; q = y + x", "q = y + x = 5 + (-2) = 3"),
    ("x = -2; y = 5; q = y - x * y", "q = y - x * y = 5 - (-10) = 15"),
    ("x = -2; q = -x", "q = -x = -(-2) = 2"), ("x = -2; q = x^2", "q = x^2 = (-2)^2 = 4"),
    ("x = 2; q = x^-1", "q = x^-1 = 2^(-1) = 0.5"), ("x = 2; q = -x", "q = -x = -2 = -2"),
    ("x = 0; q = sigmoid(x)", "q = sigmoid(x) = sigmoid(0) = 0.5"),
    ("x = [1, 2]; q = x[0]", "q = x[0] = 1"), ("x = 3; q = x", "q = x = 3"),
    (
      "W = [[1, 2], [3, 4]]; q = sum(W, axis=0)",
      "q = sum(W, axis=0) = sum([[1, 2], [3, 4]], axis=0) = [4, 6]"
    ),
    ("x = 2; q = clip(x, 0, 1)", "q = clip(x, 0, 1) = clip(2, 0, 1) = 1"),
    (
      "x = -2; q = leaky_relu(x, slope=0.5)",
      "q = leaky_relu(x, slope=0.5) = leaky_relu(-2, slope=0.5) = -1"
    ),
    ("x = [1, 2]; q = softmax(x - x)", "q = softmax(x - x) = softmax([0, 0]) = [0.5, 0.5]"),
    ("x = 1; q = [x, 2, x]", "q = [x, 2, x] = [1, 2, 1] = [1, 2, 1]"),
    ("x = arange(9); q = 2 * x", "q = 2 * x = (shape [9])"),
    ("x = 1; q = x / 3", "q = x / 3 = 1 / 3 = 0.333333"),
    (
      "x = [1, 2]; q = mse(x, [0, 0], reduction=\"sum\")",
      "q = mse(x, [0, 0], reduction=\"sum\") = mse([1, 2], [0, 0], reduction=\"sum\") = 5"
    ),
    ("x = [1, 2]; q = sum(\n  x,\n  axis=0\n)", "q = sum( x, axis=0 ) = sum([1, 2], axis=0) = 3"),
  ]

  @Test(arguments: forward)
  func `a forward step`(row: (program: String, text: String)) throws {
    let trace = try run(row.program).trace
    let node = try #require(trace.graph.node(named: "q"))
    #expect(trace.text(forward: node) == row.text)
  }

  /// Programs and the texts of what is handed to x.
  static let backward: [(program: String, texts: [String])] = [
    ("x = -2; y = 5; q = x * y; backward q", ["grad x from q: 1 * 5 = 5; sum 5"]),
    ("x = 3; q = -x; backward q with 2", ["grad x from q: 2 * (-1) = -2; sum -2"]),
    (
      "x = 3; q = x * x + x; backward q",
      [
        "grad x from q: 1 * 1 = 1; sum 1", "grad x from x * x: 1 * 3 = 3; sum 4",
        "grad x from x * x: 1 * 3 = 3; sum 7",
      ]
    ),
    (
      "x = [1, 2]; W = eye(2); q = sum(W @ x); backward q",
      ["grad x from W @ x: W.T @ upstream = [1, 1]; sum [1, 1]"]
    ),
    (
      "x = [[1, 2]]; q = x.T; backward q with [[1], [2]]",
      ["grad x from q: upstream.T = [[1, 2]]; sum [[1, 2]]"]
    ),
  ]

  @Test(arguments: backward)
  func `a backward step`(row: (program: String, texts: [String])) throws {
    let trace = try run(row.program).trace
    let x = try #require(trace.graph.node(named: "x"))
    var texts: [String] = []
    trace.forEachStep { _, step in
      if case .backward(let contribution, x, let sum) = step {
        texts.append(trace.text(backward: contribution, to: x, accumulated: sum))
      }
    }
    #expect(texts == row.texts)
  }
}
