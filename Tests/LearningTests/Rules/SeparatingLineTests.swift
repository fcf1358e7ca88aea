import Learning
import Testing

struct SeparatingLineTests {
  @Test func `a line is slanted, upright or not there`() {
    let slanted = SeparatingLine(w1: 2, w2: 2, bias: -2).course
    #expect(slanted == .slanted(slope: -1, intercept: 1))
    #expect(SeparatingLine(w1: 2, w2: 0, bias: -1).course == .upright(at: 0.5))
    #expect(SeparatingLine(w1: 0, w2: 0, bias: -1).course == .nowhere)
  }

  @Test func `no zero has a minus`() throws {
    guard case .slanted(let slope, let intercept) = SeparatingLine(w1: 0, w2: 2, bias: 0).course
    else {
      Issue.record("no line")
      return
    }
    #expect(slope.sign == .plus)
    #expect(intercept.sign == .plus)
  }

  @Test func `the threshold of a unit moves its line`() {
    var specification = LearnSpecification(.mcp, rows: Gate.and.rows(.binary, inputs: 2))
    specification.weights = [1, 1]
    specification.threshold = 2
    #expect(specification.run().line == SeparatingLine(w1: 1, w2: 1, bias: -2))
  }
}
