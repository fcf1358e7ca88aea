/// A McCulloch-Pitts unit: fixed weights and a threshold that somebody chose.
///
/// It fires (gives 1) iff the weighted sum of its inputs reaches the threshold. Nothing is learned.
///
/// After W. S. McCulloch and W. Pitts, *A logical calculus of the ideas immanent in nervous
/// activity*, 1943.
public struct ThresholdUnit: Equatable, Sendable {
  /// One weight for each input; a negative one inhibits.
  public var weights: [Double]
  /// The sum from which on the unit fires.
  public var threshold: Double

  /// Makes a unit.
  public init(weights: [Double], threshold: Double) {
    self.weights = weights
    self.threshold = threshold
  }

  /// The weighted sum of `inputs`; inputs beyond the weights count for nothing.
  public func sum(_ inputs: [Double]) -> Double {
    TidySum.net(weights, inputs, bias: 0)
  }

  /// 1 if the weighted sum is at least the threshold, else 0.
  public func output(_ inputs: [Double]) -> Double {
    sum(inputs) >= threshold ? 1 : 0
  }

  /// The thresholds with which these weights give all `rows` their targets.
  ///
  /// They are those above `lower` and at most `upper`. `lower` is nil if any low threshold will do (no row may stay silent), `upper` is nil
  /// if any high one will (no row may fire). The result is nil if no threshold fits.
  public func thresholds(for rows: [LearnRow]) -> (lower: Double?, upper: Double?)? {
    var lower: Double?
    var upper: Double?
    for row in rows {
      let sum = sum(row.inputs)
      if row.target > 0 {
        upper = min(upper ?? sum, sum)
      } else {
        lower = max(lower ?? sum, sum)
      }
    }
    if let lower, let upper, lower >= upper { return nil }
    return (lower, upper)
  }
}
