import Autodiff
import Testing

@Suite struct `Graphs` {
  /// (x + y) z at −2, 5, −4.
  private func classic() throws -> (Graph, x: NodeID, y: NodeID, z: NodeID, q: NodeID, f: NodeID) {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(-2), role: .input)
    let y = try graph.append(leaf: Tensor(5), role: .input)
    let z = try graph.append(leaf: Tensor(-4), role: .parameter)
    let q = try graph.append(.add, [x, y])
    let f = try graph.append(.multiply, [q, z])
    for (node, name) in [(x, "x"), (y, "y"), (z, "z"), (q, "q"), (f, "f")] {
      graph.name(node, name)
    }
    return (graph, x, y, z, q, f)
  }

  @Test func `are read as they were built`() throws {
    let (graph, x, _, z, q, f) = try classic()
    #expect(graph.count == 5)
    #expect(graph.nodes.map { $0.index } == [0, 1, 2, 3, 4])
    #expect(graph.operands(of: f) == [q, z])
    #expect(graph.operation(of: q).name == "add")
    #expect(graph.isLeaf(x))
    #expect(!graph.isLeaf(q))
    #expect(graph.role(of: z) == .parameter)
    #expect(graph.role(of: q) == nil)
    #expect(graph.shape(of: f) == .scalar)
    #expect(graph.elementCount == 5)
    #expect(graph.useCount == 4)
    #expect(graph.names == ["x", "y", "z", "q", "f"])
    #expect(graph.node(named: "q") == q)
    #expect(graph.node(named: "nix") == nil)
    #expect(graph.name(of: f) == "f")
    #expect(graph.leafValue(of: z) == Tensor(-4))
  }

  @Test func `a trace holds values, gradients, contributions and steps`() throws {
    let (graph, x, y, z, q, f) = try classic()
    var trace = try Trace(running: graph)
    #expect(trace.value(of: f) == Tensor(-12))
    #expect(trace.gradient(of: x) == nil)
    #expect(trace.stepCount == 2)
    trace.backward(from: f)
    #expect(
      [x, y, z, q, f].map { trace.gradient(of: $0) } == [-4, -4, 3, -4, 1].map { Tensor($0) }
    )
    #expect(trace.contributions(to: x).map { $0.consumer } == [q])
    #expect(trace.contributions(to: x).map { $0.slot } == [0])
    #expect(trace.contribution(of: f, slot: 1)?.value == Tensor(3))
    #expect(trace.localDerivative(of: f, slot: 0) == Tensor(-4))
    #expect(trace.stepCount == 6)
    var backward: [(Int, Int)] = []
    trace.forEachStep { index, step in
      if case .backward(let contribution, let node, let sum) = step {
        backward.append((index, node.index))
        #expect(sum == contribution.value)
      }
    }
    #expect(backward.map { $0.0 } == [3, 4, 5, 6])
    #expect(backward.map { $0.1 } == [3, 2, 0, 1])
    #expect(trace.steps.count == 6)
  }

  @Test func `a seed scales everything, and a second pass starts anew`() throws {
    let (graph, x, _, _, q, f) = try classic()
    var trace = try Trace(running: graph)
    trace.backward(from: f, seed: Tensor(2))
    #expect(trace.gradient(of: x) == Tensor(-8))
    trace.backward(from: q)
    #expect(trace.gradient(of: x) == Tensor(1))
    #expect(trace.gradient(of: f) == nil)
    #expect(trace.contributions(to: q).isEmpty)
  }

  @Test func `sums accumulate use by use`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(3), role: .input)
    let a = try graph.append(.multiply, [x, x])
    let y = try graph.append(.add, [a, x])
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    var sums: [Double] = []
    trace.forEachStep { _, step in
      if case .backward(_, x, let sum) = step { sums.append(sum.scalar ?? .nan) }
    }
    // y hands 1 on to a and to x; a hands 3 and 3.
    #expect(sums == [1, 4, 7])
  }

  /// Operations with operands that do not fit, and what is said of them.
  static let misfits: [(operation: Operation, shapes: [[Int]], message: String)] = [
    (.add, [[2], [3]], "add expects shapes that broadcast together, found [2] and [3]"),
    (.matmul, [[2, 3], [2, 4]], "matmul expects [M, K] · [K, N], found [2, 3] and [2, 4]"),
    (.matmul, [[3], [2]], "matmul expects [K] · [K], found [3] and [2]"),
    (.matmul, [[], [2]], "matmul expects [M, K] · [K], found [] and [2]"),
    (.matmul, [[2, 2, 2], [2, 2]], "matmul expects [M, K] · [K, N], found [2, 2, 2] and [2, 2]"),
    (.outer, [[2, 2], [2]], "outer expects [M] and [N], found [2, 2] and [2]"),
    (.stack, [[2], [3]], "stack expects equal shapes, found [2] and [3]"),
    (.concat, [[2], [2, 2]], "concat expects equal shapes but for axis 0, found [2] and [2, 2]"),
    (.mean, [[0]], "mean expects at least one element, found none"),
    (.add, [[2]], "add expects 2 operands, found 1"),
    (.exp, [[2], [2]], "exp expects 1 operand, found 2"),
    (.klDivergence, [[2], []], "kl_div expects equal shapes, found [2] and []"),
  ]

  @Test(arguments: misfits)
  func `operands that do not fit are refused`(
    row: (operation: Operation, shapes: [[Int]], message: String)
  ) throws {
    var graph = Graph()
    var operands: [NodeID] = []
    for axes in row.shapes {
      operands.append(
        try graph.append(leaf: Tensor(repeating: 1, shape: Shape(axes)), role: .input)
      )
    }
    #expect {
      try graph.append(row.operation, operands)
    } throws: { error in
      (error as? GraphError)?.message == row.message
    }
  }

  @Test func `axes are refused where there are none, and twice`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor([1, 2]), role: .input)
    let s = try graph.append(leaf: Tensor(1), role: .input)
    func message(_ node: NodeID, _ axes: [Int]) -> String? {
      var attributes = Attributes()
      attributes.axes = axes
      do throws(GraphError) {
        _ = try graph.append(.sum, [node], attributes)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message(x, [1]) == "sum expects an axis from -1 to 0, found 1 for shape [2]")
    #expect(message(x, [0, -1]) == "sum expects each axis once, found 0 twice")
    #expect(message(s, [0]) == "sum expects at least one axis to work along, found a scalar")
    #expect(message(x, [-1]) == nil)
  }

  @Test func `too many numbers and too many axes are refused before they are stored`() throws {
    var graph = Graph()
    let row = try graph.append(leaf: Tensor(repeating: 0, shape: Shape([1 << 14])), role: .input)
    #expect(throws: GraphError.tooManyElements(limit: Graph.elementLimit)) {
      try graph.append(.outer, [row, row])
    }
    #expect(graph.count == 1)
    #expect(throws: GraphError.tooManyAxes(limit: 256, found: 300)) {
      try graph.append(
        leaf: Tensor(repeating: 0, shape: Shape([Int](repeating: 1, count: 300))),
        role: .input
      )
    }
  }

  @Test func `shrink back to a mark`() throws {
    var (graph, x, _, _, _, f) = try classic()
    let before = graph
    let mark = graph.mark
    let group = graph.openGroup(function: "g", parent: nil)
    let leaf = try graph.append(leaf: Tensor([1, 2]), role: .constant, group: group)
    var attributes = Attributes()
    attributes.axes = [0]
    let sum = try graph.append(.sum, [leaf], attributes, group: group)
    graph.describe(sum, as: "a sum")
    graph.close(group: group, result: try graph.append(.multiply, [sum, f], group: group))
    graph.shrink(to: mark)
    #expect(graph.count == before.count)
    #expect(graph.useCount == before.useCount)
    #expect(graph.elementCount == before.elementCount)
    #expect(graph.groups.isEmpty)
    let y = try graph.append(.add, [f, x])
    #expect(try Trace(running: graph).value(of: y) == Tensor(-14))
  }

  @Test func `an empty tensor goes through every operation that allows it`() throws {
    var graph = Graph()
    let axes = [0, 1 << 26, 1 << 26, 1 << 26]
    let x = try graph.append(leaf: Tensor(shape: Shape(axes), elements: []), role: .input)
    let y = try graph.append(.transpose, [try graph.append(.exp, [x])])
    let z = try graph.append(.sum, [try graph.append(.multiply, [y, y])])
    var trace = try Trace(running: graph)
    trace.backward(from: z)
    #expect(trace.value(of: z) == Tensor(0))
    #expect(trace.gradient(of: x)?.elements == [])
  }
}
