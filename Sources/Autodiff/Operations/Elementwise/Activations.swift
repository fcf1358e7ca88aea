internal import CMath

extension Operation {
  /// σ(x) = 1/(1 + e⁻ˣ): squashes to (0, 1), with slope ¼ at 0; in the form that does not overflow.
  public static let sigmoid = Operation.elementwise(
    "sigmoid",
    gate: SigmoidGate.self,
    expansion: { (gates, operands, _) throws(GraphError) in
      let negated = try gates.apply(.negate, operands[0])
      let power = try gates.apply(.exp, negated)
      let sum = try gates.apply(.add, gates.constant(1), power)
      return try gates.apply(.divide, gates.constant(1), sum)
    }
  )

  /// How it is set and said.
  static let sigmoidSetting = Setting(
    of: .sigmoid,
    symbol: "σ",
    tex: #"\sigma(①)"#,
    locals: ["ⓨ (1 - ⓨ)"],
    words: "The sigmoid's slope is its output times one minus its output."
  )

  /// ln(1 + eˣ), a smooth ReLU; in the form that does not overflow.
  public static let softplus = Operation.elementwise(
    "softplus",
    value: { x in logOnePlusExp(x) },
    derivative: { x, _ in logistic(x) },
    expansion: { (gates, operands, _) throws(GraphError) in
      let power = try gates.apply(.exp, operands[0])
      let sum = try gates.apply(.add, gates.constant(1), power)
      return try gates.apply(.log, sum)
    }
  )

