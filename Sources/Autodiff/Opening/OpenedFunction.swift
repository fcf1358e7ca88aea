/// A function's open form on tensors, built as a graph of its own and tried.
struct OpenedFunction {
  /// The operands as leaves, and the gates.
  let graph: Graph
  /// The run of ``graph``.
  let trace: Trace
  /// The leaves, in order.
  let operands: [NodeID]
  /// The result.
  let result: NodeID

  /// Builds and runs the open form of an operation on values; nil where it has none, or where its value
  /// or its gradients are not those of the operation itself.
  ///
  /// They differ where the closed form keeps off an overflow (a softmax of 1000), where 0 times an
  /// infinite slope stands in the open form (a norm at 0, 0·ln 0), and nowhere else.
  init?(faithfulTo operation: Operation, _ values: [Tensor], _ attributes: Attributes) {
    guard let expansion = operation.expansion,
      let opened = OpenedFunction.built(
        values,
        { (gates, leaves) throws(GraphError) in try expansion(&gates, leaves, attributes) }
      ),
      let closed = OpenedFunction.built(
        values,
        { (gates, leaves) throws(GraphError) in
          try gates.graph.append(operation, leaves, attributes)
        }
      ),
      opened.agrees(with: closed)
    else { return nil }
    self = opened
  }

  private init(graph: Graph, trace: Trace, operands: [NodeID], result: NodeID) {
    self.graph = graph
    self.trace = trace
    self.operands = operands
    self.result = result
  }

  private static func built(
    _ values: [Tensor],
    _ make: (inout GateBuilder, [NodeID]) throws(GraphError) -> NodeID
  ) -> OpenedFunction? {
    do throws(GraphError) {
      var graph = Graph()
      var operands: [NodeID] = []
      for value in values { operands.append(try graph.append(leaf: value, role: .input)) }
      let group = graph.openGroup(function: "", parent: nil)
      var gates = GateBuilder(graph: graph, group: group)
      let result = try make(&gates, operands)
      guard var trace = try? Trace(running: gates.graph) else { return nil }
      // Numbers that differ: a softmax hands nothing back of equal ones.
      var seed = Tensor(repeating: 1, shape: gates.graph.shape(of: result))
      for i in seed.elements.indices { seed.elements[i] = 0.5 + Double(i * 7 % 16) / 16 }
      trace.backward(from: result, seed: seed)
      return OpenedFunction(graph: gates.graph, trace: trace, operands: operands, result: result)
    } catch {
      return nil
    }
  }

  private func agrees(with other: OpenedFunction) -> Bool {
    guard isClose(trace.value(of: result), other.trace.value(of: other.result)) else {
      return false
    }
    for (own, its) in zip(operands, other.operands) {
      guard let a = trace.gradient(of: own), let b = other.trace.gradient(of: its),
        isClose(a, b)
      else { return false }
    }
    return true
  }

  /// Equal up to rounding, measured by the tensor's largest element; NaN and infinities are equal to
  /// themselves.
  private func isClose(_ a: Tensor, _ b: Tensor) -> Bool {
    var scale = 0.0
    for x in b.elements where x.isFinite { scale = max(scale, x.magnitude) }
    for (x, y) in zip(a.elements, b.elements) {
      if x == y || (x.isNaN && y.isNaN) { continue }
      guard (x - y).magnitude <= 1e-11 * scale else { return false }
    }
    return true
  }
}
