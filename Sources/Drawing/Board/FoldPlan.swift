internal import Autodiff

/// Which frames of a diagram can be folded, and into which states that leads.
///
/// A frame that is folded is one box with the function's name. As many frames as there are, as many
/// pictures there could be, to the power of two; so the finest of three ways is taken that keeps to a few:
/// each frame by itself, all frames of a function at once, or all outermost frames at once.
struct FoldPlan {
  /// A set of folded groups, none inside another, in order.
  typealias State = [Int]

  /// The states, the one that is shown first at the beginning.
  private(set) var states: [State] = []
  /// For each state, where the toggle of a group leads.
  private(set) var targets: [[(group: Int, state: Int)]] = []

  private let graph: Graph
  private let foldable: [Int]

  /// How many pictures a diagram may have.
  private static let stateLimit = 8
  /// How many nodes all its pictures may have together, where there are more than two.
  private static let nodeLimit = 400

  init(_ graph: Graph, _ frames: [DiagramGraph.Group], folded: Board.Folding) {
    self.graph = graph
    foldable = frames.map { $0.id }.filter { FoldPlan.isClosed($0, graph) }
    let first = outermost(
      foldable.filter { folded.all || folded.names.contains(graph.groups[$0].function) }
    )
    states = [first]
    targets = [[]]
    let limit = min(FoldPlan.stateLimit, max(2, FoldPlan.nodeLimit / max(1, graph.count)))
    for way in [Way.each, .function, .all] where !foldable.isEmpty {
      if explore(from: first, way, limit: way == .all ? .max : limit) { return }
    }
  }

  /// Whether nothing outside a group lies between its nodes, so that it can be drawn as one box.
  private static func isClosed(_ group: Int, _ graph: Graph) -> Bool {
    let inside = graph.nodes.filter { graph.isInside($0, group) }
    guard let first = inside.first, let last = inside.last else { return false }
    for index in first.index...last.index {
      let node = NodeID(index)
      let isInside = graph.isInside(node, group)
      for operand in graph.operands(of: node) where operand >= first {
        if graph.isInside(operand, group) != isInside { return false }
      }
    }
    return true
  }

  // MARK: States

  /// What folds together.
  private enum Way { case each, function, all }

  /// The groups that fold with one; none where it is no toggle.
  private func unit(of group: Int, _ way: Way) -> [Int] {
    switch way {
    case .each: [group]
    case .function:
      foldable.filter { graph.groups[$0].function == graph.groups[group].function }
    case .all:
      outermost(foldable).contains(group) ? outermost(foldable) : []
    }
  }

  /// Finds all states that toggles lead to; false if there are more than `limit`.
  private mutating func explore(from first: State, _ way: Way, limit: Int) -> Bool {
    var found = [first]
    var leads: [[(group: Int, state: Int)]] = []
    var place = 0
    while place < found.count {
      let state = found[place]
      var row: [(group: Int, state: Int)] = []
      for group in foldable where state.contains(group) || !isHidden(group, in: state) {
        let unit = unit(of: group, way)
        guard !unit.isEmpty else { continue }
        let next =
          state.contains(group)
          ? state.filter { !unit.contains($0) } : outermost(Array(Set(state + unit)))
        if let known = found.firstIndex(of: next) {
          row.append((group, known))
        } else {
          row.append((group, found.count))
          found.append(next)
          if found.count > limit { return false }
        }
      }
      leads.append(row)
      place += 1
    }
    states = found
    targets = leads
    return true
  }

  private func isHidden(_ group: Int, in state: State) -> Bool {
    graph.outer(group).contains { state.contains($0) }
  }

  /// Those groups that lie in none of the others.
  private func outermost(_ groups: [Int]) -> State {
    groups.filter { group in !graph.outer(group).contains { groups.contains($0) } }.sorted()
  }
}

extension Graph {
  /// The groups around a group, from inside out.
  func outer(_ group: Int) -> [Int] {
    var around: [Int] = []
    var group = groups[group].parent
    while let outer = group {
      around.append(outer)
      group = groups[outer].parent
    }
    return around
  }

  /// Whether a node stands in a group.
  func isInside(_ node: NodeID, _ group: Int) -> Bool {
    guard let inner = self.group(of: node) else { return false }
    return inner == group || outer(inner).contains(group)
  }
}
