internal import Autodiff
internal import Notation

/// Writes a graph and its numbers as one JSON object of the form `gradus-graph/1`.
///
/// `Documentation/Exchange.md` says what stands in it.
public enum GraphJSON {
  /// The object, in UTF-8, ended by a line end.
  public static func bytes(_ source: ValuedGraph) -> [UInt8] {
    let graph = source.graph
    var json = JSONText()
    json.open("{")
    json.line(2)
    json.key("format")
    json.string("gradus-graph/1")
    json.line(2)
    json.key("title")
    json.string(source.title)
    json.line(2)
    json.key("output")
    if let pass = source.trace.pass { json.integer(pass.output.index) } else { json.null() }
    json.line(2)
    json.key("seed")
    if let pass = source.trace.pass { json.tensor(pass.seed) } else { json.null() }
    json.line(2)
    json.key("nodes")
    json.open("[")
    for node in graph.nodes { write(node, source, &json) }
    json.close("]", indent: graph.count == 0 ? nil : 2)
    json.line(2)
    json.key("groups")
    json.open("[")
    for (index, group) in graph.groups.enumerated() {
      json.line(4)
      json.open("{")
      json.key("id")
      json.integer(index)
      json.key("function")
      json.string(group.function)
      json.key("parent")
      if let parent = group.parent { json.integer(parent) } else { json.null() }
      json.key("result")
      json.integer(group.result.index)
      json.close("}")
    }
    json.close("]", indent: graph.groups.isEmpty ? nil : 2)
    json.close("}", indent: 0)
    json.raw("\n")
    return json.bytes
  }

  private static func write(_ node: NodeID, _ source: ValuedGraph, _ json: inout JSONText) {
    let graph = source.graph
    json.line(4)
    json.open("{")
    json.key("id")
    json.integer(node.index)
    if let name = graph.name(of: node) {
      json.key("name")
      json.string(name)
    }
    if let role = graph.role(of: node) {
      json.key("role")
      json.string(word(role))
    } else {
      json.key("operation")
      json.string(graph.operation(of: node).name)
      json.key("operands")
      json.open("[")
      for operand in graph.operands(of: node) { json.integer(operand.index) }
      json.close("]")
      let attributes = graph.attributes(of: node)
      if attributes != Attributes() { write(attributes, graph.operation(of: node), &json) }
    }
    let text = graph.written(node)
    if !text.isEmpty {
      json.key("text")
      json.string(text)
    }
    if let group = graph.group(of: node) {
      json.key("group")
      json.integer(group)
    }
    json.key("shape")
    integers(graph.shape(of: node).axes, &json)
    json.key("value")
    json.tensor(source.trace.value(of: node))
    if let gradient = source.gradient(of: node) {
      json.key("gradient")
      json.tensor(gradient)
    }
    json.close("}")
  }

  /// What an operation was told, under the names of its arguments.
  private static func write(
    _ attributes: Attributes,
    _ operation: Operation,
    _ json: inout JSONText
  ) {
    json.key("attributes")
    json.open("{")
    for argument in operation.arguments {
      switch argument {
      case .operand, .operands: break
      case .number(let name, let slot, _), .whole(let name, let slot, _, _):
        json.key(name)
        json.number(slot == 0 ? attributes.first : attributes.second)
      case .axis(let name, _):
        json.key(name)
        json.integer(attributes.axes?.first ?? Int(attributes.first))
      case .axes(let name):
        guard let axes = attributes.axes else { break }
        json.key(name)
        integers(axes, &json)
      case .keepsAxes(let name):
        json.key(name)
        json.boolean(attributes.keepsAxes)
      case .shape(let name):
        json.key(name)
        integers(attributes.shape, &json)
      case .count(let name):
        json.key(name)
        json.integer(Int(attributes.first))
      case .reduction(let name):
        json.key(name)
        json.string(attributes.reduction.rawValue)
      }
    }
    if !attributes.selections.isEmpty {
      json.key("selections")
      json.open("[")
      for selection in attributes.selections {
        json.open("{")
        json.key("start")
        json.integer(selection.start)
        json.key("count")
        json.integer(selection.count)
        json.key("drops_axis")
        json.boolean(selection.dropsAxis)
        json.close("}")
      }
      json.close("]")
    }
    if !attributes.weights.isEmpty {
      json.key("weights")
      json.tensor(Tensor(attributes.weights))
    }
    json.close("}")
  }

  private static func integers(_ numbers: [Int], _ json: inout JSONText) {
    json.open("[")
    for number in numbers { json.integer(number) }
    json.close("]")
  }

  private static func word(_ role: LeafRole) -> String {
    switch role {
    case .input: "input"
    case .parameter: "param"
    case .target: "target"
    case .constant: "constant"
    }
  }
}
