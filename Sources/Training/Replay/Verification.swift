internal import Autodiff
internal import FastKernels
internal import Learning
internal import Notation

/// How far gradients in single precision lie from those that the engine works out in double precision, over
/// elements drawn at random from steps.
public struct Verification: Equatable, Sendable {
  /// One element of one parameter's gradient in one step.
  public struct Comparison: Equatable, Sendable {
    /// The step, from 1.
    public var step: Int
    /// The parameter.
    public var parameter: String
    /// Which of its elements, from 0 in row-major order.
    public var element: Int
    /// What training computed.
    public var found: Double
    /// What the engine computes from the same parameters and samples.
    public var expected: Double
    /// The largest magnitude in the whole gradient of the step, over all parameters, which differences are
    /// measured by: a bias before batch normalisation has none of its own.
    public var scale: Double

    /// The difference, as a share of the largest element of the gradient.
    public var error: Double {
      scale > 0 ? (found - expected).magnitude / scale : (found - expected).magnitude
    }
  }

  /// What was compared.
  public var comparisons: [Comparison] = []

  /// The largest difference.
  public var worst: Comparison? { comparisons.max { $0.error < $1.error } }
}

extension TrainingSession {
  /// Runs the next steps and compares some elements of each step's gradients with the engine's.
  ///
  /// - Parameters:
  ///   - steps: How many steps to run.
  ///   - elements: How many elements of each step are compared.
  /// - Returns: The comparisons.
  /// - Throws: ``TrainingMistake`` where training cannot go on.
  public func verify(steps: Int, elements: Int) throws(TrainingMistake) -> Verification {
    var verification = Verification()
    var random = RandomNumbers(seed: plan.seed &+ 77)
    for _ in 0..<steps where net.steps.steps < stepCount {
      let index = net.steps.steps % stepsPerEpoch
      if index == 0 {
        epoch += 1
        epochStart = net.state
      }
      let order = order(of: epoch)
      let rows = order[index * batch..<min(order.count, (index + 1) * batch)]
      let leaves = leafValues(rows)
      guard net.forward(rows) != nil else { throw notFinite(rows) }
      net.differentiate(rows.count)
      verification.comparisons += try compare(rows.count, leaves, elements, &random)
      net.backward(rows.count, keepsGradients: true)
    }
    return verification
  }

  /// All leaves of the step that comes, in double precision.
  private func leafValues(_ rows: ArraySlice<Int>) -> [String: [Double]] {
    var values: [String: [Double]] = [:]
    values["x"] = rows.flatMap { row in data.set.row(row).map { Double($0) } }
    switch data.set.targets {
    case .none: break
    case .classes(let indices, _): values["y"] = rows.map { Double(indices[$0]) }
    case .numbers(let numbers, let names):
      values["y"] = rows.flatMap { row in
        numbers[row * names.count..<(row + 1) * names.count].map { Double($0) }
      }
    }
    for (index, mask) in form.masks.enumerated() {
      values[mask.name] = net.mask(index, samples: rows.count).map { Double($0) }
    }
    for entry in net.memory.entries {
      values[entry.parameter.name] = net.elements(of: entry).map { Double($0) }
    }
    return values
  }

  private func compare(
    _ size: Int,
    _ values: [String: [Double]],
    _ count: Int,
    _ random: inout RandomNumbers
  ) throws(TrainingMistake) -> [Verification.Comparison] {
    guard let plan = net.plan(size) else { return [] }
    let trace = try engineTrace(plan.graph, values)
    var comparisons: [Verification.Comparison] = []
    let trained = form.parameters.filter { $0.isTrained }
    var scale = 0.0
    for parameter in trained {
      guard let node = plan.graph.node(named: parameter.name) else { continue }
      for slope in trace.gradient(of: node)?.elements ?? [] { scale = max(scale, slope.magnitude) }
    }
    for _ in 0..<count {
      let parameter = trained[Int(random.next() % UInt64(trained.count))]
      guard let node = plan.graph.node(named: parameter.name),
        let expected = trace.gradient(of: node)?.elements,
        let found = net.gradient(parameter.name, batch: size)
      else { continue }
      let element = Int(random.next() % UInt64(max(1, expected.count)))
      comparisons.append(
        Verification.Comparison(
          step: net.steps.steps + 1,
          parameter: parameter.name,
          element: element,
          found: Double(found[element]),
          expected: expected[element],
          scale: scale
        )
      )
    }
    return comparisons
  }

  /// A run of the batch's graph by the engine, forward and back.
  private func engineTrace(
    _ graph: Graph,
    _ values: [String: [Double]]
  ) throws(TrainingMistake) -> Trace {
    do {
      var trace = try Trace(running: graph)
      var (leaves, elements): ([NodeID], [[Double]]) = ([], [])
      for (name, numbers) in values {
        guard let node = graph.node(named: name), graph.isLeaf(node) else { continue }
        leaves.append(node)
        elements.append(numbers)
      }
      try trace.replay(leaves, with: elements)
      if let objective = graph.node(named: form.objective(plan.penalty)) {
        trace.backward(from: objective)
      }
      return trace
    } catch {
      throw .program("the engine cannot run the batch")
    }
  }
}
