public import Autodiff

/// A graph in the language of Graphviz, for those who lay out elsewhere.
public enum DOTWriter {
  /// The graph with every value and gradient, in UTF-8 text; groups are clusters.
  public static func text(_ trace: Trace) -> String {
    let graph = trace.graph
    var text = "digraph gradus {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n"
    for node in graph.nodes where graph.group(of: node) == nil {
      text += line(of: node, trace, indent: "  ")
    }
    text += clusters(trace)
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

  /// A node's own line.
  private static func line(of node: NodeID, _ trace: Trace, indent: String) -> String {
    let graph = trace.graph
    var lines = [graph.label(of: node, limit: 40)]
    if !graph.isLeaf(node) { lines.append(graph.operation(of: node).setting.symbol) }
    lines.append("value " + short(trace.value(of: node)))
    if let gradient = trace.gradient(of: node), graph.varies(node) {
      lines.append("gradient " + short(gradient))
    }
    let shape = graph.isLeaf(node) ? "box" : "ellipse"
    let label = lines.map(escaped).joined(separator: "\\n")
    return "\(indent)n\(node.index) [shape=\(shape), label=\"\(label)\"];\n"
  }

  /// The nodes of each group in a frame of its own, groups within groups.
  private static func clusters(_ trace: Trace) -> String {
    let graph = trace.graph
    var members = [[NodeID]](repeating: [], count: graph.groups.count)
    for node in graph.nodes { if let group = graph.group(of: node) { members[group].append(node) } }
    var children = [[Int]](repeating: [], count: graph.groups.count)
    for (index, group) in graph.groups.enumerated() {
      if let parent = group.parent { children[parent].append(index) }
    }
    var text = ""
    // Groups that are open, and how many of their children have been written.
    var open: [(group: Int, written: Int)] = []
    func begin(_ group: Int) {
      let indent = String(repeating: "  ", count: min(open.count, 20) + 1)
      text += "\(indent)subgraph cluster\(group) {\n"
      text += "\(indent)  label=\"\(escaped(graph.groups[group].function))\";\n"
      for node in members[group] { text += line(of: node, trace, indent: indent + "  ") }
      open.append((group, 0))
    }
    for index in graph.groups.indices where graph.groups[index].parent == nil {
      begin(index)
      while let (group, written) = open.last {
        if written < children[group].count {
          open[open.count - 1].written += 1
          begin(children[group][written])
        } else {
          open.removeLast()
          text += String(repeating: "  ", count: min(open.count, 20) + 1) + "}\n"
        }
      }
    }
    return text
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
