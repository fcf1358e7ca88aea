internal import Autodiff
internal import FastKernels
internal import Kernels

/// The values and gradients of a graph in double precision, for nodes that run by the engine's own rules.
final class RuleArena {
  let graph: Graph
  var values: [Double]
  var gradients: [Double]
  var contribution: [Double] = []

  init(_ graph: Graph) {
    self.graph = graph
    values = [Double](repeating: 0, count: graph.elementCount)
    gradients = values
    for node in graph.nodes where graph.isLeaf(node) {
      let offset = graph.offset(of: node)
      for (i, number) in graph.leafValue(of: node).elements.enumerated() {
        values[offset + i] = number
      }
    }
  }
}

extension GraphCompiler {
  /// Computes a node by the engine's rule.
  mutating func forwardByRule(_ node: NodeID) {
    let output = reserveValue(node)
    let arena = ruleArena()
    let operands = graph.operands(of: node).map { ($0, value($0)) }
    calls.append { runner in
      for (operand, place) in operands { arena.fetch(operand, at: place, from: runner) }
      arena.graph.evaluate(node, in: &arena.values)
      runner.set(
        arena.graph.shape(of: node).count,
        at: output,
        from: arena.values,
        start: arena.graph.offset(of: node)
      )
    }
    forward(.call(calls.count - 1))
  }

  /// Hands back what arrived at a node by the engine's rule.
  mutating func backwardByRule(_ node: NodeID) {
    let arena = ruleArena()
    let operands = graph.operands(of: node).map { ($0, value($0)) }
    let (result, arrived) = (value(node), upstream(node))
    var targets: [(slot: Int, place: Place, adding: Bool)] = []
    for (slot, operand) in graph.operands(of: node).enumerated() where leads[operand.index] {
      let isFirst = isFirstArrival(operand)
      targets.append((slot: slot, place: upstream(operand), adding: !isFirst))
    }
    calls.append { runner in
      for (operand, place) in operands { arena.fetch(operand, at: place, from: runner) }
      arena.fetch(node, at: result, from: runner)
      let offset = arena.graph.offset(of: node)
      runner.copy(
        arena.graph.shape(of: node).count,
        at: arrived,
        into: &arena.gradients,
        from: offset
      )
      for target in targets {
        let count = arena.graph.shape(of: operands[target.slot].0).count
        arena.clear(count)
        arena.graph.contribute(
          node,
          to: target.slot,
          values: arena.values,
          gradients: arena.gradients,
          into: &arena.contribution
        )
        runner.set(
          count,
          at: target.place,
          from: arena.contribution,
          start: 0,
          adding: target.adding
        )
      }
    }
    backward(.call(calls.count - 1))
  }
}

extension RuleArena {
  /// Takes a node's value over from a runner.
  func fetch<Scalar: KernelScalar>(
    _ node: NodeID,
    at place: Place,
    from runner: PlanRunner<Scalar>
  ) {
    runner.copy(
      graph.shape(of: node).count,
      at: place,
      into: &values,
      from: graph.offset(of: node)
    )
  }

  /// Makes room for a contribution of zeros.
  func clear(_ count: Int) {
    if contribution.count < count { contribution = [Double](repeating: 0, count: count) }
    for i in 0..<count { contribution[i] = 0 }
  }
}
