internal import CMath

extension Operation {
  /// `a + b`: a sum hands its gradient on unchanged.
  public static let add = Operation.binary(
    "add",
    symbol: "+",
    form: .infix("+", precedence: 1),
    tex: "① + ②",
    locals: ["1", "1"],
    pullbacks: ["upstream", "upstream"],
    words: "A sum hands its gradient on unchanged to each operand.",
    gate: AddGate.self
  )

  /// `a − b`.
  public static let subtract = Operation.binary(
    "subtract",
    symbol: "−",
    form: .infix("-", precedence: 1),
    tex: "① - ②",
    locals: ["1", "-1"],
    pullbacks: ["upstream", "-upstream"],
    words:
      "A difference hands its gradient on unchanged to the first operand, negated to the second.",
    gate: SubtractGate.self
  )

  /// `a · b`: each operand receives the gradient times the other operand.
  public static let multiply = Operation.binary(
    "multiply",
    symbol: "×",
    form: .infix("*", precedence: 2),
    tex: #"① \cdot ②"#,
    locals: ["②", "①"],
    pullbacks: ["upstream * ②", "upstream * ①"],
    words: "A product hands each operand its gradient times the other operand.",
    gate: MultiplyGate.self
  )

  /// `a / b`.
  public static let divide = Operation.binary(
    "divide",
    symbol: "÷",
    form: .infix("/", precedence: 2),
    tex: #"\frac{①}{②}"#,
    locals: [#"\frac{1}{②}"#, #"-\frac{①}{②^2}"#],
    pullbacks: ["upstream / ②", "-upstream * ① / ②^2"],
    words:
      "A quotient hands its numerator the gradient over the denominator, and its denominator the gradient times minus the numerator over the squared denominator.",
    gate: DivideGate.self
  )

  /// `xʸ`.
  ///
  /// d/dx = y·x^(y−1), and 0 where y = 0; d/dy = xʸ·ln x, 0 where x = 0 and y ≥ 0, NaN where x < 0.
  public static let power = Operation.binary(
    "power",
    symbol: "^",
    form: .infix("^", precedence: 4),
    tex: "①^{②}",
    locals: ["② ①^{② - 1}", #"①^{②} \ln ①"#],
    pullbacks: ["upstream * ② * ①^(② - 1)", "upstream * ①^② * log(①)"],
    words: "A power hands its base the gradient times the exponent times the next lower power.",
    gate: PowerGate.self
  )

  /// `−x`.
  public static let negate = Operation(
    name: "negate",
    aliases: [],
    arguments: [.operand("x")],
    setting: Setting(
      symbol: "−",
      form: .prefix("-", precedence: 3),
      tex: "-①",
      locals: ["-1"],
      pullbacks: [],
      words: "A minus sign turns the gradient's sign."
    ),
    rule: .unary(NegateGate.self),
    expansion: nil
  )

  /// The operand itself under a second name, as in `y = x`.
  public static let identity = Operation(
    name: "identity",
    aliases: [],
    arguments: [.operand("x")],
    setting: Setting(
      symbol: "=",
      form: .prefix("", precedence: 5),
      tex: "①",
      locals: ["1"],
      pullbacks: [],
      words: "A second name hands the gradient on unchanged."
    ),
    rule: .unary(IdentityGate.self),
    expansion: nil
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
