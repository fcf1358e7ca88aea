internal import BigInt

// Fractions as text.

extension Rational {
  /// The fraction that a decimal is as it is written: 1/10 for `0.1`, 1200 for `12e2`.
  ///
  /// Nil for what is no decimal, and for one of more than `limit` digits, counted where it is written
  /// without an exponent.
  public init?(decimal text: String, limit: Int = ExactNumber.digitLimit) {
    var digits: [UInt8] = []
    var isNegative = false
    var decimals = 0
    var isBehindPoint = false
    var exponent: [UInt8]?
    for (place, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 0: isNegative = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if exponent != nil {
          exponent?.append(byte)
        } else {
          digits.append(byte)
          if isBehindPoint { decimals += 1 }
        }
      case UInt8(ascii: ".") where !isBehindPoint && exponent == nil: isBehindPoint = true
      case UInt8(ascii: "e") where exponent == nil, UInt8(ascii: "E") where exponent == nil:
        exponent = []
      case UInt8(ascii: "+") where exponent?.isEmpty == true: break
      case UInt8(ascii: "-") where exponent?.isEmpty == true: exponent = [byte]
      default: return nil
      }
    }
    let significant = digits.drop { $0 == UInt8(ascii: "0") }
    guard !digits.isEmpty, significant.count <= limit else { return nil }
    guard !significant.isEmpty else {
      self = .zero
      return
    }
    var power = 0
    if let exponent {
      guard let number = Int(String(decoding: exponent, as: UTF8.self)) else { return nil }
      guard number.magnitude < 1 << 32 else { return nil }
      power = number
    }
    power -= decimals
    guard power.magnitude <= UInt(limit),
      let magnitude = BigUInt(String(decoding: significant, as: UTF8.self), radix: 10)
    else { return nil }
    let sign: BigInt.Sign = isNegative ? .minus : .plus
    let scale = BigUInt(10).power(Int(power.magnitude))
    if power >= 0 {
      self.init(lowest: BigInt(sign: sign, magnitude: magnitude * scale), 1)
    } else {
      self.init(reducing: BigInt(sign: sign, magnitude: magnitude), scale)
    }
  }

  /// `3`, `-4/3`: in full, however long.
  public var fraction: String {
    let p = String(numerator)
    return isWhole ? p : p + "/" + String(denominator)
  }

  /// The fraction with numbers of more than 24 digits cut in the middle: `12345678…5678 (39 digits)`.
  public var shortFraction: String {
    let p = Rational.cut(numerator)
    return isWhole ? p : p + "/" + Rational.cut(BigInt(denominator))
  }

  private static func cut(_ number: BigInt) -> String {
    let digits = String(number.magnitude)
    let sign = number.sign == .minus ? "-" : ""
    guard digits.utf8.count > 24 else { return sign + digits }
    return "\(sign)\(digits.prefix(8))…\(digits.suffix(4)) (\(digits.utf8.count) digits)"
  }

  /// The decimal of at most `count` significant digits, the last one rounded, halves away from zero;
  /// all digits where there are no more.
  public func decimal(digits count: Int = 17) -> String {
    guard sign != 0, count > 0 else { return "0" }
    let (text, exponent) = significantDigits(count)
    var digits = Array(text.utf8)
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let whole = String(decoding: digits, as: UTF8.self)
    let minus = sign < 0 ? "-" : ""
    // As many digits before the point as `exponent` says.
    if exponent > count || exponent < -3 {
      let rest = digits.count > 1 ? "." + whole.dropFirst() : ""
      return minus + whole.prefix(1) + rest + "e" + String(exponent - 1)
    }
    if exponent <= 0 { return minus + "0." + String(repeating: "0", count: -exponent) + whole }
    if exponent >= digits.count {
      return minus + whole + String(repeating: "0", count: exponent - digits.count)
    }
    return minus + whole.prefix(exponent) + "." + whole.dropFirst(exponent)
  }

  /// Exactly `count` digits d₁d₂… and the exponent, so that |x| ≈ 0.d₁d₂… · 10^exponent.
  private func significantDigits(_ count: Int) -> (String, Int) {
    let lengths = numerator.magnitude.bitWidth - denominator.bitWidth
    // log₁₀ 2 ≈ 0.30103; too small by at most two.
    var exponent = Int((Double(lengths - 1) * 0.30102999566398).rounded(.down))
    while true {
      let scale = BigUInt(10).power((count - exponent).magnitude.asInt)
      let (p, q) =
        exponent <= count
        ? (numerator.magnitude * scale, denominator) : (numerator.magnitude, denominator * scale)
      let digits = String((p * 2 + q) / (q * 2))
      if digits.utf8.count <= count { return (digits, exponent) }
      exponent += 1
    }
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(clamping: self) }
}
