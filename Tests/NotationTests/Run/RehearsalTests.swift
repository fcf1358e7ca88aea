import Autodiff
import Notation
import Testing

/// A program run under other conditions than its own.
struct RehearsalTests {
  private let descent = """
    x = 2; target t = 10; param w = 3; param b = 1
    p = w * x + b; L = (p - t)^2
    minimize L over w, b with sgd(rate=0.1) for 2 steps
    """

  private func program(_ text: String) throws -> Program {
    try Program.read(SourceText(file: "program", text: text))
  }

  private func node(_ name: String, _ program: Program) throws -> NodeID {
    try #require(program.graph.node(named: name))
  }

  // p = 7, so dL/dp = −6, dL/dw = −12, dL/db = −6: w = 4.2, b = 1.6, p = 10, and the second step is 0.
  @Test(arguments: [(0, 3.0, -12.0), (1, 4.2, 0.0), (2, 4.2, 0.0)])
  func `any step can be asked for`(_ step: Int, _ w: Double, _ gradient: Double) throws {
    let program = try program(descent)
    var conditions = Rehearsal.Conditions(program)
    conditions.steps = [step]
    let run = try Rehearsal(program, conditions)
    let value = try #require(run.value(of: node("w", program), after: step))
    #expect(abs(value.elements[0] - w) < 1e-12)
    let slope = try #require(run.gradient(of: node("w", program), after: step))
    #expect(abs(slope.elements[0] - gradient) < 1e-9)
    #expect(try run.value(of: node("w", program), after: 7) == nil)
  }

  @Test(arguments: [
    (Rehearsal.Rate(isNegated: true), 1.8), (Rehearsal.Rate(isLeftOut: true), 15.0),
    (Rehearsal.Rate(isNegated: true, isLeftOut: true), -9.0),
  ])
  func `the learning rate is taken otherwise`(_ rate: Rehearsal.Rate, _ w: Double) throws {
    let program = try program(descent)
    var conditions = Rehearsal.Conditions(program)
    conditions.steps = [1]
    conditions.rate = rate
    let run = try Rehearsal(program, conditions)
    let value = try #require(run.value(of: node("w", program), after: 1))
    #expect(abs(value.elements[0] - w) < 1e-12)
  }

  @Test func `someone's own gradient and weight are gone on with`() throws {
    let program = try program(descent)
    let (w, p) = (try node("w", program), try node("p", program))
    var conditions = Rehearsal.Conditions(program)
    conditions.steps = [1, 2]
    conditions.gradients = [Rehearsal.Given(w, after: 0, Tensor(-2))]
    var run = try Rehearsal(program, conditions)
    #expect(abs(try #require(run.value(of: w, after: 1)).elements[0] - 3.2) < 1e-12)
    conditions.gradients = []
    conditions.values = [Rehearsal.Given(w, after: 1, Tensor(5))]
    run = try Rehearsal(program, conditions)
    // p = 5 · 2 + 1.6 = 11.6, dL/dw = 2 · 1.6 · 2 = 6.4, w = 5 − 0.64.
    #expect(abs(try #require(run.value(of: p, after: 1)).elements[0] - 11.6) < 1e-12)
    #expect(abs(try #require(run.value(of: w, after: 2)).elements[0] - 4.36) < 1e-12)
  }

  // y = v h, h = w x: dL/dw = 2 (y − t) v x. With v' = v − η dL/dv in its place, the slip has a number.
  @Test func `a parameter is updated before the pass that updates it`() throws {
    let program = try program(
      """
      x = 1.5; target t = 0; param w = 2; param v = 0.5
      h = w * x; y = v * h; L = (y - t)^2
      minimize L over w, v with sgd(rate=0.1) for 1 step
      """
    )
    let (w, v) = (try node("w", program), try node("v", program))
    var conditions = Rehearsal.Conditions(program)
    conditions.updatedEarly = [v]
    let run = try Rehearsal(program, conditions)
    // y = 1.5, dL/dy = 3, dL/dv = 9, v' = −0.4, dL/dw = 3 · (−0.4) · 1.5.
    #expect(abs(try #require(run.gradient(of: w)).elements[0] + 1.8) < 1e-12)
    #expect(abs(try #require(run.gradient(of: v)).elements[0] - 9) < 1e-12)
    #expect(abs(try #require(run.value(of: w)).elements[0] - 2.18) < 1e-12)
  }

  @Test func `without a backward the gradient is that of the last step`() throws {
    let program = try program(descent)
    let run = try Rehearsal(program, Rehearsal.Conditions(program))
    #expect(abs(try #require(run.gradient(of: node("w", program))).elements[0]) < 1e-9)
    let own = try program.run()
    #expect(own.history[1]["w"]?.gradient == run.gradient(of: try node("w", program)))
  }

  @Test func `another output has a pass of its own`() throws {
    let program = try program("x = 3; q = x * x; f = 2 * q; backward f")
    let run = try Rehearsal(program, Rehearsal.Conditions(program))
    let (x, q) = (try node("x", program), try node("q", program))
    #expect(run.gradient(of: x) == Tensor(12))
    #expect(run.gradient(of: x, by: q) == Tensor(6))
    #expect(run.gradient(of: try node("f", program), by: q) == Tensor(0))
  }
}
