internal import Autodiff

/// Functions made of +, −, × and ÷ only, which IEEE 754 rounds the same everywhere: what is generated from a
/// seed is the same on every platform, to the last bit, whatever its C library.
///
/// Each is off by about one unit in the last place, which is enough for points of a circle and for learning
/// rates to try. Activations of a net use the C library.
enum Portable {
  /// sin x and cos x, for |x| up to 10⁵.
  ///
  /// x = k π/2 + r with |r| ≤ π/4; the Taylor series of sin r and cos r are taken until r²⁰/20! < 2⁻⁶⁰, and
  /// k tells which of them is which, and its sign.
  static func sineAndCosine(_ x: Double) -> (sine: Double, cosine: Double) {
    // π/2 in three parts; the first two have zeros at their ends, so that their products with k are exact.
    let turns = (x / (Double.pi / 2)).rounded()
    let r =
      ((x - turns * 1.570_796_326_734_125_6) - turns * 6.077_100_506_303_966e-11)
      - turns * 2.022_266_248_795_950_6e-21
    let square = r * r
    var sine = 1.0
    for k in stride(from: 19, through: 3, by: -2) { sine = 1 - sine * square / Double(k * (k - 1)) }
    sine *= r
    var cosine = 1.0
    for k in stride(from: 18, through: 2, by: -2) {
      cosine = 1 - cosine * square / Double(k * (k - 1))
    }
    switch Int(turns) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// eˣ; 0 below −700 and the largest number above 700.
  ///
  /// x = k ln 2 + r with |r| ≤ ½ ln 2; 16 terms of the series of eʳ.
  static func exponential(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x < -700 { return 0 }
    if x > 700 { return .greatestFiniteMagnitude }
    let count = (x / 0.693_147_180_559_945_3).rounded()
    let r = (x - count * 0.693_147_180_369_123_8) - count * 1.908_214_929_270_587_7e-10
    var sum = 1.0
    for k in stride(from: 16, through: 1, by: -1) { sum = 1 + sum * r / Double(k) }
    return sum * Double(sign: .plus, exponent: Int(count), significand: 1)
  }

  /// ln x of a positive number.
  static func logarithm(_ x: Double) -> Double { portableLogarithm(x) }
}
