public import Autodiff

extension Trace {
  /// A forward step on one line: `q = x + y = -2 + 5 = 3`.
  ///
  /// Tensors of more than a few numbers are given by their shape.
  public func text(forward node: NodeID) -> String {
    var parts: [String] = []
    if let name = graph.name(of: node) { parts.append(name) }
    let written = graph.written(node, limit: 200)
    if !written.isEmpty { parts.append(written) }
    let operands = graph.operands(of: node)
    let values = operands.map { value(of: $0) }
    let isShort = values.allSatisfy { $0.elements.count <= 6 }
    if isShort, graph.operation(of: node).form != .postfix,
      graph.operation(of: node).name != "identity"
    {
      parts.append(
        graph.expression(
          of: node,
          operands: values.map { shortText($0) },
          strengths: Trace.strengths(of: values)
        )
      )
    }
    parts.append(shortText(value(of: node)))
    return parts.joined(separator: " = ")
  }

  /// A backward step on one line: what the consumer hands on, and the sum so far.
  public func text(backward contribution: Contribution, to node: NodeID, accumulated: Tensor)
    -> String
  {
    let consumer = graph.consumerLabel(of: contribution.consumer, limit: 80)
    let target = graph.label(of: node, limit: 80)
    var text = "grad \(target) from \(consumer): "
    if let local = localDerivative(of: contribution.consumer, slot: contribution.slot) {
      let upstream = upstream(of: contribution)
      text += "\(bracketed(upstream)) * \(bracketed(local)) = \(shortText(contribution.value))"
    } else {
      let rule = pullback(of: contribution.consumer, slot: contribution.slot)
      text += "\(rule) = \(shortText(contribution.value))"
    }
    return text + "; sum \(shortText(accumulated))"
  }

  /// A number or small array as shown to people; a larger one by its shape.
  public func shortText(_ tensor: Tensor, format: NumberFormat = .table, limit: Int = 6) -> String {
    tensor.elements.count > limit
      ? "(shape \(tensor.shape))" : tensor.text { format.text($0) }
  }

  private func bracketed(_ tensor: Tensor) -> String {
    let text = shortText(tensor)
    return text.utf8.first == UInt8(ascii: "-") ? "(\(text))" : text
  }

  /// How tightly values bind as operands: a negative number on the left of an operator needs no
  /// brackets, elsewhere it does.
  public static func strengths(of values: [Tensor]) -> [Int] {
    values.enumerated().map { place, value in
      guard value.scalar.map({ $0 < 0 }) ?? false, value.shape.isScalar else { return 5 }
      return place == 0 ? 3 : 0
    }
  }
}
