// eˣ − 1 = 2ᵏ (eʳ − 1) + (2ᵏ − 1), with k the whole number nearest to x / ln 2 and r = x − k ln 2, at most
// ½ ln 2 in size. eʳ − 1 is a sum of rⁿ/n!, up to the term that no longer counts: r⁷/7! in single
// precision, r¹³/13! in double precision.

extension Lanes {
  /// x = k ln 2 + r, for x whose k is an exponent, or nearly so.
  @inline(__always)
  var exponentAndRest: (k: Self, r: Self) {
    let k = (self * Self.constant(1.4426950408889634)).rounded
    // ln 2 in two parts. The first has so few bits that its product with k is exact.
    let high = Self.constant(Self.isDouble ? 0x1.62e42fee00000p-1 : 0x1.62e4p-1)
    let low = Self.constant(Self.isDouble ? 0x1.a39ef35793c76p-33 : 0x1.7f7d1cf79abcap-20)
    let r = Self.multiplyAdd(k, Self.zero - low, Self.multiplyAdd(k, Self.zero - high, self))
    return (k, r)
  }

  /// eʳ − 1 for |r| up to ½ ln 2, with full relative precision around 0.
  @inline(__always)
  static func exponentialLessOne(_ r: Self) -> Self {
    // r + r² (1/2! + r/3! + r²/4! + …), from the inside out.
    var p: Self
    if isDouble {
      p = constant(1.6059043836821613e-10)
      p = multiplyAdd(p, r, constant(2.08767569878681e-09))
      p = multiplyAdd(p, r, constant(2.505210838544172e-08))
      p = multiplyAdd(p, r, constant(2.7557319223985894e-07))
      p = multiplyAdd(p, r, constant(2.7557319223985893e-06))
      p = multiplyAdd(p, r, constant(2.48015873015873e-05))
      p = multiplyAdd(p, r, constant(1.984126984126984e-04))
    } else {
      p = constant(1.984126984126984e-04)
    }
    p = multiplyAdd(p, r, constant(1.388888888888889e-03))
    p = multiplyAdd(p, r, constant(8.333333333333333e-03))
    p = multiplyAdd(p, r, constant(4.1666666666666664e-02))
    p = multiplyAdd(p, r, constant(1.6666666666666666e-01))
    p = multiplyAdd(p, r, constant(0.5))
    return multiplyAdd(p, r * r, r)
  }

  /// eˣ: 0 and ∞ where they are nearest, subnormal numbers between, NaN of NaN.
  @inline(__always)
  var exponential: Self {
    // Beyond these the result is 0 or ∞ all the same, and k would leave the exponents.
    let least = Self.constant(Self.isDouble ? -750 : -106)
    let most = Self.constant(Self.isDouble ? 712 : 90)
    var x = Self.choose(self < least, least, self)
    x = Self.choose(most < x, most, x)
    let (k, r) = x.exponentAndRest
    return (Self.exponentialLessOne(r) + Self.constant(1)).scaled(by: k)
  }

  /// eˣ for x ≤ 0.
  ///
  /// Below the logarithm of the smallest normal number it is 0; of NaN it is NaN. For softmax, whose numbers are 0 or less: one factor less than ``exponential``.
  @inline(__always)
  var exponentialOfNegative: Self {
    let least = Self.constant(Self.isDouble ? -708 : -87)
    let x = Self.choose(self < least, least, self)
    let (k, r) = x.exponentAndRest
    let p = (Self.exponentialLessOne(r) + Self.constant(1)) * Self.powerOfTwo(k)
    return Self.choose(self < least, Self.zero, p)
  }

  /// tanh x = (e²ˣ − 1) / (e²ˣ + 1), made of |x|; exact around 0, with the sign of 0 kept.
  @inline(__always)
  var hyperbolicTangent: Self {
    // Beyond these it is 1.
    let most = Self.constant(Self.isDouble ? 20 : 10)
    let size = Self.choose(most < magnitude, most, magnitude)
    let (k, r) = (size + size).exponentAndRest
    let scale = Self.powerOfTwo(k)
    let e = Self.multiplyAdd(scale, Self.exponentialLessOne(r), scale - Self.constant(1))
    return (e / (e + Self.constant(2))).signed(as: self)
  }

  /// 1 / (1 + e⁻ˣ); for x < 0 as eˣ / (1 + eˣ), which keeps its precision down to subnormal numbers.
  @inline(__always)
  var logistic: Self {
    let e = (Self.zero - magnitude).exponential
    let numerator = Self.choose(self < Self.zero, e, Self.constant(1))
    return numerator / (Self.constant(1) + e)
  }
}
