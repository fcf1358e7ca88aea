import FastKernels
import Learning
import Testing

@testable import Training

@Suite("A training run")
struct TrainingSessionTests {
  static func moons(_ rows: Int = 300, noise: Double = 0.1) throws -> PreparedData {
    var set: DataSet<Float> = DataGenerator.moons(noise: noise).make(rows: rows, seed: 3)
    let split = try Split(
      rows: rows,
      validation: .share(0.2),
      test: .share(0.2),
      order: .shuffled(seed: 1)
    )
    let preprocessing = try FittedPreprocessing([.zScore()], fittedOn: split.training, of: &set)
    return PreparedData(
      set: set,
      training: split.training,
      validation: split.validation,
      test: split.test,
      preprocessing: preprocessing
    )
  }

  static func plan(_ layers: [LayerPlan]? = nil, epochs: Int = 12) -> TrainingPlan {
    var plan = TrainingPlan(
      data: .digits,
      layers: layers
        ?? [.dense(units: 16, activation: .init("relu")), .dense(units: 0, activation: nil)]
    )
    plan.optimiser.rate = .constant(0.3)
    plan.epochs = epochs
    return plan
  }

  @Test func `two moons are told apart`() throws {
    let session = try TrainingSession(Self.plan(epochs: 40), try Self.moons())
    let result = try session.run()
    #expect(try #require(result.record.test?.metric) > 0.95)
    #expect(result.record.epochs.count == 41)
    #expect(result.record.end == .finished)
    let first = try #require(result.record.epochs.first)
    let last = try #require(result.record.epochs.last)
    #expect(last.training.loss < first.training.loss / 2)
  }

  @Test func `the same seed gives the same run, another one another`() throws {
    var plan = Self.plan([
      .dense(units: 16, activation: nil), .batchNorm, .activation(.init("relu")),
      .dropout(keep: 0.8), .dense(units: 0, activation: nil),
    ])
    let data = try Self.moons()
    let first = try TrainingSession(plan, data).run()
    let second = try TrainingSession(plan, data).run()
    #expect(first.record == second.record)
    #expect(first.net == second.net)
    plan.seed = 2
    let other = try TrainingSession(plan, data).run()
    #expect(first.net != other.net)
  }

  @Test func `a watcher ends the run, which keeps the best epoch`() throws {
    let session = try TrainingSession(Self.plan(), try Self.moons())
    let result = try session.run { event in
      if case .epoch(let record) = event, record.epoch == 3 { return .stop }
      return .goOn
    }
    #expect(result.record.end == .interrupted)
    #expect(result.record.epochs.count == 4)
    let losses = result.record.epochs.map { $0.validation?.loss ?? .infinity }
    let best = losses.indices.dropFirst().min { losses[$0] < losses[$1] }
    #expect(result.record.bestEpoch == best)
  }

  @Test func `early stopping brings the best epoch's parameters back`() throws {
    var plan = Self.plan(epochs: 200)
    plan.stopping = StoppingPlan(patience: 3)
    plan.optimiser.rate = .constant(1)
    let data = try Self.moons(120, noise: 0.4)
    let result = try TrainingSession(plan, data).run()
    #expect(result.record.end == .stoppedEarly)
    let last = try #require(result.record.epochs.last)
    #expect(last.epoch == result.record.bestEpoch + 3)
    // The net of the result has the validation loss that was written down for the best epoch.
    let evaluator = try Evaluator(result.net)
    var right = 0
    for row in data.validation {
      let found = try evaluator.classes(Array(data.set.row(row)))
      if found == [data.set.targets.classIndices?[row]] { right += 1 }
    }
    let written = result.record.epochs[result.record.bestEpoch].validation?.metric
    #expect(written == Double(right) / Double(data.validation.count))
  }

  @Test(arguments: [
    (LearningRate.constant(1e6), "sgd"), (.constant(1e30), "adam"), (.constant(1e38), "sgd"),
  ])
  func `a rate that is far too large is told with the step`(
    rate: LearningRate,
    optimiser: String
  ) throws {
    var plan = Self.plan([
      .dense(units: 8, activation: .init("relu")), .dense(units: 1, activation: nil),
    ])
    plan.loss = LossPlan("mse")
    plan.optimiser.rate = rate
    plan.optimiser.name = optimiser
    plan.optimiser.settings = OptimiserSettings(
      of: try #require(Optimiser.named(optimiser))
    )
    let session = try TrainingSession(plan, try Self.moons())
    do {
      _ = try session.run()
      Issue.record("it went through")
    } catch {
      switch error {
      case .notFinite(let step, let epoch, let node, _, _, _):
        #expect(step >= 1 && step <= 20 && epoch == 1 && !node.isEmpty)
      case .diverged(let step, _, let loss, let first, _):
        #expect(step >= 1 && loss > first)
      default: Issue.record("\(error)")
      }
      #expect(error.help?.hasPrefix("try a rate of") == true)
    }
  }

  @Test func `the node that first made a number that is not finite is named`() throws {
    var plan = Self.plan([
      .dense(units: 8, activation: .init("exp")), .dense(units: 0, activation: nil),
    ])
    plan.optimiser.rate = .constant(1000)
    let data = try Self.moons()
    do {
      _ = try TrainingSession(plan, data).run()
      Issue.record("it went through")
    } catch {
      guard case .notFinite(_, _, let node, let isGradient, let words, _) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(node == "h1" && !isGradient && words == "infinity", "\(error)")
    }
  }

  @Test func `a net that does not fit its data is told so`() throws {
    let data = try Self.moons()
    func mistake(_ layers: [LayerPlan]) -> TrainingMistake? {
      do {
        _ = try TrainingSession(Self.plan(layers), data)
        return nil
      } catch { return error }
    }
    #expect(mistake([]) == .noWeights)
    #expect(mistake([.activation(.init("relu"))]) == .noWeights)
    #expect(
      mistake([.dense(units: 3, activation: nil)])
        == .wrongOutputs(expected: 2, found: 3, isClasses: true)
    )
    #expect(
      mistake([.maxPool2d(size: 2), .dense(units: 0, activation: nil)])
        == .needsImages(0, found: [2])
    )
    // One output for two classes is fine.
    #expect(mistake([.dense(units: 1, activation: nil)]) == nil)
  }
}
