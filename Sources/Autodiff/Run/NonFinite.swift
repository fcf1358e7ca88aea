/// Where a number that is not finite first arose.
public struct NonFiniteOrigin: Equatable, Sendable {
  /// What became not finite.
  public enum Quantity: Equatable, Sendable {
    /// The node's value.
    case value
    /// What the node handed back to its operand `slot`.
    case contribution(slot: Int)
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
  /// is not finite though the upstream gradient and the values are; each where there is one.
  public var nonFiniteOrigins: [NonFiniteOrigin] {
    var origins: [NonFiniteOrigin] = []
    if values.contains(where: { !$0.isFinite }) {
      for index in 0..<graph.count {
        let node = NodeID(index)
        guard let i = value(of: node).elements.firstIndex(where: { !$0.isFinite }) else { continue }
        origins.append(
          NonFiniteOrigin(
            node: node, quantity: .value, number: value(of: node).elements[i],
            operands: graph.operands(of: node).map { operand(of: node, $0, at: i) }))
        break
      }
    }
    var found = false
    if let pass, pass.contributions.contains(where: { !$0.isFinite }) {
      forEachContribution { contribution in
        guard !found else { return }
        let elements = contribution.value.elements
        guard let i = elements.firstIndex(where: { !$0.isFinite }) else { return }
        found = true
        guard upstream(of: contribution).isFinite, value(of: contribution.consumer).isFinite
        else { return }
        origins.append(
          NonFiniteOrigin(
            node: contribution.consumer, quantity: .contribution(slot: contribution.slot),
            number: elements[i],
            operands: graph.operands(of: contribution.consumer).map {
              operand(of: contribution.consumer, $0, at: i)
            }))
      }
    }
    return origins
  }

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
