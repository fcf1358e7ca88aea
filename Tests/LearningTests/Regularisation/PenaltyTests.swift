import Learning
import Testing

struct PenaltyTests {
  static func gradient(_ penalty: Penalty, _ weights: [Double]) -> [Double] {
    var gradients = [Double](repeating: 0, count: weights.count)
    var span = gradients.mutableSpan
    penalty.add(of: weights.span, to: &span)
    return gradients
  }

  @Test func `L2 is that of the worked example`() throws {
    let example = try WorkedExample.one("reg.l2")
    let weights = try example.matrix("W").flatMap { $0 }
    #expect(agree([Penalty(l2: 1).cost(weights.span)], try example.step("Omega")))
    #expect(
      agree(Self.gradient(Penalty(l2: 1), weights), try example.matrixStep("grad").flatMap { $0 })
    )
    for (i, strength) in try example.vector("lambda").enumerated() {
      let penalty = Penalty(l2: strength)
      #expect(agree([penalty.cost(weights.span)], try example.step("penalty", at: i + 1)))
      let rate = try example.scalar("eta")
      let gradients = Self.gradient(penalty, weights)
      let moved = zip(weights, gradients).map { $0 - rate * $1 }
      let shrunk = weights.map { (1 - 2 * rate * strength) * $0 }
      #expect(agree(moved, shrunk))
    }
  }

  @Test func `L1 is that of the worked example`() throws {
    let example = try WorkedExample.one("reg.l1")
    let weights = try example.matrix("W").flatMap { $0 }
    #expect(agree([Penalty(l1: 1).cost(weights.span)], try example.step("Omega")))
    #expect(
      agree(Self.gradient(Penalty(l1: 1), weights), try example.matrixStep("grad").flatMap { $0 })
    )
    var shrunk = weights
    var span = shrunk.mutableSpan
    Penalty(l1: try example.scalar("lambda")).shrink(&span, rate: try example.scalar("eta"))
    #expect(agree(shrunk, try example.matrixStep("soft").flatMap { $0 }))
  }

  @Test func `the soft threshold reaches 0, L2 does not`() throws {
    let example = try WorkedExample.one("reg.l1-zero")
    let start = try example.scalar("w")
    let step = try example.scalar("eta_lambda")
    var one = [start]
    var two = [start]
    var (first, second) = ([start], [start])
    for _ in 0..<5 {
      var span = one.mutableSpan
      Penalty(l1: step).shrink(&span, rate: 1)
      two[0] -= Self.gradient(Penalty(l2: step), two)[0]
      first.append(one[0])
      second.append(two[0])
    }
    #expect(agree(first, try example.step("l1")))
    #expect(agree(second, try example.step("l2")))
  }

  @Test func `a penalty adds to the gradient that is there`() {
    let weights: [Float] = [2, -3, 0]
    var gradients: [Float] = [1, 1, 1]
    var span = gradients.mutableSpan
    Penalty(l1: 0.5, l2: 0.25).add(of: weights.span, to: &span)
    // 1 + 0.5 sign(w) + 2 · 0.25 w.
    #expect(gradients == [2.5, -1, 1])
    #expect(Penalty(l1: 0.5, l2: 0.25).cost(weights.span) == 0.5 * 5 + 0.25 * 13)
    #expect(Penalty().isZero)
  }
}
