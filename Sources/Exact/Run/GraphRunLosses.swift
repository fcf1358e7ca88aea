internal import Autodiff

extension GraphRun {
  /// A loss: its value for each element, then the sum over classes, then the average.
  mutating func lossValue(
    _ node: NodeID,
    _ loss: LossRule,
    _ work: inout Work
  ) -> [ExactNumber] {
    guard let elements = LossElements(node, loss, in: self) else {
      return unruly(node, count: graph.shape(of: node).count)
    }
    let told = told(node)
    var losses = [ExactNumber](repeating: .zero, count: elements.rows)
    for i in 0..<elements.count {
      let x = elements.operands(at: i)
      let bits = x.map { $0.bits }.reduce(0, +)
      let value = work.allows(bits, bits) ? loss.value(x, told) : Work.exhausted
      losses[elements.row(of: i)] = work.add(losses[elements.row(of: i)], value)
    }
    switch graph.attributes(of: node).reduction {
    case .none: return losses
    case .sum: return [work.sum(losses)]
    case .mean: return [work.mean(losses)]
    }
  }

  /// What an operand of a loss receives.
  mutating func lossSlopes(
    _ use: Use,
    _ loss: LossRule,
    _ upstream: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    let node = use.consumer
    let count = graph.shape(of: graph.operand(of: node, slot: use.slot)).count
    guard let elements = LossElements(node, loss, in: self) else {
      return unruly(node, count: count)
    }
    var handed = [ExactNumber](repeating: .zero, count: count)
    // No gradient flows to a label.
    if elements.hasLabels, use.slot == 1 { return handed }
    let told = told(node)
    let reduction = graph.attributes(of: node).reduction
    for i in 0..<elements.count {
      let x = elements.operands(at: i)
      let bits = x.map { $0.bits }.reduce(0, +)
      var share = upstream[reduction == .none ? elements.row(of: i) : 0]
      if reduction == .mean { share = share / ExactNumber(elements.rows) }
      let slope = work.allows(bits, bits) ? loss.slope(x, told, use.slot) : Work.exhausted
      let place = elements.places[use.slot][i]
      handed[place] = work.add(handed[place], work.multiply(share, slope))
    }
    return handed
  }
}

/// The elements of a loss's operands that belong together.
private struct LossElements {
  /// How many there are, and how many losses they make.
  let count: Int
  let rows: Int
  /// For each operand, its element at each place.
  let places: [[Int]]
  /// Whether the target is class numbers, which count as one-hot rows.
  let hasLabels: Bool
  private let values: [[ExactNumber]]
  private let classes: Int

  init?(_ node: NodeID, _ loss: LossRule, in run: GraphRun) {
    var shapes = run.shapes(of: node)
    var values = run.operands(of: node)
    classes = loss.hasClasses ? shapes[0].axes.last ?? 1 : 1
    hasLabels = loss.hasClasses && shapes[1] != shapes[0]
    if hasLabels {
      values[1] = run.oneHot(values[1], classes: classes)
      shapes[1] = shapes[0]
    }
    guard let places = Places.broadcast(shapes) else { return nil }
    self.places = places
    self.values = values
    count = places[0].count
    rows = count / max(classes, 1)
  }

  func operands(at i: Int) -> [ExactNumber] {
    places.indices.map { values[$0][places[$0][i]] }
  }

  func row(of i: Int) -> Int { i / classes }
}
