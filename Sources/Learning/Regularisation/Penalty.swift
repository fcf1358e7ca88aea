/// What is added to the cost so that weights stay small: Ω = λ₁ Σ |w| + λ₂ Σ w².
///
/// There is no ½ in the square, so that its gradient is 2 λ₂ w; PyTorch's `weight_decay` λ adds λ w, which is
/// λ₂ = λ / 2. It is meant for weights, not for biases: the caller passes the former only.
///
/// - SeeAlso: A. Krogh, J. Hertz, *A Simple Weight Decay Can Improve Generalization* (1992); R. Tibshirani,
///   *Regression Shrinkage and Selection via the Lasso* (1996).
public struct Penalty: Equatable, Sendable {
  /// λ₁, the strength of the sum of magnitudes.
  public var l1: Double
  /// λ₂, the strength of the sum of squares.
  public var l2: Double

  /// Makes a penalty; both strengths are at least 0.
  public init(l1: Double = 0, l2: Double = 0) {
    self.l1 = l1
    self.l2 = l2
  }

  /// Whether it adds nothing.
  public var isZero: Bool { l1 == 0 && l2 == 0 }

  /// What it adds to the cost: λ₁ Σ |w| + λ₂ Σ w².
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func cost<Number: BinaryFloatingPoint>(_ weights: Span<Number>) -> Double {
    guard !isZero else { return 0 }
    var (magnitudes, squares) = (0.0, 0.0)
    for i in weights.indices {
      let w = Double(weights[i])
      magnitudes += w.magnitude
      squares += w * w
    }
    return l1 * magnitudes + l2 * squares
  }

  /// Adds its gradient, λ₁ sign(w) + 2 λ₂ w with sign(0) = 0, to the gradients of the cost.
  ///
  /// `gradients` has at least as many numbers as `weights`. Nothing is allocated.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func add<Number: BinaryFloatingPoint>(
    of weights: Span<Number>,
    to gradients: inout MutableSpan<Number>
  ) {
    let (first, second) = (Number(l1), Number(2 * l2))
    if l2 != 0 {
      for i in weights.indices { gradients[i] += second * weights[i] }
    }
    guard l1 != 0 else { return }
    for i in weights.indices {
      let w = weights[i]
      gradients[i] += w > 0 ? first : w < 0 ? -first : 0
    }
  }

  /// The soft threshold sign(w) max(|w| − η λ₁, 0), L1's step after the cost's own: it reaches 0 and stays there.
  ///
  /// - SeeAlso: I. Daubechies, M. Defrise, C. De Mol, *An Iterative Thresholding Algorithm for Linear Inverse
  ///   Problems with a Sparsity Constraint* (2004).
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func shrink<Number: BinaryFloatingPoint>(
    _ weights: inout MutableSpan<Number>,
    rate: Double
  ) {
    let step = Number(rate * l1)
    for i in weights.indices {
      let w = weights[i]
      weights[i] = w > step ? w - step : w < -step ? w + step : 0
    }
  }
}
