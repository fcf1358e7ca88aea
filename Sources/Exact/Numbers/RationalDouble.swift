internal import BigInt

// Fractions and doubles.

extension Rational {
  /// The fraction that a double is, exactly; nil for one that is not finite.
  public init?(exactly double: Double) {
    guard double.isFinite else { return nil }
    let pattern = double.bitPattern
    let field = Int(pattern >> 52 & 0x7FF)
    let fraction = pattern & 0xF_FFFF_FFFF_FFFF
    var significand = field == 0 ? fraction : fraction | 1 << 52
    var exponent = max(field, 1) - 1075
    guard significand != 0 else {
      self = .zero
      return
    }
    exponent += significand.trailingZeroBitCount
    significand >>= UInt64(significand.trailingZeroBitCount)
    let magnitude = BigUInt(significand)
    let sign: BigInt.Sign = double < 0 ? .minus : .plus
    if exponent >= 0 {
      self.init(lowest: BigInt(sign: sign, magnitude: magnitude << exponent), 1)
    } else {
      self.init(lowest: BigInt(sign: sign, magnitude: magnitude), BigUInt(1) << -exponent)
    }
  }

  /// The nearest double, of two equally near the one with an even last digit; ±∞ beyond the largest.
  public var nearestDouble: Double {
    guard sign != 0 else { return 0 }
    // Between 2^(length − 1) and 2^(length + 1).
    let length = numerator.magnitude.bitWidth - denominator.bitWidth
    // The unit of the last place, should the value lie in the lower half; two binary digits more tell
    // how to round, and one more whether anything is left.
    let unit = Swift.max(length - 53, -1074)
    guard unit < 1024 else { return sign < 0 ? -.infinity : .infinity }
    let shift = 2 - unit
    let (quotient, remainder) =
      shift >= 0
      ? (numerator.magnitude << shift).quotientAndRemainder(dividingBy: denominator)
      : numerator.magnitude.quotientAndRemainder(dividingBy: denominator << -shift)
    let digits = UInt64(quotient) << 1 | (remainder.isZero ? 0 : 1)
    let surplus: UInt64 = digits >> 56 != 0 ? 4 : 3
    var significand = digits >> surplus
    let rest = digits & (1 << surplus - 1)
    let half: UInt64 = 1 << (surplus - 1)
    if rest > half || (rest == half && significand & 1 == 1) { significand += 1 }
    return Double(
      sign: sign < 0 ? .minus : .plus,
      exponent: unit + Int(surplus) - 3,
      significand: Double(significand)
    )
  }

  /// How far a double is from this number, in units of the last place: the distance between
  /// neighbouring doubles at the larger of the two.
  ///
  /// At most ½ for the nearest double; ∞ for a double that is not finite. Where one of the two is 0
  /// and the other is not, about 2⁵²: no digit is right.
  public func unitsInTheLastPlace(of double: Double) -> Double {
    guard let exact = Rational(exactly: double) else { return .infinity }
    let distance = (self - exact).magnitude
    guard distance.sign != 0 else { return 0 }
    let nearest = nearestDouble
    let reference = Swift.max(
      double.magnitude,
      Swift.min(nearest.magnitude, Double.greatestFiniteMagnitude)
    )
    guard let unit = Rational(exactly: reference.ulp)?.reciprocal else { return .infinity }
    return (distance * unit).nearestDouble
  }
}
