import Learning
import Testing

struct HebbTests {
  static let ids = [
    "hebb.and-binary", "hebb.and-bipolar", "hebb.and-hybrid", "hebb.nand-bipolar",
    "hebb.or-bipolar", "hebb.xor-bipolar", "hebb.three-input-failure",
  ]

  @Test(arguments: ids)
  func `every row of the table is that of the worked example`(id: String) throws {
    let example = try WorkedExample.one(id)
    let rows = zip(try example.matrix("X"), try example.vector("t"))
      .map { LearnRow($0, target: $1) }
    var specification = LearnSpecification(.hebb, rows: rows)
    specification.weights = try example.vector("w0")
    specification.bias = try example.scalar("b0")
    let run = specification.run()
    #expect(run.presentations.count == rows.count)
    for (i, shown) in run.presentations.enumerated() {
      #expect(shown.change == (try example.step("dw", at: i + 1)))
      #expect(shown.biasChange.map { [$0] } == (try example.step("db", at: i + 1)))
      #expect(shown.weights == (try example.step("w", at: i + 1)))
      #expect(shown.bias.map { [$0] } == (try example.step("b", at: i + 1)))
      if example.has("slope", at: i + 1) {
        let slope = try example.step("slope", at: i + 1)[0]
        let intercept = try example.step("intercept", at: i + 1)[0]
        #expect(shown.line?.course == .slanted(slope: slope, intercept: intercept))
      } else if rows[0].inputs.count == 2 {
        // The reference leaves out what has no slope: no line, or one parallel to the second axis.
        let w = try example.step("w", at: i + 1)
        let b = try example.step("b", at: i + 1)[0]
        #expect(w[1] == 0)
        #expect(shown.line?.course == (w[0] == 0 ? .nowhere : .upright(at: -b / w[0])))
      }
    }
    for (i, test) in run.tests.enumerated() {
      #expect([test.net] == (try example.step("test_y_in", at: i + 1)))
      #expect([test.isRight ? 1 : 0] == (try example.step("test_correct", at: i + 1)))
    }
  }

  @Test func `the order of presentation does not change the final weights`() {
    let rows = Gate.and.rows(.bipolar, inputs: 2)
    let up = LearnSpecification(.hebb, rows: rows).run()
    let down = LearnSpecification(.hebb, rows: rows.reversed()).run()
    #expect(up.weights == down.weights)
    #expect(up.weights == [2, 2])
    #expect(up.bias == -2)
  }

  @Test func `the three-input rows are separable though the rule fails`() throws {
    let example = try WorkedExample.one("hebb.three-input-solution")
    let weights = try example.vector("w")
    let rows = zip(try example.matrix("X"), try example.vector("t"))
      .map { LearnRow($0, target: $1) }
    let criterion = PerceptronCriterion(
      rows: rows,
      weights: weights,
      bias: try example.scalar("b")
    )
    #expect(criterion.nets == (try example.step("y_in")))
    #expect(criterion.value == 0)
    #expect(criterion.misclassified.isEmpty)
  }
}
