/// A power of e as p · 2ᵏ with p around 1, so that a product with it rounds to a subnormal number once, in the end.
struct ScaledPower<L: Lanes> {
  let p: L
  let k: L

  @inline(__always) var value: L { p.scaled(by: k) }
  /// x times the power.
  @inline(__always) func times(_ x: L) -> L { (x * p).scaled(by: k) }
}

extension Lanes {
  /// e⁻ˢ for a size s.
  @inline(__always)
  static func powerOfLess(_ size: Self) -> ScaledPower<Self> {
    // Beyond these even s e⁻ˢ is 0.
    let most = constant(isDouble ? 760 : 112)
    let (k, r) = (zero - choose(most < size, most, size)).exponentAndRest
    return ScaledPower(p: exponentialLessOne(r) + constant(1), k: k)
  }

  /// eˣ − 1 for x ≤ 0, with full precision around 0, and the sign of 0 kept.
  @inline(__always)
  var exponentialLessOneOfNegative: Self {
    // Beyond these it is −1.
    let least = Self.constant(Self.isDouble ? -40 : -20)
    let (k, r) = Self.choose(self < least, least, self).exponentAndRest
    let scale = Self.powerOfTwo(k)
    let less = Self.multiplyAdd(scale, Self.exponentialLessOne(r), scale - Self.constant(1))
    return less.signed(as: self)
  }

  /// ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻ˢ) with s = |x|.
  @inline(__always)
  var softplus: Self {
    let rest = Self.powerOfLess(magnitude).value.logarithmOfOneMore
    return Self.choose(Self.zero < self, self, Self.zero) + rest
  }

  /// x σ(x): with e = e⁻ˢ, x / (1 + e) or, for x < 0, x e / (1 + e).
  @inline(__always)
  var silu: Self {
    let power = Self.powerOfLess(magnitude)
    // Beyond what the power is taken of, the product is 0 all the same.
    let least = Self.constant(Self.isDouble ? -760 : -112)
    let held = Self.choose(self < least, least, self)
    let numerator = Self.choose(self < Self.zero, power.times(held), self)
    return notBelowAll(numerator / (Self.constant(1) + power.value))
  }

  /// σ(x) (1 + x (1 − σ(x))).
  @inline(__always)
  var siluSlope: Self {
    let e = Self.powerOfLess(magnitude).value
    let share = Self.constant(1) / (Self.constant(1) + e)
    let isNegative = self < Self.zero
    let right = Self.choose(isNegative, e * share, share)
    let left = Self.choose(isNegative, share, e * share)
    return right * Self.multiplyAdd(self, left, Self.constant(1))
  }

  /// x Φ(x).
  @inline(__always)
  var gelu: Self {
    let (size, power, tail) = normalTail
    let inside = Self.choose(
      self < Self.zero,
      Self.zero - power.times(size * tail),
      self * (Self.constant(1) - power.times(tail))
    )
    return notBelowAll(inside)
  }

  /// Φ(x) + x φ(x), with φ(x) = e^(−x²/2) / √(2π).
  @inline(__always)
  var geluSlope: Self {
    let (_, power, tail) = normalTail
    let beyond = power.times(tail)
    let share = Self.choose(self < Self.zero, beyond, Self.constant(1) - beyond)
    return Self.multiplyAdd(self, power.times(Self.constant(0.3989422804014327)), share)
  }

  /// NaN where x is −∞, as x · 0 has it, else y.
  @inline(__always)
  private func notBelowAll(_ y: Self) -> Self {
    let least = Self.constant(Self.isDouble ? -0x1.fffffffffffffp1023 : -0x1.fffffep127)
    return Self.choose(self < least, self - self, y)
  }

  /// Φ(−s) = e^(−s²/2) · tail, for s = |x| or where s Φ(−s) is 0 all the same.
  ///
  /// (s + 4) e^(s²/2) Φ(−s) goes gently from 2 to 0.4, so it is a polynomial in u = (s − 4) / (s + 4), which goes
  /// from −1 to 1. Its coefficients interpolate it at the Chebyshev points of the range (worked out with 60
  /// digits by mpmath), to 2⁻²⁸ of it in single and 2⁻⁵⁷ in double precision.
  @inline(__always)
  private var normalTail: (size: Self, power: ScaledPower<Self>, tail: Self) {
    // Beyond these s Φ(−s) is 0.
    let most = Self.constant(Self.isDouble ? 39 : 15)
    let s = Self.choose(most < magnitude, most, magnitude)
    // s²/2 in two parts: the upper half of the bits of s has a square that is exact.
    let spread = s * Self.constant(Self.isDouble ? 134217729 : 4097)
    let high = spread - (spread - s)
    let square = Self.constant(0.5) * (high * high)
    let rest = Self.constant(0.5) * ((s - high) * (s + high))
    let (k, r) = (Self.zero - square).exponentAndRest
    let power = ScaledPower(p: Self.exponentialLessOne(r - rest) + Self.constant(1), k: k)
    let inverse = Self.constant(1) / (s + Self.constant(4))
    let u = (s - Self.constant(4)) * inverse
    return (s, power, Self.tailPolynomial(u) * inverse)
  }

  @inline(__always)
  private static func tailPolynomial(_ u: Self) -> Self {
    var p: Self
    @inline(__always) func next(_ c: Double) { p = multiplyAdd(p, u, constant(c)) }
    if isDouble {
      p = constant(-7.2624198104095789e-10)
      next(-2.5220994578780736e-09)
      next(1.9182770203733402e-09)
      next(1.9619610861355561e-08)
      next(1.3280797787310328e-08)
      next(-8.5408418156851246e-08)
      next(-1.5496491742247449e-07)
      next(2.7180452962592834e-07)
      next(1.0215540371961016e-06)
      next(-6.2969656058158235e-07)
      next(-5.9201733230161025e-06)
      next(7.1666632452210315e-07)
      next(3.5144686053003464e-05)
      next(-1.9082584797734333e-06)
      next(-0.00023109493516945901)
      next(0.00013334431240964574)
      next(0.0016308184575887011)
      next(-0.0034796923673935951)
      next(-0.0075401889667267913)
      next(0.060396574890936562)
      next(-0.18652185795965726)
      next(0.38713740074221453)
      next(-0.60789664197189208)
      next(0.75528513041575152)
    } else {
      p = constant(-5.1556593298561416e-05)
      next(-0.00023179867834234071)
      next(0.00017105461158686258)
      next(0.0016452192973596359)
      next(-0.0034893172761150562)
      next(-0.0075452682657150497)
      next(0.060397533087829219)
      next(-0.18652128140252128)
      next(0.38713736799855991)
      next(-0.60789665909085222)
      next(0.75528513062301073)
    }
    return p
  }
}
