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
    for (leaf, numbers) in zip(leaves, elements) {
      let offset = graph.offset(of: leaf)
      for (i, number) in numbers.enumerated() { values[offset + i] = number }
      graph.setLeaf(leaf, to: numbers)
    }
    for index in 0..<graph.count { graph.compute(NodeID(index), &values) }
    if let fault { throw fault }
  }

  /// The gradients of `output`, which receives ones, with respect to some nodes, at the present values;
  /// ``pass`` stays as it is.
  ///
  /// A node that does not lead to the output gets zeros.
  public func gradients(of output: NodeID, at nodes: [NodeID]) -> [Tensor] {
    let seed = Tensor(repeating: 1, shape: graph.shape(of: output))
    let pass = graph.backward(from: output, seed: seed, values: values)
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

extension Graph {
  /// Replaces the value that a leaf is given; as many elements as before.
  mutating func setLeaf(_ leaf: NodeID, to elements: [Double]) {
    var place = 0
    for index in 0..<leaf.index where isLeaf(NodeID(index)) {
      place += shape(of: NodeID(index)).count
    }
    for i in 0..<min(elements.count, shape(of: leaf).count) {
      leafElements[place + i] = elements[i]
    }
  }
}
