/// A finite number as decimal digits: `0.d₁d₂d₃… · 10^exponent`, the shortest digits that read back
/// to the same double.
struct DecimalDigits {
  var isNegative: Bool
  /// Digits 0 to 9 without leading or trailing zeros; empty for 0.
  var digits: [UInt8]
  /// Where the point stands: 1 for 3.5, 0 for 0.35, 4 for 3500.
  var exponent: Int

  init(_ number: Double) {
    isNegative = number < 0 || (number == 0 && number.sign == .minus)
    digits = []
    exponent = 0
    var point: Int?
    var scale = 0
    var inExponent = false
    var negativeScale = false
    for byte in number.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if inExponent {
          scale = scale * 10 + Int(byte - UInt8(ascii: "0"))
        } else {
          digits.append(byte - UInt8(ascii: "0"))
        }
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): negativeScale = true
      default: break
      }
    }
    exponent = (point ?? digits.count) + (negativeScale ? -scale : scale)
    normalize()
  }

  /// Rounds to `count` digits, halves away from zero as people do.
  mutating func round(toSignificant count: Int) {
    guard count >= 0, digits.count > count else { return }
    let up = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if up {
      var i = count - 1
      while i >= 0, digits[i] == 9 { i -= 1 }
      if i < 0 {
        digits = [1]
        exponent += 1
      } else {
        digits[i] += 1
        digits.removeLast(digits.count - 1 - i)
      }
    }
    normalize()
  }

  /// Rounds to `count` digits behind the point.
  mutating func round(toDecimals count: Int) {
    let keep = exponent + count
    if keep < 0 {
      digits = []
      normalize()
    } else {
      round(toSignificant: keep)
    }
  }

  /// Plain notation with exactly `decimals` digits behind the point, or as many as there are.
  func fixed(decimals: Int? = nil) -> String {
    var text = ""
    if exponent <= 0 { text = "0" }
    var place = 0
    while place < exponent {
      text += place < digits.count ? String(digits[place]) : "0"
      place += 1
    }
    let wanted = decimals ?? max(0, digits.count - exponent)
    guard wanted > 0 else { return text }
    text += "."
    for i in 0..<wanted {
      let digit = exponent + i
      text += digit >= 0 && digit < digits.count ? String(digits[digit]) : "0"
    }
    return text
  }

  /// Scientific notation, `1.5e-7`, with exactly `significant` digits, or as many as there are.
  func scientific(significant: Int? = nil) -> String {
    var text = digits.isEmpty ? "0" : String(digits[0])
    let wanted = (significant ?? digits.count) - 1
    if wanted > 0 {
      text += "."
      for i in 1...wanted { text += i < digits.count ? String(digits[i]) : "0" }
    }
    let power = digits.isEmpty ? 0 : exponent - 1
    return text + "e" + (power < 0 ? "-" : "") + String(power.magnitude)
  }

  private mutating func normalize() {
    var leading = 0
    while leading < digits.count, digits[leading] == 0 { leading += 1 }
    if leading > 0 {
      digits.removeFirst(leading)
      exponent -= leading
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }
}
