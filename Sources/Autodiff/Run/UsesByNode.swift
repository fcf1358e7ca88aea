/// The uses over which a pass handed something back, sorted by the node that was used.
public struct UsesByNode: Sendable {
  private struct Use: Sendable {
    var consumer: UInt32
    var slot: UInt32
    /// The next use of the same node; −1 for the last.
    var next: Int32
  }

  private var uses: [Use] = []
  private var first: [Int32]

  fileprivate init(_ trace: Trace) {
    let count = trace.graph.count
    first = [Int32](repeating: -1, count: count)
    var last = first
    trace.forEachContributionPlace { consumer, slot in
      let node = trace.graph.operand(of: consumer, slot: slot).index
      let place = Int32(uses.count)
      uses.append(Use(consumer: UInt32(consumer.index), slot: UInt32(slot), next: -1))
      if last[node] < 0 { first[node] = place } else { uses[Int(last[node])].next = place }
      last[node] = place
    }
  }

  /// Calls `body` with each consumer of a node and which of its operands the node is, in the order in
  /// which the pass handed back.
  public func forEach(of node: NodeID, _ body: (_ consumer: NodeID, _ slot: Int) -> Void) {
    var place = first[node.index]
    while place >= 0 {
      let use = uses[Int(place)]
      body(NodeID(Int(use.consumer)), Int(use.slot))
      place = use.next
    }
  }
}

extension Trace {
  /// The uses of every node over which the last pass handed something back.
  ///
  /// For one node, ``contributions(to:)`` says the same.
  public var usesByNode: UsesByNode { UsesByNode(self) }
}
