internal import Autodiff
internal import Notation

extension DiagramGraph {
  /// Frames for groups of at least two nodes.
  static func frames(_ graph: Graph) -> (
    groups: [Group], place: (Int?) -> Int?
  ) {
    var sizes = [Int](repeating: 0, count: graph.groups.count)
    for node in graph.nodes {
      var group = graph.group(of: node)
      while let inner = group {
        sizes[inner] += 1
        group = graph.groups[inner].parent
      }
    }
    func visible(_ group: Int?) -> Int? {
      var group = group
      while let inner = group, sizes[inner] < 2 { group = graph.groups[inner].parent }
      return group
    }
    var groups: [Group] = []
    for (i, group) in graph.groups.enumerated() where sizes[i] >= 2 {
      groups.append(Group(id: i, label: group.function, parent: visible(group.parent)))
    }
    return (groups, visible)
  }

  static func kind(_ role: LeafRole?) -> Kind {
    switch role {
    case nil: .operation
    case .input: .input
    case .parameter: .parameter
    case .target: .target
    case .constant: .constant
    }
  }

  static func name(_ node: NodeID, _ graph: Graph) -> [Picture.Run] {
    if let name = graph.name(of: node) { return Formula.name(name).runs }
    return graph.role(of: node) == .constant ? [Picture.Run(graph.written(node, limit: 12))] : []
  }

  static func title(_ node: NodeID, _ trace: Trace) -> String {
    let graph = trace.graph
    var title =
      graph.isLeaf(node)
      ? "\(graph.label(of: node, limit: 60)) = \(trace.shortText(trace.value(of: node)))"
      : trace.text(forward: node)
    if graph.varies(node), let gradient = trace.gradient(of: node) {
      title += ", gradient \(trace.shortText(gradient))"
    }
    return title
  }

  /// A value as a diagram shows it; a large tensor by its shape.
  static func text(_ tensor: Tensor) -> String {
    tensor.elements.count > 20
      ? "shape \(tensor.shape)" : tensor.text { NumberFormat.diagram.text($0) }
  }
}
