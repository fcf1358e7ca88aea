internal import Autodiff
internal import Notation

extension Slip {
  /// log₁₀ or log₂ for ln.
  static let logBase = Slip("log-base", "log₁₀ or log₂ for ln") { scene in
    var makings: [Making] = []
    for node in scene.nodes(of: [.log] + Operation.madeOfLogarithms) {
      for (manner, base) in [10.0, 2.0].enumerated() {
        let logarithm = Operation.log.atPoint(base, Attributes())?.value ?? 1
        let name = base == 10 ? "log₁₀" : "log₂"
        makings.append(
          .valuing(
            at: node,
            manner: manner,
            "\(name) was taken for the natural logarithm",
            { _, own in own.scaled(by: 1 / logarithm) }
          ) { $0.own($0.upstream.scaled(by: 1 / logarithm)) }
        )
        if scene.isOperation(node, .log) {
          makings.append(
            .valuing(
              at: node,
              manner: manner + 2,
              "\(name) was taken for the natural logarithm"
            ) { _, own in own.scaled(by: 1 / logarithm) }
          )
        }
      }
    }
    return makings
  }

  /// A neuron without its bias.
  static let biasForgotten = Slip("bias-forgotten", "left out the bias") { scene in
    scene.biases.map { node, slot in
      .valuing(
        at: node,
        "the bias \(scene.label(scene.operand(node, slot))) was left out"
      ) { operands, own in
        if operands.count == 2 {
          let rest = operands[1 - slot].repeated(to: own.shape) ?? own
          return slot == 0 && scene.isOperation(node, .subtract) ? rest.scaled(by: -1) : rest
        }
        return own.combined(with: operands[slot], -) ?? own
      }
    }
  }

  /// Rounding on the way.
  static let roundedEarly = Slip(
    "rounded-early",
    "rounded an intermediate value, or all, to two or three digits"
  ) { scene in
    var makings: [Making] = []
    for (manner, way) in RoundingWay.all.enumerated() {
      for node in scene.graph.nodes {
        let own = scene.value(node)
        if scene.graph.isLeaf(node) {
          let rounded = own.mapped(way.round)
          if !rounded.isNear(own) {
            makings.append(
              Making(at: node, manner: nil, way.told, .leaf(node, rounded))
            )
          }
          continue
        }
        makings.append(
          .valuing(at: node, manner: manner, way.told) { _, own in own.mapped(way.round) }
        )
        guard scene.graph.varies(node) else { continue }
        makings.append(
          .handing(at: node, manner: nil, way.told + " on the way back") {
            $0.own($0.upstream.mapped(way.round))
          }
        )
      }
      // Everything on both ways.
      let all = scene.computed.map { node in
        (
          node: node,
          change: RuleChange(
            value: { _, own in own.mapped(way.round) },
            contribution: { $0.own($0.upstream.mapped(way.round)).mapped(way.round) }
          )
        )
      }
      if all.count > 1 {
        makings.append(Making(at: nil, manner: nil, way.told, .rules(all)))
      }
    }
    return makings
  }
}

/// A way of rounding on the way: to so many significant digits, or places behind the point.
struct RoundingWay: Sendable {
  var digits: Int
  var countsPlaces: Bool

  static let all = [
    RoundingWay(digits: 3, countsPlaces: false), RoundingWay(digits: 2, countsPlaces: false),
    RoundingWay(digits: 3, countsPlaces: true), RoundingWay(digits: 2, countsPlaces: true),
  ]

  /// What is told.
  var told: String {
    let number = digits == 2 ? "two" : "three"
    return "an intermediate value was rounded to \(number) \(countsPlaces ? "places" : "digits")"
  }

  /// A number rounded in this way.
  func round(_ x: Double) -> Double {
    guard x != 0, x.isFinite else { return x }
    var scale = 1.0
    if countsPlaces {
      for _ in 0..<digits { scale *= 10 }
    } else {
      var size = x.magnitude
      for _ in 1..<digits { scale *= 10 }
      var steps = 0
      while size >= 10, steps < 400 {
        size /= 10
        scale /= 10
        steps += 1
      }
      while size < 1, steps < 400 {
        size *= 10
        scale *= 10
        steps += 1
      }
    }
    guard scale.isFinite, scale > 0, (x * scale).isFinite else { return x }
    return (x * scale).rounded() / scale
  }
}

extension Scene {
  /// Biases: the node that adds one, and which operand it is.
  ///
  /// A bias is the `b` of `linear`, or a leaf that is added to a product or a sum of products and is part of
  /// no product itself.
  var biases: [(node: NodeID, slot: Int)] {
    var found = nodes(of: [.linear]).filter { graph.operandCount(of: $0) > 2 }.map { (node: $0, slot: 2) }
    for node in nodes(of: [.add, .subtract]) {
      for slot in 0..<2 where graph.isLeaf(operand(node, slot)) {
        let isFree = uses[operand(node, slot).index].allSatisfy {
          !isOperation($0.consumer, .multiply, .matmul, .dot, .divide)
        }
        if isFree, hasProduct(operand(node, 1 - slot)) { found.append((node, slot)) }
      }
    }
    return found
  }

  /// Whether a node is a product, or a sum with a product in it.
  private func hasProduct(_ node: NodeID) -> Bool {
    var open = [node]
    var count = 0
    while let node = open.popLast(), count < 1000 {
      count += 1
      if isOperation(node, .multiply, .matmul, .dot, .linear) { return true }
      if isOperation(node, .add, .subtract, .sum, .sumOfTerms, .identity, .negate) {
        open += graph.operands(of: node)
      }
    }
    return false
  }
}

extension Operation {
  /// Functions that are a natural logarithm, or sums of such, from end to end.
  static let madeOfLogarithms: [Operation] = [
    .bce, .bceWithLogits, .crossEntropy, .softmaxCrossEntropy, .klDivergence, .logSoftmax,
    .logSumExp, .softplus, .softMargin, .logCosh, .multiLabelSoftMargin, .ctc,
  ]
}
