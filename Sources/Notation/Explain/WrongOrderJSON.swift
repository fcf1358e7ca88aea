internal import Autodiff

extension WrongOrderDemonstration {
  /// The demonstration as one JSON object of the form `gradus-explain-order/1`, in UTF-8, ended by a
  /// line end.
  public func json() -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-explain-order/1")
    if let builtIn {
      json.line(2)
      json.key("program")
      json.string(builtIn)
    }
    json.line(2)
    json.key("tooEarly")
    json.string(label(order.node))
    json.line(2)
    json.key("arrived")
    write(order.early, &json)
    json.line(2)
    json.key("tooLate")
    write(order.late, &json)
    json.line(2)
    json.key("held")
    json.tensor(order.partial)
    json.key("gradient")
    json.tensor(order.full)
    json.line(2)
    json.key("handedOn")
    json.open("[")
    for handed in order.handed {
      json.open("{")
      json.key("to")
      json.string(label(handed.operand))
      json.key("wrong")
      json.tensor(handed.wrong)
      json.key("right")
      json.tensor(handed.right)
      json.close("}")
    }
    json.close("]")
    json.line(2)
    json.key("gradients")
    json.open("[")
    for node in order.affected {
      json.line(4)
      json.open("{")
      json.key("of")
      json.string(label(node.node))
      json.key("wrong")
      json.tensor(node.wrong)
      json.key("right")
      json.tensor(node.right)
      json.close("}")
    }
    json.close("]", indent: order.affected.isEmpty ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private func write(_ contributions: [Contribution], _ json: inout JSONText) {
    json.open("[")
    for contribution in contributions {
      json.open("{")
      json.key("through")
      json.string(label(contribution.consumer))
      json.key("value")
      json.tensor(contribution.value)
      json.close("}")
    }
    json.close("]")
  }

  private func label(_ node: NodeID) -> String { run.trace.graph.label(of: node, limit: 80) }
}
