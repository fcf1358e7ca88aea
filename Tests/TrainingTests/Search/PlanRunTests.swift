import Learning
import Notation
import Testing

@testable import Training

@Suite("Everything that a plan asks for")
struct PlanRunTests {
  private func run(
    _ plan: String,
    _ watch: (PlanRun.Event) -> TrainingSession.Decision = { _ in .goOn }
  ) throws -> PlanRun.Result {
    let plan = try PlanReaderTests.plan(plan)
    let samples = try LoadedSamples.load(plan) { _, _, _ throws(Diagnostics) in
      throw Diagnostics([])
    }
    return try PlanRun(plan, samples).run(watch)
  }

  private static let base = """
    data moons(rows=120, noise=0.1)
    split validation = 25%, test = 25%
    net dense(8, tanh), dense()
    optimiser sgd(rate=0.1)
    epochs 3

    """

  @Test func `a plan without search and folds is trained once`() throws {
    var trainings = 0
    let result = try run(Self.base) { event in
      if case .training = event { trainings += 1 }
      return .goOn
    }
    #expect(trainings == 1)
    #expect(result.record.epochs.map { $0.epoch } == [0, 1, 2, 3])
    #expect(result.search == nil && result.folds == nil)
    #expect(result.record.counts.test == 30)
  }

  @Test func `the same seed gives the same run, another one another`() throws {
    let first = try run(Self.base + "seed 5")
    #expect(try run(Self.base + "seed 5").net == first.net)
    #expect(try run(Self.base + "seed 5").record == first.record)
    #expect(try run(Self.base + "seed 6").net != first.net)
  }

