internal import Autodiff

/// Which numbers a diagram shows.
enum DiagramNumbers: Equatable {
  /// Every value, and every gradient of the last pass.
  case all
  /// The values of leaves but for these: nothing that was computed, for exercises.
  case given(except: Set<NodeID>)
  /// The same, with blanks in place of the numbers that are not shown, for sheets of paper.
  case blanks(except: Set<NodeID>)

  /// Whether a node's value is shown.
  func shows(_ node: NodeID, of graph: Graph) -> Bool {
    switch self {
    case .all: true
    case .given(let hidden), .blanks(let hidden): graph.isLeaf(node) && !hidden.contains(node)
    }
  }

  /// Whether there is room, at least, for numbers that are not shown.
  var leavesRoom: Bool {
    switch self {
    case .all, .blanks: true
    case .given: false
    }
  }

  /// What stands in place of a number that is not shown; nil for nothing.
  var standIn: String? { if case .blanks = self { DiagramGraph.blank } else { nil } }
}

extension DiagramGraph {
  /// What is written where a person is to fill in a number.
  static let blank = "____"
}

extension Graph {
  /// A node as it was written, without any value: `q = x + y`.
  func statement(of node: NodeID, limit: Int) -> String {
    let written = written(node, limit: limit)
    guard let name = name(of: node) else { return written }
    return written.isEmpty || isLeaf(node) ? name : "\(name) = \(written)"
  }
}
