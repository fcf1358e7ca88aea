import Testing

/// The losses that are piecewise rational, and the others where they happen to be, worked out by hand.
@Suite struct LossRuleTests {
  static let elementwise = [
    Rule("p = [1, 2]; y = [1/2, 4]; L = mse(p, y)", "17/8", ["p": "[1/2, -2]", "y": "[-1/2, 2]"]),
    Rule("p = [1, 2]; y = [1/2, 4]; L = mse(p, y, reduction=\"sum\")", "17/4", ["p": "[1, -4]"]),
    Rule("p = [1, 4]; y = [1/2, 4]; L = mae(p, y)", "1/4", ["p": "[1/2, 0]", "y": "[-1/2, 0]"]),
    Rule("p = [1, 2]; y = [1/2, 4]; L = huber(p, y)", "13/16", ["p": "[1/4, -1/2]"]),
    Rule(
      "p = [1, 2]; y = [0.7, 4]; L = huber(p, y, delta=0.3)",
      "3/10",
      [
        "p": "[3/20, -3/20]", "y": "[-3/20, 3/20]",
      ]
    ),
    Rule(
      "p = [1, 2]; y = [1/2, 4]; L = smooth_l1(p, y, beta=0.5)",
      "1",
      [
        "p": "[1/2, -1/2]"
      ]
    ),
    Rule(
      "p = [1, 2]; y = [3/4, 4]; L = smooth_l1(p, y, beta=0.5)",
      "29/32",
      [
        "p": "[1/4, -1/2]", "y": "[-1/4, 1/2]",
      ]
    ),
    Rule("p = 3; y = 4; L = mape(p, y)", "25", ["p": "-25", "y": "75/4"]),
    Rule("s = [1/3, 2]; y = [1, -1]; L = hinge(s, y)", "11/6", ["s": "[-1/2, 1/2]"]),
    Rule("s = [1, 2]; y = [1, 1]; L = hinge(s, y)", "0", ["s": "[0, 0]", "y": "[0, 0]"]),
    Rule("s = 1/3; y = 1; L = squared_hinge(s, y)", "4/9", ["s": "-4/3", "y": "-4/9"]),
    Rule(
      "x = [1/3, 1/3, 2]; y = [1, -1, -1]; L = hinge_embedding(x, y)",
      "1/3",
      [
        "x": "[1/3, -1/3, 0]", "y": "[0, 0, 0]",
      ]
    ),
    Rule(
      "a = 1/3; b = 1; y = 1; L = margin_ranking(a, b, y, margin=0.1)",
      "23/30",
      [
        "a": "-1", "b": "1", "y": "2/3",
      ]
    ),
    Rule(
      "n = 1/3; f = 1; L = triplet_margin_with_distance(n, f, margin=0.7)",
      "1/30",
      [
        "n": "1", "f": "-1",
      ]
    ),
    // Where the margin is just kept the gradient still flows.
    Rule(
      "a = 1/3; b = 1/3; y = 1; L = margin_ranking(a, b, y)",
      "0",
      [
        "a": "-1", "b": "1", "y": "0",
      ]
    ),
    Rule("n = 1/3; f = 4/3; L = triplet_margin_with_distance(n, f)", "0", ["n": "1", "f": "-1"]),
    Rule("x = 0.1; y = -1; L = hinge_embedding(x, y, margin=0.1)", "0", ["x": "-1"]),
    Rule("p = 2; y = 2; L = log_cosh(p, y)", "0", ["p": "0"]),
    Rule("p = 1; y = 1; L = bce(p, y)", "0", ["p": "-1"]),
    Rule("z = 0; y = 1/3; L = bce_with_logits(z, y)", "–", ["z": "1/6", "y": "0"]),
    Rule("z = 0; y = 3; L = poisson_nll(z, y)", "1", ["z": "-2", "y": "0"]),
    Rule("p = 1; y = 3; L = poisson(p, y)", "1", ["p": "-2", "y": "0"]),
    Rule("p = 1/3; y = 0; L = poisson(p, y)", "1/3", ["p": "1"]),
    Rule(
      "m = 1/3; y = 1; v = 1; L = gaussian_nll(m, y, v)",
      "2/9",
      [
        "m": "-2/3", "y": "2/3", "v": "5/18",
      ]
    ),
    Rule("x = 1/3; y = 1; L = kl_div_log(x, y)", "-1/3", ["x": "-1", "y": "2/3"]),
    Rule("p = 0; y = 0; L = msle(p, y)", "0", ["p": "0"]),
  ]

