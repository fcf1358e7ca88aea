import Learning
import Testing

struct StoppingTests {
  @Test func `patience is that of the worked example`() throws {
    let example = try WorkedExample.one("reg.early-stopping.patience")
    var stopping = EarlyStopping(patience: Int(try example.scalar("patience")))
    var decisions: [EarlyStopping.Decision] = []
    for loss in try example.vector("val") where !stopping.hasStopped {
      decisions.append(stopping.record(loss))
    }
    for row in stopping.rows {
      #expect([row.best] == (try example.step("best", at: row.epoch)))
      #expect([Double(row.wait)] == (try example.step("wait", at: row.epoch)))
    }
    #expect(decisions.last == .stop)
    #expect([Double(stopping.rows.count)] == (try example.step("stop_epoch")))
    #expect([Double(stopping.bestEpoch ?? 0)] == (try example.step("restore_epoch")))
    #expect(stopping.best == 0.44)
  }

  @Test func `an accuracy gets better upward, by more than the margin`() {
    var stopping = EarlyStopping(patience: 2, margin: 0.01, direction: .higher)
    #expect(stopping.record(0.5) == .improved)
    #expect(stopping.record(0.505) == .waiting(1))
    #expect(stopping.record(0.52) == .improved)
    #expect(stopping.record(0.52) == .waiting(1))
    #expect(stopping.record(0.1) == .stop)
    #expect(stopping.hasStopped)
    #expect(stopping.bestEpoch == 3)
  }

  @Test func `NaN is never better`() {
    var stopping = EarlyStopping(patience: 2)
    #expect(stopping.record(.nan) == .waiting(1))
    #expect(stopping.best == nil)
    #expect(stopping.record(1) == .improved)
    #expect(stopping.record(.nan) == .waiting(1))
    #expect(stopping.record(.nan) == .stop)
    #expect(stopping.best == 1)
    var broken = EarlyStopping(patience: 0)
    #expect(broken.record(.nan) == .stop)
    #expect(broken.bestEpoch == nil)
  }

  @Test func `the best weights come back`() {
    var best = BestWeights<Float>()
    var weights: [Float] = [1, 2, 3]
    best.keep(weights.span)
    weights = [4, 5, 6]
    var span = weights.mutableSpan
    let isRestored = best.restore(into: &span)
    #expect(isRestored)
    #expect(weights == [1, 2, 3])
    best.keep([7, 8, 9].span)
    #expect(best.parameters == [7, 8, 9])
    var others: [Float] = [0]
    var short = others.mutableSpan
    let isRestoredShort = best.restore(into: &short)
    #expect(!isRestoredShort)
    #expect(BestWeights<Double>().isEmpty)
  }

  @Test func `the moving average is that of the worked example`() throws {
    let example = try WorkedExample.one("reg.early-stopping.moving-average")
    var rule = MovingAverageStopping(
      rounds: Int(try example.scalar("rounds")),
      tolerance: try example.scalar("tolerance")
    )
    for figure in try example.vector("val") where !rule.record(figure) {}
    #expect(agree(rule.averages, try example.step("moving_average")))
    #expect([Double(rule.stop ?? 0)] == (try example.step("stop")))
  }

  @Test func `a run whose cost exceeds three times the first is broken off`() throws {
    let example = try WorkedExample.one("lr.explosion-rule")
    var rule = ExplosionRule(factor: try example.scalar("factor"))
    var epoch = 0
    for cost in try example.vector("cost") {
      epoch += 1
      if rule.record(cost) { break }
    }
    #expect([Double(epoch)] == (try example.step("stop_epoch")))
    #expect(agree([rule.limit ?? 0], try example.step("limit")))
    var diverged = ExplosionRule()
    let isOver = diverged.record(.nan)
    #expect(isOver)
  }
}
