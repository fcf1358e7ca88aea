public import Autodiff

/// Exact numbers in a rectangular arrangement of any rank.
public struct ExactTensor: Sendable {
  /// The lengths of its axes.
  public let shape: Shape
  /// Its elements, the last axis running fastest.
  public let elements: [ExactNumber]

  init(_ shape: Shape, _ elements: [ExactNumber]) {
    self.shape = shape
    self.elements = elements
  }

  /// Whether every element is a fraction.
  public var isRational: Bool { elements.allSatisfy { $0.rational != nil } }

  /// The nodes at which its elements left the fractions, in the order of the elements.
  public var exits: [NodeID] {
    var nodes: [NodeID] = []
    for case .left(let departure) in elements {
      guard let origin = departure.origin, !nodes.contains(NodeID(origin)) else { continue }
      nodes.append(NodeID(origin))
    }
    return nodes
  }

  /// The tensor as nested lists, each element set by `element`: `[1/2, 1/3]`.
  public func text(_ element: (Int) -> String) -> String {
    guard shape.count > 0 else {
      return Tensor(repeating: 0, shape: shape).text(NumberFormat.exact)
    }
    // The brackets are the engine's; the places stand for the elements.
    return Tensor(shape: shape, elements: elements.indices.map { Double($0) })
      .text { element(Int($0)) }
  }

  /// How far doubles are from the elements that are fractions, in units of the last place; nil for the
  /// others.
  public func units(of doubles: Tensor) -> [Double?] {
    zip(elements, doubles.elements).map { number, double in
      number.rational?.unitsInTheLastPlace(of: double)
    }
  }
}
