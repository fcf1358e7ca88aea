extension Trace {
  /// Gives leaves other values and computes every node anew, in the same graph and the same storage.
  ///
  /// ``pass`` stays as it ran, with the values that it had; a later ``backward(from:seed:)`` runs with
  /// the new ones.
  ///
  /// - Parameters:
  ///   - leaves: The leaves that change.
  ///   - elements: For each of them its elements, as many as its shape has.
  /// - Throws: ``Fault`` where a label, computed from them, names no class. The trace then holds the new
  ///   values.
  public mutating func replay(
    _ leaves: [NodeID],
    with elements: [[Double]]
  ) throws(Fault) {
    if let pass, pass.values.count == values.count { keepValues(of: pass) }
    for (leaf, numbers) in zip(leaves, elements) {
      let offset = graph.offset(of: leaf)
      for (i, number) in numbers.enumerated() { values[offset + i] = number }
      graph.setLeaf(leaf, to: numbers)
    }
    graph.forward(&values)
    if let fault { throw fault }
  }

  /// Leaves the arena to the last pass, which ran with it, and goes on in another.
  private mutating func keepValues(of pass: ReversePass) {
    guard spare.count == values.count else { return }
    swap(&values, &spare)
    for i in values.indices { values[i] = spare[i] }
    spare = []
  }

  /// The gradients of `output`, which receives ones, with respect to some nodes, at the present values;
  /// ``pass`` stays as it is.
  ///
  /// A node that does not lead to the output gets zeros. `pass` is run over; one that is used again saves
  /// its storage.
  public func gradients(
    of output: NodeID,
    at nodes: [NodeID],
    using pass: inout ReversePass
  ) -> [Tensor] {
    let seed = Tensor(repeating: 1, shape: graph.shape(of: output))
    graph.backward(from: output, seed: seed, values: values, into: &pass)
    return nodes.map { node in
      let shape = graph.shape(of: node)
      let offset = graph.offset(of: node)
      return Tensor(shape: shape, elements: Array(pass.gradients[offset..<offset + shape.count]))
    }
  }

  /// The value that a node had when the last reverse pass ran; its present one where there was none.
  public func valueDuringPass(of node: NodeID) -> Tensor {
    pass?.value(of: node, in: graph) ?? value(of: node)
  }
}

extension ReversePass {
  /// The value that a node had when the pass ran.
  func value(of node: NodeID, in graph: Graph) -> Tensor {
    let shape = graph.shape(of: node)
    let offset = graph.offset(of: node)
    return Tensor(shape: shape, elements: Array(values[offset..<offset + shape.count]))
  }
}
