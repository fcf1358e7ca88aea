extension Trace {
  /// The local derivative of a consumer with respect to one of its operands, where a number or an
  /// array of the operand's shape says it all: the contribution is then the upstream gradient times
  /// it.
  ///
  /// Nil for matrix products, softmax and what else mixes elements; see ``pullback(of:slot:)``.
  public func localDerivative(of consumer: NodeID, slot: Int) -> Tensor? {
    localView(of: consumer, slot: slot)?.tensor
  }

  /// What ``localDerivative(of:slot:)`` returns, a number by itself where it is one.
  package func localView(of consumer: NodeID, slot: Int) -> TensorView? {
    if let number = localNumber(of: consumer, slot: slot) { return .number(number) }
    let values = pass?.values ?? values
    let operand = graph.operand(of: consumer, slot: slot)
    let shape = graph.shape(of: operand)
    let output = graph.shape(of: consumer)
    guard output.count == 1 || (graph.operation(of: consumer).isElementwise && shape == output)
    else { return nil }
    var local = [Double](repeating: 0, count: shape.count)
    let start = graph.offset(of: consumer)
    switch graph.operation(of: consumer).rule {
    case .leaf: return nil
    case .unary(_, let derivative):
      let attributes = graph.attributes(of: consumer)
      let input = graph.offset(of: operand)
      for i in local.indices {
        local[i] = derivative(values[input + i], values[start + i], attributes)
      }
    case .binary(_, let left, let right):
      let origin = graph.offset(of: operand)
      graph.pairs(of: consumer) { i, a, b in
        let slope = slot == 0 ? left : right
        local[(slot == 0 ? a : b) - origin] += slope(values[a], values[b], values[start + i])
      }
    case .tensor(let rule):
      var frame = graph.frame(of: consumer, upstream: 0)
      for earlier in frame.operands.prefix(slot) { frame.before += earlier.shape.count }
      rule.backward(frame, values, [1], slot, &local, 0)
    }
    return TensorView(shape, local[...])
  }

  /// The local derivative of an operation on one number or two.
  private func localNumber(of consumer: NodeID, slot: Int) -> Double? {
    guard graph.isScalar(consumer) else { return nil }
    let operand = graph.operand(of: consumer, slot: slot)
    guard graph.isScalar(operand) else { return nil }
    let values = pass?.values ?? values
    let value = values[graph.offset(of: consumer)]
    switch graph.operation(of: consumer).rule {
    case .unary(_, let derivative):
      return derivative(values[graph.offset(of: operand)], value, graph.attributes(of: consumer))
    case .binary(_, let left, let right):
      let a = values[graph.offset(of: graph.operand(of: consumer, slot: 0))]
      let b = values[graph.offset(of: graph.operand(of: consumer, slot: 1))]
      // What is 0 has no sign, as in a sum of one.
      return 0 + (slot == 0 ? left(a, b, value) : right(a, b, value))
    case .leaf, .tensor: return nil
    }
  }

  /// How the contribution to an operand is computed, in the notation with `upstream` for what
  /// arrived: `W.T @ upstream`, `sum(upstream, axis=0)`.
  public func pullback(of consumer: NodeID, slot: Int) -> String {
    let operation = graph.operation(of: consumer)
    let templates = operation.pullbacks
    let template =
      templates.isEmpty ? "upstream * local" : templates[min(slot, templates.count - 1)]
    var names: [String] = []
    for slot in 0..<min(2, graph.operandCount(of: consumer)) {
      let operand = graph.operand(of: consumer, slot: slot)
      let label = graph.label(of: operand, limit: 60)
      names.append(graph.strength(of: operand) < 5 ? "(" + label + ")" : label)
    }
    let rule = template.filling(names, result: graph.label(of: consumer, limit: 60))
    guard operation.isElementwise else { return rule }
    return summed(
      rule,
      from: graph.shape(of: consumer),
      to: graph.shape(of: graph.operand(of: consumer, slot: slot))
    )
  }

  private func summed(_ rule: String, from output: Shape, to operand: Shape) -> String {
    guard output != operand else { return rule }
    if operand.count == 1, operand.rank == 0 { return "sum(" + rule + ")" }
    let lead = output.rank - operand.rank
    var axes: [String] = []
    var keeps = false
    for axis in 0..<output.rank {
      if axis < lead {
        axes.append(String(axis))
      } else if operand.axes[axis - lead] == 1, output.axes[axis] != 1 {
        axes.append(String(axis))
        keeps = true
      }
    }
    var list = ""
    for (i, axis) in axes.enumerated() { list += (i > 0 ? ", " : "") + axis }
    if axes.count != 1 { list = "[" + list + "]" }
    return "sum(" + rule + ", axis=" + list + (keeps ? ", keepdims=true)" : ")")
  }
}
