internal import Autodiff

/// One run of a graph over fractions: the graph says what is computed from what and in which order, the
/// rules (``ExactRule``) how.
struct GraphRun: Sendable {
  let graph: Graph
  /// What each node's operation was told, as fractions, where that is not what its doubles say.
  let told: [NodeID: Told]
  /// Each node's elements.
  private(set) var values: [[ExactNumber]] = []
  /// What arrived at each node.
  private(set) var gradients: [[ExactNumber]] = []
  /// What each use of a node handed back, by consumer and operand.
  private(set) var contributions: [Use: [ExactNumber]] = [:]
  /// The nodes that were run open.
  var openRuns: [NodeID: OpenRun] = [:]
  /// Whether departures are settled on this graph's nodes: not while it stands for one node of another.
  let settles: Bool
  /// Where the work that may be done ended.
  private var exhaustion: Departure?

  /// One use of a node.
  struct Use: Hashable, Sendable {
    var consumer: NodeID
    var slot: Int
  }

  /// Computes every value; `leaf` gives those of the leaves.
  init(
    _ graph: Graph,
    told: [NodeID: Told] = [:],
    settles: Bool,
    _ work: inout Work,
    leaf: (NodeID) -> [ExactNumber]
  ) {
    self.graph = graph
    self.told = told
    self.settles = settles
    values.reserveCapacity(graph.count)
    for node in graph.nodes {
      let elements = graph.isLeaf(node) ? leaf(node) : forward(node, &work)
      values.append(settle(elements, at: node, isDerivative: false))
    }
  }

  /// Runs back from `output`, which receives `seed`, over the uses in the order of `schedule`.
  mutating func backward(
    from output: NodeID,
    seed: [ExactNumber],
    schedule: [Use],
    _ work: inout Work
  ) {
    contributions = [:]
    gradients = graph.nodes.map {
      [ExactNumber](repeating: .zero, count: graph.shape(of: $0).count)
    }
    gradients[output.index] = settle(seed, at: output, isDerivative: true)
    for use in schedule {
      let operand = graph.operand(of: use.consumer, slot: use.slot)
      let handed = settle(
        contribution(over: use, &work),
        at: use.consumer,
        isDerivative: true
      )
      contributions[use] = handed
      var sums = gradients[operand.index]
      for (i, number) in handed.enumerated() { sums[i] = work.add(sums[i], number) }
      // A sum can be too long though its terms are not.
      gradients[operand.index] = settle(sums, at: operand, isDerivative: true)
    }
  }

  /// Departures that began here get this node as their origin; those for want of work the first node at
  /// which it ended.
  private mutating func settle(
    _ numbers: [ExactNumber],
    at node: NodeID,
    isDerivative: Bool
  ) -> [ExactNumber] {
    guard settles else { return numbers }
    var settled = numbers
    for (i, number) in numbers.enumerated() {
      guard case .left(let departure) = number, departure.origin == nil else { continue }
      let isExhausted = departure.reason == .tooMuchWork
      if isExhausted, let exhaustion {
        settled[i] = .left(exhaustion)
        continue
      }
      let here = Departure(
        departure.reason,
        isNumber: departure.isNumber,
        origin: node.index,
        isDerivative: isDerivative
      )
      if isExhausted { exhaustion = here }
      settled[i] = .left(here)
    }
    return settled
  }

  // MARK: Reading

  func operands(of node: NodeID) -> [[ExactNumber]] {
    graph.operands(of: node).map { values[$0.index] }
  }

  func shapes(of node: NodeID) -> [Shape] {
    graph.operands(of: node).map { graph.shape(of: $0) }
  }

  func told(_ node: NodeID) -> Told {
    if let told = told[node] { return told }
    let attributes = graph.attributes(of: node)
    return Told(
      first: ExactNumber(exactly: attributes.first),
      second: ExactNumber(exactly: attributes.second)
    )
  }

  /// What an operation that cannot be run gives.
  func unruly(_ node: NodeID, count: Int) -> [ExactNumber] {
    let reason = Departure.Reason.noRule(function: graph.operation(of: node).name)
    return [ExactNumber](repeating: .leaving(reason, isNumber: false), count: count)
  }
}

extension Trace {
  /// The uses over which the last reverse pass went, in its order.
  var schedule: [GraphRun.Use] {
    var uses: [GraphRun.Use] = []
    forEachContribution { uses.append(.init(consumer: $0.consumer, slot: $0.slot)) }
    return uses
  }
}
