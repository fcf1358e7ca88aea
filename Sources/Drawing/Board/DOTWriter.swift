public import Autodiff

/// A graph in the language of Graphviz, for those who lay out elsewhere.
public enum DOTWriter {
  /// The graph with every value and gradient, in UTF-8 text.
  public static func text(_ trace: Trace) -> String {
    let graph = trace.graph
    var text = "digraph gradus {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n"
    for node in graph.nodes {
      var lines = [graph.label(of: node, limit: 40)]
      if !graph.isLeaf(node) { lines.append(graph.operation(of: node).setting.symbol) }
      lines.append("value " + short(trace.value(of: node)))
      if let gradient = trace.gradient(of: node), graph.varies(node) {
        lines.append("gradient " + short(gradient))
      }
      let shape = graph.isLeaf(node) ? "box" : "ellipse"
      let label = lines.map(escaped).joined(separator: "\\n")
      text += "  n\(node.index) [shape=\(shape), label=\"\(label)\"];\n"
    }
    for node in graph.nodes {
      for (slot, operand) in graph.operands(of: node).enumerated() {
        text += "  n\(operand.index) -> n\(node.index)"
        if let contribution = trace.contribution(of: node, slot: slot) {
          text += " [label=\"\(escaped(short(contribution.value)))\"]"
        }
        text += ";\n"
      }
    }
    return text + "}\n"
  }

  private static func short(_ tensor: Tensor) -> String {
    tensor.elements.count > 6
      ? tensor.shape.description : tensor.text { NumberFormat.diagram.text($0) }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
