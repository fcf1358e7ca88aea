internal import CMath

extension Operation {
  /// A loss of prediction `p` and target `y`, element by element, then averaged, added up or left.
  @inline(never)
  private static func loss(
    _ name: String,
    _ arguments: [String] = ["p", "y"],
    number: Argument? = nil,
    value: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    prediction: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    target: @escaping @Sendable (_ p: Double, _ y: Double, _ number: Double) -> Double,
    expansion: Expansion? = nil
  ) -> Operation {
    var rule = TensorRule.elementwiseLoss(name, value: value, slopes: [prediction, target])
    if case .number(let number, _, _) = number {
      rule = rule.demandingPositive(number, of: name)
    }
    return .tensor(
      name,
      arguments: arguments.map { .operand($0) } + (number.map { [$0] } ?? [])
        + [.reduction("reduction")],
      pullbacks: ["upstream * d\(name)/d\(arguments[0])", "upstream * d\(name)/d\(arguments[1])"],
      rule: rule,
      expansion: expansion
    )
  }

  /// The squared error (p − y)².
  public static let mse = loss(
    "mse",
    value: { p, y, _ in (p - y) * (p - y) },
    prediction: { p, y, _ in 2 * (p - y) },
    target: { p, y, _ in -2 * (p - y) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let error = try gates.apply(.subtract, operands[0], operands[1])
      return try gates.reduce(try gates.apply(.square, error), attributes)
    }
  )

