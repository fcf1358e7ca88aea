/// The perceptron criterion: how far the misclassified rows lie on the wrong side, summed.
///
/// With targets tᵢ = ±1 and inputs augmented by a 1 for the bias,
///
///     J(w) = −Σ tᵢ (w·xᵢ)      over the misclassified rows, those with tᵢ (w·xᵢ) ≤ 0
///     ∂J/∂w = −Σ tᵢ xᵢ
///
/// J is 0 iff every row is right or lies on the boundary, and never negative. Descent takes
/// w − α ∂J/∂w = w + α Σ tᵢ xᵢ, which is the perceptron's rule for all mistakes at once.
public struct PerceptronCriterion: Equatable, Sendable {
  /// `w·x + b` of every row, in order.
  public var nets: [Double]
  /// The misclassified rows, counted from 0.
  public var misclassified: [Int]
  /// J.
  public var value: Double
  /// ∂J/∂w, one for each weight.
  public var gradient: [Double]
  /// ∂J/∂b.
  public var biasGradient: Double

  /// Evaluates the criterion; a target of 0 counts as −1.
  public init(rows: [LearnRow], weights: [Double], bias: Double) {
    nets = []
    misclassified = []
    var value = TidySum()
    var gradient = [TidySum](repeating: TidySum(), count: weights.count)
    var biasGradient = TidySum()
    for (i, row) in rows.enumerated() {
      let net = TidySum.net(weights, row.inputs, bias: bias)
      let sign: Double = row.target > 0 ? 1 : -1
      nets.append(net)
      if sign * net > 0 { continue }
      misclassified.append(i)
      value.add(-sign, times: net)
      biasGradient.add(-sign)
      for j in weights.indices where j < row.inputs.count {
        gradient[j].add(-sign, times: row.inputs[j])
      }
    }
    self.value = value.value
    self.gradient = gradient.map { $0.value }
    self.biasGradient = biasGradient.value
  }
}
