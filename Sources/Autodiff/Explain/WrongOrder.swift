/// A reverse pass in a wrong order: one node is taken before all its consumers have handed back.
///
/// It then hands on too little, and every node before it gets a wrong gradient. Everything is computed
/// by the operations' own rules; only the order differs from that of the pass.
public struct WrongOrder: Sendable {
  /// A node whose gradient comes out wrong.
  public struct Affected: Sendable {
    /// The node.
    public let node: NodeID
    /// Its gradient in the wrong order.
    public let wrong: Tensor
    /// Its gradient in the right order.
    public let right: Tensor
  }

  /// What the node taken too early hands to one of its operands.
  public struct Handed: Sendable {
    /// Which operand.
    public let slot: Int
    /// The operand.
    public let operand: NodeID
    /// What it hands on too early.
    public let wrong: Tensor
    /// What it hands on in the right order.
    public let right: Tensor
  }

  /// The node that is taken too early: directly after the first of its consumers.
  public let node: NodeID
  /// What had arrived by then.
  public let early: [Contribution]
  /// What arrives afterwards, too late to be handed on.
  public let late: [Contribution]
  /// What the node holds when it is taken.
  public let partial: Tensor
  /// Its gradient, when everything has arrived.
  public let full: Tensor
  /// What it hands on.
  public let handed: [Handed]
  /// The nodes before it, from last to first.
  public let affected: [Affected]

  /// The consumers of the node in the order in which they hand back, each once.
  public var consumers: [NodeID] {
    var nodes: [NodeID] = []
    for contribution in early + late where !nodes.contains(contribution.consumer) {
      nodes.append(contribution.consumer)
    }
    return nodes
  }
}

extension Trace {
  /// The smallest part of the last pass in which the order matters: a node with several consumers and
  /// something before it, with the fewest nodes whose gradients go wrong; nil where there is none.
  ///
  /// A node used twice by one consumer does not count: that consumer hands both contributions back at
  /// once. Nor does a leaf: it hands nothing on. Of a large graph the first candidates are compared.
  public var smallestWrongOrder: WrongOrder? {
    guard let pass else { return nil }
    let uses = UseList(self)
    var best: (order: WrongOrder, size: Int)?
    var tried = 0
    for index in 0..<pass.output.index {
      let node = NodeID(index)
      guard pass.hasReached(node), !graph.isLeaf(node), uses.hasSeveralConsumers(node) else {
        continue
      }
      tried += 1
      guard tried <= 200, best?.size != 1 else { break }
      let limit = best?.size ?? 20_000
      guard let size = countBefore(node, below: limit),
        let order = wrongOrder(at: node, uses), order.makesDifference
      else { continue }
      best = (order, size)
    }
    return best?.order
  }

  /// The last pass with one node taken directly after the first of its consumers; nil where no consumer
  /// comes after that.
  public func wrongOrder(at node: NodeID) -> WrongOrder? {
    guard let pass, pass.hasReached(node) else { return nil }
    return wrongOrder(at: node, UseList(self))
  }

  private func wrongOrder(at node: NodeID, _ uses: UseList) -> WrongOrder? {
    let contributions = uses.of(node).compactMap { contribution(of: $0.consumer, slot: $0.slot) }
    guard let first = contributions.first?.consumer else { return nil }
    let early = contributions.filter { $0.consumer == first }
    let late = contributions.filter { $0.consumer != first }
    guard !late.isEmpty, let full = gradient(of: node) else { return nil }
    var partial = Tensor(repeating: 0, shape: graph.shape(of: node))
    for contribution in early { partial.add(contribution.value) }
    var handed: [WrongOrder.Handed] = []
    for (slot, operand) in graph.operands(of: node).enumerated() {
      guard let right = contribution(of: node, slot: slot)?.value else { continue }
      handed.append(
        WrongOrder.Handed(
          slot: slot,
          operand: operand,
          wrong: contribution(of: node, slot: slot, upstream: partial),
          right: right
        )
      )
    }
    return WrongOrder(
      node: node,
      early: early,
      late: late,
      partial: partial,
      full: full,
      handed: handed,
      affected: affected(by: node, partial, uses)
    )
  }

