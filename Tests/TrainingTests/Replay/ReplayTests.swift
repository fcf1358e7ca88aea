import Autodiff
import Learning
import Notation
import Testing

@testable import Training

@Suite("Back to the blackboard")
struct ReplayTests {
  static let layers: [[LayerPlan]] = [
    [.dense(units: 6, activation: .init("tanh")), .dense(units: 0, activation: nil)],
    [
      .dense(units: 6, activation: .init("relu")), .dropout(keep: 0.6),
      .dense(units: 0, activation: nil),
    ],
    [
      .dense(units: 6, activation: nil), .batchNorm, .activation(.init("relu")),
      .dense(units: 0, activation: nil),
    ],
  ]

  @Test(arguments: layers, [1, 4, 9, 23])
  func `one sample of a step is a program that runs`(layers: [LayerPlan], step: Int) throws {
    var plan = TrainingSessionTests.plan(layers)
    plan.penalty = Penalty(l2: 0.01)
    let data = try TrainingSessionTests.moons()
    let written = try TrainingSession(plan, data).program(ofSample: data.training[0], step: step)
    #expect(written.text.hasPrefix("# sample \(data.training[0]) of moons, class "))
    let run = try Program.read(SourceText(file: "sample", text: written.text)).run()
    #expect(run.trace.isFinite)
    let loss = try #require(run.trace.graph.node(named: NetForm.totalName))
    #expect(run.trace.value(of: loss).elements[0] > 0)
    let weights = try #require(run.trace.graph.node(named: "W1"))
    #expect(run.trace.gradient(of: weights)?.elements.contains { $0 != 0 } == true)
  }

  @Test func `the program of a batch of one has the loss that training had`() throws {
    var plan = TrainingSessionTests.plan(Self.layers[0])
    plan.batch = 1
    plan.shuffles = false
    let data = try TrainingSessionTests.moons()
    let sample = data.training[6]
    let written = try TrainingSession(plan, data).program(ofSample: sample, step: 7)
    #expect(written.isInBatch)
    let run = try Program.read(SourceText(file: "sample", text: written.text)).run()
    let node = try #require(run.trace.graph.node(named: NetForm.lossName))

    let session = try TrainingSession(plan, data)
    _ = try session.advance(to: 7) { _ in .goOn }
    let sums = try #require(session.net.forward([sample][...]))
    #expect((sums.loss - run.trace.value(of: node).elements[0]).magnitude < 1e-6)
  }

  @Test func `steps and samples that there are not are told`() throws {
    let plan = TrainingSessionTests.plan(epochs: 2)
    let data = try TrainingSessionTests.moons()
    #expect(throws: TrainingMistake.noSuchSample(300, count: 300)) {
      try TrainingSession(plan, data).program(ofSample: 300, step: 1)
    }
    #expect(throws: TrainingMistake.noSuchStep(0, count: 12)) {
      try TrainingSession(plan, data).program(ofSample: 0, step: 0)
    }
    #expect(throws: TrainingMistake.noSuchStep(14, count: 12)) {
      try TrainingSession(plan, data).program(ofSample: 0, step: 14)
    }
    _ = try TrainingSession(plan, data).program(ofSample: 0, step: 13)
  }

  @Test(arguments: layers)
  func `gradients in single precision are those of the engine`(layers: [LayerPlan]) throws {
    let session = try TrainingSession(
      TrainingSessionTests.plan(layers),
      try TrainingSessionTests.moons()
    )
    let verification = try session.verify(steps: 12, elements: 5)
    #expect(verification.comparisons.count == 60)
    #expect(try #require(verification.worst).error < 1e-4)
  }
}
