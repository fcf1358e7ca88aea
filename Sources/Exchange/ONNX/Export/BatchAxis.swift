internal import Autodiff

/// Which nodes have a first axis that counts samples, where there may be any number of them.
enum BatchAxis {
  /// The nodes that go sample by sample, following from those leaves that do.
  ///
  /// - Throws: ``ExportMistake/cannotExpress(_:label:operation:because:)`` for a node that puts samples
  ///   together or in another order, so that the number of them is built into it.
  static func nodes(
    of source: ValuedGraph,
    among needed: Set<NodeID>
  ) throws(ExportMistake) -> Set<NodeID> {
    var batched = source.batchLeaves
    guard !batched.isEmpty else { return [] }
    let graph = source.graph
    for node in graph.nodes where needed.contains(node) && !graph.isLeaf(node) {
      let operands = graph.operands(of: node)
      let isBatched = operands.map { batched.contains($0) }
      guard isBatched.contains(true) else { continue }
      switch outcome(of: node, operands, isBatched, graph) {
      case true?: batched.insert(node)
      case false?: break
      case nil:
        throw .cannotExpress(
          node,
          label: graph.label(of: node, limit: 60),
          operation: graph.operation(of: node).name,
          because: .mixesSamples
        )
      }
    }
    return batched
  }

  /// Whether a node goes sample by sample; false where it reduces them to numbers for all, nil where the
  /// number of samples would be built in.
  private static func outcome(
    of node: NodeID,
    _ operands: [NodeID],
    _ isBatched: [Bool],
    _ graph: Graph
  ) -> Bool? {
    let operation = graph.operation(of: node)
    let attributes = graph.attributes(of: node)
    let shape = graph.shape(of: node)
    let shapes = operands.map { graph.shape(of: $0) }
    switch operation.name {
    case "linear", "matmul", "dot", "conv2d", "batch_norm":
      guard isBatched[0], !isBatched.dropFirst().contains(true) else { return nil }
      let isRow = operation.name == "linear" && shapes[2].rank == 2 && shapes[2].axes[0] != 1
      let least = operation.name == "conv2d" ? 4 : 2
      return shapes[0].rank >= least && !isRow ? true : nil
    case "softmax", "log_softmax": return attributes.axes == [0] || shape.rank < 2 ? nil : true
    case "max_pool2d", "avg_pool2d": return shape.rank > 2 ? true : nil
    case "reshape": return shape.axes.first == shapes[0].axes.first ? true : nil
    case "one_hot": return true
    case "index":
      guard let first = attributes.selections.first else { return true }
      return first.start == 0 && first.count == shapes[0].axes[0] && !first.dropsAxis ? true : nil
    case "concat":
      let axis = Int(attributes.first)
      return axis != 0 && axis != -shape.rank && !isBatched.contains(false) ? true : nil
    case "sum", "mean", "max", "min", "var", "std", "norm", "prod", "logsumexp":
      guard let axes = attributes.axes else { return false }
      return !axes.contains(0)
    case _ where operation.isElementwise || operation.name == "dropout":
      return fits(shapes, isBatched, rank: shape.rank) ? true : nil
    case _ where operation.isLoss:
      return isBatched.contains(false) ? nil : attributes.reduction == .none
    default: return nil
    }
  }

  /// Whether operands that do not go sample by sample are the same for each of them.
  private static func fits(_ shapes: [Shape], _ isBatched: [Bool], rank: Int) -> Bool {
    zip(shapes, isBatched).allSatisfy { shape, isBatched in
      isBatched ? shape.rank == rank : shape.rank < rank || shape.axes[0] == 1
    }
  }
}
