extension Lanes {
  /// ln x: −∞ at 0, NaN below 0, ∞ at ∞.
  ///
  /// x = m · 2ᵏ, f = m − 1, s = f / (2 + f). Then ln m = 2 artanh s = 2 s + s³ · 2/3 + s⁵ · 2/5 + …, and with
  /// 2 s = f − s f it is f − s (f − R), or f − (f²/2 − s (f²/2 + R)): so its error is one of a part that is
  /// small beside f. k ln 2 joins in two parts.
  @inline(__always)
  var logarithm: Self {
    let (m, k) = mantissaAndExponent
    let finite = Self.logarithm(ofOneAnd: m - Self.constant(1), exponent: k)
    // What has no logarithm, and what is its own.
    var result = Self.choose(self < Self.constant(.infinity), finite, self)
    result = Self.choose(self < Self.zero, Self.constant(.nan), result)
    result = Self.choose(Self.zero < magnitude, result, Self.constant(-.infinity))
    return Self.choose(isNaN, self, result)
  }

  /// ln((1 + f) · 2ᵏ) for 1 + f from √½ to √2.
  @inline(__always)
  static func logarithm(ofOneAnd f: Self, exponent k: Self) -> Self {
    let s = f / (f + Self.constant(2))
    let z = s * s
    var p: Self
    if Self.isDouble {
      p = Self.constant(2.0 / 21)
      p = Self.multiplyAdd(p, z, Self.constant(2.0 / 19))
      p = Self.multiplyAdd(p, z, Self.constant(2.0 / 17))
      p = Self.multiplyAdd(p, z, Self.constant(2.0 / 15))
      p = Self.multiplyAdd(p, z, Self.constant(2.0 / 13))
      p = Self.multiplyAdd(p, z, Self.constant(2.0 / 11))
    } else {
      p = Self.constant(2.0 / 11)
    }
    p = Self.multiplyAdd(p, z, Self.constant(2.0 / 9))
    p = Self.multiplyAdd(p, z, Self.constant(2.0 / 7))
    p = Self.multiplyAdd(p, z, Self.constant(2.0 / 5))
    p = Self.multiplyAdd(p, z, Self.constant(2.0 / 3))
    let rest = p * z
    let square = f * f * Self.constant(0.5)
    let high = Self.constant(Self.isDouble ? 0x1.62e42fee00000p-1 : 0x1.62e4p-1)
    let low = Self.constant(Self.isDouble ? 0x1.a39ef35793c76p-33 : 0x1.7f7d1cf79abcap-20)
    let small = Self.multiplyAdd(s, square + rest, k * low)
    return Self.multiplyAdd(k, high, f - (square - small))
  }

  /// ln(1 + e) for e from 0 to 1, with full precision where e is small.
  @inline(__always)
  var logarithmOfOneMore: Self {
    // From √2 − 1 on, 1 + e is 2 (1 + (e − 1) / 2).
    let isSmall = self < Self.constant(0.41421356)
    let half = (self - Self.constant(1)) * Self.constant(0.5)
    return Self.logarithm(
      ofOneAnd: Self.choose(isSmall, self, half),
      exponent: Self.choose(isSmall, Self.zero, Self.constant(1))
    )
  }
}
