import Autodiff
import Testing

/// An operation run on tensors and, opened, on their scalars.
private struct Both {
  let folded: Trace
  let scalars: Trace
  let reading: TensorReading
  let inputs: [NodeID]
  let result: NodeID

  init(
    _ operation: Operation,
    _ operands: [Tensor],
    _ attributes: Attributes = Attributes(),
    opening: Graph.Opening = Graph.Opening(),
    seed: Tensor? = nil
  ) throws {
    let tried = OperationCase(operation: operation, operands: operands, attributes: attributes)
    var (trace, inputs, result) = try tried.run()
    trace.backward(from: result, seed: seed)
    var opened = try ScalarGraph(opening: trace.graph, opening)
    let output = try opened.output(for: result, seed: seed)
    var scalars = try Trace(running: opened.graph)
    scalars.backward(from: output.scalar, seed: Tensor(output.seed))
    folded = trace
    self.scalars = scalars
    reading = TensorReading(opened, scalars)
    self.inputs = inputs
    self.result = result
  }

  /// Compares values, gradients and contributions of every named node.
  func check(_ tolerance: Double = 1e-12) {
    let contributions = reading.contributions()
    #expect(scalars.graph.nodes.allSatisfy { scalars.graph.shape(of: $0).isScalar })
    for node in inputs + [result] {
      let name = folded.graph.label(of: node)
      let value = folded.value(of: node)
      #expect(agree(reading.value(of: node), value, tolerance), "\(name)")
      let gradient = folded.gradient(of: node) ?? Tensor(0)
      let opened = reading.gradient(of: node)
      #expect(
        opened.map { agree($0, gradient, tolerance) } ?? false,
        "\(name): \(opened?.plain ?? "none"), not \(gradient.plain)"
      )
      let parts = contributions[node.index] ?? []
      let expected = folded.contributions(to: node)
      if value.elements.isEmpty { continue }
      #expect(parts.map { $0.consumer } == expected.map { $0.consumer })
      for (part, whole) in zip(parts, expected) {
        #expect(part.slot == whole.slot && agree(part.value, whole.value, tolerance), "\(name)")
      }
    }
  }
}

@Suite struct `Graphs opened into scalars` {
  @Test(arguments: OperationCase.all.filter { $0.attributes.gathering == nil })
  func `every operation has its values and gradients`(tried: OperationCase) throws {
    var random = SplitMix(seed: 8)
    let seed = random.tensor(try tried.value().shape.axes, -1, 1)
    for opening in [Graph.Opening(), Graph.Opening(all: true)] {
      try Both(tried.operation, tried.operands, tried.attributes, opening: opening, seed: seed)
        .check()
    }
  }

  /// Operands whose largest or smallest elements tie, at kinks, and where open forms overflow.
  @Test(arguments: [
    ("max", [[2.0, 2, 1, 2]]), ("min", [[0.0, 0, 0]]), ("max", [[3.0, 3]]), ("min", [[-1.0, -1]]),
    ("maximum", [[1.0, 2], [1.0, 3]]), ("minimum", [[1.0, 2], [1.0, 3]]), ("prod", [[0.0, 0, 2]]),
    ("prod", [[0.0, 3, 2]]), ("norm", [[0.0, 0]]), ("std", [[4.0, 4, 4]]),
    ("softmax", [[1000.0, 0, -1000]]), ("log_softmax", [[1000.0, 0, -1000]]),
    ("logsumexp", [[-1000.0, -1001]]), ("softmax_cross_entropy", [[1000.0, 0], [0.0, 1]]),
    ("cross_entropy", [[1.0, 0], [1.0, 0]]), ("bce", [[1.0, 0], [1.0, 0]]),
    ("bce_with_logits", [[1000.0, -1000], [0.0, 1]]), ("kl_div", [[1.0, 0], [0.5, 0]]),
    ("sigmoid", [[-1000.0, 0, 1000]]), ("tanh", [[-1000.0, 0, 1000]]),
    ("softplus", [[-1000.0, 0, 1000]]), ("cosine_similarity", [[0.0, 0], [1.0, 2]]),
    ("hinge", [[1.0, -1], [1.0, -1]]), ("relu", [[0.0, -0.0, 1]]), ("abs", [[0.0, -2]]),
    ("categorical_hinge", [[1.0, 1, 1], [0.0, 0, 1]]), ("var", [[5.0, 5]]),
  ])
  func `ties, kinks and overflow are as folded`(name: String, numbers: [[Double]]) throws {
    let operation = try #require(Operation.function(named: name))
    var attributes = Attributes()
    attributes.first = 1
    if name.hasSuffix("softmax") { attributes.axes = [-1] }
    for opening in [Graph.Opening(), Graph.Opening(all: true)] {
      try Both(operation, numbers.map { Tensor($0) }, attributes, opening: opening).check()
    }
  }

