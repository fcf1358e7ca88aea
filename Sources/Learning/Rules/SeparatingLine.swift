/// Where a unit with two inputs changes its mind: `w₁ x₁ + w₂ x₂ + b = 0`.
public struct SeparatingLine: Equatable, Sendable {
  /// The weight of the first input.
  public var w1: Double
  /// The weight of the second input.
  public var w2: Double
  /// The bias; for a unit with a threshold θ and no bias −θ.
  public var bias: Double

  /// Makes a line.
  public init(w1: Double, w2: Double, bias: Double) {
    self.w1 = w1
    self.w2 = w2
    self.bias = bias
  }

  /// How the line lies in the plane.
  public enum Course: Equatable, Sendable {
    /// `x₂ = slope · x₁ + intercept`
    case slanted(slope: Double, intercept: Double)
    /// `x₁ = at`, parallel to the second axis.
    case upright(at: Double)
    /// Both weights are 0: no line. The unit says the same everywhere.
    case nowhere
  }

  /// How the line lies in the plane: `x₂ = −(w₁/w₂) x₁ − b/w₂`.
  public var course: Course {
    if w2 != 0 {
      return .slanted(slope: quotient(w1), intercept: quotient(bias))
    }
    return w1 != 0 ? .upright(at: -bias / w1 + 0) : .nowhere
  }

  /// −a/w₂, with no minus before a zero.
  private func quotient(_ a: Double) -> Double { -a / w2 + 0 }
}
