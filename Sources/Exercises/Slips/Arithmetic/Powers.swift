internal import Autodiff
internal import Notation

extension Slip {
  /// d(xⁿ)/dx = n xⁿ⁻¹, without the factor, or with the exponent kept.
  static let powerRule = Slip(
    "power-rule",
    "left out the factor n, or kept the exponent n, in d(xⁿ)/dx = n xⁿ⁻¹"
  ) { scene in
    var makings: [Making] = []
    func keepExponent(_ node: NodeID) {
      makings.append(
        .handing(
          at: node,
          manner: 1,
          "the exponent was kept: the derivative of a power has an exponent less by 1"
        ) { use in
          use.slot == 0 ? use.upstream.combined(with: use.operands[0], *).map { use.own($0) } : nil
        }
      )
    }
    for node in scene.nodes(of: [.power]) {
      guard let exponent = scene.literalExponent(of: node), exponent != 0, exponent != 1 else {
        continue
      }
      makings.append(
        .handing(at: node, manner: 0, "the exponent is missing as a factor of the derivative") {
          $0.slot == 0 ? $0.own($0.upstream.scaled(by: 1 / exponent)) : nil
        }
      )
      keepExponent(node)
    }
    for node in scene.nodes(of: [.square]) { keepExponent(node) }
    return makings
  }

  /// The 2 of a square's derivative, left out.
  static let missingTwo = Slip("missing-two", "left out the 2 of a square's derivative") { scene in
    scene.squares.map { node in
      .handing(at: node, "the 2 that comes down from the square is missing") {
        $0.slot == 0 ? $0.own($0.upstream.scaled(by: 0.5)) : nil
      }
    }
  }

  /// A 2 where a half cancels it.
  static let extraTwo = Slip("extra-two", "put in a 2 where ½ cancels it") { scene in
    let halved = scene.squares.filter { scene.isHalved($0) } + scene.nodes(of: [.huber, .smoothL1])
    return halved.map { node in
      .handing(at: node, "a 2 is left that the ½ before the square cancels") {
        $0.slot == 0 ? $0.own($0.upstream.scaled(by: 2)) : nil
      }
    }
  }
}

extension Scene {
  /// The exponent of a power, where it is written as a number.
  func literalExponent(of node: NodeID) -> Double? {
    let exponent = operand(node, 1)
    return isConstant(exponent) ? number(exponent) : nil
  }

  /// Nodes whose value is a square, or a sum of squares.
  var squares: [NodeID] {
    nodes(of: [.square, .mse, .squaredHinge, .msle, .variance])
      + nodes(of: [.power]).filter { literalExponent(of: $0) == 2 }
  }

  /// Whether a ½ stands before a square, or before the sum or mean of squares that it is part of.
  func isHalved(_ square: NodeID) -> Bool {
    var node = square
    for _ in 0..<16 {
      guard uses[node.index].count == 1, let use = uses[node.index].first else { return false }
      let consumer = use.consumer
      if isOperation(consumer, .multiply, .divide) {
        let other = operand(consumer, 1 - use.slot)
        if graph.isLeaf(other), let factor = number(other) {
          if isOperation(consumer, .multiply), Scene.isHalf(factor) { return true }
          if isOperation(consumer, .divide), use.slot == 0, Scene.isHalf(1 / factor) { return true }
        }
        // Another factor, a weight or a sign: the half may stand further on.
        guard graph.isLeaf(other) else { return false }
      } else if !isOperation(consumer, .sum, .mean, .add, .identity, .negate, .sumOfTerms) {
        return false
      }
      node = consumer
    }
    return false
  }

  /// Whether a factor is ½, or ½ of one over a whole number.
  private static func isHalf(_ factor: Double) -> Bool {
    guard factor > 0, factor <= 0.5 else { return false }
    let count = 0.5 / factor
    return count <= 100_000 && (count - count.rounded()).magnitude < 1e-9 * count
  }
}