  /// How it is set and said.
  static let softplusSetting = Setting(
    of: .softplus,
    tex: #"\operatorname{softplus}(①)"#,
    locals: [#"\sigma(①)"#],
    words: "Softplus has the sigmoid as its slope."
  )

  /// max(x, 0), with slope 0 at 0.
  public static let relu = Operation.elementwise(
    "relu",
    gate: ReLUGate.self
  )

  /// How it is set and said.
  static let reluSetting = Setting(
    of: .relu,
    symbol: "ReLU",
    tex: #"\operatorname{ReLU}(①)"#,
    locals: [#"\mathbf{1}_{① > 0}"#],
    words: "A ReLU lets the gradient through where its input is positive and blocks it elsewhere."
  )

  /// x·σ(x), also called swish.
  public static let silu = Operation.elementwise(
    "silu",
    value: { x in x * logistic(x) },
    derivative: { x, _ in
      let s = logistic(x)
      return s * (1 + x * (1 - s))
    },
    expansion: { (gates, operands, _) throws(GraphError) in
      let squashed = try gates.apply(.sigmoid, operands[0])
      return try gates.apply(.multiply, operands[0], squashed)
    }
  )

  /// How it is set and said.
  static let siluSetting = Setting(
    of: .silu,
    symbol: "SiLU",
    tex: #"\operatorname{SiLU}(①)"#,
    locals: [#"\sigma(①) (1 + ① (1 - \sigma(①)))"#],
    words: "SiLU is the input times its sigmoid, and the product rule gives its slope."
  )

  /// x·Φ(x) with the normal distribution Φ; the exact form.
  public static let gelu = Operation.elementwise(
    "gelu",
    value: { x in x * normalDistribution(x) },
    derivative: { x, _ in
      normalDistribution(x) + x * CMath.exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    },
    expansion: { (gates, operands, _) throws(GraphError) in
      let scaled = try gates.apply(
        .divide,
        operands[0],
        gates.constant(2.0.squareRoot(), written: "√2")
      )
      let error = try gates.apply(.erf, scaled)
      let sum = try gates.apply(.add, gates.constant(1), error)
      let distribution = try gates.apply(.divide, sum, gates.constant(2))
      return try gates.apply(.multiply, operands[0], distribution)
    }
  )

  /// How it is set and said.
  static let geluSetting = Setting(
    of: .gelu,
    symbol: "GELU",
    tex: #"\operatorname{GELU}(①)"#,
    locals: [#"\Phi(①) + ①\,\varphi(①)"#],
    words:
      "GELU is the input times the normal distribution at it; the product rule gives its slope."
  )

  /// exp(−x²), a bell of height 1.
  public static let gaussian = Operation.elementwise(
    "gaussian",
    value: { x in CMath.exp(-x * x) },
    derivative: { x, y in -2 * (x * y) },
    expansion: { (gates, operands, _) throws(GraphError) in
      let squared = try gates.apply(.square, operands[0])
      let negated = try gates.apply(.negate, squared)
      return try gates.apply(.exp, negated)
    }
  )

  /// How it is set and said.
  static let gaussianSetting = Setting(
    of: .gaussian,
    tex: "e^{-①^2}",
    locals: ["-2 ① ⓨ"],
    words: "The bell's slope is minus twice its input times its output."
  )

  /// x where x > 0, else slope·x; at 0 its derivative is the slope.
  public static let leakyReLU = Operation(
    name: "leaky_relu",
    arguments: [.operand("x"), .number("slope", slot: 0, default: 0.01)],
    rule: .unary(
      value: { x, p in x > 0 ? x : p.first * x },
      derivative: { x, _, p in x > 0 ? 1 : p.first }
    )
  )

  /// How it is set and said.
  static let leakyReLUSetting = Setting(
    of: .leakyReLU,
    symbol: "leaky ReLU",
    tex: #"\operatorname{LeakyReLU}(①)"#,
    locals: [#"\operatorname{LeakyReLU}'(①)"#],
    words:
      "A leaky ReLU lets the gradient through where its input is positive, and the slope's share elsewhere."
  )

  /// x where x > 0, else alpha·(eˣ − 1); at 0 its derivative is alpha.
  public static let elu = Operation(
    name: "elu",
    arguments: [.operand("x"), .number("alpha", slot: 0, default: 1)],
    rule: .unary(
      value: { x, p in x > 0 ? x : p.first * CMath.expm1(x) },
      derivative: { x, _, p in x > 0 ? 1 : p.first * CMath.exp(x) }
    )
  )

  /// How it is set and said.
  static let eluSetting = Setting(
    of: .elu,
    symbol: "ELU",
    tex: #"\operatorname{ELU}(①)"#,
    locals: [#"\operatorname{ELU}'(①)"#],
    words:
      "An ELU lets the gradient through where its input is positive, and output plus alpha times it elsewhere."
  )

  /// x held between low and high; the gradient passes where low ≤ x ≤ high.
  public static let clip = Operation(
    name: "clip",
    arguments: [
      .operand("x"), .number("low", slot: 0, default: nil), .number("high", slot: 1, default: nil),
    ],
    rule: .unary(
      // Where the bounds are crossed the higher one is taken last, as in NumPy and PyTorch.
      value: { x, p in
        let raised = x < p.first ? p.first : x
        return raised > p.second ? p.second : raised
      },
      derivative: { x, _, p in x >= p.first && x <= p.second ? 1 : 0 }
    )
  )

  /// How it is set and said.
  static let clipSetting = Setting(
    of: .clip,
    tex: #"\operatorname{clip}(①)"#,
    locals: [#"\operatorname{clip}'(①)"#],
    words: "A clip lets the gradient through where its input lies between its bounds."
  )
}

/// 1/(1 + e⁻ˣ) without overflow at either end.
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let power = exp(x)
  return power / (1 + power)
}

/// ln(1 + eˣ) without overflow at either end.
func logOnePlusExp(_ x: Double) -> Double {
  x.isNaN ? x : (x > 0 ? x : 0) + log1p(exp(-x.magnitude))
}

/// Φ(x), the distribution function of the standard normal distribution.
private func normalDistribution(_ x: Double) -> Double {
  let scaled = x / 2.0.squareRoot()
  // Far to the left, 1 + erf would lose every digit.
  return x < -1 ? erfc(-scaled) / 2 : (1 + erf(scaled)) / 2
}

/// The rule of ``Operation/sigmoid``.
enum SigmoidGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { logistic(x) }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { logisticSlope(x, y) }
}

/// The rule of ``Operation/relu``.
@usableFromInline
enum ReLUGate: UnaryGate {
  @inlinable @inline(__always)
  static func value(_ x: Double) -> Double { x > 0 ? x : x.isNaN ? x : 0 }
  @inlinable @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { x > 0 ? 1 : 0 }
}
