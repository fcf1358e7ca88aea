import Learning
import Testing

struct ThresholdUnitTests {
  static let singles = [
    "mcp.and", "mcp.and-3", "mcp.and.other-params", "mcp.blueberry", "mcp.inhibit",
    "mcp.majority-3", "mcp.nand", "mcp.nor", "mcp.not", "mcp.or",
  ]

  @Test(arguments: singles)
  func `a unit's sums and outputs are those of the worked example`(id: String) throws {
    let example = try WorkedExample.one(id)
    let unit = ThresholdUnit(
      weights: try example.vector("w"),
      threshold: try example.scalar("theta")
    )
    let targets = try example.vector("target")
    for (i, x) in try example.matrix("X").enumerated() {
      #expect([unit.sum(x)] == (try example.step("sum", at: i + 1)))
      #expect([unit.output(x)] == (try example.step("y", at: i + 1)))
      #expect(unit.output(x) == targets[i])
    }
  }

  @Test(arguments: ["mcp.xor.cnf", "mcp.xor.dnf", "mcp.xnor"])
  func `two layers of units compute XOR`(id: String) throws {
    let example = try WorkedExample.one(id)
    let hidden = zip(try example.matrix("hidden_w"), try example.vector("hidden_theta"))
      .map { ThresholdUnit(weights: $0, threshold: $1) }
    let out = ThresholdUnit(
      weights: try example.vector("out_w"),
      threshold: try example.scalar("out_theta")
    )
    for (i, x) in try example.matrix("X").enumerated() {
      let h = hidden.map { $0.output(x) }
      #expect(h == (try example.step("h", at: i + 1)))
      #expect([out.sum(h)] == (try example.step("sum", at: i + 1)))
      #expect([out.output(h)] == (try example.step("y", at: i + 1)))
    }
  }

  @Test func `two units compute XOR if the second sees the inputs`() throws {
    let example = try WorkedExample.one("mcp.xor.skip")
    let and = ThresholdUnit(weights: [1, 1], threshold: 2)
    let out = ThresholdUnit(weights: [1, 1, -2], threshold: 1)
    for (i, x) in try example.matrix("X").enumerated() {
      #expect([and.output(x)] == (try example.step("h", at: i + 1)))
      #expect([out.output(x + [and.output(x)])] == (try example.step("y", at: i + 1)))
    }
  }

  @Test func `the thresholds that fit lie between the silent and the firing rows`() throws {
    let and = Gate.and.rows(.binary, inputs: 2)
    let found = try #require(ThresholdUnit(weights: [2, 3], threshold: 0).thresholds(for: and))
    #expect(found.lower == 3)
    #expect(found.upper == 5)
    let xor = Gate.xor.rows(.binary, inputs: 2)
    #expect(ThresholdUnit(weights: [1, 1], threshold: 0).thresholds(for: xor) == nil)
  }

  @Test func `no unit of a grid gets more than three rows of XOR right`() throws {
    let example = try WorkedExample.one("mcp.xor-impossible")
    let rows = Gate.xor.rows(.binary, inputs: 2)
    let grid = stride(from: -2.0, through: 2, by: 0.5)
    var best = 0
    for w1 in grid {
      for w2 in grid {
        for threshold in grid {
          let unit = ThresholdUnit(weights: [w1, w2], threshold: threshold)
          best = max(best, rows.count { unit.output($0.inputs) == $0.target })
        }
      }
    }
    #expect([Double(best)] == (try example.step("best_rows_right")))
  }

  @Test func `errors over the weights form the reference's staircase`() throws {
    let example = try WorkedExample.one("perceptron.error-surface")
    let rows = Gate.and.rows(.binary, inputs: 2)
    let theta = try example.scalar("theta")
    let expected = try example.matrixStep("errors")
    for (i, w1) in try example.vector("w1").enumerated() {
      for (j, w2) in try example.vector("w2").enumerated() {
        let unit = ThresholdUnit(weights: [w1, w2], threshold: theta)
        #expect(Double(rows.count { unit.output($0.inputs) != $0.target }) == expected[i][j])
      }
    }
  }
}
