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
    value: { a, b in a + b },
    left: { _, _, _ in 1 },
    right: { _, _, _ in 1 }
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
    value: { a, b in a - b },
    left: { _, _, _ in 1 },
    right: { _, _, _ in -1 }
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
    value: { a, b in a * b },
    left: { _, b, _ in b },
    right: { a, _, _ in a }
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
    value: { a, b in a / b },
    left: { _, b, _ in 1 / b },
    right: { a, b, y in quotientSlope(a, b, y) }
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
    value: { x, y in y == 2 ? x * x : pow(x, y) },
    left: { x, y, _ in y == 0 ? 0 : y == 1 ? 1 : y == 2 ? 2 * x : y * pow(x, y - 1) },
    right: { x, y, z in
      if x < 0 { return .nan }
      return x == 0 && y >= 0 ? 0 : z * CMath.log(x)
    }
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
    rule: .unary(value: { x, _ in -x }, derivative: { _, _, _ in -1 }),
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
    rule: .unary(value: { x, _ in x }, derivative: { _, _, _ in 1 }),
    expansion: nil
  )
}