  /// The gradients of everything before `early`, when it hands on `partial`.
  private func affected(
    by early: NodeID,
    _ partial: Tensor,
    _ uses: UseList
  ) -> [WrongOrder.Affected] {
    var wrong: [Int: Tensor] = [early.index: partial]
    var affected: [WrongOrder.Affected] = []
    var before: Set<Int> = []
    func addOperands(of node: NodeID) {
      for operand in graph.operands(of: node) where graph.varies(operand) {
        before.insert(operand.index)
      }
    }
    addOperands(of: early)
    for index in stride(from: early.index - 1, through: 0, by: -1) where before.contains(index) {
      let node = NodeID(index)
      var gradient = Tensor(repeating: 0, shape: graph.shape(of: node))
      for use in uses.of(node) {
        if let upstream = wrong[use.consumer.index] {
          gradient.add(contribution(of: use.consumer, slot: use.slot, upstream: upstream))
        } else if let contribution = contribution(of: use.consumer, slot: use.slot) {
          gradient.add(contribution.value)
        }
      }
      wrong[index] = gradient
      if let right = self.gradient(of: node) {
        affected.append(WrongOrder.Affected(node: node, wrong: gradient, right: right))
      }
      addOperands(of: node)
    }
    return affected
  }

  /// How many nodes that get a gradient a node is computed from; nil where there are none, or not fewer
  /// than `limit`.
  private func countBefore(_ node: NodeID, below limit: Int) -> Int? {
    var found: Set<Int> = []
    var waiting = [node]
    while let next = waiting.popLast() {
      for operand in graph.operands(of: next) where graph.varies(operand) {
        if found.insert(operand.index).inserted { waiting.append(operand) }
      }
      if found.count >= limit { return nil }
    }
    return found.isEmpty ? nil : found.count
  }
}

/// The uses of every node that the last pass went over, in the order in which it did.
private struct UseList {
  private var starts: [Int]
  private var consumers: [Int32]
  private var slots: [Int32]

  init(_ trace: Trace) {
    let graph = trace.graph
    var counts = [Int](repeating: 0, count: graph.count + 1)
    UseList.forEach(trace) { operand, _, _ in counts[operand + 1] += 1 }
    for i in 1..<counts.count { counts[i] += counts[i - 1] }
    starts = counts
    consumers = [Int32](repeating: 0, count: counts.last ?? 0)
    slots = consumers
    var next = counts
    UseList.forEach(trace) { operand, consumer, slot in
      consumers[next[operand]] = Int32(consumer)
      slots[next[operand]] = Int32(slot)
      next[operand] += 1
    }
  }

  private static func forEach(_ trace: Trace, _ body: (Int, Int, Int) -> Void) {
    trace.forEachContributionPlace { consumer, slot in
      body(trace.graph.operand(of: consumer, slot: slot).index, consumer.index, slot)
    }
  }

  func of(_ node: NodeID) -> [(consumer: NodeID, slot: Int)] {
    (starts[node.index]..<starts[node.index + 1]).map {
      (NodeID(Int(consumers[$0])), Int(slots[$0]))
    }
  }

  func hasSeveralConsumers(_ node: NodeID) -> Bool {
    let range = starts[node.index]..<starts[node.index + 1]
    return consumers[range].contains { $0 != consumers[range.lowerBound] }
  }
}

extension WrongOrder {
  /// Whether a gradient comes out different.
  var makesDifference: Bool {
    affected.contains { $0.wrong.elements != $0.right.elements }
  }
}

extension Tensor {
  /// Adds a tensor of the same shape.
  fileprivate mutating func add(_ other: Tensor) {
    for (i, number) in other.elements.enumerated() { elements[i] += number }
  }
}
