extension Trace {
  /// What operand `slot` of a consumer would receive if `upstream` had arrived at the consumer: the
  /// operation's own backward rule, at the values of the last reverse pass.
  ///
  /// The paths of a gradient and a pass in another order are made of it.
  ///
  /// - Precondition: `upstream` has the consumer's shape.
  public func contribution(of consumer: NodeID, slot: Int, upstream: Tensor) -> Tensor {
    Tensor(
      shape: graph.shape(of: graph.operand(of: consumer, slot: slot)),
      elements: graph.contribution(
        of: consumer,
        slot: slot,
        upstream: upstream.elements,
        values: pass?.values ?? values
      )
    )
  }
}

extension Graph {
  /// What operand `slot` of a node receives of `upstream`, by the rule of the node's operation.
  func contribution(
    of node: NodeID,
    slot: Int,
    upstream: [Double],
    values: [Double]
  ) -> [Double] {
    let operand = operand(of: node, slot: slot)
    var contribution = [Double](repeating: 0, count: shape(of: operand).count)
    switch operation(of: node).rule {
    case .leaf: break
    case .unary, .binary:
      for element in upstream.indices {
        let place = operandElement(of: node, slot: slot, for: element)
        contribution[place] +=
          upstream[element] * slope(of: node, slot: slot, at: element, values)
      }
    case .tensor(let rule):
      var frame = frame(of: node, upstream: 0)
      for earlier in frame.operands.prefix(slot) { frame.before += earlier.shape.count }
      rule.backward(frame, values, upstream, slot, &contribution, 0)
    }
    return contribution
  }

  /// The local derivative of element `element` of an elementwise node with respect to the element of
  /// operand `slot` that it is computed from.
  func slope(of node: NodeID, slot: Int, at element: Int, _ values: [Double]) -> Double {
    func operandValue(_ slot: Int) -> Double {
      values[
        offset(of: operand(of: node, slot: slot))
          + operandElement(of: node, slot: slot, for: element)
      ]
    }
    let result = values[offset(of: node) + element]
    switch operation(of: node).rule {
    case .unary(_, let derivative):
      return derivative(operandValue(0), result, attributes(of: node))
    case .binary(_, let left, let right):
      return (slot == 0 ? left : right)(operandValue(0), operandValue(1), result)
    case .leaf, .tensor: return 0
    }
  }
}
