import Learning
import Notation
import Testing

@testable import Training

@Suite("A training that goes on")
struct GoingOnTests {
  /// A plan with all that a training has to remember: running figures, masks, penalties, a best epoch.
  static func plan(
    _ optimiser: String,
    _ more: String = "split validation = 25%, test = 25%"
  ) throws -> TrainingPlan {
    try PlanReaderTests.plan(
      """
      data moons(rows=120, noise=0.3)
      net dense(8), batch_norm, relu, dropout(0.8), dense(5, tanh), dense()
      penalty l2(1e-4)
      batch 16
      epochs 7
      optimiser \(optimiser)
      \(more)
      """
    )
  }

  static func samples(_ plan: TrainingPlan) throws -> LoadedSamples {
    try LoadedSamples.load(plan) { _, _, _ throws(Diagnostics) in throw Diagnostics([]) }
  }

  /// Trains until `isEnough`, writes the model, reads it and goes on.
  static func resumed(
    _ plan: TrainingPlan,
    after isEnough: (TrainingSession.Event) -> Bool
  ) throws -> PlanRun.Result {
    let samples = try samples(plan)
    let part = try PlanRun(plan, samples).run { event in
      if case .progress(let event, _) = event, isEnough(event) { return .stop }
      return .goOn
    }
    #expect(part.record.end == .interrupted)
    let bytes = part.net.json(plan: plan, state: part.state)
    let saved = try ModelReader.model(bytes, file: "model.json")
    #expect(saved.net == part.net && saved.state == part.state)
    return try PlanRun(
      plan,
      samples,
      parameters: saved.net.parameters,
      state: saved.state
    ).run()
  }

  /// Whether two runs came to the same, but for figures of layers before one of them went on.
  static func expectSame(_ found: PlanRun.Result, _ right: PlanRun.Result) {
    var (record, whole) = (found.record, right.record)
    for place in record.epochs.indices { record.epochs[place].layers = [] }
    for place in whole.epochs.indices { whole.epochs[place].layers = [] }
    #expect(record == whole)
    #expect(found.net == right.net)
    #expect(found.state == right.state)
    #expect(found.net.json(state: found.state) == right.net.json(state: right.state))
  }

  @Test(arguments: [
    "sgd(rate=0.1)", "sgd(rate=0.1, momentum=0.9, dampening=0.1)",
    "sgd(rate=0.1, momentum=0.9, nesterov=true, weight_decay=0.01)", "adam(rate=0.01)",
    "adam(rate=0.01, amsgrad=true, weight_decay=0.01)", "adamw(rate=0.01)",
    "adagrad(rate=0.1, initial_accumulator_value=0.1, lr_decay=0.1)", "rmsprop(rate=0.01)",
    "rmsprop(rate=0.01, momentum=0.5, centered=true)", "adamax(rate=0.01)", "nadam(rate=0.01)",
    "radam(rate=0.01)", "adadelta(rate=1)", "asgd(rate=0.1, t0=3, lambd=0.1)", "rprop(rate=0.01)",
    "ftrl(rate=0.1)", "sgd(rate=step_decay(0.2, every=7, factor=0.5))",
    "adam(rate=cosine_decay(0.02, steps=30), weight_decay=0.001)",
    "nadam(rate=inverse_decay(0.02, k=0.1))",
  ])
  func `comes to the same figures as one that ran through`(optimiser: String) throws {
    let plan = try Self.plan(optimiser)
    let whole = try PlanRun(plan, try Self.samples(plan)).run()
    for epoch in [0, 1, 4] {
      let found = try Self.resumed(plan) { event in
        if case .epoch(let record) = event { return record.epoch == epoch }
        return false
      }
      Self.expectSame(found, whole)
    }
  }

  @Test(arguments: ["", "split validation = 10%"])
  func `an epoch that was ended in its middle is run again`(parts: String) throws {
    let plan = try PlanReaderTests.plan(
      """
      data moons(rows=6000, noise=0.3)
      net dense(4), batch_norm, tanh, dense()
      optimiser adam(rate=0.01)
      epochs 4
      \(parts)
      """
    )
    let whole = try PlanRun(plan, try Self.samples(plan)).run()
    let found = try Self.resumed(plan) { event in
      if case .steps(let epoch, _, _, _) = event { return epoch == 3 }
      return false
    }
    Self.expectSame(found, whole)
  }

