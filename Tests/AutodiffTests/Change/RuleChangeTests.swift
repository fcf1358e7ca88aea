import Autodiff
import Testing

/// Rules laid over an operation's own: the graph runs as any other, with just that changed.
struct RuleChangeTests {
  /// f = (x + y) · z at x = −2, y = 5, z = −4.
  private func classic() throws -> (Graph, x: NodeID, q: NodeID, z: NodeID, f: NodeID) {
    var graph = Graph()
    let x = try graph.append(leaf: -2, role: .input)
    let y = try graph.append(leaf: 5, role: .input)
    let z = try graph.append(leaf: -4, role: .input)
    let q = try graph.append(.add, [x, y])
    let f = try graph.append(.multiply, [q, z])
    return (graph, x, q, z, f)
  }

  private func run(_ graph: Graph, from output: NodeID) throws -> Trace {
    var trace = try Trace(running: graph)
    trace.backward(from: output)
    return trace
  }

  @Test func `a value put in is used by everything after it, on both ways`() throws {
    var (graph, x, q, z, f) = try classic()
    graph.change(q, RuleChange(value: { _, own in Tensor(own.elements[0] + 4) }))
    let trace = try run(graph, from: f)
    #expect(trace.value(of: q) == Tensor(7))
    #expect(trace.value(of: f) == Tensor(-28))
    #expect(trace.gradient(of: z) == Tensor(7))
    #expect(trace.gradient(of: x) == Tensor(-4))
  }

  @Test func `a contribution is changed for one operand and left for the other`() throws {
    var (graph, x, q, z, f) = try classic()
    graph.change(
      f,
      RuleChange(contribution: { use in use.slot == 0 ? use.own(Tensor(10)) : nil })
    )
    let trace = try run(graph, from: f)
    #expect(trace.gradient(of: q) == Tensor(-40))
    #expect(trace.gradient(of: x) == Tensor(-40))
    #expect(trace.gradient(of: z) == Tensor(3))
  }

  @Test func `changes are laid one over the other, the later around the earlier`() throws {
    var (graph, _, q, z, f) = try classic()
    graph.change(f, RuleChange(contribution: { $0.own(Tensor($0.upstream.elements[0] * 2)) }))
    graph.change(
      f,
      RuleChange(contribution: { use in Tensor(use.own(use.upstream).elements[0] + 1) })
    )
    let trace = try run(graph, from: f)
    #expect(trace.gradient(of: q) == Tensor(-7))
    #expect(trace.gradient(of: z) == Tensor(7))
  }

  @Test func `the rule as it stands sees operands, value and upstream gradient`() throws {
    var graph = Graph()
    let a = try graph.append(leaf: Tensor([[1, 2], [3, 4]]), role: .input)
    let b = try graph.append(leaf: Tensor([[5, 6], [7, 8]]), role: .input)
    let c = try graph.append(.matmul, [a, b])
    let s = try graph.append(.sum, [c])
    graph.change(
      c,
      RuleChange(contribution: { use in
        #expect(use.operands.map { $0.elements } == [[1, 2, 3, 4], [5, 6, 7, 8]])
        #expect(use.value.elements == [19, 22, 43, 50])
        #expect(use.upstream.elements == [1, 1, 1, 1])
        return nil
      })
    )
    let trace = try run(graph, from: s)
    #expect(trace.gradient(of: a)?.elements == [11, 15, 11, 15])
    #expect(trace.gradient(of: b)?.elements == [4, 4, 6, 6])
  }

  @Test(arguments: [Operation.relu, .sigmoid, .tanh, .exp, .softplus])
  func `a change that gives the rule's own numbers changes nothing`(_ operation: Operation) throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor([-1.5, 0, 0.5, 2]), role: .input)
    let w = try graph.append(leaf: 1.25, role: .parameter)
    let y = try graph.append(operation, [try graph.append(.multiply, [x, w])])
    let s = try graph.append(.sum, [y])
    let right = try run(graph, from: s)
    for node in graph.nodes where !graph.isLeaf(node) {
      graph.change(
        node,
        RuleChange(value: { _, own in own }, contribution: { $0.own($0.upstream) })
      )
    }
    let changed = try run(graph, from: s)
    for node in graph.nodes {
      #expect(changed.value(of: node) == right.value(of: node))
      #expect(changed.gradient(of: node) == right.gradient(of: node))
    }
  }

  @Test func `a leaf is given another value, and keeps its rule, since it has none`() throws {
    var (graph, x, q, _, f) = try classic()
    graph.change(x, RuleChange(value: { _, _ in Tensor(100) }))
    graph.give(x, Tensor(1))
    let trace = try Trace(running: graph)
    #expect(trace.value(of: q) == Tensor(6))
    #expect(trace.value(of: f) == Tensor(-24))
  }

  @Test func `leaves can be read with another value on the way back only`() throws {
    let (graph, _, q, z, f) = try classic()
    var trace = try Trace(running: graph)
    trace.backward(from: f, reading: [(z, Tensor(-5))])
    #expect(trace.value(of: f) == Tensor(-12))
    #expect(trace.gradient(of: q) == Tensor(-5))
    #expect(trace.gradient(of: z) == Tensor(3))
  }
}
