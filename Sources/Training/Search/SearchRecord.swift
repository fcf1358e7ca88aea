public import Learning

/// What came out of folds: the figures of each, and what they are on average.
public struct FoldsRecord: Equatable, Sendable {
  /// One fold.
  public struct Fold: Equatable, Sendable {
    /// Which one, from 1.
    public var number: Int
    /// How many rows it trained on, and how many it was judged by.
    public var counts: TrainingRecord.PartCounts
    /// The figures of its validation part in its best epoch.
    public var figures: PartFigures
    /// Its best epoch.
    public var bestEpoch: Int
  }

  /// The folds, in order.
  public internal(set) var folds: [Fold] = []

  /// The mean figures.
  public var mean: PartFigures {
    let metrics = folds.compactMap { $0.figures.metric }
    return PartFigures(
      loss: ScoreSummary(folds.map { $0.figures.loss }).mean,
      metric: metrics.count == folds.count && !folds.isEmpty ? ScoreSummary(metrics).mean : nil
    )
  }

  /// How far the figures of the folds lie around their means, as standard deviations with k as denominator.
  public var deviation: PartFigures {
    let metrics = folds.compactMap { $0.figures.metric }
    return PartFigures(
      loss: ScoreSummary(folds.map { $0.figures.loss }).deviation,
      metric: metrics.count == folds.count && !folds.isEmpty
        ? ScoreSummary(metrics).deviation : nil
    )
  }
}

/// What came out of a search.
public struct SearchRecord: Equatable, Sendable {
  /// One trial.
  public struct Trial: Equatable, Sendable {
    /// Which one of its round, from 1.
    public var number: Int
    /// A number for each range.
    public var values: [Double]
    /// What its random numbers began with.
    public var seed: UInt64
    /// The figures of the validation part in the best epoch, or their means over the folds; nil where it
    /// could not be run to its end.
    public var figures: PartFigures?
    /// Why it could not.
    public var failure: TrainingMistake?
    /// Its best epoch; of the last fold where there are folds.
    public var bestEpoch: Int
  }

  /// One search: the whole, or a finer one.
  public struct Round: Equatable, Sendable {
    /// What was searched.
    public var ranges: [SearchRange]
    /// The trials, in order.
    public var trials: [Trial]
  }

  /// Which figure chose.
  public var figure: StoppingPlan.Figure
  /// The searches, the coarse one first.
  public internal(set) var rounds: [Round] = []

  /// The best trial of all rounds, as places of the round and of the trial; nil where none came to its end.
  public var best: (round: Int, trial: Int)? {
    var best: (round: Int, trial: Int)?
    for (round, all) in rounds.enumerated() {
      for (place, trial) in all.trials.enumerated() {
        guard let score = score(trial), !score.isNaN else { continue }
        if let other = best, let known = self.score(rounds[other.round].trials[other.trial]),
          !isBetter(score, than: known)
        {
          continue
        }
        best = (round, place)
      }
    }
    return best
  }

  /// The figure that chooses.
  public func score(_ trial: Trial) -> Double? {
    figure == .loss ? trial.figures?.loss : trial.figures?.metric
  }

  private func isBetter(_ a: Double, than b: Double) -> Bool { figure == .loss ? a < b : a > b }
}
