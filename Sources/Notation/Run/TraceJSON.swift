internal import Autodiff

extension ProgramRun {
  /// The run as one JSON object of the form `gradus-trace/1`, in UTF-8, ended by a line end.
  public func json() -> [UInt8] {
    var bytes: [UInt8] = []
    json { bytes += $0 }
    return bytes
  }

  /// The same, handed to `sink` a part at a time, so that a long run is never in memory twice.
  public func json(_ sink: ([UInt8]) -> Void) {
    withoutActuallyEscaping(sink) { write(JSONText($0)) }
  }

  private func write(_ text: consuming JSONText) {
    var json = text
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-trace/1")
    let tensors = tensors
    write(named: "values", &json) { tensors.valueView(of: $0) }
    write(named: "gradients", &json) { tensors.gradientView(of: $0) }
    contributions(&json)
    steps(&json)
    history(&json)
    expectations(&json)
    warnings(&json)
    json.close("}", indent: 0)
    json.raw("\n")
    json.finish()
  }

  /// How long an expression may be that stands for a node: long enough for any that people write,
  /// short enough that the steps of a very long sum do not fill the memory.
  private var labelLimit: Int { max(80, min(1000, 40_000_000 / max(1, trace.stepCount))) }

  private func write(
    named key: String,
    _ json: inout JSONText,
    _ tensor: (NodeID) -> TensorView?
  ) {
    json.line(2)
    json.key(key)
    json.open("{")
    for (name, node) in zip(program.graph.names, program.graph.namedNodes) {
      guard let tensor = tensor(node) else { continue }
      json.line(4)
      json.key(name)
      json.tensor(tensor)
    }
    json.close("}", indent: 2)
  }

  private func contributions(_ json: inout JSONText) {
    if program.scalars != nil { return tensorContributions(&json) }
    let (limit, uses) = (labelLimit, trace.usesByNode)
    json.line(2)
    json.key("contributions")
    json.open("{")
    for (name, node) in zip(trace.graph.names, trace.graph.namedNodes) {
      guard trace.gradientView(of: node) != nil else { continue }
      json.line(4)
      json.key(name)
      json.open("[")
      uses.forEach(of: node) { consumer, slot in
        guard let value = trace.contributionView(of: consumer, slot: slot) else { return }
        json.fields(Pieces.through)
        label(trace.graph.caller(of: consumer), limit, &json)
        json.fields(Pieces.value)
        json.tensor(value)
        json.close("}")
      }
      json.close("]")
    }
    json.close("}", indent: 2)
  }

  /// Contributions put together from those of the scalars.
  private func tensorContributions(_ json: inout JSONText) {
    let (tensors, graph) = (tensors, program.graph)
    let byNode = tensors.reading?.contributions() ?? [:]
    json.line(2)
    json.key("contributions")
    json.open("{")
    for (name, node) in zip(graph.names, graph.namedNodes) {
      guard tensors.gradient(of: node) != nil else { continue }
      json.line(4)
      json.key(name)
      json.open("[")
      for contribution in byNode[node.index] ?? [] {
        json.fields(Pieces.through)
        json.string(graph.consumerLabel(of: contribution.consumer, limit: labelLimit))
        json.fields(Pieces.value)
        json.tensor(contribution.value)
        json.close("}")
      }
      json.close("]")
    }
    json.close("}", indent: 2)
  }

  private func steps(_ json: inout JSONText) {
    json.line(2)
    json.key("steps")
    json.open("[")
    let limit = labelLimit
    trace.forEachStep { index, node in
      begin(step: index, &json)
      forward(node, limit, &json)
      json.close("}")
    } backward: { index, step in
      begin(step: index, &json)
      backward(step, limit, &json)
      json.close("}")
    }
    json.close("]", indent: 2)
  }

  private func begin(step index: Int, _ json: inout JSONText) {
    json.line(4)
    json.fields(Pieces.index)
    json.integer(index)
  }

  private func forward(_ node: NodeID, _ limit: Int, _ json: inout JSONText) {
    json.fields(Pieces.forwardNode)
    label(node, limit, &json)
    json.fields(Pieces.operation)
    json.string(trace.graph.operation(of: node).name)
    json.fields(Pieces.inputs)
    for slot in 0..<trace.graph.operandCount(of: node) {
      label(trace.graph.operand(of: node, slot: slot), limit, &json)
    }
    json.close("]")
    json.fields(Pieces.text)
    json.beginString()
    trace.write(forward: node, to: &json.text)
    json.endString()
    json.fields(Pieces.value)
    json.tensor(trace.valueView(of: node))
  }

  private func backward(_ step: BackwardStepView, _ limit: Int, _ json: inout JSONText) {
    json.fields(Pieces.backwardNode)
    label(step.consumer, limit, &json)
    json.fields(Pieces.to)
    label(step.operand, limit, &json)
    let local = trace.localView(of: step.consumer, slot: step.slot)
    if let local {
      json.fields(Pieces.local)
      json.tensor(local)
    } else {
      json.fields(Pieces.rule)
      json.string(trace.pullback(of: step.consumer, slot: step.slot))
    }
    json.fields(Pieces.upstream)
    json.tensor(trace.gradientView(of: step.consumer) ?? .number(0))
    json.fields(Pieces.contribution)
    json.tensor(step.contribution)
    json.fields(Pieces.accumulated)
    json.tensor(step.accumulated)
    json.fields(Pieces.text)
    json.beginString()
    trace.write(backward: step, local: local, to: &json.text)
    json.endString()
  }

  private func label(_ node: NodeID, _ limit: Int, _ json: inout JSONText) {
    json.beginString()
    trace.graph.writeLabel(of: node, limit: limit, to: &json.text)
    json.endString()
  }

  private func expectations(_ json: inout JSONText) {
    json.line(2)
    json.key("expectations")
    json.open("[")
    for expectation in expectations {
      json.line(4)
      json.open("{")
      json.key("line")
      json.integer(expectation.location.line)
      json.key("text")
      json.string(expectation.text)
      json.key("passed")
      json.boolean(expectation.passed)
      json.key("actual")
      json.tensor(expectation.actual)
      json.close("}")
    }
    json.close("]", indent: expectations.isEmpty ? nil : 2)
  }

  private func warnings(_ json: inout JSONText) {
    json.line(2)
    json.key("warnings")
    json.open("[")
    for warning in warnings {
      json.line(4)
      json.open("{")
      json.key("line")
      json.integer(warning.location.line)
      json.key("column")
      json.integer(warning.location.column)
      json.key("message")
      json.string(warning.message)
      json.close("}")
    }
    json.close("]", indent: warnings.isEmpty ? nil : 2)
  }
}

/// What every step says in the same words.
private enum Pieces {
  static let through = Array(#"{"through": "#.utf8)
  static let index = Array(#"{"index": "#.utf8)
  static let forwardNode = Array(#""phase": "forward", "node": "#.utf8)
  static let backwardNode = Array(#""phase": "backward", "node": "#.utf8)
  static let operation = Array(#""operation": "#.utf8)
  static let inputs = Array(#""inputs": ["#.utf8)
  static let to = Array(#""to": "#.utf8)
  static let local = Array(#""local": "#.utf8)
  static let rule = Array(#""rule": "#.utf8)
  static let upstream = Array(#""upstream": "#.utf8)
  static let contribution = Array(#""contribution": "#.utf8)
  static let accumulated = Array(#""accumulated": "#.utf8)
  static let text = Array(#""text": "#.utf8)
  static let value = Array(#""value": "#.utf8)
}
