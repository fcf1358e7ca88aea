/// One run of a graph: every value, and of every reverse pass every contribution before it was
/// added up.
///
/// All that is shown, checked or said about a run is read from here.
public struct Trace: Sendable {
  /// What was run.
  public internal(set) var graph: Graph
  /// The arena: each node's elements at its offset.
  var values: [Double]
  /// The last reverse pass, if there was one.
  ///
  /// Each starts anew.
  public private(set) var pass: ReversePass?
  /// An arena that no pass holds on to, for the next replay after a pass.
  var spare: [Double] = []
  /// Storage of a pass that is no longer meant.
  private var spareStorage: ReversePass?

  /// A value that an operation cannot work with, found while running.
  public struct Fault: Error, Equatable, Sendable {
    /// The node whose operation cannot work.
    public let node: NodeID
    /// Why.
    public let error: GraphError

    /// Makes a fault.
    public init(node: NodeID, error: GraphError) {
      self.node = node
      self.error = error
    }
  }

  /// A run of nothing.
  public static let empty = Trace()

  private init() {
    graph = Graph()
    values = []
  }

  /// Runs a graph forward.
  ///
  /// - Throws: ``Fault`` where a label names no class.
  public init(running graph: Graph) throws(Fault) {
    self.graph = graph
    values = graph.arena()
    graph.forward(&values)
    if let fault { throw fault }
  }

  /// Keeps the storage of the last pass, but not what it says.
  mutating func forgetPass() {
    guard pass != nil else { return }
    spareStorage = nil
    swap(&spareStorage, &pass)
  }

  /// The first node whose operation cannot work with its operands' values.
  var fault: Fault? {
    for index in graph.checkedNodes {
      let node = NodeID(Int(index))
      if case .tensor(let rule) = graph.operation(of: node).rule, let check = rule.check,
        let error = check(graph.frame(of: node), values)
      {
        return Fault(node: node, error: error)
      }
    }
    return nil
  }

  /// Runs back from `output`, which receives `seed`: ones of its shape if nil.
  ///
  /// - Parameters:
  ///   - output: Where the pass begins.
  ///   - seed: What it begins with.
  ///   - readings: Leaves that the rules on the way back take for another value than they had on the way
  ///     forward, each of its leaf's shape.
  /// - Precondition: `seed` has the output's shape.
  public mutating func backward(
    from output: NodeID,
    seed: Tensor? = nil,
    reading readings: [(leaf: NodeID, value: Tensor)] = []
  ) {
    let seed = seed ?? Tensor(repeating: 1, shape: graph.shape(of: output))
    // Taken out, so that its storage is used again and not copied.
    forgetPass()
    var earlier: ReversePass?
    swap(&earlier, &spareStorage)
    var pass = earlier ?? ReversePass()
    earlier = nil
    if pass.values.count == values.count { spare = pass.values }
    pass.values = values
    for (leaf, value) in readings {
      let offset = graph.offset(of: leaf)
      for (i, number) in value.elements.enumerated() { pass.values[offset + i] = number }
    }
    let passValues = pass.values
    graph.backward(from: output, seed: seed, values: passValues, into: &pass)
    self.pass = pass
  }

  /// A node's value.
  public func value(of node: NodeID) -> Tensor { valueView(of: node).tensor }

  /// A node's value where it stands.
  package func valueView(of node: NodeID) -> TensorView { view(of: node, in: values) }

  /// The gradient of the last pass's output with respect to a node: zeros for a leaf that does not
  /// lead to the output, nil for another node that does not, and where there was no pass.
  public func gradient(of node: NodeID) -> Tensor? { gradientView(of: node)?.tensor }

  /// What ``gradient(of:)`` returns, where it stands.
  package func gradientView(of node: NodeID) -> TensorView? {
    guard let pass, pass.hasReached(node) || graph.isLeaf(node) else { return nil }
    return view(of: node, in: pass.gradients)
  }

  /// A node's elements among those of all nodes.
  func view(of node: NodeID, in arena: [Double]) -> TensorView {
    let offset = graph.offset(of: node)
    if graph.isScalar(node) { return .number(arena[offset]) }
    let shape = graph.shape(of: node)
    return TensorView(shape, arena[offset..<offset + shape.count])
  }
}

/// What one use of a node handed back to it.
public struct Contribution: Equatable, Sendable {
  /// The node that used it.
  public let consumer: NodeID
  /// Which operand of the consumer it is.
  public let slot: Int
  /// What was handed back, of the used node's shape.
  public let value: Tensor
}

extension Trace {
  /// What the last pass handed back to a node, one entry for each use on the way to the output, in
  /// the order in which the pass made them.
  ///
  /// They add up to the gradient, with the seed for the output itself.
  public func contributions(to node: NodeID) -> [Contribution] {
    var contributions: [Contribution] = []
    forEachContributionPlace { consumer, slot in
      if graph.operand(of: consumer, slot: slot) == node {
        contributions.append(recorded(consumer, slot))
      }
    }
    return contributions
  }

  /// What the last pass handed back over the use of an operand by its consumer; nil where it did not
  /// come by.
  public func contribution(of consumer: NodeID, slot: Int) -> Contribution? {
    contributionView(of: consumer, slot: slot).map {
      Contribution(consumer: consumer, slot: slot, value: $0.tensor)
    }
  }

  /// The value of what ``contribution(of:slot:)`` returns, where it stands.
  package func contributionView(of consumer: NodeID, slot: Int) -> TensorView? {
    guard let pass, consumer <= pass.output, pass.hasReached(consumer),
      graph.operandVaries(consumer, slot: slot)
    else { return nil }
    return recordedView(consumer, slot)
  }

  /// All contributions of the last pass in the order in which it made them.
  public func forEachContribution(_ body: (Contribution) -> Void) {
    forEachContributionPlace { consumer, slot in body(recorded(consumer, slot)) }
  }

  /// The uses over which the last pass handed something back, in its order.
  func forEachContributionPlace(_ body: (_ consumer: NodeID, _ slot: Int) -> Void) {
    guard let pass else { return }
    for index in stride(from: pass.output.index, through: 0, by: -1)
    where pass.hasReached(NodeID(index)) {
      let consumer = NodeID(index)
      for slot in 0..<graph.operandCount(of: consumer)
      where graph.operandVaries(consumer, slot: slot) {
        body(consumer, slot)
      }
    }
  }

  /// What the last pass recorded; zeros without one.
  private func recorded(_ consumer: NodeID, _ slot: Int) -> Contribution {
    Contribution(consumer: consumer, slot: slot, value: recordedView(consumer, slot).tensor)
  }

  /// What the last pass recorded, where it stands; zeros without one.
  func recordedView(_ consumer: NodeID, _ slot: Int) -> TensorView {
    let operand = graph.operand(of: consumer, slot: slot)
    let start = graph.contributionStart(of: consumer, slot: slot)
    guard let contributions = pass?.contributions else {
      return TensorView(Tensor(repeating: 0, shape: graph.shape(of: operand)))
    }
    if graph.isScalar(operand) { return .number(contributions[start]) }
    let shape = graph.shape(of: operand)
    return TensorView(shape, contributions[start..<start + shape.count])
  }
}
