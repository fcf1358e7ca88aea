/// The levels of a graph: what lies outside all frames, and inside each of them.
struct Nesting {
  /// A wire of the diagram.
  struct Wire {
    /// The operand's index among the nodes.
    var from: Int
    /// The consumer's index; nil for an arrow that leaves the diagram.
    var to: Int?
    /// Its place among the operands.
    var slot: Int
    /// The index of the graph's edge; nil for an arrow that leaves the diagram.
    var edge: Int?
    var label: WireLabel?
  }

  let nodes: [DiagramGraph.Node]
  let wires: [Wire]
  /// Frames in the graph's order; the container 0 is the whole diagram, `k` is the frame `k - 1`.
  let frames: [DiagramGraph.Group]
  /// The container of each container; that of the diagram is itself.
  private(set) var parents: [Int]
  /// How deep each container lies.
  private(set) var depths: [Int]
  /// The container of each node.
  private(set) var containers: [Int]
  /// Frames that are drawn.
  private(set) var isDrawn: [Bool]

  /// Sorts nodes into frames.
  ///
  /// What names a frame that is not there stands outside; of frames inside each other in a circle one
  /// is taken to stand outside.
  init(_ graph: DiagramGraph, wires: [Wire]) {
    nodes = graph.nodes
    self.wires = wires
    frames = graph.groups
    var containerOf: [Int: Int] = [:]
    for (index, group) in frames.enumerated() where containerOf[group.id] == nil {
      containerOf[group.id] = index + 1
    }
    parents = [0]
    for group in frames { parents.append(group.parent.flatMap { containerOf[$0] } ?? 0) }
    isDrawn = [Bool](repeating: true, count: parents.count)
    depths = [Int](repeating: 0, count: parents.count)
    containers = []
    cutCircles()
    measureDepths()
    containers = nodes.map { node in node.group.flatMap { containerOf[$0] } ?? 0 }
    dropEmptyFrames()
    dissolveCycles()
  }

  /// Frames that stand inside each other in a circle stand outside.
  private mutating func cutCircles() {
    // 0: not looked at, 1: on the way out from the one looked at, 2: leads out.
    var states = [2] + [Int](repeating: 0, count: frames.count)
    for container in parents.indices.dropFirst() {
      var way: [Int] = []
      var outer = container
      while states[outer] == 0 {
        states[outer] = 1
        way.append(outer)
        outer = parents[outer]
      }
      if states[outer] == 1 { parents[outer] = 0 }
      for passed in way { states[passed] = 2 }
    }
  }

  /// Outer containers come before inner ones only by chance, so each way out is walked, and not twice.
  private mutating func measureDepths() {
    for container in depths.indices { depths[container] = container == 0 ? 0 : -1 }
    for container in depths.indices {
      var way: [Int] = []
      var outer = container
      while depths[outer] < 0 {
        way.append(outer)
        outer = parents[outer]
      }
      var depth = depths[outer]
      for passed in way.reversed() {
        depth += 1
        depths[passed] = depth
      }
    }
  }

  private mutating func dropEmptyFrames() {
    var isFilled = [Bool](repeating: false, count: parents.count)
    for container in containers {
      var outer = container
      while outer != 0, !isFilled[outer] {
        isFilled[outer] = true
        outer = parents[outer]
      }
    }
    for container in parents.indices.dropFirst() { isDrawn[container] = isFilled[container] }
  }

  /// A frame that a wire leaves only to come back is not drawn: it cannot stand as one box.
  ///
  /// In each of a few rounds one frame of every cycle found goes; what then is left of cycles goes at
  /// once.
  private mutating func dissolveCycles() {
    for round in 0..<8 {
      var dissolved: [Int] = []
      for inside in levels() {
        let frames = inside.level.topologicalOrder().stuck.compactMap { item -> Int? in
          guard case .frame(let container) = inside.level.items[item].kind else { return nil }
          return container
        }
        dissolved.append(contentsOf: round < 7 ? frames.prefix(1) : frames[...])
      }
      if dissolved.isEmpty { return }
      for frame in dissolved { isDrawn[frame] = false }
      for index in containers.indices { containers[index] = drawn(around: containers[index]) }
      for container in parents.indices.dropFirst() {
        parents[container] = drawn(around: parents[container])
      }
      measureDepths()
    }
  }

