/// A comparison of recorded gradients with central differences.
public struct GradientCheck: Equatable, Sendable {
  /// One number compared.
  public struct Deviation: Equatable, Sendable {
    /// The node.
    public let node: NodeID
    /// Which of its elements.
    public let element: Int
    /// The recorded gradient.
    public let gradient: Double
    /// The difference quotient.
    public let difference: Double
    /// |gradient − difference| over the larger of the two and 1.
    public let relative: Double
  }

  /// The largest deviation; nil where nothing was compared.
  public internal(set) var largest: Deviation?
  /// How many numbers were compared.
  public internal(set) var compared = 0
  /// Numbers at a kink, where the function has no derivative to compare with.
  public internal(set) var kinks: [Deviation] = []
  /// How many numbers were left out because the graph is too large to try each.
  public internal(set) var leftOut = 0
}

extension Trace {
  /// Compares the gradient of the last pass at every node that varies with central differences of
  /// fourth order: the node's elements are moved one by one and everything after it is computed anew.
  ///
  /// About `budget` node evaluations may be spent; beyond it, elements are left out at even distances
  /// and counted.
  public func gradientCheck(budget: Int = 200_000_000) -> GradientCheck {
    var check = GradientCheck()
    guard let pass else { return check }
    let nodes = graph.nodes.filter {
      $0.index <= pass.output.index && pass.hasReached($0) && graph.varies($0)
    }
    var total = 0
    for node in nodes { total += graph.shape(of: node).count }
    let cost = 2 * Double(total) * Double(max(2, graph.elementCount))
    let every = max(1, Int((cost / Double(max(1, budget))).rounded(.up)))
    var turn = 0
    for node in nodes {
      for element in 0..<graph.shape(of: node).count {
        turn += 1
        guard every == 1 || turn % every == 0 else {
          check.leftOut += 1
          continue
        }
        compare(node, element, pass, &check)
      }
    }
    return check
  }

  private func compare(
    _ node: NodeID,
    _ element: Int,
    _ pass: ReversePass,
    _ check: inout GradientCheck
  ) {
    let place = graph.offset(of: node) + element
    let gradient = pass.gradients[place]
    let x = pass.values[place]
    guard x.isFinite, gradient.isFinite else { return }
    // Where the second derivative jumps, only a short step comes near; elsewhere a long one is exact.
    var h = max(x.magnitude, 0.25) * 0x1p-11
    var deviation = deviation(node, element, gradient, difference(node, place, x, h, pass))
    for _ in 0..<4 where deviation.relative > 1e-7 {
      h /= 16
      let shorter = self.deviation(node, element, gradient, difference(node, place, x, h, pass))
      if shorter.relative < deviation.relative { deviation = shorter }
    }
    guard !deviation.relative.isNaN else { return }
    check.compared += 1
    if deviation.relative > 1e-7, isKink(node, place, x, pass) {
      check.kinks.append(deviation)
      return
    }
    if deviation.relative > (check.largest?.relative ?? -1) { check.largest = deviation }
  }

  private func deviation(
    _ node: NodeID,
    _ element: Int,
    _ gradient: Double,
    _ difference: Double
  ) -> GradientCheck.Deviation {
    let scale = max(1, gradient.magnitude, difference.magnitude)
    return GradientCheck.Deviation(
      node: node,
      element: element,
      gradient: gradient,
      difference: difference,
      relative: (gradient - difference).magnitude / scale
    )
  }

  /// The difference quotient of fourth order.
  private func difference(
    _ node: NodeID,
    _ place: Int,
    _ x: Double,
    _ h: Double,
    _ pass: ReversePass
  ) -> Double {
    let (up, down) = (moved(node, place, x + h, pass), moved(node, place, x - h, pass))
    let (far, deep) = (moved(node, place, x + 2 * h, pass), moved(node, place, x - 2 * h, pass))
    return (8 * (up - down) - (far - deep)) / (12 * h)
  }

  /// Whether the one-sided slopes differ, and go on differing as the step shrinks: a smooth
  /// function's gap shrinks with the step, a kink's stays, a jump's grows.
  private func isKink(_ node: NodeID, _ place: Int, _ x: Double, _ pass: ReversePass) -> Bool {
    let center = moved(node, place, x, pass)
    func gap(_ h: Double) -> Double {
      let rise = moved(node, place, x + h, pass) - center
      let fall = center - moved(node, place, x - h, pass)
      return (rise - fall).magnitude / h
    }
    let h = max(x.magnitude, 0.25) * 0x1p-11
    let narrow = gap(h / 64)
    return narrow > 1e-5 && narrow > gap(h) / 4
  }

  /// The pass's output times its seed with one number moved.
  private func moved(
    _ node: NodeID,
    _ place: Int,
    _ number: Double,
    _ pass: ReversePass
  ) -> Double {
    var values = pass.values
    values[place] = number
    if node.index < pass.output.index {
      for index in (node.index + 1)...pass.output.index {
        let later = NodeID(index)
        if pass.hasReached(NodeID(index)), graph.varies(later) { graph.compute(later, &values) }
      }
    }
    var sum = 0.0
    let output = graph.offset(of: pass.output)
    for (i, seed) in pass.seed.elements.enumerated() { sum += seed * values[output + i] }
    return sum
  }
}
