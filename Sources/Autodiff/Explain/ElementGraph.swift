/// The part of a computation that lies between a pass's output and one element of a node, number by
/// number: what every path between the two consists of.
struct ElementGraph {
  /// A local derivative between two elements.
  struct Edge {
    /// Which operand of the consumer is used.
    var slot: Int32
    /// The operand's element, as a place in ``ElementGraph/elements``.
    var child: Int32
    /// The derivative.
    var local: Double
  }

  /// How much may be done and kept before the elements are too many to follow.
  struct Budget {
    /// About how many multiplications the operations' rules may take.
    var work: Int
    /// How many elements and local derivatives there may be.
    var size = 4_000_000
  }

  /// The elements on the way, each after all elements that it is used by; the output's first.
  private(set) var elements: [Element] = []
  /// For each element, where its local derivatives begin in ``edges``; one more entry than elements.
  private(set) var edgeStarts: [Int] = [0]
  /// The local derivatives, in the order in which a reverse pass takes them.
  private(set) var edges: [Edge] = []
  /// The output's elements on the way, as places in ``elements``.
  private(set) var roots: [Int] = []
  /// The element that the paths lead to; nil where none does.
  private(set) var target: Int?

  /// The local derivatives of an element.
  func edges(of place: Int) -> Range<Int> { edgeStarts[place]..<edgeStarts[place + 1] }

  /// Follows the elements from the pass's output to `target`; nil where they are more than `budget`.
  init?(_ trace: Trace, to target: Element, in reach: TargetReach, _ budget: inout Budget) {
    guard let pass = trace.pass else { return nil }
    var walk = Walk(graph: trace.graph, values: pass.values, reach: reach)
    guard walk.follow(from: pass.output, to: target, &budget) else { return nil }
    elements = walk.elements
    edges = walk.edges
    // Children were found before their places were known.
    var placeOf = [Int32](repeating: -1, count: walk.found.count)
    for (place, number) in walk.order.enumerated() { placeOf[number] = Int32(place) }
    for i in edges.indices { edges[i].child = placeOf[Int(edges[i].child)] }
    edgeStarts = walk.edgeStarts
    roots = Array(0..<walk.rootCount)
    self.target = walk.found[target].map { Int(placeOf[$0]) }
  }
}

/// The way from the output back, node by node.
private struct Walk {
  let graph: Graph
  let values: [Double]
  let reach: TargetReach

  /// Every element met, with its number in the order of meeting.
  var found: [Element: Int] = [:]
  /// The numbers in the order of taking.
  var order: [Int] = []
  var elements: [Element] = []
  var edges: [ElementGraph.Edge] = []
  var edgeStarts: [Int] = [0]
  var rootCount = 0
  private var waiting: [Int: [Int]] = [:]

  init(graph: Graph, values: [Double], reach: TargetReach) {
    self.graph = graph
    self.values = values
    self.reach = reach
  }

  mutating func follow(
    from output: NodeID,
    to target: Element,
    _ budget: inout ElementGraph.Budget
  ) -> Bool {
    for index in 0..<graph.shape(of: output).count
    where reach.isReached(Element(output, index)) {
      meet(Element(output, index))
    }
    rootCount = found.count
    guard rootCount > 0 else { return true }
    for index in stride(from: output.index, through: target.node.index, by: -1) {
      guard let places = waiting.removeValue(forKey: index) else { continue }
      let node = NodeID(index)
      var probe = node == target.node ? nil : RuleProbe(node, of: graph, values)
      for place in places.sorted() {
        order.append(found[Element(node, place)] ?? 0)
        elements.append(Element(node, place))
        if node != target.node, !take(node, place, &probe, &budget) { return false }
        edgeStarts.append(edges.count)
      }
    }
    return true
  }

  private mutating func take(
    _ node: NodeID,
    _ place: Int,
    _ probe: inout RuleProbe?,
    _ budget: inout ElementGraph.Budget
  ) -> Bool {
    for slot in 0..<graph.operandCount(of: node) {
      let operand = graph.operand(of: node, slot: slot)
      guard reach.isOnTheWay(operand) else { continue }
      if probe == nil {
        let element = graph.operandElement(of: node, slot: slot, for: place)
        add(Element(operand, element), slot, graph.slope(of: node, slot: slot, at: place, values))
      } else {
        budget.work -= probe?.cost ?? 0
        guard budget.work > 0 else { return false }
        for entry in probe?.row(slot: slot, element: place) ?? [] {
          add(Element(operand, entry.element), slot, entry.local)
        }
      }
    }
    return edges.count + found.count <= budget.size
  }

  private mutating func add(_ element: Element, _ slot: Int, _ local: Double) {
    guard reach.isReached(element) else { return }
    edges.append(.init(slot: Int32(slot), child: Int32(meet(element)), local: local))
  }

  @discardableResult
  private mutating func meet(_ element: Element) -> Int {
    if let number = found[element] { return number }
    found[element] = found.count
    waiting[element.node.index, default: []].append(element.index)
    return found.count - 1
  }
}
