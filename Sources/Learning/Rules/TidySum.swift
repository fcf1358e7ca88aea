/// A sum of products in which rounding does not show.
///
/// By hand, 0.1 + 0.2 − 0.3 is 0 and a unit with threshold 0 fires; in binary floating point it is
/// 5.6e-17 or, in another order, below 0, and the unit may not. A sum that lies within its own
/// rounding error of a number with at most ten decimals is therefore taken to be that number. Other
/// sums (of thirds, of sigmoids) stay as they are.
struct TidySum {
  private var sum: Double
  /// The sum of the terms' magnitudes: what the rounding error is measured by.
  private var scale: Double

  init(_ start: Double = 0) {
    sum = start
    scale = start.magnitude
  }

  /// Adds `a · b`.
  mutating func add(_ a: Double, times b: Double = 1) {
    let term = a * b
    sum += term
    scale += term.magnitude
  }

  /// The sum.
  var value: Double {
    let steps = 1e10
    guard scale < 1e5 else { return sum }
    let near = (sum * steps).rounded() / steps
    return (near - sum).magnitude <= 16 * scale.ulp ? near + 0 : sum
  }

  /// `w · x + b`.
  static func net(_ weights: [Double], _ inputs: [Double], bias: Double) -> Double {
    var sum = TidySum()
    for (w, x) in zip(weights, inputs) { sum.add(w, times: x) }
    sum.add(bias)
    return sum.value
  }

  /// `a · b`.
  static func product(_ a: Double, _ b: Double) -> Double {
    var sum = TidySum()
    sum.add(a, times: b)
    return sum.value
  }

  /// `a + b`.
  static func sum(_ a: Double, _ b: Double) -> Double {
    var sum = TidySum(a)
    sum.add(b)
    return sum.value
  }
}