  static let overRows = [
    Rule("p = [1, 0]; y = [1, 0]; L = cross_entropy(p, y)", "0", ["p": "[-1, 0]"]),
    Rule(
      "p = [[1/2, 1/2], [1/4, 3/4]]; y = [0, 1]; L = cross_entropy(p, y)",
      "–",
      [
        "p": "[[-1, 0], [0, -2/3]]"
      ]
    ),
    Rule(
      "x = [[1/2, 1/3], [1/4, 3/4]]; y = [0, 1]; L = nll(x, y)",
      "-5/8",
      [
        "x": "[[-1/2, 0], [0, -1/2]]"
      ]
    ),
    Rule(
      "z = [1/3, 1/3, 1/3]; y = [0, 1, 0]; L = softmax_cross_entropy(z, y)",
      "–",
      [
        "z": "[1/3, -2/3, 1/3]"
      ]
    ),
    Rule(
      "p = [1/3, 2/3]; q = [1/3, 2/3]; L = kl_div(p, q)",
      "0",
      [
        "p": "[1, 1]", "q": "[-1, -1]",
      ]
    ),
    Rule(
      "p = [1/2, 1/3, 1/6]; y = [0, 1, 0]; L = categorical_hinge(p, y)",
      "7/6",
      [
        "p": "[1, -1, 0]", "y": "[-1, -1/3, -1/6]",
      ]
    ),
    Rule(
      "p = [[1/2, 1/3, 1/2]]; y = [1]; L = categorical_hinge(p, y)",
      "7/6",
      [
        "p": "[[1/2, -1, 1/2]]", "y": "[0]",
      ]
    ),
    Rule("x = [1/2, 1/3, 2]; y = 2; L = multi_margin(x, y)", "0", ["x": "[0, 0, 0]"]),
    Rule("x = [1/2, 1/3, 1]; y = 2; L = multi_margin(x, y)", "5/18", ["x": "[1/3, 1/3, -2/3]"]),
    Rule(
      "x = [1/2, 1/3, 1]; y = 2; L = multi_margin(x, y, p=2, margin=0.6)",
      "1/300",
      [
        "x": "[1/15, 0, -1/15]"
      ]
    ),
    Rule(
      "x = [1/2, 1/3]; y = [1, 0]; L = multi_label_margin(x, y)",
      "5/12",
      [
        "x": "[-1/2, 1/2]", "y": "[0, 0]",
      ]
    ),
    Rule(
      "x = [0, 0]; y = [1, 1/3]; L = multi_label_soft_margin(x, y)",
      "–",
      [
        "x": "[-1/4, 1/12]", "y": "[0, 0]",
      ]
    ),
    Rule(
      "p = [3, 4]; y = [4, 3]; L = cosine_similarity(p, y)",
      "-24/25",
      [
        "p": "[-28/625, 21/625]"
      ]
    ),
    Rule("p = [1, 1]; y = [2, 2]; L = cosine_similarity(p, y)", "-1", ["p": "[0, 0]"]),
    Rule("p = [0, 0]; y = [2, 2]; L = cosine_similarity(p, y)", "0", ["p": "[0, 0]"]),
    Rule(
      "a = [3, 4]; b = [4, 3]; y = 1; L = cosine_embedding(a, b, y)",
      "1/25",
      [
        "a": "[-28/625, 21/625]", "y": "0",
      ]
    ),
    Rule(
      "a = [3, 4]; b = [4, 3]; y = -1; L = cosine_embedding(a, b, y, margin=0.5)",
      "23/50",
      [
        "a": "[28/625, -21/625]"
      ]
    ),
    Rule(
      "a = [3, 4]; b = [4, 3]; y = -1; L = cosine_embedding(a, b, y, margin=0.96)",
      "0",
      [
        "a": "[28/625, -21/625]"
      ]
    ),
    Rule(
      "a = [0, 0]; p = [3, 4]; n = [0, 1/3]; L = triplet_margin(a, p, n)",
      "17/3",
      [
        "a": "[-3/5, 1/5]", "p": "[3/5, 4/5]", "n": "[0, -1]",
      ]
    ),
  ]

  @Test(arguments: [elementwise, overRows].joined())
  func `a loss over fractions`(rule: Rule) throws {
    let traced = try Traced(rule.program + "\nbackward L")
    #expect(try traced.value("L") == rule.value)
    for (name, gradient) in rule.gradients {
      #expect(try traced.gradient(name) == gradient, "grad \(name)")
    }
  }
}
