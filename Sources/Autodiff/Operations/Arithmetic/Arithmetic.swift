internal import CMath

extension Operation {
  /// `a + b`: a sum hands its gradient on unchanged.
  public static let add = Operation.binary(
    "add",
    form: .infix("+", precedence: 1),
    pullbacks: ["upstream", "upstream"],
    gate: AddGate.self
  )

  /// How it is set and said.
  static let addSetting = Setting(
    of: .add,
    symbol: "+",
    tex: "① + ②",
    locals: ["1", "1"],
    words: "A sum hands its gradient on unchanged to each operand."
  )

  /// `a − b`.
  public static let subtract = Operation.binary(
    "subtract",
    form: .infix("-", precedence: 1),
    pullbacks: ["upstream", "-upstream"],
    gate: SubtractGate.self
  )

  /// How it is set and said.
  static let subtractSetting = Setting(
    of: .subtract,
    symbol: "−",
    tex: "① - ②",
    locals: ["1", "-1"],
    words:
      "A difference hands its gradient on unchanged to the first operand, negated to the second."
  )

  /// `a · b`: each operand receives the gradient times the other operand.
  public static let multiply = Operation.binary(
    "multiply",
    form: .infix("*", precedence: 2),
    pullbacks: ["upstream * ②", "upstream * ①"],
    gate: MultiplyGate.self
  )

  /// How it is set and said.
  static let multiplySetting = Setting(
    of: .multiply,
    symbol: "×",
    tex: #"① \cdot ②"#,
    locals: ["②", "①"],
    words: "A product hands each operand its gradient times the other operand."
  )

  /// `a / b`.
  public static let divide = Operation.binary(
    "divide",
    form: .infix("/", precedence: 2),
    pullbacks: ["upstream / ②", "-upstream * ① / ②^2"],
    gate: DivideGate.self
  )

  /// How it is set and said.
  static let divideSetting = Setting(
    of: .divide,
    symbol: "÷",
    tex: #"\frac{①}{②}"#,
    locals: [#"\frac{1}{②}"#, #"-\frac{①}{②^2}"#],
    words:
      "A quotient hands its numerator the gradient over the denominator, and its denominator the gradient times minus the numerator over the squared denominator."
  )

  /// `xʸ`.
  ///
  /// d/dx = y·x^(y−1), and 0 where y = 0; d/dy = xʸ·ln x, 0 where x = 0 and y ≥ 0, NaN where x < 0.
  public static let power = Operation.binary(
    "power",
    form: .infix("^", precedence: 4),
    pullbacks: ["upstream * ② * ①^(② - 1)", "upstream * ①^② * log(①)"],
    gate: PowerGate.self
  )

  /// How it is set and said.
  static let powerSetting = Setting(
    of: .power,
    symbol: "^",
    tex: "①^{②}",
    locals: ["② ①^{② - 1}", #"①^{②} \ln ①"#],
    words: "A power hands its base the gradient times the exponent times the next lower power."
  )

  /// `−x`.
  public static let negate = Operation(
    name: "negate",
    arguments: [.operand("x")],
    form: .prefix("-", precedence: 3),
    rule: .unary(NegateGate.self)
  )

  /// How it is set and said.
  static let negateSetting = Setting(
    of: .negate,
    symbol: "−",
    tex: "-①",
    locals: ["-1"],
    words: "A minus sign turns the gradient's sign."
  )

  /// The operand itself under a second name, as in `y = x`.
  public static let identity = Operation(
    name: "identity",
    arguments: [.operand("x")],
    form: .prefix("", precedence: 5),
    rule: .unary(IdentityGate.self)
  )

  /// How it is set and said.
  static let identitySetting = Setting(
    of: .identity,
    symbol: "=",
    tex: "①",
    locals: ["1"],
    words: "A second name hands the gradient on unchanged."
  )
}

/// The rule of ``Operation/add``.
@usableFromInline
enum AddGate: BinaryGate {
  @inlinable @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double { a + b }
  @inlinable @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { 1 }
  @inlinable @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double { 1 }
}

/// The rule of ``Operation/subtract``.
@usableFromInline
enum SubtractGate: BinaryGate {
  @inlinable @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double { a - b }
  @inlinable @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { 1 }
  @inlinable @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double { -1 }
}

/// The rule of ``Operation/multiply``.
@usableFromInline
enum MultiplyGate: BinaryGate {
  @inlinable @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double { a * b }
  @inlinable @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { b }
  @inlinable @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double { a }
}

/// The rule of ``Operation/divide``.
@usableFromInline
enum DivideGate: BinaryGate {
  @inlinable @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double { a / b }
  @inlinable @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double { 1 / b }
  @inlinable @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double { quotientSlope(a, b, y) }
}

/// The rule of ``Operation/power``.
enum PowerGate: BinaryGate {
  @inline(__always)
  static func value(_ a: Double, _ b: Double) -> Double { b == 2 ? a * a : pow(a, b) }
  @inline(__always)
  static func left(_ a: Double, _ b: Double, _ y: Double) -> Double {
    b == 0 ? 0 : b == 1 ? 1 : b == 2 ? 2 * a : b * pow(a, b - 1)
  }
  @inline(__always)
  static func right(_ a: Double, _ b: Double, _ y: Double) -> Double {
    if a < 0 { return .nan }
    return a == 0 && b >= 0 ? 0 : y * log(a)
  }
}

/// The rule of ``Operation/negate``.
enum NegateGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { -x }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { -1 }
}

/// The rule of ``Operation/identity``.
enum IdentityGate: UnaryGate {
  @inline(__always)
  static func value(_ x: Double) -> Double { x }
  @inline(__always)
  static func derivative(_ x: Double, _ y: Double) -> Double { 1 }
}
