public import Learning

extension TrainingPlan {
  /// The plan with the numbers of a trial put in: `rate`, `l2`, `units` and so on, by their names.
  ///
  /// The parts stay the same whatever the trial's seed. A schedule of the rate keeps its form and begins at
  /// another height.
  ///
  /// - Parameters:
  ///   - values: A number for each range, in the order of `ranges`.
  ///   - ranges: What they are for.
  ///   - seed: What the run's random numbers begin with.
  /// - Returns: The plan, without a search.
  public func trial(_ values: [Double], of ranges: [SearchRange], seed: UInt64) -> TrainingPlan {
    var plan = self
    plan.split.seed = split.seed ?? self.seed
    plan.seed = seed
    plan.search = nil
    for (range, value) in zip(ranges, values) { plan.put(value, as: range.name) }
    return plan
  }

  private mutating func put(_ value: Double, as name: String) {
    switch name {
    case "rate": optimiser.rate = optimiser.rate.beginning(at: value)
    case "l1": penalty.l1 = value
    case "l2": penalty.l2 = value
    case "batch": batch = max(1, Int(value))
    case "units":
      let last = layers.lastIndex { if case .dense = $0 { true } else { false } }
      for (place, layer) in layers.enumerated() where place != last {
        if case .dense(_, let activation) = layer {
          layers[place] = .dense(units: max(1, Int(value)), activation: activation)
        }
      }
    case "keep":
      for (place, layer) in layers.enumerated() {
        if case .dropout = layer { layers[place] = .dropout(keep: value) }
      }
    default: optimiser.settings[name] = value
    }
  }
}

extension LearningRate {
  /// The same schedule from another height.
  fileprivate func beginning(at rate: Double) -> LearningRate {
    switch self {
    case .constant: .constant(rate)
    case .stepDecay(_, let every, let factor): .stepDecay(rate, every: every, factor: factor)
    case .exponentialDecay(_, let k): .exponentialDecay(rate, k: k)
    case .inverseDecay(_, let k): .inverseDecay(rate, k: k)
    case .cosineDecay(_, let steps): .cosineDecay(rate, steps: steps)
    }
  }
}
