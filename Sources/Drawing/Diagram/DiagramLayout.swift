/// Draws a graph of a computation: from left to right, values above the wires, gradients below.
///
/// Layers as in Sugiyama, Tagawa and Toda (1981), each frame laid out by itself and then taken as one
/// box. Labels have ranks of their own, so that no wire touches one.
public enum DiagramLayout {
  /// The drawing of a graph.
  ///
  /// Its groups are named as ``Board/picture`` tells. Edges that name no node, or that do not lead from
  /// an earlier node to a later one, are left out. In graphs with very many long wires, such a wire is
  /// drawn as a stub with the operand's name before its consumer.
  public static func picture(of graph: DiagramGraph) -> Picture {
    let plan = DiagramPlan(graph)
    let nesting = Nesting(graph, wires: plan.wires)
    var placed: [Int: PlacedLevel] = [:]
    for var inside in nesting.levels() {
      plan.measure(&inside.level, nesting, placed)
      let name = inside.container == 0 ? "" : nesting.frames[inside.container - 1].label
      placed[inside.container] = inside.level.placed(
        order: inside.level.topologicalOrder().order,
        isFrame: inside.container != 0,
        nameWidth: TextWidth.of(
          FrameName.shown(name),
          size: DiagramStyle.frameSize,
          face: .plain
        )
      )
    }
    return DiagramDrawing(plan, nesting, placed).picture(of: graph)
  }
}

/// What of a graph is drawn, and how each node looks.
struct DiagramPlan {
  let nodes: [DiagramGraph.Node]
  private(set) var wires: [Nesting.Wire] = []
  private(set) var figures: [NodeFigure] = []

  init(_ graph: DiagramGraph) {
    nodes = graph.nodes
    var indexOf: [Int: Int] = [:]
    for (index, node) in nodes.enumerated() where indexOf[node.id] == nil {
      indexOf[node.id] = index
    }
    var uses = [Int](repeating: 0, count: nodes.count)
    var showsValue = [Bool](repeating: true, count: nodes.count)
    var hasTip = [Bool](repeating: false, count: nodes.count)
    for (number, edge) in graph.edges.enumerated() {
      guard let from = indexOf[edge.from], let to = indexOf[edge.to], from < to else { continue }
      let label = Self.label(edge.value, edge.gradient)
      wires.append(.init(from: from, to: to, slot: edge.slot, edge: number, label: label))
      uses[from] += 1
      if edge.value != nil { showsValue[from] = false }
    }
    for output in graph.outputs {
      guard let from = indexOf[output], !hasTip[from] else { continue }
      hasTip[from] = true
      showsValue[from] = false
      let label = Self.label(nodes[from].value, nodes[from].gradient)
      wires.append(.init(from: from, to: nil, slot: 0, edge: nil, label: label))
    }
    for (index, node) in nodes.enumerated() {
      let isAlone = uses[index] == 0 && !hasTip[index]
      figures.append(
        NodeFigure(
          node,
          showsName: !hasTip[index],
          showsValue: showsValue[index],
          showsTotal: !hasTip[index] && (uses[index] > 1 || isAlone)
        )
      )
    }
  }

  private static func label(_ value: String?, _ gradient: String?) -> WireLabel? {
    if value == nil && gradient == nil { return nil }
    return WireLabel(value: value.map { LabelBlock($0) }, gradient: gradient.map { LabelBlock($0) })
  }

  /// What stands behind the arrow that leaves the diagram.
  func tipName(_ wire: Int) -> [Picture.Run] {
    let node = nodes[wires[wire].from]
    return node.kind == .operation || node.kind == .folded ? NodeFigure.shown(node.name) : []
  }

  /// Gives the boxes of a level their measures.
  ///
  /// `placed` holds the frames inside it.
  func measure(_ level: inout Level, _ nesting: Nesting, _ placed: [Int: PlacedLevel]) {
    for index in level.items.indices {
      switch level.items[index].kind {
      case .node(let node):
        let figure = figures[node]
        level.items[index].figure = figure
        level.items[index].width = figure.width
        level.items[index].up = figure.up
        level.items[index].down = figure.down
      case .frame(let container):
        guard let inside = placed[container] else { continue }
        let half = inside.height / 2
        level.items[index].width = inside.width
        level.items[index].up = half
        level.items[index].down = half
        level.items[index].entrances = inside.entrances.mapValues { $0 - half }
        level.items[index].exits = inside.exits.mapValues { $0 - half }
      case .entrance, .exit:
        level.items[index].up = 3
        level.items[index].down = 3
      case .tip(let wire):
        let name = TextWidth.of(tipName(wire), size: DiagramStyle.nameSize, face: .name)
        level.items[index].width = 16 + (name > 0 ? name + 4 : 0)
        level.items[index].up = 12
        level.items[index].down = 12
      case .reference: break
      }
    }
  }
}

/// The name of a frame as it is shown.
enum FrameName {
  static func shown(_ name: String) -> String {
    PlainText.shown(name).cut(
      toWidth: DiagramStyle.nameLimit,
      { TextWidth.of($0, size: DiagramStyle.frameSize, face: $1) },
      .plain
    )
  }
}