  @Test func `early stopping counts the epochs before, and keeps the best of them`() throws {
    var plan = try Self.plan(
      "sgd(rate=1)",
      "split validation = 30%\nstop patience = 4"
    )
    plan.epochs = 60
    let whole = try PlanRun(plan, try Self.samples(plan)).run()
    let last = try #require(whole.record.epochs.last?.epoch)
    #expect(whole.record.end == .stoppedEarly && last == whole.record.bestEpoch + 4)
    for epoch in [whole.record.bestEpoch, last - 1] {
      let found = try Self.resumed(plan) { event in
        if case .epoch(let record) = event { return record.epoch == epoch }
        return false
      }
      Self.expectSame(found, whole)
    }
    // One that has ended stays ended.
    let over = try PlanRun(plan, try Self.samples(plan), state: whole.state).run()
    Self.expectSame(over, whole)
  }

  @Test func `what a checkpoint holds is enough, though its net is not the best`() throws {
    let plan = try Self.plan("rmsprop(rate=0.05)")
    let samples = try Self.samples(plan)
    var saved: [SavedModel] = []
    let whole = try PlanRun(plan, samples, checkpoints: 1).run { event in
      if case .checkpoint(let net, let state, _) = event {
        saved.append(SavedModel(net: net, state: state))
      }
      return .goOn
    }
    #expect(saved.count == 6)
    for model in saved {
      let bytes = model.net.json(state: model.state)
      let read = try ModelReader.model(bytes, file: "model.json")
      #expect(read == model)
      Self.expectSame(try PlanRun(plan, samples, state: read.state).run(), whole)
    }
    #expect(saved.contains { $0.state?.best != $0.net.parameters.map { $0.elements } })
  }

  @Test func `what does not fit the plan is refused`() throws {
    let plan = try Self.plan("sgd(rate=0.1, momentum=0.9)")
    let samples = try Self.samples(plan)
    let state = try #require(try PlanRun(plan, samples).run().state)
    func refused(_ plan: TrainingPlan, _ state: TrainingState) throws -> TrainingMistake? {
      do throws(PlanRun.Failure) {
        _ = try PlanRun(plan, samples, state: state).run()
        return nil
      } catch {
        guard case .training(let mistake) = error else { throw error }
        return mistake
      }
    }
    #expect(try refused(plan, state) == nil)
    // Another rate, schedule or momentum is the user's own wish.
    #expect(try refused(try Self.plan("sgd(rate=0.2, momentum=0.5)"), state) == nil)
    for other in ["sgd(rate=0.1)", "adam", "adagrad", "nadam"] {
      let mistake = try refused(try Self.plan(other), state)
      guard case .otherOptimiser(let expected, _) = mistake else {
        Issue.record("\(other): \(String(describing: mistake))")
        continue
      }
      #expect(expected == "sgd(rate=0.1, momentum=0.9)")
    }
    var fewer = plan
    fewer.epochs = 6
    #expect(try refused(fewer, state) == .fewerEpochs(expected: 7, found: 6))
    var other = state
    other.parameters[0].removeLast()
    #expect(try refused(plan, other) == .otherParameters)
    other = state
    other.best = []
    #expect(try refused(plan, other) == .otherParameters)
    other = state
    other.quantities.removeLast()
    #expect(try refused(plan, other) != nil)
  }

  @Test(arguments: ["sgd(rate=0.1, momentum=0.9)", "adam(rate=0.01)", "nadam(rate=0.01)"])
  func `a run that goes back goes back with the optimiser's numbers`(optimiser: String) throws {
    let plan = try PlanReaderTests.plan(
      "data moons(rows=40)\nnet dense(3, tanh), dense()\noptimiser \(optimiser)"
    )
    let session = try TrainingSession(plan, try Self.samples(plan).prepared(plan))
    _ = try session.runEpoch { _ in .goOn }
    let state = session.net.state
    _ = try session.runEpoch { _ in .goOn }
    let parameters = session.net.parameters
    session.net.restore(state)
    session.epoch = 1
    _ = try session.runEpoch { _ in .goOn }
    #expect(session.net.parameters == parameters)
  }
}
