/// A rule of one node that is not its operation's own: what a person computes who holds a wrong rule, or
/// who goes on with a wrong number.
///
/// ``Graph/change(_:_:)`` lays it over a node; the graph then runs as any other.
public struct RuleChange: Sendable {
  /// Gives the value in place of the rule's own, of the same shape.
  public typealias Value = @Sendable (_ operands: [Tensor], _ own: Tensor) -> Tensor
  /// Gives what an operand receives in place of the rule's own, of the operand's shape; nil leaves it.
  public typealias Contribution = @Sendable (borrowing Use) -> Tensor?

  /// Nil leaves the value as it is.
  public var value: Value?
  /// Nil leaves every contribution as it is.
  public var contribution: Contribution?

  /// Makes a change.
  public init(value: Value? = nil, contribution: Contribution? = nil) {
    self.value = value
    self.contribution = contribution
  }

  /// The use of an operand, as a reverse pass comes by.
  public struct Use {
    /// Which operand receives something.
    public let slot: Int
    /// What has arrived at the node, of its shape.
    public let upstream: Tensor
    /// The values of the operands.
    public let operands: [Tensor]
    /// The node's value.
    public let value: Tensor
    fileprivate let graph: Graph
    fileprivate let node: NodeID
    fileprivate let values: [Double]
    fileprivate let depth: Int

    /// What the rule hands to the operand where `upstream` has arrived.
    public func own(_ upstream: Tensor) -> Tensor {
      graph.contribution(
        node,
        slot,
        upstream: upstream,
        values,
        changedBy: depth,
        operands,
        value
      )
    }
  }
}

/// A node with changed rules.
struct ChangedNode: Sendable {
  /// The place of its operation in ``Operation/all``.
  var code: UInt8
  /// What is changed, each laid over those before it.
  var changes: [RuleChange]
}

extension Graph {
  /// What ``NodeRecord/code`` says of a node with changed rules: no operation's place.
  static let changedCode = UInt8.max

  /// Lays a change over a node's rule and the changes that it has already.
  ///
  /// A leaf has no rule; ``give(_:_:)`` changes its value.
  public mutating func change(_ node: NodeID, _ change: RuleChange) {
    guard !isLeaf(node) else { return }
    let place = changePlaces[node.index]
    if place >= 0 {
      changed[Int(place)].changes.append(change)
      return
    }
    changePlaces[node.index] = Int32(changed.count)
    changed.append(ChangedNode(code: records[node.index].code, changes: [change]))
    records[node.index].code = Graph.changedCode
  }

  /// Gives a leaf another value of its shape.
  public mutating func give(_ leaf: NodeID, _ value: Tensor) {
    guard isLeaf(leaf) else { return }
    setLeaf(leaf, to: value.elements)
  }

  /// The place of a node's operation in ``Operation/all``.
  func code(of node: NodeID) -> UInt8 {
    let code = records[node.index].code
    return code == Graph.changedCode ? changed[Int(changePlaces[node.index])].code : code
  }

  /// What is changed about a node's rule.
  func changes(of node: NodeID) -> [RuleChange] {
    let place = changePlaces[node.index]
    return place < 0 ? [] : changed[Int(place)].changes
  }

  /// Whether a node's rule is not its operation's own.
  func isChanged(_ node: NodeID) -> Bool { records[node.index].code == Graph.changedCode }

  // MARK: Running

  /// Puts what the changes say in place of the value that the rule has just given.
  func computeChanged(_ node: NodeID, _ values: inout [Double]) {
    let operands = operands(of: node).map { tensor($0, values) }
    for change in changes(of: node) {
      guard let value = change.value else { continue }
      write(value(operands, tensor(node, values)), to: node, &values)
    }
  }

  /// Adds to `contributions`, from `start` on, what operand `slot` of a node with changed rules receives.
  func contributeChanged(
    _ node: NodeID,
    _ slot: Int,
    _ values: [Double],
    _ gradients: [Double],
    _ contributions: inout [Double],
    _ start: Int
  ) {
    let result = contribution(
      node,
      slot,
      upstream: tensor(node, gradients),
      values,
      changedBy: changes(of: node).count,
      operands(of: node).map { tensor($0, values) },
      tensor(node, values)
    )
    for (i, number) in result.elements.enumerated() { contributions[start + i] += number }
  }

  /// What operand `slot` receives by the rule with its first `depth` changes.
  fileprivate func contribution(
    _ node: NodeID,
    _ slot: Int,
    upstream: Tensor,
    _ values: [Double],
    changedBy depth: Int,
    _ operands: [Tensor],
    _ value: Tensor
  ) -> Tensor {
    let shape = operands[slot].shape
    if depth > 0 {
      let use = RuleChange.Use(
        slot: slot,
        upstream: upstream,
        operands: operands,
        value: value,
        graph: self,
        node: node,
        values: values,
        depth: depth - 1
      )
      guard let change = changes(of: node)[depth - 1].contribution, let result = change(use) else {
        return use.own(upstream)
      }
      return result.elements.count == shape.count
        ? result : Tensor(shape: shape, elements: result.elements)
    }
    var frame = frame(of: node, upstream: 0)
    for earlier in 0..<slot { frame.before += operands[earlier].elements.count }
    var result = [Double](repeating: 0, count: shape.count)
    contribute(node, slot, frame, values, upstream.elements, &result, 0)
    return Tensor(shape: shape, elements: result)
  }

  private func tensor(_ node: NodeID, _ arena: [Double]) -> Tensor {
    let shape = shape(of: node)
    let offset = offset(of: node)
    return Tensor(shape: shape, elements: Array(arena[offset..<offset + shape.count]))
  }

  private func write(_ value: Tensor, to node: NodeID, _ arena: inout [Double]) {
    let offset = offset(of: node)
    for (i, number) in value.elements.prefix(shape(of: node).count).enumerated() {
      arena[offset + i] = number
    }
  }
}
