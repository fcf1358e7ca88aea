/// Where a number that is not finite first arose.
public struct NonFiniteOrigin: Equatable, Sendable {
  /// What became not finite.
  public enum Quantity: Equatable, Sendable {
    /// The node's value.
    case value
    /// What the node handed back to its operand `slot`.
    case contribution(slot: Int)
    /// The sum of what arrived at the node, though every contribution to it is finite.
    case gradient
  }

  /// The node whose rule made it.
  public let node: NodeID
  /// What became not finite.
  public let quantity: Quantity
  /// The first such number.
  public let number: Double
  /// The operands' elements that it came from, where they are single numbers.
  public let operands: [Double?]
}

extension Trace {
  /// The first node whose value is not finite though its operands are, and the first contribution that
  /// is not finite though the upstream gradient and the values are, or else the first sum of
  /// contributions; each where there is one.
  public var nonFiniteOrigins: [NonFiniteOrigin] {
    var origins: [NonFiniteOrigin] = []
    if values.contains(where: { !$0.isFinite }) {
      for index in 0..<graph.count {
        let node = NodeID(index)
        guard let i = value(of: node).elements.firstIndex(where: { !$0.isFinite }) else { continue }
        origins.append(
          NonFiniteOrigin(
            node: node,
            quantity: .value,
            number: value(of: node).elements[i],
            operands: graph.operands(of: node).map { operand(of: node, $0, at: i) }
          )
        )
        break
      }
    }
    if let origin = firstNonFiniteContribution ?? firstNonFiniteGradient { origins.append(origin) }
    return origins
  }

  private var firstNonFiniteContribution: NonFiniteOrigin? {
    guard let pass, pass.contributions.contains(where: { !$0.isFinite }) else { return nil }
    var origin: NonFiniteOrigin?
    var isFound = false
    forEachContribution { contribution in
      guard !isFound else { return }
      let elements = contribution.value.elements
      guard let i = elements.firstIndex(where: { !$0.isFinite }) else { return }
      isFound = true
      let consumer = contribution.consumer
      guard upstream(of: contribution).isFinite, pass.value(of: consumer, in: graph).isFinite
      else { return }
      origin = NonFiniteOrigin(
        node: consumer,
        quantity: .contribution(slot: contribution.slot),
        number: elements[i],
        operands: graph.operands(of: consumer).map { operand(of: consumer, $0, at: i) }
      )
    }
    return origin
  }

  private var firstNonFiniteGradient: NonFiniteOrigin? {
    guard let pass, pass.gradients.contains(where: { !$0.isFinite }),
      pass.values.allSatisfy({ $0.isFinite })
    else { return nil }
    for index in stride(from: pass.output.index, through: 0, by: -1)
    where pass.hasReached(NodeID(index)) {
      let node = NodeID(index)
      guard let number = gradient(of: node)?.elements.first(where: { !$0.isFinite }) else {
        continue
      }
      return NonFiniteOrigin(node: node, quantity: .gradient, number: number, operands: [])
    }
    return nil
  }

  /// Whether every value is finite.
  public var isFinite: Bool { values.allSatisfy { $0.isFinite } }

  /// The element of an operand that element `i` of a node came from, where it is easily told.
  private func operand(of node: NodeID, _ operand: NodeID, at i: Int) -> Double? {
    let value = value(of: operand)
    if let scalar = value.scalar { return scalar }
    guard graph.operation(of: node).isElementwise, value.shape == graph.shape(of: node) else {
      return nil
    }
    return value.elements[i]
  }
}
