/// Reads a number as data files write it: `12`, `-0.5`, `+.5`, `1e-3`.
enum DecimalReader {
  /// What a field holds.
  enum Finding: Equatable {
    case number(Double)
    /// Nothing, or a word that stands for it: `NA`, `?`.
    case missing
    /// `nan`, `inf`.
    case notFinite
    /// Beyond the largest double.
    case tooLarge
    /// It would be a number with a point in place of its comma.
    case decimalComma
    case malformed
  }

  /// The largest powers of ten that are exact in a double.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// What bytes without blanks around them mean; the nearest double, ties to even.
  ///
  /// Digits that fit into 53 bits, with a power of ten that is exact, need one rounding; all others go
  /// through the standard library.
  static func read(_ bytes: Span<UInt8>) -> Finding {
    var place = 0
    let end = bytes.count
    guard end > 0 else { return .missing }
    var isNegative = false
    switch bytes[0] {
    case 0x2D:  // -
      isNegative = true
      place = 1
    case 0x2B: place = 1  // +
    case 0xE2 where end > 3 && bytes[1] == 0x88 && bytes[2] == 0x92:  // −
      isNegative = true
      place = 3
    default: break
    }
    let first = place
    var mantissa: UInt64 = 0
    var digits = 0
    var kept = 0
    var scale = 0
    var hasPoint = false
    while place < end {
      let byte = bytes[place]
      if byte &- 0x30 < 10 {
        digits += 1
        if kept < 19 {
          mantissa = mantissa * 10 + UInt64(byte &- 0x30)
          if mantissa > 0 { kept += 1 }
          if hasPoint { scale -= 1 }
        } else {
          return slow(bytes, from: first, isNegative)
        }
      } else if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return word(bytes) }
    if place < end, bytes[place] | 0x20 == 0x65 {
      guard let exponent = exponent(bytes, from: place + 1) else { return word(bytes) }
      scale += exponent
      place = end
    }
    guard place == end else { return word(bytes) }
    guard mantissa > 0 else { return .number(isNegative ? -0.0 : 0) }
    guard mantissa <= 1 << 53, scale.magnitude <= 22 else {
      return slow(bytes, from: first, isNegative)
    }
    let power = powers[Int(scale.magnitude)]
    let value = scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
    return .number(isNegative ? -value : value)
  }

  /// The digits of an exponent with its sign, up to the end; nil if there is anything else.
  private static func exponent(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    var isNegative = false
    if place < bytes.count, bytes[place] == 0x2D || bytes[place] == 0x2B {
      isNegative = bytes[place] == 0x2D
      place += 1
    }
    guard place < bytes.count else { return nil }
    var value = 0
    while place < bytes.count {
      guard bytes[place] &- 0x30 < 10 else { return nil }
      value = min(100_000, value * 10 + Int(bytes[place] &- 0x30))
      place += 1
    }
    return isNegative ? -value : value
  }

  /// A number with many digits or a large exponent; checked for its form before it is handed on.
  private static func slow(_ bytes: Span<UInt8>, from start: Int, _ isNegative: Bool) -> Finding {
    var text = ""
    var points = 0
    var letters = 0
    for place in start..<bytes.count {
      let byte = bytes[place]
      switch byte {
      case 0x30...0x39: break
      case 0x2E where letters == 0: points += 1
      case 0x65, 0x45: letters += 1
      case 0x2D, 0x2B: break
      default: return word(bytes)
      }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    guard points <= 1, letters <= 1, let value = Double(text) else { return .malformed }
    guard value.isFinite else { return .tooLarge }
    return .number(isNegative ? -value : value)
  }

  /// What is no number may still be known.
  private static func word(_ bytes: Span<UInt8>) -> Finding {
    var text: [UInt8] = []
    for place in 0..<min(bytes.count, 64) {
      let byte = bytes[place]
      text.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    if bytes.count <= 9 {
      if missing.contains(text) { return .missing }
      var unsigned = text
      if let sign = text.first, sign == 0x2B || sign == 0x2D { unsigned.removeFirst() }
      if notFinite.contains(unsigned) { return .notFinite }
    }
    var pointed: [UInt8] = []
    var commas = 0
    for byte in text {
      pointed.append(byte == 0x2C ? 0x2E : byte)
      if byte == 0x2C { commas += 1 }
    }
    // A comma at the end parts fields, in a row that is cut at blanks.
    if commas == 1, text.last != 0x2C, bytes.count <= 64, case .number = read(pointed.span) {
      return .decimalComma
    }
    return .malformed
  }

  private static let missing: [[UInt8]] = ["na", "n/a", "?", "null", "none", "-", ".", "#n/a"].map {
    Array($0.utf8)
  }
  private static let notFinite: [[UInt8]] = ["nan", "inf", "infinity", "∞"].map { Array($0.utf8) }
}
