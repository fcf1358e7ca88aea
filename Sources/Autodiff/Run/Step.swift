/// One step on the blackboard: a value computed, or a contribution handed back.
public enum Step: Equatable, Sendable {
  /// A node's value is computed from its operands'.
  case forward(NodeID)
  /// A consumer hands a contribution to its operand; `accumulated` is the operand's sum so far, of
  /// its shape.
  case backward(Contribution, to: NodeID, accumulated: Tensor)
}

extension Trace {
  /// How many steps ``forEachStep(_:)`` calls its body for.
  public var stepCount: Int {
    var count = 0
    for index in 0..<graph.count where !graph.isLeaf(NodeID(index)) { count += 1 }
    forEachContributionPlace { _, _ in count += 1 }
    return count
  }

  /// Every forward step in the order of computation, then every backward step of the last pass in the
  /// order in which it was made, numbered from 1.
  public func forEachStep(_ body: (_ index: Int, Step) -> Void) {
    var number = 0
    for index in 0..<graph.count where !graph.isLeaf(NodeID(index)) {
      number += 1
      body(number, .forward(NodeID(index)))
    }
    guard let pass else { return }
    var sums = [Double](repeating: 0, count: graph.elementCount)
    let origin = graph.offset(of: pass.output)
    for (i, number) in pass.seed.elements.enumerated() { sums[origin + i] = number }
    forEachContribution { contribution in
      let operand = graph.operand(of: contribution.consumer, slot: contribution.slot)
      let offset = graph.offset(of: operand)
      for (i, number) in contribution.value.elements.enumerated() { sums[offset + i] += number }
      number += 1
      body(
        number,
        .backward(
          contribution,
          to: operand,
          accumulated: Tensor(
            shape: contribution.value.shape,
            elements: Array(sums[offset..<offset + contribution.value.elements.count])
          )
        )
      )
    }
  }

  /// All steps; see ``forEachStep(_:)``.
  public var steps: [Step] {
    var steps: [Step] = []
    forEachStep { _, step in steps.append(step) }
    return steps
  }

  /// The gradient that had arrived at a contribution's consumer.
  public func upstream(of contribution: Contribution) -> Tensor {
    gradient(of: contribution.consumer) ?? Tensor(0)
  }
}
