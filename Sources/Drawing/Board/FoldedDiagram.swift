internal import Autodiff
internal import Notation

/// What a diagram of a run shows: every node with its value, every use with what it handed back; and
/// instead of the nodes of a folded group, one box.
struct FoldedDiagram {
  /// Boxes and arrows.
  private(set) var graph: DiagramGraph
  /// The box of each folded group, by the group.
  private(set) var boxes: [Int: Int] = [:]
  /// What steps name that is inside a folded group.
  private(set) var aliases: [Board.FoldState.Alias] = []

  private let trace: Trace
  private let numbers: DiagramNumbers
  /// For each node, the folded group that it is inside.
  private var folded: [Int?]
  /// For each folded group, the nodes inside that are used outside, or by nothing.
  private var exits: [Int: [NodeID]] = [:]
  /// For each folded group, the place of each operand among the arrows into its box.
  private var entrances: [Int: [Int: Int]] = [:]

  /// Shows a run with some groups folded, none of them inside another.
  init(
    _ trace: Trace,
    title: String,
    folded groups: [Int],
    numbers: DiagramNumbers = .all
  ) {
    self.trace = trace
    self.numbers = numbers
    let source = trace.graph
    folded = source.nodes.map { node in groups.first { source.isInside(node, $0) } }
    let frames = DiagramGraph.frames(source)
    graph = DiagramGraph(nodes: [], edges: [], groups: frames.groups, outputs: [], title: title)
    findBoxes()
    var useCounts = [Int](repeating: 0, count: source.count)
    for node in source.nodes {
      for operand in source.operands(of: node) { useCounts[operand.index] += 1 }
    }
    for node in source.nodes {
      let group = folded[node.index]
      for (slot, operand) in source.operands(of: node).enumerated() {
        addEdge(from: operand, to: node, slot)
      }
      if let group {
        if lastInside(group) == node { addBox(group, frames.place) }
      } else {
        addNode(node, in: frames.place(source.group(of: node)))
      }
      if useCounts[node.index] == 0, source.role(of: node) != .constant {
        let id = drawn(node)
        if !graph.outputs.contains(id) { graph.outputs.append(id) }
      }
    }
    addAliases()
  }

  // MARK: Boxes

  /// The id under which a node is drawn: its own, or that of its folded group.
  private func drawn(_ node: NodeID) -> Int {
    folded[node.index].flatMap { boxes[$0] } ?? node.index
  }

  private func lastInside(_ group: Int) -> NodeID? {
    folded.lastIndex { $0 == group }.map { NodeID($0) }
  }

  /// A box is called as the group's result, or as its last node where that is another's.
  private mutating func findBoxes() {
    let source = trace.graph
    var isUsedInside = [Bool](repeating: false, count: source.count)
    var isUsedOutside = isUsedInside
    for node in source.nodes {
      for operand in source.operands(of: node) {
        if folded[operand.index] != nil, folded[operand.index] == folded[node.index] {
          isUsedInside[operand.index] = true
        } else {
          isUsedOutside[operand.index] = true
        }
      }
    }
    for node in source.nodes {
      guard let group = folded[node.index] else { continue }
      if isUsedOutside[node.index] || !isUsedInside[node.index],
        source.role(of: node) != .constant
      {
        exits[group, default: []].append(node)
      }
      boxes[group] = node.index
    }
    for group in boxes.keys {
      let result = source.groups[group].result
      if folded[result.index] == group { boxes[group] = result.index }
    }
  }

  private mutating func addNode(_ node: NodeID, in frame: Int?) {
    let source = trace.graph
    let gradient =
      source.varies(node) ? trace.gradient(of: node).map { self.gradient($0) } : nil
    graph.nodes.append(
      DiagramGraph.Node(
        id: node.index,
        kind: DiagramGraph.kind(source.role(of: node)),
        symbol: source.operation(of: node).setting.symbol,
        name: DiagramGraph.name(node, source),
        value: value(node),
        gradient: isReached(node) ? gradient : nil,
        group: frame,
        title: title(node)
      )
    )
  }

