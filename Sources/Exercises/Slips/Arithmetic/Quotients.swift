internal import Autodiff
internal import Notation

extension Slip {
  /// d(a/b)/db = −a/b², without the square, the minus, or both.
  static let quotientRule = Slip(
    "quotient-rule",
    "left out the square or the minus in d(a/b)/db = −a/b²"
  ) { scene in
    var makings: [Making] = []
    for node in scene.nodes(of: [.divide]) where scene.graph.varies(scene.operand(node, 1)) {
      func add(_ manner: Int, _ told: String, squares: Bool, sign: Double) {
        makings.append(
          .handing(at: node, manner: manner, told) { use in
            guard use.slot == 1 else { return nil }
            let upstream = use.upstream.scaled(by: sign)
            if squares { return use.own(upstream) }
            return upstream.combined(with: use.operands[1], *).map { use.own($0) }
          }
        )
      }
      add(
        0,
        "the minus of the quotient rule is missing in the derivative by the denominator",
        squares: true,
        sign: -1
      )
      add(1, "the denominator is not squared in the derivative by it", squares: false, sign: 1)
      add(
        2,
        "the derivative by the denominator has neither the minus nor the square",
        squares: false,
        sign: -1
      )
    }
    return makings
  }

  /// In a product, the operand itself for the other one.
  static let swappedOperands = Slip(
    "swapped-operands",
    "multiplied by the operand itself instead of by the other one"
  ) { scene in
    // In x * x there is nothing to exchange.
    scene.nodes(of: [.multiply, .dot]).filter { scene.operand($0, 0) != scene.operand($0, 1) }.map {
      node in
      .handing(
        at: node,
        "the operand itself stands where the other factor belongs: by one factor of a product, the local derivative is the other"
      ) { use in
        let own = use.operands[use.slot]
        if use.value.shape.count == 1, own.shape.count > 1 {
          return own.scaled(by: use.upstream.elements[0])
        }
        return use.upstream.combined(with: own, *)?.summed(to: own.shape)
      }
    }
  }
}
