internal import CMath

// Slopes in the form that keeps its digits at the far ends.

/// σ′(x) for `y` = σ(x), y·(1 − y).
///
/// Where y is nearly 1, its distance from 1 is σ(−x), which has every digit.
@inline(__always)
func logisticSlope(_ x: Double, _ y: Double) -> Double {
  y * (x > 2 ? logistic(-x) : 1 - y)
}

/// tanh′(x) for `y` = tanh(x), 1 − y².
///
/// Where y is nearly ±1, that is 4e/(1 + e)² with e = exp(−2|x|), which has every digit.
@inline(__always)
func tanhSlope(_ x: Double, _ y: Double) -> Double {
  guard x.magnitude > 2 else { return 1 - y * y }
  let power = exp(-2 * x.magnitude)
  return 4 * power / ((1 + power) * (1 + power))
}

/// The derivative of `y` = a/b with respect to b, −a/b².
///
/// Where b² over- or underflows, −y/b need not.
@inlinable @inline(__always)
func quotientSlope(_ a: Double, _ b: Double, _ y: Double) -> Double {
  let square = b * b
  return square.isNormal ? -a / square : -y / b
}
