/// The marks of an axis: at multiples of 1, 2 or 5 times a power of ten.
struct Ticks: Equatable {
  /// Where they are, ascending.
  let values: [Double]
  /// How far apart they are: `mantissa · 10^exponent`.
  private let mantissa: Int
  private let exponent: Int

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

  /// How a mark is written: as many decimals as the distance of the marks needs, powers of ten where
  /// that would be long, U+2212 as minus.
  func label(_ value: Double) -> [Picture.Run] {
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
