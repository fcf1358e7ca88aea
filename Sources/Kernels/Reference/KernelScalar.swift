internal import CMath

/// A type of number that kernels compute with.
public protocol KernelScalar: FloatingPoint, ExpressibleByFloatLiteral, BitwiseCopyable, Sendable {
  /// The number nearest to one of double precision.
  init(rounding x: Double)
  /// The same number in double precision.
  var widened: Double { get }
}

extension Float: KernelScalar {
  /// The number nearest to one of double precision.
  @inlinable
  public init(rounding x: Double) { self = Float(x) }
  /// The same number in double precision.
  @inlinable public var widened: Double { Double(self) }
}

extension Double: KernelScalar {
  /// The number itself.
  @inlinable
  public init(rounding x: Double) { self = x }
  /// The number itself.
  @inlinable public var widened: Double { self }
}

extension UnaryFunction {
  /// The function's value as the reference has it: worked out in double precision, then rounded.
  public func callAsFunction<Scalar: KernelScalar>(_ x: Scalar) -> Scalar {
    switch self {
    case .exp: Scalar(rounding: CMath.exp(x.widened))
    case .log: Scalar(rounding: CMath.log(x.widened))
    case .tanh: Scalar(rounding: CMath.tanh(x.widened))
    case .sigmoid: Scalar(rounding: logistic(x.widened))
    case .relu: x > 0 ? x : x.isNaN ? x : 0
    case .squareRoot: x.squareRoot()
    case .negate: -x
    case .square: x * x
    case .reciprocal: 1 / x
    case .magnitude: x.magnitude
    }
  }
}

extension BinaryFunction {
  /// The function's value as the reference has it.
  public func callAsFunction<Scalar: KernelScalar>(_ x: Scalar, _ y: Scalar) -> Scalar {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .maximum: x.isNaN ? x : y.isNaN ? y : x < y ? y : x
    case .reluGate: y > 0 ? x : 0
    case .tanhGate: x * (1 - y * y)
    case .sigmoidGate: x * (y * (1 - y))
    }
  }
}

extension Activation {
  /// The activation's value as the reference has it: worked out in double precision, then rounded.
  public func callAsFunction<Scalar: KernelScalar>(_ x: Scalar, _ alpha: Scalar) -> Scalar {
    let wide = x.widened
    return switch self {
    case .leakyReLU: x > 0 ? x : alpha * x
    case .elu: x > 0 ? x : alpha * Scalar(rounding: CMath.expm1(wide))
    case .softplus:
      Scalar(rounding: (wide > 0 ? wide : 0) + CMath.log1p(CMath.exp(-wide.magnitude)))
    case .silu: Scalar(rounding: wide * logistic(wide))
    case .gelu: Scalar(rounding: wide * normalDistribution(wide))
    }
  }

  /// The upstream gradient g times the activation's slope at x.
  public func pulledBack<Scalar: KernelScalar>(
    _ g: Scalar,
    at x: Scalar,
    _ alpha: Scalar
  ) -> Scalar {
    let wide = x.widened
    switch self {
    case .leakyReLU: return x > 0 ? g : g * alpha
    case .elu: return x > 0 ? g : g * (alpha * Scalar(rounding: CMath.exp(wide)))
    case .softplus: return g * Scalar(rounding: logistic(wide))
    case .silu:
      let slope = logistic(wide) * (1 + wide * logistic(-wide))
      return g * Scalar(rounding: slope)
    case .gelu:
      let density = CMath.exp(-wide * wide / 2) / (2 * Double.pi).squareRoot()
      return g * Scalar(rounding: normalDistribution(wide) + wide * density)
    }
  }
}

/// Φ(x), the distribution function of the standard normal distribution.
private func normalDistribution(_ x: Double) -> Double {
  let scaled = x / 2.0.squareRoot()
  // Far to the left, 1 + erf would lose every digit.
  return x < -1 ? CMath.erfc(-scaled) / 2 : (1 + CMath.erf(scaled)) / 2
}

/// 1 / (1 + e⁻ˣ), for x < 0 as eˣ / (1 + eˣ).
private func logistic(_ x: Double) -> Double {
  let e = CMath.exp(-x.magnitude)
  return (x < 0 ? e : 1) / (1 + e)
}
