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

  /// Runs a graph forward.
  ///
  /// - Throws: ``Fault`` where a label names no class.
  public init(running graph: Graph) throws(Fault) {
    self.graph = graph
    values = graph.forward()
    if let fault { throw fault }
  }

  /// The first node whose operation cannot work with its operands' values.
  var fault: Fault? {
    for index in 0..<graph.count {
      let node = NodeID(index)
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
  /// - Precondition: `seed` has the output's shape.
  public mutating func backward(from output: NodeID, seed: Tensor? = nil) {
    let seed = seed ?? Tensor(repeating: 1, shape: graph.shape(of: output))
    pass = graph.backward(from: output, seed: seed, values: values)
  }

  /// A node's value.
  public func value(of node: NodeID) -> Tensor {
    let shape = graph.shape(of: node)
    let offset = graph.offset(of: node)
    return Tensor(shape: shape, elements: Array(values[offset..<offset + shape.count]))
  }

  /// The gradient of the last pass's output with respect to a node: zeros for a leaf that does not
  /// lead to the output, nil for another node that does not, and where there was no pass.
  public func gradient(of node: NodeID) -> Tensor? {
    guard let pass, pass.reached[node.index] || graph.isLeaf(node) else { return nil }
    let shape = graph.shape(of: node)
    let offset = graph.offset(of: node)
    return Tensor(shape: shape, elements: Array(pass.gradients[offset..<offset + shape.count]))
  }
}

/// What one use of a node handed back to it.
public struct Contribution: Equatable, Sendable {
  /// The node that used it.
  public let consumer: NodeID
  /// Which operand of the consumer it is.
  public let slot: Int
  /// The use, as a place in the graph's list of uses.
  let place: Int
  /// What was handed back, of the used node's shape.
  public let value: Tensor
}

extension Trace {
  /// What the last pass handed back to a node, one entry for each use on the way to the output, in
  /// the order in which the pass made them.
  ///
  /// They add up to the gradient, with the seed for the output itself.
  public func contributions(to node: NodeID) -> [Contribution] {
    guard let pass else { return [] }
    var contributions: [Contribution] = []
    for index in stride(from: pass.output.index, through: node.index, by: -1)
    where pass.reached[index] {
      for (slot, place) in graph.operandRange(of: NodeID(index)).enumerated()
      where graph.operand(at: place) == node && pass.starts[place] >= 0 {
        contributions.append(contribution(place, slot, of: NodeID(index), in: pass))
      }
    }
    return contributions
  }

  /// What the last pass handed back over the use of an operand by its consumer; nil where it did not
  /// come by.
  public func contribution(of consumer: NodeID, slot: Int) -> Contribution? {
    guard let pass else { return nil }
    let place = graph.operandRange(of: consumer).lowerBound + slot
    return pass.starts[place] < 0 ? nil : contribution(place, slot, of: consumer, in: pass)
  }

  /// All contributions of the last pass in the order in which it made them.
  public func forEachContribution(_ body: (Contribution) -> Void) {
    guard let pass else { return }
    for index in stride(from: pass.output.index, through: 0, by: -1) where pass.reached[index] {
      for (slot, place) in graph.operandRange(of: NodeID(index)).enumerated()
      where pass.starts[place] >= 0 {
        body(contribution(place, slot, of: NodeID(index), in: pass))
      }
    }
  }

  private func contribution(
    _ place: Int,
    _ slot: Int,
    of consumer: NodeID,
    in pass: ReversePass
  ) -> Contribution {
    let shape = graph.shape(of: graph.operand(at: place))
    let start = Int(pass.starts[place])
    return Contribution(
      consumer: consumer,
      slot: slot,
      place: place,
      value: Tensor(
        shape: shape,
        elements: Array(pass.contributions[start..<start + shape.count])
      )
    )
  }
}
