internal import BigInt

/// A fraction p/q of whole numbers of any size, in lowest terms, with q > 0.
///
/// Its arithmetic is exact. It grows: the product of two fractions of n digits may have 2n. Where that has
/// to end is for ``ExactNumber`` to say.
public struct Rational: Equatable, Sendable {
  /// p, with the sign.
  let numerator: BigInt
  /// q, at least 1, with no factor in common with p.
  let denominator: BigUInt

  /// 0/1.
  public static let zero = Rational(0)
  /// 1/1.
  public static let one = Rational(1)
  /// 1/2.
  static let half = Rational(lowest: 1, 2)

  /// A whole number.
  public init(_ whole: Int) {
    numerator = BigInt(whole)
    denominator = 1
  }

  /// p/q in lowest terms; nil where q is 0.
  public init?(_ p: Int, _ q: Int) {
    guard q != 0 else { return nil }
    self.init(reducing: BigInt(q < 0 ? -1 : 1) * BigInt(p), BigInt(q).magnitude)
  }

  /// p/q that is in lowest terms already.
  init(lowest numerator: BigInt, _ denominator: BigUInt) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// p/q put into lowest terms; q is not 0.
  init(reducing numerator: BigInt, _ denominator: BigUInt) {
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator)
    if divisor == 1 {
      self.init(lowest: numerator, denominator)
    } else {
      self.init(lowest: numerator / BigInt(divisor), denominator / divisor)
    }
  }

  /// How many binary digits p and q have together: what it costs to work with it.
  var bits: Int { numerator.magnitude.bitWidth + denominator.bitWidth }

  /// −1, 0 or 1.
  public var sign: Int { numerator.isZero ? 0 : numerator.sign == .minus ? -1 : 1 }

  /// Whether q is 1.
  public var isWhole: Bool { denominator == 1 }

  /// The number as an `Int`; nil where it is no whole number or too large.
  public var whole: Int? { isWhole ? Int(exactly: numerator) : nil }

  /// |x|.
  public var magnitude: Rational { Rational(lowest: BigInt(numerator.magnitude), denominator) }

  /// 1/x; nil where x is 0.
  public var reciprocal: Rational? {
    guard sign != 0 else { return nil }
    return Rational(
      lowest: BigInt(sign: numerator.sign, magnitude: denominator),
      numerator.magnitude
    )
  }
}

// MARK: Arithmetic

extension Rational {
  /// −x.
  public static prefix func - (x: Rational) -> Rational {
    Rational(lowest: -x.numerator, x.denominator)
  }

  /// a + b.
  ///
  /// Common factors of the denominators are taken out first, which keeps the products small.
  ///
  /// - SeeAlso: D. Knuth, *The Art of Computer Programming* 2, section 4.5.1.
  public static func + (a: Rational, b: Rational) -> Rational {
    if a.isWhole, b.isWhole { return Rational(lowest: a.numerator + b.numerator, 1) }
    let common = greatestCommonDivisor(a.denominator, b.denominator)
    if common == 1 {
      return Rational(
        lowest: a.numerator * BigInt(b.denominator) + b.numerator * BigInt(a.denominator),
        a.denominator * b.denominator
      )
    }
    let rest = a.denominator / common
    let sum =
      a.numerator * BigInt(b.denominator / common) + b.numerator * BigInt(rest)
    let factor = greatestCommonDivisor(sum.magnitude, common)
    return Rational(lowest: sum / BigInt(factor), rest * (b.denominator / factor))
  }

  /// a − b.
  public static func - (a: Rational, b: Rational) -> Rational { a + -b }

  /// a · b, reduced crosswise before it is multiplied out.
  public static func * (a: Rational, b: Rational) -> Rational {
    if a.isWhole, b.isWhole { return Rational(lowest: a.numerator * b.numerator, 1) }
    let left = greatestCommonDivisor(a.numerator.magnitude, b.denominator)
    let right = greatestCommonDivisor(b.numerator.magnitude, a.denominator)
    return Rational(
      lowest: (a.numerator / BigInt(left)) * (b.numerator / BigInt(right)),
      (a.denominator / right) * (b.denominator / left)
    )
  }

  /// xⁿ for n ≥ 0.
  func raised(to power: Int) -> Rational {
    Rational(lowest: numerator.power(power), denominator.power(power))
  }

  /// The n-th root where it is a fraction, for n ≥ 1; nil elsewhere, and for x < 0.
  func root(_ n: Int) -> Rational? {
    guard sign >= 0, let p = wholeRoot(numerator.magnitude, n),
      let q = wholeRoot(denominator, n)
    else { return nil }
    return Rational(lowest: BigInt(p), q)
  }
}

extension Rational: Comparable {
  /// Whether a is less than b, exactly.
  public static func < (a: Rational, b: Rational) -> Bool {
    if a.sign != b.sign { return a.sign < b.sign }
    if a.denominator == b.denominator { return a.numerator < b.numerator }
    return a.numerator * BigInt(b.denominator) < b.numerator * BigInt(a.denominator)
  }
}

/// The whole number whose n-th power is x, if there is one, by Newton's method.
private func wholeRoot(_ x: BigUInt, _ n: Int) -> BigUInt? {
  if n == 1 || x < 2 { return x }
  // Only 0 and 1 have a whole root of an order beyond their length.
  guard n < x.bitWidth else { return nil }
  if n == 2 {
    let root = x.squareRoot()
    return root * root == x ? root : nil
  }
  var root = BigUInt(1) << (x.bitWidth / n + 1)
  while true {
    let next = (root * BigUInt(n - 1) + x / root.power(n - 1)) / BigUInt(n)
    if next >= root { break }
    root = next
  }
  return root.power(n) == x ? root : nil
}

extension Rational {
  /// q as an order of a root; nil beyond what a machine word holds.
  var order: Int? { Int(exactly: denominator) }

  /// p; nil beyond what a machine word holds.
  var numeratorAsInt: Int? { Int(exactly: numerator) }

  /// Whether p is even.
  var isEven: Bool { numerator.magnitude.trailingZeroBitCount > 0 || numerator.isZero }
}
