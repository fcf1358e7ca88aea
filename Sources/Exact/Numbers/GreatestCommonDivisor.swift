internal import BigInt

/// The greatest common divisor of two numbers of which one is not 0, by Lehmer's algorithm: Euclid's, with
/// the quotients of many steps found from the leading digits alone.
///
/// - SeeAlso: D. Knuth, *The Art of Computer Programming* 2, section 4.5.2, algorithm L.
func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  if a == 1 || b == 1 { return 1 }
  var (x, y) = a < b ? (b, a) : (a, b)
  while y.bitWidth > UInt.bitWidth {
    let steps = EuclideanSteps(x, y)
    if steps.b == 0 {
      (x, y) = (y, x % y)
    } else {
      (x, y) = (steps.first(x, y), steps.second(x, y))
    }
  }
  guard !y.isZero else { return x }
  // The last words are done by the machine.
  var (p, q) = (UInt(y), UInt(x % y))
  while q != 0 { (p, q) = (q, p % q) }
  return BigUInt(p)
}

/// Some steps of Euclid's algorithm at once: (x, y) becomes (a x + b y, c x + d y).
///
/// a and b have different signs, and so have c and d.
private struct EuclideanSteps {
  private var a = 1
  private(set) var b = 0
  private var c = 0
  private var d = 1

  /// Those steps that the leading 62 binary digits settle; none where `b` is 0.
  init(_ x: BigUInt, _ y: BigUInt) {
    let shift = x.bitWidth - 62
    var (p, q) = (Int(x >> shift), Int(y >> shift))
    while q + c != 0, q + d != 0 {
      // The quotient is the same whatever the digits that are not looked at.
      let quotient = (p + a) / (q + c)
      guard quotient == (p + b) / (q + d) else { break }
      (p, q) = (q, p - quotient * q)
      (a, c) = (c, a - quotient * c)
      (b, d) = (d, b - quotient * d)
    }
  }

  func first(_ x: BigUInt, _ y: BigUInt) -> BigUInt { EuclideanSteps.combined(a, x, b, y) }

  func second(_ x: BigUInt, _ y: BigUInt) -> BigUInt { EuclideanSteps.combined(c, x, d, y) }

  private static func combined(_ a: Int, _ x: BigUInt, _ b: Int, _ y: BigUInt) -> BigUInt {
    let (left, right) = (x * BigUInt(a.magnitude), y * BigUInt(b.magnitude))
    return a < 0 || b > 0 ? right - left : left - right
  }
}
