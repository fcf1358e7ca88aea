internal import Autodiff

extension ProgramRun {
  /// The run as one JSON object of the form `gradus-trace/1`, in UTF-8, ended by a line end.
  public func json() -> [UInt8] {
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-trace/1")
    let tensors = tensors
    write(named: "values", &json) { tensors.value(of: $0) }
    write(named: "gradients", &json) { tensors.gradient(of: $0) }
    contributions(&json)
    steps(&json)
    history(&json)
    expectations(&json)
    warnings(&json)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private var graph: Graph { trace.graph }

  /// How long an expression may be that stands for a node: long enough for any that people write,
  /// short enough that the steps of a very long sum do not fill the memory.
  private var labelLimit: Int { max(80, min(1000, 40_000_000 / max(1, trace.stepCount))) }

  private func write(
    named key: String,
    _ json: inout JSONText,
    _ tensor: (NodeID) -> Tensor?
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
    let limit = labelLimit
    var byNode: [Int: [Contribution]] = [:]
    trace.forEachContribution { contribution in
      let node = graph.operand(of: contribution.consumer, slot: contribution.slot)
      if graph.name(of: node) != nil { byNode[node.index, default: []].append(contribution) }
    }
    json.line(2)
    json.key("contributions")
    json.open("{")
    for (name, node) in zip(graph.names, graph.namedNodes) {
      guard trace.gradient(of: node) != nil else { continue }
      json.line(4)
      json.key(name)
      json.open("[")
      for contribution in byNode[node.index] ?? [] {
        json.open("{")
        json.key("through")
        json.string(graph.consumerLabel(of: contribution.consumer, limit: limit))
        json.key("value")
        json.tensor(contribution.value)
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
        json.open("{")
        json.key("through")
        json.string(graph.consumerLabel(of: contribution.consumer, limit: labelLimit))
        json.key("value")
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
    trace.forEachStep { index, step in
      json.line(4)
      json.open("{")
      json.key("index")
      json.integer(index)
      switch step {
      case .forward(let node): forward(node, limit, &json)
      case .backward(let contribution, let node, let accumulated):
        backward(contribution, node, accumulated, limit, &json)
      }
      json.close("}")
    }
    json.close("]", indent: 2)
  }

  private func forward(_ node: NodeID, _ limit: Int, _ json: inout JSONText) {
    json.key("phase")
    json.string("forward")
    json.key("node")
    json.string(graph.label(of: node, limit: limit))
    json.key("operation")
    json.string(graph.operation(of: node).name)
    json.key("inputs")
    json.open("[")
    for operand in graph.operands(of: node) { json.string(graph.label(of: operand, limit: limit)) }
    json.close("]")
    json.key("text")
    json.string(trace.text(forward: node))
    json.key("value")
    json.tensor(trace.value(of: node))
  }

  private func backward(
    _ contribution: Contribution,
    _ node: NodeID,
    _ accumulated: Tensor,
    _ limit: Int,
    _ json: inout JSONText
  ) {
    json.key("phase")
    json.string("backward")
    json.key("node")
    json.string(graph.label(of: contribution.consumer, limit: limit))
    json.key("to")
    json.string(graph.label(of: node, limit: limit))
    if let local = trace.localDerivative(of: contribution.consumer, slot: contribution.slot) {
      json.key("local")
      json.tensor(local)
    } else {
      json.key("rule")
      json.string(trace.pullback(of: contribution.consumer, slot: contribution.slot))
    }
    json.key("upstream")
    json.tensor(trace.upstream(of: contribution))
    json.key("contribution")
    json.tensor(contribution.value)
    json.key("accumulated")
    json.tensor(accumulated)
    json.key("text")
    json.string(trace.text(backward: contribution, to: node, accumulated: accumulated))
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
