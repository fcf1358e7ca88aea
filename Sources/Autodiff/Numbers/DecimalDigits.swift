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

  /// Writes plain notation with exactly `decimals` digits behind the point, or as many as there are, after a
  /// minus if the number is negative and not 0.
  func writeFixed(decimals: Int? = nil, to text: inout TextBytes) {
    let wanted = decimals ?? max(0, count - exponent)
    text.bytes.append(addingCapacity: max(1, exponent) + wanted + 2) { span in
      if isNegative, !isZero { span.append(UInt8(ascii: "-")) }
      if exponent <= 0 { span.append(UInt8(ascii: "0")) }
      for place in 0..<max(0, exponent) { span.append(digit(place)) }
      guard wanted > 0 else { return }
      span.append(UInt8(ascii: "."))
      for place in exponent..<exponent + wanted { span.append(digit(place)) }
    }
  }

  /// Writes scientific notation, `1.5e-7`, with exactly `significant` digits, or as many as there are.
  ///
  /// The power has a sign and two digits if it `isPadded`, as machines write it: `1.5e-07`, `1e+16`.
  func writeScientific(
    significant: Int? = nil,
    isPadded: Bool = false,
    to text: inout TextBytes
  ) {
    let wanted = (significant ?? count) - 1
    text.bytes.append(addingCapacity: max(0, wanted) + 3) { span in
      if isNegative, !isZero { span.append(UInt8(ascii: "-")) }
      span.append(digit(0))
      guard wanted > 0 else { return }
      span.append(UInt8(ascii: "."))
      for place in 1...wanted { span.append(digit(place)) }
    }
    let power = isZero ? 0 : exponent - 1
    text.write(power < 0 ? "e-" : isPadded ? "e+" : "e")
    if isPadded, power.magnitude < 10 { text.write("0") }
    text.write(String(power.magnitude))
  }

  /// A digit as it is written; 0 where there is none.
  private func digit(_ place: Int) -> UInt8 {
    UInt8(ascii: "0") + (place >= 0 && place < count ? digits[place] : 0)
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
