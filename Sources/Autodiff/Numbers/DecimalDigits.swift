/// A finite number as decimal digits: `0.d₁d₂d₃… · 10^exponent`, the shortest digits that read back
/// to the same double.
///
/// Texts of steps are mostly numbers, so that digits stand in place and not on the heap.
struct DecimalDigits {
  var isNegative: Bool
  /// Where the point stands: 1 for 3.5, 0 for 0.35, 4 for 3500.
  var exponent: Int
  /// How many digits there are.
  private(set) var count = 0
  /// Digits 0 to 9 without leading or trailing zeros; a double has at most 17, and with the zeros that it is
  /// written with, 19.
  private var digits = InlineArray<24, UInt8>(repeating: 0)

  init(_ number: Double) {
    isNegative = number < 0 || (number == 0 && number.sign == .minus)
    exponent = 0
    var (point, scale) = (-1, 0)
    var (inExponent, negativeScale) = (false, false)
    for byte in number.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if inExponent {
          scale = scale * 10 + Int(byte - UInt8(ascii: "0"))
        } else if count < 24 {
          digits[count] = byte - UInt8(ascii: "0")
          count += 1
        }
      case UInt8(ascii: "."): point = count
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): negativeScale = true
      default: break
      }
    }
    exponent = (point < 0 ? count : point) + (negativeScale ? -scale : scale)
    normalize()
  }

  /// Whether the number is 0.
  var isZero: Bool { count == 0 }

  /// Rounds to `wanted` digits, halves away from zero as people do.
  mutating func round(toSignificant wanted: Int) {
    guard wanted >= 0, count > wanted else { return }
    let up = digits[wanted] >= 5
    count = wanted
    if up {
      var i = wanted - 1
      while i >= 0, digits[i] == 9 { i -= 1 }
      if i < 0 {
        digits[0] = 1
        count = 1
        exponent += 1
      } else {
        digits[i] += 1
        count = i + 1
      }
    }
    normalize()
  }

  /// Rounds to `places` digits behind the point.
  mutating func round(toDecimals places: Int) {
    let keep = exponent + places
    if keep < 0 {
      count = 0
      normalize()
    } else {
      round(toSignificant: keep)
    }
  }

  /// Plain notation with exactly `decimals` digits behind the point, or as many as there are, after a minus
  /// if the number is negative and not 0.
  func fixed(decimals: Int? = nil) -> String {
    let wanted = decimals ?? max(0, count - exponent)
    var text = sign(room: max(1, exponent) + wanted + 2)
    if exponent <= 0 { text.append(UInt8(ascii: "0")) }
    for place in 0..<max(0, exponent) { text.append(digit(place)) }
    guard wanted > 0 else { return String(decoding: text, as: UTF8.self) }
    text.append(UInt8(ascii: "."))
    for i in 0..<wanted { text.append(digit(exponent + i)) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Scientific notation, `1.5e-7`, with exactly `significant` digits, or as many as there are.
  func scientific(significant: Int? = nil) -> String {
    let wanted = (significant ?? count) - 1
    var text = sign(room: max(0, wanted) + 3)
    text.append(digit(0))
    if wanted > 0 {
      text.append(UInt8(ascii: "."))
      for i in 1...wanted { text.append(digit(i)) }
    }
    let power = isZero ? 0 : exponent - 1
    return String(decoding: text, as: UTF8.self) + "e" + (power < 0 ? "-" : "")
      + String(power.magnitude)
  }

  /// A digit as it is written; 0 where there is none.
  private func digit(_ place: Int) -> UInt8 {
    UInt8(ascii: "0") + (place >= 0 && place < count ? digits[place] : 0)
  }

  /// Room for a text, which begins with a minus if the number is negative.
  private func sign(room: Int) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(room)
    if isNegative, !isZero { text.append(UInt8(ascii: "-")) }
    return text
  }

  private mutating func normalize() {
    var leading = 0
    while leading < count, digits[leading] == 0 { leading += 1 }
    if leading > 0 {
      for i in leading..<count { digits[i - leading] = digits[i] }
      count -= leading
      exponent -= leading
    }
    while count > 0, digits[count - 1] == 0 { count -= 1 }
    if count == 0 { exponent = 0 }
  }
}
