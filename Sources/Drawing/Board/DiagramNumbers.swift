internal import Autodiff

/// Which numbers a diagram shows.
enum DiagramNumbers: Equatable {
  /// Every value, and every gradient of the last pass.
  case all
  /// The values of leaves but for these: nothing that was computed, for exercises.
  case given(except: Set<NodeID>)

  /// Whether a node's value is shown.
  func shows(_ node: NodeID, of graph: Graph) -> Bool {
    switch self {
    case .all: true
    case .given(let hidden): graph.isLeaf(node) && !hidden.contains(node)
    }
  }
}

extension Graph {
  /// A node as it was written, without any value: `q = x + y`.
  func statement(of node: NodeID, limit: Int) -> String {
    let written = written(node, limit: limit)
    guard let name = name(of: node) else { return written }
    return written.isEmpty || isLeaf(node) ? name : "\(name) = \(written)"
  }
}
