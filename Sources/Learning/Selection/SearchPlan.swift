internal import Autodiff

/// Which hyperparameters are to be tried: a list of trials, made before any of them runs.
public struct SearchPlan: Equatable, Sendable {
  /// One choice of hyperparameters.
  public struct Trial: Equatable, Sendable {
    /// Which one it is, from 1.
    public let number: Int
    /// A number for each range, in their order.
    public let values: [Double]
    /// What the run's random numbers begin with.
    public let seed: UInt64
  }

  /// The ranges that are searched.
  public let ranges: [SearchRange]
  /// The trials.
  public let trials: [Trial]

  /// The most trials of a plan.
  public static let limit = 100_000

  /// Every combination of `counts[i]` numbers of range i, the last range running fastest.
  ///
  /// All trials have the same seed, so that they differ in nothing else. Nil if the counts do not belong to
  /// the ranges, or there would be more than ``limit`` trials.
  public static func grid(_ ranges: [SearchRange], counts: [Int], seed: UInt64) -> SearchPlan? {
    guard ranges.count == counts.count, !ranges.isEmpty,
      counts.allSatisfy({ $0 >= 1 && $0 <= limit })
    else { return nil }
    var choices: [[Double]] = [[]]
    for (range, count) in zip(ranges, counts) {
      let numbers = range.grid(count)
      guard let total = DataSize.product([choices.count, numbers.count]), total <= limit else {
        return nil
      }
      var longer: [[Double]] = []
      for choice in choices { for number in numbers { longer.append(choice + [number]) } }
      choices = longer
    }
    return SearchPlan(ranges: ranges, choices: choices, seeds: choices.map { _ in seed })
  }

  /// `count` random choices from the ranges, each number drawn for itself on its range's scale.
  ///
  /// With as many trials as a grid, each hyperparameter is tried at as many different numbers as there are
  /// trials. The first trials of a longer plan are those of a shorter one with the same seed. Nil if there is
  /// no range, or more than ``limit`` trials are asked for.
  ///
  /// - SeeAlso: J. Bergstra, Y. Bengio, *Random Search for Hyper-Parameter Optimization* (2012).
  public static func random(_ ranges: [SearchRange], count: Int, seed: UInt64) -> SearchPlan? {
    guard !ranges.isEmpty, count >= 0, count <= limit else { return nil }
    let seeds = RandomNumbers.seeds(count, from: seed)
    var choices: [[Double]] = []
    for seed in seeds {
      // A trial draws from a sequence of its own, so that a further range changes nothing in those before it.
      var random = RandomNumbers(seed: seed)
      choices.append(ranges.map { $0.number(at: random.uniform()) })
    }
    return SearchPlan(ranges: ranges, choices: choices, seeds: seeds)
  }

  private init(ranges: [SearchRange], choices: [[Double]], seeds: [UInt64]) {
    self.ranges = ranges
    var trials: [Trial] = []
    for (i, values) in choices.enumerated() {
      trials.append(Trial(number: i + 1, values: values, seed: seeds[i]))
    }
    self.trials = trials
  }
}