  @Test func `ties in windows share`() throws {
    var attributes = Attributes()
    attributes.first = 2
    let image = Tensor([[1, 1, 0, 3], [1, 0, 3, 3], [0, 0, 2, 1], [0, 0, 1, 2]])
    try Both(.maxPool2d, [image], attributes).check()
    try Both(.avgPool2d, [image], attributes).check()
  }

  @Test func `nothing has the sum 0 and the product 1`() throws {
    for operation in [Operation.sum, .product, .norm] {
      try Both(operation, [Tensor([Double]())]).check()
    }
    let empty = Tensor(shape: Shape([2, 0]), elements: [])
    try Both(.matmul, [empty, Tensor(shape: Shape([0, 3]), elements: [])]).check()
  }

  // h = W x + b by hand: two products and one sum for each element of W x, one sum for each of b.
  @Test func `a layer becomes products and sums, called as its elements`() throws {
    var graph = Graph()
    let w = try graph.append(leaf: Tensor([[1, 2], [3, 4]]), role: .parameter)
    graph.name(w, "W")
    let x = try graph.append(leaf: Tensor([5, 6]), role: .input)
    graph.name(x, "x")
    let b = try graph.append(leaf: Tensor([7, 8]), role: .parameter)
    graph.name(b, "b")
    let product = try graph.append(.matmul, [w, x])
    let h = try graph.append(.add, [product, b])
    graph.name(h, "h")
    let opened = try ScalarGraph(opening: graph)
    #expect(
      opened.graph.names == [
        "W[0, 0]", "W[0, 1]", "W[1, 0]", "W[1, 1]", "x[0]", "x[1]", "b[0]", "b[1]", "h[0]", "h[1]",
      ]
    )
    let gates = opened.graph.nodes.filter { !opened.graph.isLeaf($0) }
    #expect(
      gates.map { opened.graph.operation(of: $0).name } == [
        "multiply", "multiply", "add", "multiply", "multiply", "add", "add", "add",
      ]
    )
    #expect(
      opened.graph.written(opened.scalars(of: h)[1])
        == "W[1, 0] * x[0] + W[1, 1] * x[1] + b[1]"
    )
    let trace = try Trace(running: opened.graph)
    #expect(opened.scalars(of: h).map { trace.value(of: $0).elements[0] } == [24, 47])
    #expect(opened.role(of: w) == .parameter)
    #expect(opened.owner(of: gates[0]) == product)
    #expect(opened.element(of: gates[0]) == nil)
    #expect(opened.element(of: opened.scalars(of: w)[2]) == 2)
  }

  @Test func `arranging makes no gate`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor([[1, 2], [3, 4]]), role: .input)
    graph.name(x, "x")
    let turned = try graph.append(.transpose, [x])
    var flat = Attributes()
    flat.shape = [4]
    let row = try graph.append(.reshape, [turned], flat)
    let sum = try graph.append(.sum, [row])
    graph.name(sum, "s")
    let opened = try ScalarGraph(opening: graph)
    #expect(opened.graph.count == 5)
    #expect(opened.scalars(of: row).map { $0.index } == [0, 2, 1, 3])
    var trace = try Trace(running: opened.graph)
    trace.backward(from: opened.scalars(of: sum)[0])
    let contributions = TensorReading(opened, trace).contributions()
    #expect(contributions[x.index]?.map { $0.consumer } == [turned])
    #expect(contributions[turned.index]?.map { $0.consumer } == [row])
  }

  @Test func `a product of a million times a thousand is refused`() throws {
    var graph = Graph()
    let a = try graph.append(leaf: Tensor(repeating: 1, shape: Shape([1000, 1000])), role: .input)
    let product = try graph.append(.matmul, [a, a])
    let fault = #expect(throws: Trace.Fault.self) { try ScalarGraph(opening: graph) }
    #expect(fault?.node == product || fault?.node == a)
    #expect(fault?.error == .tooManyScalars(limit: ScalarGraph.nodeLimit))
  }

  @Test func `a maximum of very many is refused, not waited for`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(repeating: 1, shape: Shape([20_000])), role: .input)
    let top = try graph.append(.max, [x])
    let fault = #expect(throws: Trace.Fault.self) { try ScalarGraph(opening: graph) }
    #expect(fault?.node == top)
  }
}

extension ScalarGraph {
  /// The role of the scalars of a leaf.
  fileprivate func role(of node: NodeID) -> LeafRole? {
    scalars(of: node).first.flatMap { graph.role(of: $0) }
  }
}
