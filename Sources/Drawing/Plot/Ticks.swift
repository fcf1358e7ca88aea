/// The marks of an axis: at multiples of 1, 2 or 5 times a power of ten.
struct Ticks: Equatable {
  /// Where they are, ascending.
  let values: [Double]
  /// How far apart they are: `mantissa · 10^exponent`.
  private let mantissa: Int
  private let exponent: Int
  /// Whether each is the power of ten that a number is.
  private var arePowers = false

  /// The marks inside a range, about `count` of them and at most twice as many.
  ///
  /// The range must be finite and not empty; else there are no marks.
  init(in range: ClosedRange<Double>, about count: Int) {
    let raw = (range.upperBound - range.lowerBound) / Double(max(count, 1))
    guard raw.isFinite, raw > 0 else {
      (values, mantissa, exponent) = ([], 1, 0)
      return
    }
    var power = 0
    while power < 320, raw >= 10 * Self.power(power) { power += 1 }
    while power > -320, raw < Self.power(power) { power -= 1 }
    let ratio = raw / Self.power(power)
    (mantissa, exponent) =
      ratio < 1.5
      ? (1, power) : ratio < 3.5 ? (2, power) : ratio < 7.5 ? (5, power) : (1, power + 1)
    let first = Self.multiple(range.lowerBound, mantissa, exponent).rounded(.up)
    let last = Self.multiple(range.upperBound, mantissa, exponent).rounded(.down)
    var values: [Double] = []
    var index = first
    while index <= last, values.count < 4 * max(count, 1) {
      let value = Self.value(index * Double(mantissa), exponent)
      values.append(value == 0 ? 0 : value)
      index += 1
    }
    self.values = values
  }

  /// The marks of an axis of powers of ten: at the powers, or for a short range also at 2 and 5 times.
  ///
  /// - Parameters:
  ///   - range: The exponents that are shown.
  ///   - count: How many marks are wanted; at most twice as many are made.
  init(powersIn range: ClosedRange<Double>, about count: Int) {
    (mantissa, exponent, arePowers) = (1, 0, true)
    let length = range.upperBound - range.lowerBound
    guard length.isFinite, length > 0, abs(range.lowerBound) < 400, length < 800 else {
      values = []
      return
    }
    let first = Int(range.lowerBound.rounded(.down))
    let last = Int(range.upperBound.rounded(.up))
    let step = max(1, (last - first) / max(1, count))
    let parts = length < 2.5 ? [0, 0.30102999566398120, 0.69897000433601880] : [0]
    var values: [Double] = []
    for power in first...last where (power - first) % step == 0 {
      for part in parts where range.contains(Double(power) + part) {
        values.append(Double(power) + part)
      }
    }
    // A range too short for any of them is marked as other axes are.
    self.values = values.isEmpty ? [(range.lowerBound + range.upperBound) / 2] : values
  }

  /// How a mark is written: as many decimals as the distance of the marks needs, powers of ten where
  /// that would be long, U+2212 as minus.
  func label(_ value: Double) -> [Picture.Run] {
    if arePowers { return Self.power(labelled: value) }
    let steps = (value / Self.value(1, exponent)).rounded()
    guard steps.isFinite, abs(steps) < 1e15 else { return [] }
    let integer = Int(steps)
    if integer == 0 { return [Picture.Run("0")] }
    let sign = integer < 0 ? "\u{2212}" : ""
    if exponent > 4 || exponent < -4 {
      return Self.scientific(sign, Int(integer.magnitude), exponent)
    }
    var digits = String(integer.magnitude)
    if exponent >= 0 {
      return [Picture.Run(sign + digits + String(repeating: "0", count: exponent))]
    }
    while digits.utf8.count <= -exponent { digits = "0" + digits }
    let point = digits.index(digits.endIndex, offsetBy: exponent)
    return [Picture.Run(sign + String(digits[..<point]) + "." + String(digits[point...]))]
  }

  /// The number whose power of ten this is: `0.05`, `10⁻⁵`.
  private static func power(labelled exponent: Double) -> [Picture.Run] {
    let floor = exponent.rounded(.down)
    let part = exponent - floor
    guard part > 1e-9, floor >= -5, floor < 5 else {
      let whole = Int(exponent.rounded())
      if whole > 4 || whole < -4 { return scientific("", 1, whole) }
      return [Picture.Run(PlotDescription.number(power(whole)))]
    }
    return [Picture.Run(PlotDescription.number(Logarithm.power(exponent)))]
  }

  private static func scientific(_ sign: String, _ steps: Int, _ exponent: Int) -> [Picture.Run] {
    var digits = Array(String(steps).utf8)
    let power = exponent + digits.count - 1
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let written = (power < 0 ? "\u{2212}" : "") + String(power.magnitude)
    var factor = String(decoding: digits[..<1], as: UTF8.self)
    if digits.count > 1 { factor += "." + String(decoding: digits[1...], as: UTF8.self) }
    if digits == [UInt8(ascii: "1")] { factor = "" }
    return [
      Picture.Run(sign + factor + (factor.isEmpty ? "10" : "·10")), Picture.Run(written, level: 1),
    ]
  }

  /// How many steps a number is.
  private static func multiple(_ number: Double, _ mantissa: Int, _ exponent: Int) -> Double {
    let steps = number / value(Double(mantissa), exponent)
    // A bound that is meant to be a mark is one, in spite of rounding.
    let nearest = steps.rounded()
    return abs(steps - nearest) < 1e-9 * max(1, abs(steps)) ? nearest : steps
  }

  /// `number · 10^exponent`, exact where the result is: by division for negative exponents.
  private static func value(_ number: Double, _ exponent: Int) -> Double {
    exponent < 0 ? number / power(-exponent) : number * power(exponent)
  }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<min(exponent.magnitude, 400) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }
}
