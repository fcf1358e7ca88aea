// One node at a time, for those who keep a graph's numbers elsewhere.

extension Graph {
  /// Computes one node's value from its operands' values; leaves a leaf alone.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - values: An arena of ``elementCount`` numbers, with each node's elements at ``offset(of:)``.
  public func evaluate(_ node: NodeID, in values: inout [Double]) {
    precondition(values.count >= elementCount, "the arena holds the graph")
    compute(node, &values)
  }

  /// Adds what a node hands back to one of its operands.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - slot: Which operand it is.
  ///   - values: An arena of all values.
  ///   - gradients: An arena in which what has arrived at the node stands at its place.
  ///   - contribution: As many numbers as the operand has.
  public func contribute(
    _ node: NodeID,
    to slot: Int,
    values: [Double],
    gradients: [Double],
    into contribution: inout [Double]
  ) {
    precondition(
      values.count >= elementCount && gradients.count >= elementCount
        && contribution.count >= shape(of: operand(of: node, slot: slot)).count,
      "the arenas hold the graph"
    )
    var frame: Frame?
    if case .tensor = operation(of: node).rule {
      var before = 0
      for earlier in 0..<slot { before += shape(of: operand(of: node, slot: earlier)).count }
      frame = self.frame(of: node)
      frame?.before = before
    }
    contribute(node, slot, frame, values, gradients, &contribution, 0)
  }
}
