import Autodiff
import Exact
import Notation
import Testing

/// Where a value or gradient is a fraction, it is the one that float64 comes near: over every function,
/// and over inputs full of zeros, ones, ties and kinks.
@Suite struct EngineAgreementTests {
  static let calls = [
    "exp(a)", "log(a)", "log2(a)", "log10(a)", "sqrt(a)", "square(a)", "abs(a)", "sin(a)", "cos(a)",
    "tan(a)", "tanh(a)", "erf(a)", "sigmoid(a)", "softplus(a)", "relu(a)", "silu(a)", "gelu(a)",
    "sign(a)", "step(a)", "gaussian(a)", "leaky_relu(a, 0.3)", "elu(a, 0.7)", "clip(a, -1/2, 1)",
    "a + b", "a - b", "a * b", "a / b", "a^2", "a^b", "a^-1", "-a", "maximum(a, b)",
    "minimum(a, b)",
    "sum(a, axis=0)", "mean(a, axis=1)", "max(a, axis=0)", "min(a)", "var(a)", "std(a, axis=1)",
    "norm(a, axis=0)", "prod(a, axis=1, keepdims=true)", "logsumexp(a, axis=1)", "a @ b.T",
    "dot(a[0], b[0])", "outer(a[0], b[1])", "transpose(a)", "reshape(a, [3, 2])",
    "concat(a, b, axis=1)", "stack(a, b, axis=1)", "[a[0], b[1]]", "a[:, 1:]", "a[-1, 0]",
    "softmax(a)", "softmax(a, axis=0, temperature=0.3)", "log_softmax(a)",
    "mse(a, b)", "mae(a, b)", "huber(a, b, delta=1/2)", "log_cosh(a, b)", "bce(a, b)",
    "bce_with_logits(a, b)", "hinge(a, b)", "squared_hinge(a, b)", "poisson_nll(a, b)",
    "cross_entropy(a, b)", "softmax_cross_entropy(a, b)", "softmax_cross_entropy(a, [2, 0])",
    "nll(a, b)", "nll(a, [0, 2])", "kl_div(a, b)", "gaussian_nll(a, b, a * a + 1)",
    "smooth_l1(a, b, beta=1/2)", "mape(a, b)", "msle(a, b)", "poisson(a, b)", "kl_div_log(a, b)",
    "hinge_embedding(a, b)", "soft_margin(a, b)", "margin_ranking(a, b, sign(a - b), 0.1)",
    "triplet_margin_with_distance(a, b)", "categorical_hinge(a, b)", "categorical_hinge(a, [0, 2])",
    "multi_label_soft_margin(a, b)", "multi_label_margin(a, b)", "multi_margin(a, [1, 0])",
    "multi_margin(a, b, p=2, margin=0.7)", "cosine_similarity(a, b)",
    "cosine_embedding(a, b, [1, -1], margin=0.1)", "triplet_margin(a, b, a * 2)",
    "linear(a, b.T, [0.1, 0.2])", "batch_norm(a, [1, 2, 3], [0.1, 0.2, 0.3], eps=0)",
    "dropout(a, b, 0.3)", "conv2d(a, b[:, 0:2])", "conv2d(a, b, stride=2, padding=1)",
    "max_pool2d(a, 2)", "avg_pool2d(a, 2)", "mse(a, b, reduction=\"none\")",
    "cross_entropy(a, b, reduction=\"sum\")", "bce(a, b, reduction=\"none\")",
    "cosine_similarity(a, b, reduction=\"none\")", "a * [1, 0.1, 10]", "a[0] - b",
  ]

  static let inputs = [
    ("[[0, 1, 0], [1, 1, 0]]", "[[1, 0, 0], [1, 1, 1]]"),
    ("[[1/2, 1/2, 1/2], [2, 1/3, 2]]", "[[1/2, 1/4, -1], [1, -1, 0]]"),
    ("[[-1, 3, -4], [0.5, 0.25, 0.25]]", "[[1, -1, 2], [1, 0, 0]]"),
    ("[[3, 4, 0], [4, 9/4, 1]]", "[[0, 0, 0], [0.5, 0.5, 0]]"),
    ("[[-0.5, 0, 1], [1, 1, 1]]", "[[-0.5, 0, 1], [1, 1, 1]]"),
  ]

  @Test(arguments: calls, inputs)
  func `a fraction is what float64 comes near`(call: String, input: (String, String)) throws {
    let program = "a = \(input.0); b = \(input.1); y = \(call); L = sum(y * 3); backward L"
    let traced = try Traced(program)
    let graph = traced.exact.run.trace.graph
    for (name, node) in zip(graph.names, graph.namedNodes) {
      compare(traced.exact.value(of: node), traced.exact.run.trace.value(of: node), name)
      guard let exact = traced.exact.gradient(of: node),
        let double = traced.exact.run.trace.gradient(of: node)
      else { continue }
      compare(exact, double, "grad \(name)")
    }
  }

  private func compare(_ exact: ExactTensor, _ double: Tensor, _ name: String) {
    #expect(exact.shape == double.shape, "\(name)")
    for (number, double) in zip(exact.elements, double.elements) {
      guard let number = number.rational else { continue }
      let near = abs(number.nearestDouble - double) <= 1e-12 * max(1, abs(double))
      #expect(near, "\(name): \(number.fraction) and \(double)")
    }
  }

  @Test func `every function of the closed list is called above`() {
    let called = Self.calls.joined(separator: " ")
    for name in Operation.functionNames where !["ctc", "one_hot", "ln", "ones"].contains(name) {
      #expect(called.contains(name + "("), "\(name)")
    }
  }
}
