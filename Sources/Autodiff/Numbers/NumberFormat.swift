/// How a number is shown to people.
///
/// What machines read is ``exact(_:)``.
public enum NumberFormat: Equatable, Sendable {
  /// At most so many significant digits, trailing zeros dropped: what tables and diagrams show.
  case short(Int)
  /// Exactly so many significant digits: `{{ q | 3 digits }}`.
  case digits(Int)
  /// Exactly so many digits behind the point: `{{ q | 2 decimals }}`.
  case decimals(Int)
  /// A percentage with at most so many digits behind the point: `{{ q | percent }}`.
  case percent(Int)

  /// What steps and tables use.
  public static let table = NumberFormat.short(6)
  /// What diagrams use, where room is scarce.
  public static let diagram = NumberFormat.short(4)

  /// The number as text, with an ASCII minus; `NaN`, `∞` and `-∞` for what is not finite.
  public func text(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-∞" : "∞" }
    var decimal = DecimalDigits(number)
    switch self {
    case .short(let count):
      decimal.round(toSignificant: count)
      return NumberFormat.isTooLong(decimal) ? decimal.scientific() : decimal.fixed()
    case .digits(let count):
      decimal.round(toSignificant: count)
      if NumberFormat.isTooLong(decimal) { return decimal.scientific(significant: count) }
      let integers = decimal.isZero ? 1 : decimal.exponent
      return decimal.fixed(decimals: max(0, count - integers))
    case .decimals(let count):
      decimal.round(toDecimals: count)
      return decimal.fixed(decimals: count)
    case .percent(let count):
      if !decimal.isZero { decimal.exponent += 2 }
      decimal.round(toDecimals: count)
      return decimal.fixed() + "%"
    }
  }

  /// The shortest text that reads back to the same double: `-2`, `0.1`, `1e-07`.
  ///
  /// What is not finite is `NaN`, `Infinity` or `-Infinity`.
  public static func exact(_ number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    let text = number.description
    return text.cut(before: ".0") ?? text
  }

  private static func isTooLong(_ decimal: DecimalDigits) -> Bool {
    !decimal.isZero && (decimal.exponent < -3 || decimal.exponent > 9)
  }
}
