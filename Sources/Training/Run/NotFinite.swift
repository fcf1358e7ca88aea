internal import Autodiff
internal import FastKernels

// Where a number that is not finite came from.

extension TrainingSession {
  /// Throws if a parameter is not finite: the gradient of an earlier step was not.
  func checkParameters() throws(TrainingMistake) {
    guard let name = firstBadParameter else { return }
    throw replayedOrigin(parameter: name)
  }

  /// Why the loss of rows, just run forward, is not finite.
  func notFinite(_ rows: ArraySlice<Int>) -> TrainingMistake {
    if let name = firstBadParameter { return replayedOrigin(parameter: name) }
    guard let plan = net.plan(rows.count) else { return .noSamples }
    for node in plan.graph.nodes {
      guard let place = plan.compiled.values[node.index] else { continue }
      let numbers = net.runner.read(plan.graph.shape(of: node).count, at: place)
      guard let number = numbers.first(where: { !$0.isFinite }) else { continue }
      return mistake(node, plan, isGradient: false, number, step: net.steps.steps + 1)
    }
    return mistake(nil, plan, isGradient: false, .nan, step: net.steps.steps + 1)
  }

  /// The first trained parameter that is not finite.
  private var firstBadParameter: String? {
    for entry in net.memory.entries
    where net.elements(of: entry).contains(where: { !$0.isFinite }) {
      return entry.parameter.name
    }
    return nil
  }

  /// Runs the epoch again up to the step in which a parameter stopped being finite, and looks at its gradients.
  private func replayedOrigin(parameter name: String) -> TrainingMistake {
    net.restore(epochStart)
    let order = order(of: max(1, epoch))
    var start = 0
    while start < order.count {
      let rows = order[start..<min(order.count, start + batch)]
      guard let plan = net.plan(rows.count) else { break }
      guard net.forward(rows) != nil else { return notFinite(rows) }
      net.differentiate(rows.count)
      for index in stride(from: plan.graph.count - 1, through: 0, by: -1) {
        let node = NodeID(index)
        guard let place = plan.compiled.gradients[index] else { continue }
        let numbers = net.runner.read(plan.graph.shape(of: node).count, at: place)
        guard let number = numbers.first(where: { !$0.isFinite }) else { continue }
        return mistake(node, plan, isGradient: true, number, step: net.steps.steps + 1)
      }
      let rate = net.steps.rate
      net.backward(rows.count, keepsGradients: true)
      if firstBadParameter != nil {
        return .notFinite(
          step: net.steps.steps,
          epoch: max(1, epoch),
          node: name,
          isGradient: false,
          words: "the step itself, with gradients that are finite, led out of the numbers",
          rate: rate
        )
      }
      start += rows.count
    }
    return .notFinite(
      step: net.steps.steps,
      epoch: max(1, epoch),
      node: name,
      isGradient: false,
      words: "a parameter",
      rate: net.steps.rate
    )
  }

  private func mistake(
    _ node: NodeID?,
    _ plan: BatchPlan,
    isGradient: Bool,
    _ number: Float,
    step: Int
  ) -> TrainingMistake {
    .notFinite(
      step: step,
      epoch: max(1, epoch),
      node: node.map { plan.graph.name(of: $0) ?? plan.graph.written($0, limit: 60) } ?? "L",
      isGradient: isGradient,
      words: number.isNaN ? "NaN" : number < 0 ? "-infinity" : "infinity",
      rate: net.steps.rate
    )
  }
}
