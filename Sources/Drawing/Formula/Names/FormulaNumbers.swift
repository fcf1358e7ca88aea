extension Formula {
  /// A number as a program prints it, as one writes it by hand: `-1.5e-07` as −1.5·10⁻⁷.
  ///
  /// - Parameter text: digits with an optional sign, point and exponent; `inf`, `Infinity` and `nan`
  ///   in any case. Anything else is set as it is.
  /// - Returns: a number, or a row of a factor and a power of ten.
  public static func decimal(_ text: String) -> Formula {
    takenApart(number: text) ?? .number(text)
  }

  /// The formula of a number with an exponent, or of what is no number; nil for plain decimals.
  static func takenApart(number text: String) -> Formula? {
    let bytes = Array(text.utf8)
    guard let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") })
    else { return notFinite(text) }
    guard mark > 0, mark + 1 < bytes.count, bytes[..<mark].contains(where: isDigit) else {
      return nil
    }
    var exponent = bytes[(mark + 1)...]
    var sign = ""
    if let first = exponent.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      if first == UInt8(ascii: "-") { sign = "-" }
      exponent = exponent.dropFirst()
    }
    guard !exponent.isEmpty, exponent.allSatisfy(isDigit) else { return nil }
    while exponent.count > 1, exponent.first == UInt8(ascii: "0") {
      exponent = exponent.dropFirst()
    }
    let digits = String(decoding: exponent, as: UTF8.self)
    if digits == "0" { sign = "" }
    let power = Formula.scripts(.number("10"), sup: .number(sign + digits))
    let mantissa = String(decoding: bytes[..<mark], as: UTF8.self)
    switch mantissa {
    case "1", "1.", "1.0": return power
    case "-1", "-1.", "-1.0": return .row([.symbol("−", .prefix), power])
    default: return .row([.number(mantissa), .symbol("⋅", .tight), power])
    }
  }

  private static func notFinite(_ text: String) -> Formula? {
    switch text {
    case "inf", "Inf", "Infinity", "infinity", "+inf", "∞": .identifier("∞", .upright)
    case "-inf", "-Inf", "-Infinity", "-infinity", "−∞", "-∞":
      .row([.symbol("−", .prefix), .identifier("∞", .upright)])
    case "nan", "NaN", "-nan": .text("NaN")
    default: nil
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// ∂f/∂x as a fraction.
  public static func partial(_ f: Formula, _ x: Formula) -> Formula {
    .fraction(.row([.identifier("∂"), f]), .row([.identifier("∂"), x]))
  }

  /// ∂f/∂x of two names of the notation: `.partial("L", "w_1")`.
  public static func partial(_ f: String, _ x: String) -> Formula { .partial(.name(f), .name(x)) }
}
