/// Functions of one number.
public enum UnaryFunction: UInt8, CaseIterable, Sendable {
  /// eˣ.
  case exp
  /// The natural logarithm: −∞ at 0, NaN below.
  case log
  /// The hyperbolic tangent.
  case tanh
  /// 1 / (1 + e⁻ˣ).
  case sigmoid
  /// max(x, 0); NaN stays NaN.
  case relu
  /// √x: NaN below 0.
  case squareRoot
  /// −x.
  case negate
  /// x².
  case square
  /// 1 / x.
  case reciprocal
  /// |x|.
  case magnitude
}

/// Functions of two numbers.
public enum BinaryFunction: UInt8, CaseIterable, Sendable {
  /// x + y.
  case add
  /// x − y.
  case subtract
  /// x · y.
  case multiply
  /// x / y.
  case divide
  /// The larger; NaN where either is.
  case maximum
  /// Upstream gradient x through a ReLU whose input or output is y: x where y > 0, else 0.
  case reluGate
  /// Upstream gradient x through tanh with output y: x · (1 − y²).
  case tanhGate
  /// Upstream gradient x through a sigmoid with output y: x · y · (1 − y).
  case sigmoidGate
}

/// What many numbers become one by.
public enum Reduction: UInt8, CaseIterable, Sendable {
  /// Their sum.
  case sum
  /// The largest of them.
  case maximum
}

/// Where a matrix lies in memory.
@unsafe
public struct Strided<Scalar> {
  /// Its first element.
  public let start: UnsafePointer<Scalar>
  /// Distance between two rows; 0 repeats one row.
  public let rowStride: Int
  /// Distance between two columns; 0 repeats one column.
  public let columnStride: Int

  /// Makes an operand; a transposed one has its strides exchanged.
  @inlinable
  public init(_ start: UnsafePointer<Scalar>, rowStride: Int, columnStride: Int = 1) {
    unsafe self.start = start
    unsafe self.rowStride = rowStride
    unsafe self.columnStride = columnStride
  }
}

/// A step of gradient descent with momentum, as `Optimiser.sgd` has it.
///
///     g ← g + λ x
///     v ← ρ v + s g
///     x ← x − η v, or with Nesterov's look-ahead x ← x − η (g + ρ v)
///
/// With ρ = 0 and s = 1 it is plain descent with decay.
public struct MomentumStep<Scalar: Sendable>: Sendable {
  /// η, the learning rate.
  public var rate: Scalar
  /// ρ, how much of the last direction is kept.
  public var momentum: Scalar
  /// s, the share of the gradient that is added: 1 less the dampening, and 1 in the first step.
  public var share: Scalar
  /// λ, how much of a parameter counts as gradient.
  public var decay: Scalar
  /// Whether to look ahead.
  public var nesterov: Bool

  /// Makes a step.
  public init(rate: Scalar, momentum: Scalar, share: Scalar, decay: Scalar, nesterov: Bool) {
    self.rate = rate
    self.momentum = momentum
    self.share = share
    self.decay = decay
    self.nesterov = nesterov
  }
}

/// A step of Adam, as `Optimiser.adam` has it, or of AdamW.
///
///     x ← κ x                            κ = 1 − η λ for AdamW, 1 for Adam
///     g ← g + λ x                        λ = 0 for AdamW
///     m ← β₁ m + (1 − β₁) g
///     v ← β₂ v + (1 − β₂) g²
///     x ← x − η (m / c₁) / (√(v / c₂) + ε)     c = 1 − βᵗ
public struct AdamStep<Scalar: Sendable>: Sendable {
  /// η, the learning rate.
  public var rate: Scalar
  /// β₁, how much of the mean gradient is kept.
  public var beta1: Scalar
  /// β₂, how much of the mean square is kept.
  public var beta2: Scalar
  /// ε.
  public var epsilon: Scalar
  /// c₁ = 1 − β₁ᵗ.
  public var correction1: Scalar
  /// c₂ = 1 − β₂ᵗ.
  public var correction2: Scalar
  /// λ, how much of a parameter counts as gradient.
  public var decay: Scalar
  /// κ, how much of a parameter is kept before the step.
  public var kept: Scalar

  /// Makes a step.
  public init(
    rate: Scalar,
    beta1: Scalar,
    beta2: Scalar,
    epsilon: Scalar,
    correction1: Scalar,
    correction2: Scalar,
    decay: Scalar,
    kept: Scalar
  ) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.correction1 = correction1
    self.correction2 = correction2
    self.decay = decay
    self.kept = kept
  }
}

/// A step of AdaGrad or RMSProp, as `Optimiser.adagrad` and `Optimiser.rmsprop` have them.
///
///     g ← g + λ x
///     s ← κ s + ω g²                 κ = ω = 1 for AdaGrad; κ = α, ω = 1 − α for RMSProp
///     x ← x − η g / (√s + ε)
public struct AdaptiveStep<Scalar: Sendable>: Sendable {
  /// η, the learning rate.
  public var rate: Scalar
  /// κ, how much of the squares seen so far is kept.
  public var kept: Scalar
  /// ω, the share of the new square that is added.
  public var share: Scalar
  /// ε.
  public var epsilon: Scalar
  /// λ, how much of a parameter counts as gradient.
  public var decay: Scalar

  /// Makes a step.
  public init(rate: Scalar, kept: Scalar, share: Scalar, epsilon: Scalar, decay: Scalar) {
    self.rate = rate
    self.kept = kept
    self.share = share
    self.epsilon = epsilon
    self.decay = decay
  }
}
