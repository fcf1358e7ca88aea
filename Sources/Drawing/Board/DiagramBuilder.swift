internal import Autodiff
internal import Notation

extension DiagramGraph {
  /// What a diagram of a run shows: every node with its value, every use with what it handed back.
  init(_ trace: Trace, title: String) {
    let graph = trace.graph
    var useCounts = [Int](repeating: 0, count: graph.count)
    for node in graph.nodes {
      for operand in graph.operands(of: node) { useCounts[operand.index] += 1 }
    }
    var nodes: [Node] = []
    var edges: [Edge] = []
    let frames = DiagramGraph.frames(graph)
    for node in graph.nodes {
      let value = DiagramGraph.text(trace.value(of: node))
      let gradient =
        graph.varies(node) ? trace.gradient(of: node).map { DiagramGraph.text($0) } : nil
      let isReached = trace.pass.map { node.index <= $0.output.index } ?? false
      nodes.append(
        Node(
          id: node.index,
          kind: DiagramGraph.kind(graph.role(of: node)),
          symbol: graph.operation(of: node).setting.symbol,
          name: DiagramGraph.name(node, graph),
          value: value,
          gradient: isReached ? gradient : nil,
          group: frames.place(graph.group(of: node)),
          title: DiagramGraph.title(node, trace)
        )
      )
      for (slot, operand) in graph.operands(of: node).enumerated() {
        edges.append(
          Edge(
            from: operand.index,
            to: node.index,
            slot: slot,
            value: DiagramGraph.text(trace.value(of: operand)),
            gradient: trace.contribution(of: node, slot: slot).map {
              DiagramGraph.text($0.value)
            }
          )
        )
      }
    }
    self.init(
      nodes: nodes,
      edges: edges,
      groups: frames.groups,
      outputs: graph.nodes.filter {
        useCounts[$0.index] == 0 && graph.role(of: $0) != .constant
      }.map { $0.index },
      title: title
    )
  }

  /// Frames for groups of at least two nodes.
  private static func frames(_ graph: Graph) -> (
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

  private static func kind(_ role: LeafRole?) -> Kind {
    switch role {
    case nil: .operation
    case .input: .input
    case .parameter: .parameter
    case .target: .target
    case .constant: .constant
    }
  }

  private static func name(_ node: NodeID, _ graph: Graph) -> [Picture.Run] {
    if let name = graph.name(of: node) { return Formula.name(name).runs }
    return graph.role(of: node) == .constant ? [Picture.Run(graph.written(node, limit: 12))] : []
  }

  private static func title(_ node: NodeID, _ trace: Trace) -> String {
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
  private static func text(_ tensor: Tensor) -> String {
    tensor.elements.count > 20
      ? "shape \(tensor.shape)" : tensor.text { NumberFormat.diagram.text($0) }
  }
}
