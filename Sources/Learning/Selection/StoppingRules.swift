/// Stops training when a moving average of the validation figure, a loss, has stopped getting better.
///
/// With k rounds, S_t is the mean of the last k figures, from t = k on. Training stops at the first t ≥ 2 k at
/// which none of the last k averages is better than the best one before them by the share `tolerance`:
///
///     min(S_{t−k+1} … S_t) > (1 − tolerance) · min(S_k … S_{t−k})
///
/// - SeeAlso: H2O's `stopping_rounds` and `stopping_tolerance`.
public struct MovingAverageStopping: Equatable, Sendable {
  /// k, over how many figures is averaged, and how many averages have to fail.
  public let rounds: Int
  /// The share by which an average has to be lower.
  public let tolerance: Double
  /// The figures so far.
  public private(set) var figures: [Double] = []
  /// S_k, S_{k+1} and so on.
  public private(set) var averages: [Double] = []
  /// The figure at which training stops, from 1; nil before that.
  public private(set) var stop: Int?

  /// Begins; fewer than 1 rounds count as 1.
  public init(rounds: Int, tolerance: Double) {
    self.rounds = max(1, rounds)
    self.tolerance = tolerance
  }

  /// Takes the next figure; true if training is to stop.
  public mutating func record(_ figure: Double) -> Bool {
    figures.append(figure)
    guard figures.count >= rounds else { return false }
    averages.append(figures.suffix(rounds).reduce(0, +) / Double(rounds))
    guard stop == nil, averages.count > rounds else { return stop != nil }
    let recent = averages.suffix(rounds).reduce(Double.infinity) { min($0, $1) }
    let before = averages.dropLast(rounds).reduce(Double.infinity) { min($0, $1) }
    if recent > (1 - tolerance) * before { stop = figures.count }
    return stop != nil
  }
}

/// Breaks a run off early whose cost explodes: when it exceeds `factor` times the first one, or is not finite.
public struct ExplosionRule: Equatable, Sendable {
  /// How many times the first cost is too much.
  public let factor: Double
  /// The cost above which a run ends; nil before the first one.
  public private(set) var limit: Double?

  /// Begins; the usual factor is 3.
  public init(factor: Double = 3) { self.factor = factor }

  /// Takes the next cost; true if the run is to end.
  public mutating func record(_ cost: Double) -> Bool {
    guard cost.isFinite else { return true }
    guard let limit else {
      limit = factor * cost.magnitude
      return false
    }
    return cost > limit
  }
}
