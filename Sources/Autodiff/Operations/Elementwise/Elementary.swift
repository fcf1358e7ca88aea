internal import CMath

extension Operation {
  /// eˣ, its own derivative.
  public static let exp = Operation.elementwise(
    "exp",
    gate: ExpGate.self
  )

  /// How it is set and said.
  static let expSetting = Setting(
    of: .exp,
    tex: "e^{①}",
    locals: ["ⓨ"],
    words: "The exponential's slope is its own value."
  )

  /// The natural logarithm.
  public static let log = Operation.elementwise(
    "log",
    aliases: ["ln"],
    gate: LogGate.self
  )

  /// How it is set and said.
  static let logSetting = Setting(
    of: .log,
    symbol: "ln",
    tex: #"\ln ①"#,
    locals: [#"\frac{1}{①}"#],
    words: "The logarithm's slope is one over its input."
  )

  /// The logarithm to base 2.
  public static let log2 = Operation.elementwise(
    "log2",
    value: { x in CMath.log2(x) },
    derivative: { x, _ in 1 / (x * CMath.log(2)) }
  )

  /// How it is set and said.
  static let log2Setting = Setting(
    of: .log2,
    tex: #"\log_2 ①"#,
    locals: [#"\frac{1}{① \ln 2}"#],
    words: "The base-2 logarithm's slope is one over its input times ln 2."
  )

  /// The logarithm to base 10.
  public static let log10 = Operation.elementwise(
    "log10",
    value: { x in CMath.log10(x) },
    derivative: { x, _ in 1 / (x * CMath.log(10)) }
  )

  /// How it is set and said.
  static let log10Setting = Setting(
    of: .log10,
    tex: #"\log_{10} ①"#,
    locals: [#"\frac{1}{① \ln 10}"#],
    words: "The base-10 logarithm's slope is one over its input times ln 10."
  )

  /// The square root.
  ///
  /// As the last gate of a length that is drawn open, a norm or a standard deviation, it has slope 0 at 0
  /// as the length has: where its first attribute is 1.
  public static let sqrt = Operation(
    name: "sqrt",
    arguments: [.operand("x")],
    rule: .unary(
      value: { x, _ in x.squareRoot() },
      derivative: { _, y, p in y == 0 && p.first == 1 ? 0 : 1 / (2 * y) }
    )
  )

  /// How it is set and said.
  static let sqrtSetting = Setting(
    of: .sqrt,
    symbol: "√",
    tex: #"\sqrt{①}"#,
    locals: [#"\frac{1}{2 ⓨ}"#],
    words: "The square root's slope is one over twice its value."
  )

  /// x².
  public static let square = Operation.elementwise(
    "square",
    gate: SquareGate.self
  )

  /// How it is set and said.
  static let squareSetting = Setting(
    of: .square,
    symbol: "x²",
    tex: "①^2",
    locals: ["2 ①"],
    words: "The square's slope is twice its input."
  )

  /// |x|, with slope 0 at 0.
  public static let abs = Operation.elementwise(
    "abs",
    gate: AbsGate.self
  )

  /// How it is set and said.
  static let absSetting = Setting(
    of: .abs,
    symbol: "|x|",
    tex: #"\left| ① \right|"#,
    locals: [#"\operatorname{sign}(①)"#],
    words: "The absolute value's slope is the sign of its input, 0 at 0."
  )

  /// −1, 0 or 1; flat everywhere else than at 0, and slope 0 there too.
  public static let sign = Operation.elementwise(
    "sign",
    value: { x in x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0 },
    derivative: { _, _ in 0 }
  )

  /// How it is set and said.
  static let signSetting = Setting(
    of: .sign,
    tex: #"\operatorname{sign}(①)"#,
    locals: ["0"],
    words: "The sign is flat: its slope is 0, and no gradient passes."
  )

  /// 1 where x ≥ 0, else 0; slope 0 everywhere.
  public static let step = Operation.elementwise(
    "step",
    value: { x in x >= 0 ? 1 : x.isNaN ? x : 0 },
    derivative: { _, _ in 0 }
  )

  /// How it is set and said.
  static let stepSetting = Setting(
    of: .step,
    tex: #"\operatorname{step}(①)"#,
    locals: ["0"],
    words: "The step is flat: its slope is 0, and no gradient passes."
  )

  /// The sine.
  public static let sin = Operation.elementwise(
    "sin",
    value: { x in CMath.sin(x) },
    derivative: { x, _ in CMath.cos(x) }
  )

  /// How it is set and said.
  static let sinSetting = Setting(
    of: .sin,
    tex: #"\sin ①"#,
    locals: [#"\cos ①"#],
    words: "The sine's slope is the cosine."
  )

  /// The cosine.
  public static let cos = Operation.elementwise(
    "cos",
    value: { x in CMath.cos(x) },
    derivative: { x, _ in -CMath.sin(x) }
  )

  /// How it is set and said.
  static let cosSetting = Setting(
    of: .cos,
    tex: #"\cos ①"#,
    locals: [#"-\sin ①"#],
    words: "The cosine's slope is minus the sine."
  )

  /// The tangent.
  public static let tan = Operation.elementwise(
    "tan",
    value: { x in CMath.tan(x) },
    derivative: { _, y in 1 + y * y }
  )

  /// How it is set and said.
  static let tanSetting = Setting(
    of: .tan,
    tex: #"\tan ①"#,
    locals: ["1 + ⓨ^2"],
    words: "The tangent's slope is one plus its square."
  )

  /// tanh, the hyperbolic tangent: squashes to (−1, 1), with slope 1 at 0.
  public static let tanh = Operation.elementwise(
    "tanh",
    gate: TanhGate.self,
    expansion: { (gates, operands, _) throws(GraphError) in
      let up = try gates.apply(.exp, operands[0])
      let negated = try gates.apply(.negate, operands[0])
      let down = try gates.apply(.exp, negated)
      let difference = try gates.apply(.subtract, up, down)
      let sum = try gates.apply(.add, up, down)
      return try gates.apply(.divide, difference, sum)
    }
  )

  /// How it is set and said.
  static let tanhSetting = Setting(
    of: .tanh,
    tex: #"\tanh ①"#,
    locals: ["1 - ⓨ^2"],
    words: "The hyperbolic tangent's slope is one minus its squared output."
  )

  /// The error function, 2/√π ∫₀ˣ e^(−t²) dt.
  public static let erf = Operation.elementwise(
    "erf",
    value: { x in CMath.erf(x) },
    derivative: { x, _ in 2 / Double.pi.squareRoot() * CMath.exp(-x * x) }
  )

  /// How it is set and said.
  static let erfSetting = Setting(
    of: .erf,
    tex: #"\operatorname{erf}(①)"#,
    locals: [#"\frac{2}{\sqrt{\pi}} e^{-①^2}"#],
    words: "The error function's slope is a bell curve."
  )
}

/// The rule of ``Operation/exp``.
enum ExpGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { exp(x) }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { y }
}

/// The rule of ``Operation/log``.
enum LogGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { log(x) }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { 1 / x }
}

/// The rule of ``Operation/square``.
enum SquareGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { x * x }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { 2 * x }
}

/// The rule of ``Operation/abs``.
enum AbsGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { x.magnitude }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double {
    x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0
  }
}

/// The rule of ``Operation/tanh``.
enum TanhGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { tanh(x) }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { tanhSlope(x, y) }
}
