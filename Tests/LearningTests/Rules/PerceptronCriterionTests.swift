import Learning
import Testing

struct PerceptronCriterionTests {
  @Test(arguments: ["and", "or"])
  func `criterion, gradient and a step down are those of the worked example`(id: String) throws {
    let example = try WorkedExample.one("perceptron.criterion.\(id)")
    let rows = zip(try example.matrix("X"), try example.vector("y"))
      .map { LearnRow($0.dropLast(), target: $1) }
    let start = try example.vector("w")
    let alpha = try example.scalar("alpha")
    func evaluate(_ w: [Double]) -> PerceptronCriterion {
      PerceptronCriterion(rows: rows, weights: w.dropLast(), bias: w[w.count - 1])
    }
    let at = evaluate(start)
    #expect(at.nets == (try example.step("wx")))
    #expect(at.misclassified.map { Double($0 + 1) } == (try example.step("misclassified")))
    #expect([at.value] == (try example.step("J")))
    let gradient = at.gradient + [at.biasGradient]
    #expect(gradient == (try example.step("grad")))
    let down = zip(start, gradient).map { $0 - alpha * $1 }
    #expect(down == (try example.step("w_new")))
    #expect([evaluate(down).value] == (try example.step("J_new")))
    let up = zip(start, gradient).map { $0 + alpha * $1 }
    #expect([evaluate(up).value] == (try example.step("J_wrong_sign")))
  }

  @Test func `a row on the boundary is misclassified but adds nothing`() {
    let criterion = PerceptronCriterion(
      rows: Gate.and.rows(.binary, inputs: 2),
      weights: [0, 0],
      bias: 0
    )
    #expect(criterion.value == 0)
    #expect(criterion.misclassified == [0, 1, 2, 3])
  }
}
