internal import Learning

/// One search over the hyperparameters of a plan, with its finer rounds.
struct SearchRun {
  /// What came of it so far.
  private(set) var record: SearchRecord
  /// The result with which somebody ended it: the best trial so far, or the one that ran.
  private(set) var interrupted: PlanRun.Result?
  /// Why a trial did not come to its end; of several, the last.
  private(set) var lastFailure: TrainingMistake?

  private let run: PlanRun
  private let plan: TrainingPlan
  private var bestResult: PlanRun.Result?

  init(_ run: PlanRun, _ plan: TrainingPlan) {
    self.run = run
    self.plan = plan
    record = SearchRecord(figure: plan.stopping?.figure ?? .loss)
  }

  /// The plan with the best numbers; nil where no trial came to its end.
  var chosen: TrainingPlan? {
    guard let (round, place) = record.best else { return nil }
    let trial = record.rounds[round].trials[place]
    return plan.trial(trial.values, of: record.rounds[round].ranges, seed: trial.seed)
  }

  /// Runs all rounds.
  mutating func run(
    _ watch: (PlanRun.Event) -> TrainingSession.Decision
  ) throws(PlanRun.Failure) {
    guard let settings = plan.search else { return }
    // Samples are the same for all trials: nothing that is searched changes them.
    let data = plan.folds == nil ? try run.prepared(plan.trial([], of: [], seed: plan.seed)) : nil
    if let data, data.validation.isEmpty {
      throw .samples(.noValidation(rows: data.set.rowCount))
    }
    var ranges = settings.ranges
    for round in 0...settings.refinements {
      guard let search = searchPlan(settings.method, ranges, round: round) else { return }
      record.rounds.append(SearchRecord.Round(ranges: ranges, trials: []))
      for trial in search.trials {
        let event = PlanRun.Event.trial(
          trial.number,
          of: search.trials.count,
          round: round + 1,
          values: trial.values
        )
        let isWanted = watch(event) == .goOn
        try make(trial, ranges, data, settings.epochs) { isWanted ? watch($0) : .stop }
        if interrupted != nil { return }
      }
      let scores = record.rounds[round].trials.map { record.score($0) ?? .nan }
      let direction: EarlyStopping.Direction = record.figure == .loss ? .lower : .higher
      guard let finer = SearchRefinement(after: search, scores: scores, better: direction) else {
        return
      }
      ranges = finer.ranges.map { $0.allowed }
    }
  }

  private func searchPlan(
    _ method: SearchSettings.Method,
    _ ranges: [SearchRange],
    round: Int
  ) -> SearchPlan? {
    switch method {
    case .grid(let counts): .grid(ranges, counts: counts, seed: plan.seed)
    case .random(let trials):
      .random(ranges, count: trials, seed: plan.seed &+ UInt64(round))
    }
  }

  /// Trains with the numbers of a trial and writes down what came of it.
  private mutating func make(
    _ trial: SearchPlan.Trial,
    _ ranges: [SearchRange],
    _ data: PreparedData?,
    _ epochs: Int?,
    _ watch: (PlanRun.Event) -> TrainingSession.Decision
  ) throws(PlanRun.Failure) {
    var plan = plan.trial(trial.values, of: ranges, seed: trial.seed)
    if let epochs { plan.epochs = epochs }
    var entry = SearchRecord.Trial(
      number: trial.number,
      values: trial.values,
      seed: trial.seed,
      figures: nil,
      failure: nil,
      bestEpoch: 0
    )
    do throws(PlanRun.Failure) {
      if let data {
        let result = try run.train(plan, data, parameters: [], isLast: false, watch)
        if result.record.end == .interrupted { return interrupt(with: result) }
        entry.figures = result.figures.validation
        entry.bestEpoch = result.record.bestEpoch
        keep(entry, result)
      } else {
        let (folds, ended) = try run.folds(plan, watch)
        if let ended { return interrupt(with: ended) }
        entry.figures = folds.folds.isEmpty ? nil : folds.mean
        entry.bestEpoch = folds.folds.last?.bestEpoch ?? 0
        keep(entry, nil)
      }
    } catch .training(let mistake) where mistake.isOfNumbers {
      entry.failure = mistake
      lastFailure = mistake
      keep(entry, nil)
    }
  }

  /// Writes a trial down, and keeps its net if it is the best.
  private mutating func keep(_ entry: SearchRecord.Trial, _ result: PlanRun.Result?) {
    let round = record.rounds.count - 1
    record.rounds[round].trials.append(entry)
    if let best = record.best, best == (round, record.rounds[round].trials.count - 1), let result {
      bestResult = result
    }
  }

  private mutating func interrupt(with result: PlanRun.Result) {
    var result = bestResult ?? result
    result.record.end = .interrupted
    result.search = record
    interrupted = result
  }
}

extension TrainingMistake {
  /// Whether other hyperparameters may go well where these did not.
  fileprivate var isOfNumbers: Bool {
    switch self {
    case .notFinite, .diverged: true
    default: false
    }
  }
}

extension SearchRange {
  /// The part of a range that the hyperparameter may take: a finer search may have gone beyond it.
  fileprivate var allowed: SearchRange {
    guard let form = SearchName.named(name) else { return self }
    let least = form.scale == .logarithmic ? low : max(low, form.least)
    let most = min(high, form.most)
    return SearchRange(name, from: min(least, most), to: most, scale) ?? self
  }
}
