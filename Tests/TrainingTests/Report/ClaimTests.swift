import Testing

@testable import Training

@Suite("Claims about a run")
struct ClaimTests {
  private var figures: TrainingFigures {
    var record = TrainingRecord()
    for (epoch, loss) in [(0, 2.0), (1, 0.5), (2, 0.75)] {
      record.epochs.append(
        EpochRecord(
          epoch: epoch,
          steps: epoch * 10,
          rate: 0.1,
          training: PartFigures(loss: loss, metric: 0.5 + Double(epoch) / 10),
          validation: PartFigures(loss: loss * 2, metric: 0.9313),
          layers: []
        )
      )
    }
    record.bestEpoch = 1
    return TrainingFigures(record, tellsClasses: true)
  }

  private func check(_ claim: String) throws -> TrainingClaim.Check {
    let plan = try PlanReaderTests.plan("data digits\nnet dense()\nexpect \(claim)")
    return try #require(plan.claims.first).check(figures)
  }

  @Test(arguments: [
    "loss <= 1", "loss >= 1", "loss ~ 1", "training_loss ~ 0.5", "accuracy > 93%",
    "accuracy < 0.94",
    "accuracy ~ 0.93", "accuracy ~ 93%", "accuracy ~ 93.1%", "accuracy ≥ 0.9313", "epochs ~ 2",
    "best_epoch <= 1", "steps ~ 2e1", "training_accuracy ~ 0.6", "loss ~ 1.4e0", "loss ~ 0.5",
  ])
  func `hold or not as the figures of the best epoch say`(claim: String) throws {
    #expect(try check(claim).holds == !["loss ~ 1.4e0", "loss ~ 0.5"].contains(claim))
  }

  @Test func `a figure that the run does not have holds for nothing`() throws {
    let claim = try check("test_loss >= 0")
    #expect(!claim.holds)
    #expect(claim.found == nil)
    #expect(try check("r2 < 2").found == nil)
  }

  @Test func `what was claimed and what was found are told`() throws {
    let plan = try PlanReaderTests.plan("data digits\nnet dense()\nexpect accuracy >= 0.94")
    let claim = try #require(plan.claims.first)
    #expect(claim.message(claim.check(figures)) == "expected accuracy >= 0.94, found 0.9313")
  }
}
