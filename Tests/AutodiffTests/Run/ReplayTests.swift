import Autodiff
import Testing

@Suite struct `Running a graph again` {
  /// The sum of x·y + x over y and 2 y.
  private func trace(_ x: Double, _ y: Double) throws -> (Trace, x: NodeID, y: NodeID, f: NodeID) {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(x), role: .parameter)
    let y = try graph.append(leaf: Tensor([y, 2 * y]), role: .input)
    let product = try graph.append(.multiply, [x, y])
    let sum = try graph.append(.add, [product, x])
    let f = try graph.append(.sum, [sum])
    return (try Trace(running: graph), x, y, f)
  }

  @Test func `other leaves give the values of a fresh run`() throws {
    var (again, x, y, _) = try trace(2, 3)
    try again.replay([y, x], with: [[5, 10], [-1]])
    let (fresh, _, _, _) = try trace(-1, 5)
    for node in fresh.graph.nodes { #expect(again.value(of: node) == fresh.value(of: node)) }
    #expect(again.graph.leafValue(of: y) == Tensor([5, 10]))
    #expect(again.graph.leafValue(of: x) == Tensor(-1))
    #expect(!again.graph.nodes.isEmpty)
  }

  @Test func `the last pass stays as it ran`() throws {
    var (again, x, y, f) = try trace(2, 3)
    again.backward(from: f)
    let before = again.contributions(to: x)
    let local = again.localDerivative(of: f, slot: 0)
    let check = again.gradientCheck()
    try again.replay([x], with: [[100]])
    #expect(again.contributions(to: x) == before)
    #expect(again.localDerivative(of: f, slot: 0) == local)
    #expect(again.gradient(of: y) == Tensor([2, 2]))
    #expect(again.valueDuringPass(of: x) == Tensor(2))
    #expect(again.value(of: x) == Tensor(100))
    #expect(again.gradientCheck() == check)
    again.backward(from: f)
    #expect(again.gradient(of: y) == Tensor([100, 100]))
  }

  @Test func `gradients can be asked for without a pass`() throws {
    let (trace, x, y, f) = try trace(2, 3)
    var pass = ReversePass()
    let gradients = trace.gradients(of: f, at: [y, x], using: &pass)
    #expect(gradients == [Tensor([2, 2]), Tensor(11)])
    #expect(trace.pass == nil)
    let none = trace.gradients(of: x, at: [y], using: &pass)
    #expect(none == [Tensor([0, 0])])
  }
}
