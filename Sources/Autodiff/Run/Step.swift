/// One step on the blackboard: a value computed, or a contribution handed back.
public enum Step: Equatable, Sendable {
  /// A node's value is computed from its operands'.
  case forward(NodeID)
  /// A consumer hands a contribution to its operand; `accumulated` is the operand's sum so far, of
  /// its shape.
  case backward(Contribution, to: NodeID, accumulated: Tensor)
}

/// A backward step read where it stands: what ``Step/backward(_:to:accumulated:)`` says, without copies.
package struct BackwardStepView {
  /// The node that hands something back.
  package let consumer: NodeID
  /// Which of its operands receives it.
  package let slot: Int
  /// That operand.
  package let operand: NodeID
  /// What is handed back.
  package let contribution: TensorView
  /// The operand's sum so far.
  package let accumulated: TensorView

  /// Looks at a step.
  package init(_ contribution: Contribution, to operand: NodeID, accumulated: Tensor) {
    self.init(
      consumer: contribution.consumer,
      slot: contribution.slot,
      operand: operand,
      contribution: TensorView(contribution.value),
      accumulated: TensorView(accumulated)
    )
  }

  init(
    consumer: NodeID,
    slot: Int,
    operand: NodeID,
    contribution: TensorView,
    accumulated: TensorView
  ) {
    self.consumer = consumer
    self.slot = slot
    self.operand = operand
    self.contribution = contribution
    self.accumulated = accumulated
  }
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
    forEachStep {
      body($0, .forward($1))
    } backward: { index, step in
      let contribution = Contribution(
        consumer: step.consumer,
        slot: step.slot,
        value: step.contribution.tensor
      )
      body(
        index,
        .backward(contribution, to: step.operand, accumulated: step.accumulated.tensor)
      )
    }
  }

  /// The steps of ``forEachStep(_:)`` where they stand: a node for one forward.
  package func forEachStep(
    forward: (_ index: Int, NodeID) -> Void,
    backward: (_ index: Int, BackwardStepView) -> Void
  ) {
    var index = 0
    for node in graph.nodes where !graph.isLeaf(node) {
      index += 1
      forward(index, node)
    }
    guard let pass else { return }
    var sums = [Double](repeating: 0, count: graph.elementCount)
    let origin = graph.offset(of: pass.output)
    for (i, number) in pass.seed.elements.enumerated() { sums[origin + i] = number }
    forEachContributionPlace { consumer, slot in
      let operand = graph.operand(of: consumer, slot: slot)
      let contribution = recordedView(consumer, slot)
      let offset = graph.offset(of: operand)
      switch contribution {
      case .number(let number): sums[offset] += number
      case .elements(_, let elements):
        for (i, number) in elements.enumerated() { sums[offset + i] += number }
      }
      index += 1
      backward(
        index,
        BackwardStepView(
          consumer: consumer,
          slot: slot,
          operand: operand,
          contribution: contribution,
          accumulated: view(of: operand, in: sums)
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