  @Test func `a search tries every number of a grid, and trains the best in full`() throws {
    let result = try run(
      Self.base + "search rate = [1e-4, 1], units = [2, 8], grid = [3, 2], epochs = 2"
    )
    let search = try #require(result.search)
    #expect(search.rounds.count == 1)
    let trials = search.rounds[0].trials
    #expect(
      trials.map { $0.values } == [
        [1e-4, 2], [1e-4, 8], [0.01, 2], [0.01, 8], [1, 2], [1, 8],
      ]
    )
    let losses = try trials.map { try #require($0.figures).loss }
    let best = try #require(search.best)
    #expect(losses[best.trial] == losses.min())
    #expect(result.plan.optimiser.rate == .constant(trials[best.trial].values[0]))
    #expect(
      result.plan.layers[0]
        == .dense(units: Int(trials[best.trial].values[1]), activation: .init("tanh"))
    )
    #expect(result.plan.epochs == 3)
    #expect(result.plan.search == nil)
    #expect(result.record.epochs.last?.epoch == 3)
    // The first epochs of the whole training are those of the trial.
    #expect(result.record.epochs[1...2].compactMap { $0.validation?.loss }.min() == losses.min())
  }

  @Test func `finer rounds stay about the best trials`() throws {
    let result = try run(Self.base + "search rate = [1e-3, 1], trials = 5, refine = 2, epochs = 1")
    let search = try #require(result.search)
    #expect(search.rounds.map { $0.trials.count } == [5, 5, 5])
    for round in 1...2 {
      let range = search.rounds[round].ranges[0]
      for trial in search.rounds[round].trials {
        #expect(trial.values[0] >= range.low && trial.values[0] <= range.high)
      }
    }
    let seeds = search.rounds.flatMap { $0.trials.map { $0.seed } }
    #expect(Set(seeds).count == 15)
  }

  @Test func `a trial that diverges is no reason to stop`() throws {
    let result = try run(
      Self.base.replacing("tanh", with: "relu")
        + "search rate = [0.01, 1e6], grid = [2], epochs = 3"
    )
    let trials = try #require(result.search).rounds[0].trials
    #expect(trials[0].failure == nil)
    #expect(trials[1].failure != nil)
    #expect(result.plan.optimiser.rate == .constant(0.01))
  }

  @Test func `a search of which no trial ends says why`() throws {
    #expect(throws: PlanRun.Failure.self) {
      try run(Self.base.replacing("tanh", with: "relu") + "search rate = [1e5, 1e6], grid = [2]")
    }
  }

  @Test func `each fold validates once, then all rows are trained on`() throws {
    let plan = Self.base.replacing("validation = 25%, ", with: "") + "folds 3\nstop patience = 1"
    let result = try run(plan)
    let folds = try #require(result.folds)
    #expect(folds.folds.map { $0.counts.training } == [60, 60, 60])
    #expect(folds.folds.map { $0.counts.validation } == [30, 30, 30])
    let losses = folds.folds.map { $0.figures.loss }
    #expect((folds.mean.loss - losses.reduce(0, +) / 3).magnitude < 1e-12)
    #expect(result.record.counts.training == 90)
    #expect(result.record.counts.validation == 0)
    #expect(result.figures["folds_loss"] == folds.mean.loss)
    let mean = Double(folds.folds.reduce(0) { $0 + $1.bestEpoch }) / 3
    #expect(result.plan.epochs == max(1, Int(mean.rounded())))
  }

  @Test func `a search may be judged by folds`() throws {
    let plan =
      Self.base.replacing("validation = 25%, ", with: "")
      + "folds 2\nsearch l2 = [1e-6, 1], grid = [2]"
    let result = try run(plan)
    #expect(try #require(result.search).rounds[0].trials.allSatisfy { $0.figures != nil })
    #expect(try #require(result.folds).folds.count == 2)
  }

  @Test(arguments: ["", "search rate = [0.01, 0.1], trials = 4", "folds"])
  func `whoever ends it has the best net so far`(line: String) throws {
    var plan = Self.base + line
    if line == "folds" {
      plan = Self.base.replacing("validation = 25%, ", with: "") + "folds 3"
    }
    var epochs = 0
    let result = try run(plan) { event in
      if case .progress(.epoch, _) = event { epochs += 1 }
      return epochs < 6 && !(line.isEmpty && epochs == 2) ? .goOn : .stop
    }
    #expect(result.record.end == .interrupted)
    #expect(result.net.parameters.allSatisfy { $0.elements.allSatisfy { $0.isFinite } })
    #expect(result.record.test != nil)
  }

  @Test func `a layer that does not fit is told`() throws {
    #expect(throws: PlanRun.Failure.self) { try run("data moons\nnet conv2d(3), dense()") }
  }

  @Test func `a trial keeps the parts that the plan's seed made`() throws {
    let plan = try PlanReaderTests.plan(Self.base + "seed 9")
    let trial = plan.trial([], of: [], seed: 77)
    #expect(trial.seed == 77)
    #expect(trial.split.seed == 9)
  }

  @Test func `numbers of a trial go where they belong`() throws {
    let plan = try PlanReaderTests.plan(
      "data digits\nnet dense(3, relu), dropout(0.5), dense(4), dense()\noptimiser sgd(rate=cosine_decay(1, steps=9), momentum=0.1)"
    )
    let names = [
      ("rate", 0.5), ("l1", 0.1), ("batch", 7), ("units", 12), ("keep", 0.9), ("momentum", 0.3),
    ]
    let ranges = try names.map { try #require(SearchRange($0.0, from: 0.01, to: 100)) }
    let trial = plan.trial(names.map { $0.1 }, of: ranges, seed: 1)
    #expect(trial.optimiser.rate == .cosineDecay(0.5, steps: 9))
    #expect(trial.penalty == Penalty(l1: 0.1))
    #expect(trial.batch == 7)
    #expect(
      trial.layers == [
        .dense(units: 12, activation: .init("relu")), .dropout(keep: 0.9),
        .dense(units: 12, activation: nil), .dense(units: 0, activation: nil),
      ]
    )
    #expect(trial.optimiser.settings["momentum"] == 0.3)
  }
}