  /// The innermost drawn container from this one outward.
  private func drawn(around container: Int) -> Int {
    var container = container
    while !isDrawn[container] { container = parents[container] }
    return container
  }

  // MARK: Levels

  /// A level and what names its boxes.
  struct Inside {
    var container: Int
    var level: Level
    /// The index of a box among the level's items: by container and by node.
    var frameItems: [Int: Int] = [:]
    var nodeItems: [Int: Int] = [:]
  }

  /// The levels, the innermost first, boxes without measures.
  func levels() -> [Inside] {
    var insides = parents.indices.map {
      Inside(container: $0, level: Level(items: [], stretches: []))
    }
    // Boxes stand in the order of the program: a frame where its first node stands.
    for (index, container) in containers.enumerated() {
      var (box, outer) = (Level.Item.Kind.node(index), container)
      insides[outer].nodeItems[index] = insides[outer].level.items.count
      while true {
        insides[outer].level.items.append(Level.Item(kind: box, width: 0, up: 0, down: 0))
        if outer == 0 { break }
        let parent = parents[outer]
        if insides[parent].frameItems[outer] != nil { break }
        insides[parent].frameItems[outer] = insides[parent].level.items.count
        (box, outer) = (.frame(outer), parent)
      }
    }
    for wire in wires.indices { addStretches(of: wire, to: &insides) }
    return insides.filter { isDrawn[$0.container] }
      .sorted { a, b in
        let (depthA, depthB) = (depths[a.container], depths[b.container])
        return depthA != depthB ? depthA > depthB : a.container < b.container
      }
  }

  /// Cuts a wire at the frames that it passes.
  private func addStretches(of index: Int, to insides: inout [Inside]) {
    let wire = wires[index]
    var outside = containers[wire.from]
    guard var start = insides[outside].nodeItems[wire.from] else { return }
    var inside = wire.to.map { containers[$0] } ?? 0
    var label = wire.label
    var end: Int
    if let to = wire.to {
      guard let item = insides[inside].nodeItems[to] else { return }
      end = item
    } else {
      end = insides[0].level.items.count
      insides[0].level.items.append(Level.Item(kind: .tip(wire: index), width: 0, up: 0, down: 0))
    }
    func add(_ container: Int, _ from: Int, _ to: Int, _ label: WireLabel?) {
      insides[container].level.stretches.append(
        Level.Stretch(
          wire: index,
          from: from,
          to: to,
          label: label,
          slot: wire.slot,
          operandName: operandName(wire.from)
        )
      )
    }
    while outside != inside {
      if depths[outside] >= depths[inside] {
        let exit = insides[outside].level.items.count
        insides[outside].level.items.append(
          Level.Item(kind: .exit(wire: index), width: 0, up: 0, down: 0)
        )
        add(outside, start, exit, nil)
        let parent = parents[outside]
        guard let item = insides[parent].frameItems[outside] else { return }
        (start, outside) = (item, parent)
      } else {
        let entrance = insides[inside].level.items.count
        insides[inside].level.items.append(
          Level.Item(kind: .entrance(wire: index), width: 0, up: 0, down: 0)
        )
        add(inside, entrance, end, label)
        label = nil
        let parent = parents[inside]
        guard let item = insides[parent].frameItems[inside] else { return }
        (end, inside) = (item, parent)
      }
    }
    add(outside, start, end, label)
  }

  func operandName(_ node: Int) -> [Picture.Run] {
    let node = nodes[node]
    if !node.name.isEmpty { return NodeFigure.shown(node.name) }
    if node.kind == .constant, let value = node.value {
      return [Picture.Run(PlainText.withMinus(PlainText.shown(value)))]
    }
    return [Picture.Run(node.symbol.cutWord())]
  }
}
