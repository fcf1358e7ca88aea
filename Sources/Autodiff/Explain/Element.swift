/// One number of a node: where a path from the output passes.
public struct Element: Hashable, Sendable {
  /// The node.
  public let node: NodeID
  /// Which of the node's elements, from 0, the last axis running fastest.
  public let index: Int

  /// The element at a place of a node.
  public init(_ node: NodeID, _ index: Int) {
    self.node = node
    self.index = index
  }
}

extension Graph {
  /// How an element is called: `x`, `W[0, 1]`, `(x @ W)[2]`.
  public func label(of element: Element, limit: Int = 60) -> String {
    let shape = shape(of: element.node)
    let name = label(of: element.node, limit: limit)
    guard shape.rank > 0 else { return name }
    let base = strength(of: element.node) < 5 ? "(" + name + ")" : name
    var text = base + "["
    for (axis, step) in shape.strides.enumerated() {
      text += (axis > 0 ? ", " : "") + String(element.index / step % shape.axes[axis])
    }
    return text + "]"
  }

  /// The element of operand `slot` that element `element` of an elementwise node is computed from.
  func operandElement(of node: NodeID, slot: Int, for element: Int) -> Int {
    let own = shape(of: operand(of: node, slot: slot))
    let shape = shape(of: node)
    guard own != shape else { return element }
    let steps = own.broadcastStrides(to: shape)
    var place = 0
    for (axis, stride) in shape.strides.enumerated() {
      place += element / stride % shape.axes[axis] * steps[axis]
    }
    return place
  }
}

extension Trace {
  /// The value that an element had when the last reverse pass ran; its present one without a pass.
  public func value(of element: Element) -> Double {
    (pass?.values ?? values)[graph.offset(of: element.node) + element.index]
  }
}
