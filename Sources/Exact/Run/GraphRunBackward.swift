internal import Autodiff

extension GraphRun {
  /// What a node's operand receives of what has arrived at the node.
  mutating func contribution(over use: Use, _ work: inout Work) -> [ExactNumber] {
    let (node, slot) = (use.consumer, use.slot)
    let operation = graph.operation(of: node)
    let upstream = gradients[node.index]
    let x = operands(of: node)
    let y = values[node.index]
    let shapes = shapes(of: node)
    let attributes = graph.attributes(of: node)
    let told = told(node)
    let count = shapes[slot].count
    var handed = [ExactNumber](repeating: .zero, count: count)
    guard let rule = ExactRule.rule(of: operation) else { return unruly(node, count: count) }
    switch rule {
    case .unary(_, let derivative):
      for i in handed.indices {
        guard work.allows(x[0][i].bits, x[0][i].bits) else { return exhausted(count) }
        handed[i] = work.multiply(upstream[i], derivative(x[0][i], y[i], told))
      }
      return handed
    case .binary(_, let left, let right):
      guard let places = Places.broadcast(shapes) else { break }
      for i in y.indices {
        let (a, b) = (x[0][places[0][i]], x[1][places[1][i]])
        guard work.allows(a.bits, b.bits) else { return exhausted(count) }
        let slope = slot == 0 ? left(a, b, y[i]) : right(a, b, y[i])
        let place = places[slot][i]
        handed[place] = work.add(handed[place], work.multiply(upstream[i], slope))
      }
      return handed
    case .rearranging:
      guard let sources = Places.sources(operation, shapes, attributes) else { break }
      for (i, source) in sources.enumerated() where source.slot == slot {
        handed[source.element] = work.add(handed[source.element], upstream[i])
      }
      return handed
    case .reducing(let lane):
      guard let lanes = Places.lanes(shapes[0], attributes) else { break }
      return spread(lane, over: lanes, x[0], y, upstream, &work)
    case .pooling(let window):
      guard let windows = Places.windows(shapes[0], attributes) else { break }
      return spread(window, over: windows, x[0], y, upstream, &work)
    case .alongAxis(_, let pullback):
      guard let lanes = Places.lanes(shapes[0], attributes) else { break }
      for places in lanes {
        let lane = pullback(
          places.map { x[0][$0] },
          places.map { y[$0] },
          places.map { upstream[$0] },
          told,
          &work
        )
        for (k, place) in places.enumerated() { handed[place] = lane[k] }
      }
      return handed
    case .matrixProduct:
      return ProductForm(shapes).pullback(slot, x[0], x[1], upstream, &work)
    case .convolution:
      guard let products = Places.products(shapes[0], shapes[1], attributes) else { break }
      for (i, pairs) in products.enumerated() {
        for (pixel, entry) in pairs {
          let (place, other) = slot == 0 ? (pixel, x[1][entry]) : (entry, x[0][pixel])
          handed[place] = work.add(handed[place], work.multiply(upstream[i], other))
        }
      }
      return handed
    case .oneHot: return handed
    case .loss(let loss): return lossSlopes(use, loss, upstream, &work)
    case .opened:
      guard var open = openRuns[node] else { break }
      let contribution = open.contribution(to: slot, upstream, &work)
      openRuns[node] = open
      return contribution
    }
    return unruly(node, count: count)
  }

  private func spread(
    _ rule: LaneRule,
    over lanes: [[Int]],
    _ x: [ExactNumber],
    _ y: [ExactNumber],
    _ upstream: [ExactNumber],
    _ work: inout Work
  ) -> [ExactNumber] {
    var handed = [ExactNumber](repeating: .zero, count: x.count)
    for (i, places) in lanes.enumerated() {
      let slopes = rule.slopes(places.map { x[$0] }, y[i], &work)
      for (k, place) in places.enumerated() {
        handed[place] = work.multiply(upstream[i], slopes[k])
      }
    }
    return handed
  }

  private func exhausted(_ count: Int) -> [ExactNumber] {
    [ExactNumber](repeating: Work.exhausted, count: count)
  }
}
