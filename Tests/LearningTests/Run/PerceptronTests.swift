import Learning
import Testing

struct PerceptronTests {
  static let strict = ["and.deck", "and.deck-order", "nand.deck", "or.deck", "three-input"]
  static let steps = [
    "and.step", "and.eta-half", "and.random-start", "nand.step", "or.step", "xor-cycle",
  ]

  @Test(arguments: strict)
  func `adding and subtracting runs as in the worked example`(id: String) throws {
    try expectRun(.perceptron, id)
  }

  @Test(arguments: steps)
  func `the compact form runs as in the worked example`(id: String) throws {
    try expectRun(.delta, id)
  }

  /// The reference's inputs and weights are augmented: the bias stands last.
  private func expectRun(_ rule: LearnSpecification.Rule, _ id: String) throws {
    let example = try WorkedExample.one("perceptron.run.\(id)")
    let rows = zip(try example.matrix("X"), try example.vector("t"))
      .map { LearnRow($0.dropLast(), target: $1) }
    let start = try example.vector("w0")
    var specification = LearnSpecification(rule, rows: rows)
    specification.weights = start.dropLast()
    specification.bias = start.last
    specification.rate = try example.scalar("eta")
    let converges = try example.step("converged") == [1]
    if !converges { specification.epochs = 6 }
    let run = specification.run()
    #expect(run.presentations.count == example.count)
    for (i, shown) in run.presentations.enumerated() {
      let at = i + 1
      #expect([Double(shown.epoch)] == (try example.step("epoch", at: at)))
      #expect([Double(shown.row + 1)] == (try example.step("sample", at: at)))
      #expect(agree([shown.net], try example.step("z", at: at)), "z at \(at)")
      if example.has("y", at: at) {
        #expect(shown.output.map { [$0] } == (try example.step("y", at: at)))
        #expect(shown.error.map { [$0] } == (try example.step("err", at: at)))
      }
      let after = shown.weights + [shown.bias ?? .nan]
      #expect(agree(after, try example.step("w", at: at)), "w at \(at)")
      let action = (shown.biasChange ?? 0) > 0 ? "add" : shown.changed ? "subtract" : "keep"
      #expect(action == example.text("action", at: at))
    }
    #expect([Double(run.epochs)] == (try example.step("epochs")))
    #expect([Double(run.changes)] == (try example.step("updates")))
    #expect(agree(run.weights + [run.bias ?? .nan], try example.step("w_final")))
    #expect(run.ending == (converges ? .clean : .done))
    #expect(run.allRight == converges)
  }

  @Test func `weights in tenths stay tidy`() {
    var specification = LearnSpecification(.delta, rows: Gate.and.rows(.binary, inputs: 2))
    specification.weights = [0.5, 0.1]
    specification.bias = 0.1
    specification.rate = 0.1
    let run = specification.run()
    #expect(run.weights == [0.2, 0.2])
    #expect(run.bias == -0.4)
    #expect(run.presentations.last?.net == 0)
  }

  @Test func `XOR's weights come back, and the run stops there`() throws {
    let run = LearnSpecification(.delta, rows: Gate.xor.rows(.binary, inputs: 2)).run()
    let back = try #require(run.repetition)
    #expect(run.ending == .repeating(since: back.since))
    let ends = run.presentations.filter { $0.row == 3 }
    var earlier: [Double] = [0, 0, 0]
    if back.since > 0 {
      let end = ends[back.since - 1]
      earlier = end.weights + [end.bias ?? .nan]
    }
    #expect(run.weights + [run.bias ?? 0] == earlier)
  }

  @Test func `a rate that is too large ends the run with the first infinite weight`() {
    var specification = LearnSpecification(.delta, rows: [LearnRow([1e9], target: 1)])
    specification.output = .identity
    specification.rate = 1e9
    specification.epochs = 1000
    let run = specification.run()
    #expect(run.ending == .diverged)
    #expect(run.presentations.count < 30)
  }

  @Test func `without a bias AND cannot be cut`() {
    var specification = LearnSpecification(.perceptron, rows: Gate.and.rows(.binary, inputs: 2))
    specification.bias = nil
    let run = specification.run()
    #expect(run.ending != .clean)
    #expect(!run.allRight)
    #expect(run.presentations.allSatisfy { $0.bias == nil && $0.biasChange == nil })
  }

  @Test(arguments: ["linear", "sigmoid"])
  func `the online delta rule runs two epochs as in the worked example`(form: String) throws {
    let example = try WorkedExample.one("perceptron.delta-rule.\(form)")
    let rows = zip(try example.matrix("X"), try example.vector("y"))
      .map { LearnRow($0, target: $1) }
    var specification = LearnSpecification(.delta, rows: rows)
    specification.output = form == "linear" ? .identity : .sigmoid
    specification.weights = try example.vector("w")
    specification.bias = try example.scalar("b")
    specification.rate = try example.scalar("alpha")
    specification.epochs = 2
    let run = specification.run()
    #expect(run.presentations.count == example.count)
    for (i, shown) in run.presentations.enumerated() {
      #expect(agree([shown.net], try example.step("z", at: i + 1)))
      #expect(agree([shown.output ?? .nan], try example.step("y_hat", at: i + 1)))
      #expect(agree([-(shown.error ?? .nan)], try example.step("delta", at: i + 1)))
      #expect(agree(shown.weights, try example.step("w", at: i + 1)))
      #expect(agree([shown.bias ?? .nan], try example.step("b", at: i + 1)))
    }
  }
}