  private mutating func addBox(_ group: Int, _ frame: (Int?) -> Int?) {
    guard let id = boxes[group] else { return }
    let source = trace.graph
    let exits = exits[group] ?? []
    var name: [Picture.Run] = []
    for exit in exits.prefix(3) where source.name(of: exit) != nil {
      if !name.isEmpty { name.append(Picture.Run(", ")) }
      name += DiagramGraph.name(exit, source)
    }
    if exits.count > 3, !name.isEmpty { name.append(Picture.Run(", …")) }
    let only = exits.count == 1 ? exits[0] : nil
    let gradient = only.flatMap { node in
      source.varies(node) && isReached(node) ? trace.gradient(of: node) : nil
    }
    let function = source.groups[group].function
    graph.nodes.append(
      DiagramGraph.Node(
        id: id,
        kind: .folded,
        symbol: function,
        name: name,
        value: only.flatMap { value($0) },
        gradient: gradient.map { self.gradient($0) },
        group: frame(source.groups[group].parent),
        title: only.map { function + ": " + title($0) } ?? function
      )
    )
  }

  private func isReached(_ node: NodeID) -> Bool {
    numbers.leavesRoom && trace.pass.map { node.index <= $0.output.index } ?? false
  }

  private func value(_ node: NodeID) -> String? {
    numbers.shows(node, of: trace.graph)
      ? DiagramGraph.text(trace.value(of: node)) : numbers.standIn
  }

  private func gradient(_ gradient: Tensor) -> String {
    numbers.standIn ?? DiagramGraph.text(gradient)
  }

  private func title(_ node: NodeID) -> String {
    guard numbers != .all else { return DiagramGraph.title(node, trace) }
    let text = trace.graph.statement(of: node, limit: 60)
    return numbers.shows(node, of: trace.graph)
      ? "\(text) = \(trace.shortText(trace.value(of: node)))" : text
  }

  // MARK: Arrows

  private mutating func addEdge(from operand: NodeID, to node: NodeID, _ slot: Int) {
    let contribution = numbers.leavesRoom ? trace.contribution(of: node, slot: slot)?.value : nil
    guard let group = folded[node.index] else {
      graph.edges.append(
        DiagramGraph.Edge(
          from: drawn(operand),
          to: node.index,
          slot: slot,
          value: value(operand),
          gradient: contribution.map { gradient($0) }
        )
      )
      return
    }
    guard folded[operand.index] != group, let box = boxes[group] else { return }
    // However often the box's inside uses an operand, one arrow leads into the box.
    guard entrances[group]?[operand.index] == nil else { return }
    let place = entrances[group]?.count ?? 0
    entrances[group, default: [:]][operand.index] = place
    graph.edges.append(
      DiagramGraph.Edge(
        from: drawn(operand),
        to: box,
        slot: place,
        value: value(operand),
        gradient: numbers.leavesRoom
          ? received(by: operand, from: group).map { gradient($0) } : nil
      )
    )
  }

  /// What a folded group hands back to an operand in all.
  private func received(by operand: NodeID, from group: Int) -> Tensor? {
    var sum: Tensor?
    for contribution in trace.contributions(to: operand)
    where folded[contribution.consumer.index] == group {
      guard var before = sum else {
        sum = contribution.value
        continue
      }
      for i in before.elements.indices { before.elements[i] += contribution.value.elements[i] }
      sum = before
    }
    return sum
  }

  // MARK: What steps mark

  private mutating func addAliases() {
    let source = trace.graph
    for node in source.nodes {
      guard let group = folded[node.index], let box = boxes[group] else { continue }
      if node.index != box { alias("n\(node.index)", "n\(box)") }
      let isOnlyExit = exits[group]?.count == 1 && exits[group]?.first == node
      for letter in ["v", "g"] where !(isOnlyExit && node.index == box) {
        alias("\(letter)\(node.index)", isOnlyExit ? "\(letter)\(box)" : "")
      }
      for (slot, operand) in source.operands(of: node).enumerated() {
        let use = "\(node.index).\(slot)"
        guard let place = entrances[group]?[operand.index] else {
          alias("e" + use, "n\(box)")
          alias("v" + use, "")
          alias("g" + use, "")
          continue
        }
        for letter in ["e", "v", "g"] { alias(letter + use, "\(letter)\(box).\(place)") }
      }
    }
  }

  private mutating func alias(_ name: String, _ part: String) {
    aliases.append(.init(name: name, part: part))
  }
}
