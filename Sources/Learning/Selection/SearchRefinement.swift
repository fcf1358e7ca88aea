/// The way from a coarse search to a finer one: which ranges the next search takes.
public struct SearchRefinement: Equatable, Sendable {
  /// At which end of its range the best number lay.
  public enum Edge: Equatable, Sendable {
    /// Within the lowest twentieth.
    case low
    /// Within the highest twentieth.
    case high
  }

  /// The ranges to search next.
  public let ranges: [SearchRange]
  /// For each range, whether the best number lay at an edge, so that the next range goes beyond it.
  public let edges: [Edge?]
  /// The trials that the ranges were made from, the best first.
  public let best: [SearchPlan.Trial]

  /// Makes finer ranges from the scores of a search.
  ///
  /// A range spans the numbers of the `keeping` best trials, and on both sides as much more as trials lie apart
  /// on average, 1 / trials of the old range, all on its scale. Where the best number lies at an edge, the
  /// optimum may lie beyond: there the range goes on by a quarter of the old one. `scores` has one score for
  /// each trial; NaN is the worst. Nil if it has not, or there is nothing to keep.
  public init?(
    after plan: SearchPlan,
    scores: [Double],
    better direction: EarlyStopping.Direction,
    keeping count: Int = 3
  ) {
    guard scores.count == plan.trials.count, count >= 1, scores.contains(where: { !$0.isNaN })
    else { return nil }
    let order = scores.indices.filter { !scores[$0].isNaN }.sorted {
      if scores[$0] == scores[$1] { return $0 < $1 }
      return direction == .lower ? scores[$0] < scores[$1] : scores[$0] > scores[$1]
    }
    best = order.prefix(count).map { plan.trials[$0] }
    var ranges: [SearchRange] = []
    var edges: [Edge?] = []
    for (i, range) in plan.ranges.enumerated() {
      let shares = best.map { range.share(of: $0.values[i]) }
      let step = 1 / Double(max(2, plan.trials.count))
      var low = max(0, shares.reduce(1) { min($0, $1) } - step)
      var high = min(1, shares.reduce(0) { max($0, $1) } + step)
      var edge: Edge?
      if range.high > range.low {
        if shares[0] < 0.05 {
          edge = .low
          low = -0.25
        } else if shares[0] > 0.95 {
          edge = .high
          high = 1.25
        }
      }
      edges.append(edge)
      ranges.append(range.part(from: low, to: high))
    }
    self.ranges = ranges
    self.edges = edges
  }
}

extension SearchRange {
  /// The range between two shares of this one, which may lie outside 0 … 1.
  fileprivate func part(from first: Double, to last: Double) -> SearchRange {
    let ends = (at(beyond: first), at(beyond: last))
    return SearchRange(name, from: ends.0, to: max(ends.0, ends.1), scale) ?? self
  }

  private func at(beyond u: Double) -> Double {
    if u >= 0, u <= 1 { return number(at: u) }
    switch scale {
    case .logarithmic:
      // A step of the same length beyond the end: high · (high / low)^(u − 1), low / (high / low)^(−u).
      let over = u > 1 ? u - 1 : -u
      let inner = SearchRange(name, from: low, to: high)?.number(at: over) ?? low
      let factor = inner / low
      let end = u > 1 ? high * factor : low / factor
      return end.isFinite && end > 0 ? end : u > 1 ? high : low
    case .linear: return low + u * (high - low)
    case .whole: return (low + u * (high - low)).rounded()
    }
  }
}
