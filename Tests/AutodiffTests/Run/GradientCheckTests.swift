import Autodiff
import Testing

@Suite struct `The engine's gradient check` {
  private func check(_ x: Double, _ operation: Operation) throws -> GradientCheck {
    var graph = Graph()
    let leaf = try graph.append(leaf: Tensor(x), role: .input)
    let y = try graph.append(operation, [leaf])
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    return trace.gradientCheck()
  }

  @Test func `agrees where the function is smooth`() throws {
    for x in [-700.0, -3, -1e-9, 1e-9, 0.3, 20] {
      let check = try check(x, .sigmoid)
      #expect(check.compared == 2)
      #expect((check.largest?.relative ?? 1) < 1e-9)
      #expect(check.kinks.isEmpty)
    }
  }

  @Test(arguments: [Operation.abs, .relu])
  func `leaves a kink out and says so`(operation: Operation) throws {
    let at = try check(0, operation)
    #expect(at.kinks.map { $0.node } == [NodeID(0)] || operation.name == "abs")
    #expect((at.largest?.relative ?? 0) <= 1e-6)
    let beside = try check(1e-3, operation)
    #expect(beside.kinks.isEmpty)
    #expect((beside.largest?.relative ?? 1) <= 1e-6)
  }

  @Test func `compares every element, with the seed taken into account`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor([1, 2, 3]), role: .input)
    let y = try graph.append(.square, [x])
    var trace = try Trace(running: graph)
    trace.backward(from: y, seed: Tensor([1, 0, -2]))
    let check = trace.gradientCheck()
    #expect(check.compared == 6)
    #expect((check.largest?.relative ?? 1) < 1e-9)
  }

  @Test func `beyond its budget it leaves elements out and counts them`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(repeating: 1, shape: Shape([50])), role: .input)
    let y = try graph.append(.exp, [x])
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    let check = trace.gradientCheck(budget: 1000)
    #expect(check.leftOut > 0)
    #expect(check.compared + check.leftOut == 100)
    #expect(check.compared > 0)
  }

  @Test func `without a reverse pass there is nothing to compare`() throws {
    var graph = Graph()
    _ = try graph.append(leaf: Tensor(1), role: .input)
    #expect(try Trace(running: graph).gradientCheck().compared == 0)
  }
}