  /// How it is set and said.
  static let mseSetting = Setting(
    of: .mse,
    tex: #"\operatorname{mean}\,(① - ②)^2"#,
    locals: [#"\frac{2}{n} (① - ②)"#, #"-\frac{2}{n} (① - ②)"#],
    words:
      "The squared error hands the prediction twice the error over n, the target its negative."
  )

  /// The absolute error |p − y|, with slope 0 where they are equal.
  public static let mae = loss(
    "mae",
    value: { p, y, _ in (p - y).magnitude },
    prediction: { p, y, _ in signum(p - y) },
    target: { p, y, _ in -signum(p - y) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let error = try gates.apply(.subtract, operands[0], operands[1])
      return try gates.reduce(try gates.apply(.abs, error), attributes)
    }
  )

  /// How it is set and said.
  static let maeSetting = Setting(
    of: .mae,
    tex: #"\operatorname{mean}\,\left| ① - ② \right|"#,
    locals: [
      #"\frac{1}{n} \operatorname{sign}(① - ②)"#, #"-\frac{1}{n} \operatorname{sign}(① - ②)"#,
    ],
    words:
      "The absolute error hands the prediction the error's sign over n, the target its negative."
  )

  /// ½d² where |d| ≤ delta, else delta·(|d| − ½delta), with d = p − y.
  public static let huber = loss(
    "huber",
    number: .number("delta", slot: 0, default: 1),
    value: { p, y, delta in
      let d = (p - y).magnitude
      return d <= delta ? d * d / 2 : delta * (d - delta / 2)
    },
    prediction: { p, y, delta in p - y > delta ? delta : p - y < -delta ? -delta : p - y },
    target: { p, y, delta in p - y > delta ? -delta : p - y < -delta ? delta : y - p }
  )

  /// How it is set and said.
  static let huberSetting = Setting(
    of: .huber,
    tex: #"\operatorname{mean}\,H_\delta(① - ②)"#,
    locals: [
      #"\frac{1}{n} \operatorname{clip}(① - ②)"#, #"-\frac{1}{n} \operatorname{clip}(① - ②)"#,
    ],
    words: "The Huber loss hands the prediction the error, held between −delta and delta, over n."
  )

  /// ln cosh(p − y), in the form that does not overflow.
  public static let logCosh = loss(
    "log_cosh",
    value: { p, y, _ in
      let d = (p - y).magnitude
      // cosh d − 1 = (eᵈ − 1)² / 2eᵈ: near 0 the other form would lose its digits.
      let power = expm1(d)
      return d < 1
        ? log1p(power * power / (2 * (1 + power)))
        : d + log1p(CMath.exp(-2 * d)) - CMath.log(2)
    },
    prediction: { p, y, _ in CMath.tanh(p - y) },
    target: { p, y, _ in -CMath.tanh(p - y) }
  )

  /// How it is set and said.
  static let logCoshSetting = Setting(
    of: .logCosh,
    tex: #"\operatorname{mean}\,\ln \cosh(① - ②)"#,
    locals: [#"\frac{1}{n} \tanh(① - ②)"#, #"-\frac{1}{n} \tanh(① - ②)"#],
    words: "The log-cosh loss hands the prediction the error's hyperbolic tangent over n."
  )

  /// Binary cross entropy −(y ln p + (1 − y) ln(1 − p)) of probabilities; a term whose factor is 0
  /// is 0.
  public static let bce = loss(
    "bce",
    value: { p, y, _ in
      (y == 0 ? 0 : -y * CMath.log(p)) + (y == 1 ? 0 : -(1 - y) * log1p(-p))
    },
    prediction: { p, y, _ in (y == 0 ? 0 : -y / p) + (y == 1 ? 0 : (1 - y) / (1 - p)) },
    target: { p, _, _ in log1p(-p) - CMath.log(p) },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.binaryCrossEntropy(operands[0], operands[1], attributes)
    }
  )

  /// How it is set and said.
  static let bceSetting = Setting(
    of: .bce,
    tex: #"-\operatorname{mean}\,[② \ln ① + (1 - ②) \ln (1 - ①)]"#,
    locals: [#"\frac{1}{n} \frac{① - ②}{①(1 - ①)}"#, #"\frac{1}{n} \ln \frac{1 - ①}{①}"#],
    words:
      "Binary cross entropy hands the prediction the error over its own variance p(1 − p), over n."
  )

  /// Binary cross entropy of logits, softplus(z) − y·z, in the form that does not overflow.
  public static let bceWithLogits = loss(
    "bce_with_logits",
    ["z", "y"],
    value: { z, y, _ in (z > 0 ? z : 0) - y * z + log1p(CMath.exp(-z.magnitude)) },
    // σ(z) − 1 is −σ(−z), which keeps its digits where z is large.
    prediction: { z, y, _ in z > 2 ? (1 - y) - logistic(-z) : logistic(z) - y },
    target: { z, _, _ in -z },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let squashed = try gates.apply(.sigmoid, operands[0])
      return try gates.binaryCrossEntropy(squashed, operands[1], attributes)
    }
  )

  /// How it is set and said.
  static let bceWithLogitsSetting = Setting(
    of: .bceWithLogits,
    tex: #"\operatorname{mean}\,[\operatorname{softplus}(①) - ② ①]"#,
    locals: [#"\frac{1}{n} (\sigma(①) - ②)"#, #"-\frac{1}{n} ①"#],
    words:
      "Binary cross entropy on logits hands each logit its sigmoid minus its target, over n."
  )

  /// The hinge max(0, 1 − y·s) of a score `s` and a target ±1.
  public static let hinge = loss(
    "hinge",
    ["s", "y"],
    value: { s, y, _ in 1 - y * s > 0 ? 1 - y * s : (y * s).isNaN ? .nan : 0 },
    prediction: { s, y, _ in 1 - y * s > 0 ? -y : 0 },
    target: { s, y, _ in 1 - y * s > 0 ? -s : 0 },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      try gates.reduce(try gates.hinge(operands[0], operands[1]), attributes)
    }
  )

  /// How it is set and said.
  static let hingeSetting = Setting(
    of: .hinge,
    tex: #"\operatorname{mean}\,\max(0, 1 - ② ①)"#,
    locals: [#"-\frac{1}{n} ②\,\mathbf{1}_{② ① < 1}"#, #"-\frac{1}{n} ①\,\mathbf{1}_{② ① < 1}"#],
    words: "The hinge hands the score minus its target over n where the margin is missed, else 0."
  )

  /// The squared hinge max(0, 1 − y·s)².
  public static let squaredHinge = loss(
    "squared_hinge",
    ["s", "y"],
    value: { s, y, _ in 1 - y * s > 0 ? (1 - y * s) * (1 - y * s) : (y * s).isNaN ? .nan : 0 },
    prediction: { s, y, _ in 1 - y * s > 0 ? -2 * y * (1 - y * s) : 0 },
    target: { s, y, _ in 1 - y * s > 0 ? -2 * s * (1 - y * s) : 0 },
    expansion: { (gates, operands, attributes) throws(GraphError) in
      let margin = try gates.hinge(operands[0], operands[1])
      return try gates.reduce(try gates.apply(.square, margin), attributes)
    }
  )

  /// How it is set and said.
  static let squaredHingeSetting = Setting(
    of: .squaredHinge,
    tex: #"\operatorname{mean}\,\max(0, 1 - ② ①)^2"#,
    locals: [
      #"-\frac{2}{n} ② \max(0, 1 - ② ①)"#, #"-\frac{2}{n} ① \max(0, 1 - ② ①)"#,
    ],
    words:
      "The squared hinge hands the score minus twice the missing margin times its target, over n."
  )

  /// The negative log likelihood of a Poisson distribution with log rate `z`: exp(z) − y·z.
  public static let poissonNLL = loss(
    "poisson_nll",
    ["z", "y"],
    value: { z, y, _ in CMath.exp(z) - y * z },
    prediction: { z, y, _ in CMath.exp(z) - y },
    target: { z, _, _ in -z }
  )

  /// How it is set and said.
  static let poissonNLLSetting = Setting(
    of: .poissonNLL,
    tex: #"\operatorname{mean}\,[e^{①} - ② ①]"#,
    locals: [#"\frac{1}{n} (e^{①} - ②)"#, #"-\frac{1}{n} ①"#],
    words: "The Poisson loss hands the log rate the rate minus the count, over n."
  )

  /// ½ (ln var + (mean − y)² / var), PyTorch's Gaussian negative log likelihood without constant.
  public static let gaussianNLL = Operation.tensor(
    "gaussian_nll",
    arguments: [.operand("mean"), .operand("y"), .operand("var"), .reduction("reduction")],
    pullbacks: [
      "upstream * (mean - y) / var", "upstream * (y - mean) / var",
      "upstream * (1 - (mean - y)^2 / var) / (2 * var)",
    ],
    rule: .elementwiseLoss(ternary: "gaussian_nll") { m, y, v in
      (CMath.log(v) + quotient(m - y, v)) / 2
    } slopes: { m, y, v, slot in
      switch slot {
      case 0: (m - y) / v
      case 1: (y - m) / v
      default: (1 - quotient(m - y, v)) / (2 * v)
      }
    }
  )

  /// How it is set and said.
  static let gaussianNLLSetting = Setting(
    of: .gaussianNLL,
    tex: #"\operatorname{gaussian\_nll}(①, ②)"#,
    words: "The Gaussian loss hands the mean the error over the variance."
  )
}

/// d² / v, also where d² is too large or too small for a number.
private func quotient(_ d: Double, _ v: Double) -> Double {
  let square = d * d
  return square.isNormal || d == 0 ? square / v : d / v * d
}

private func signum(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 }
