public import Autodiff

/// Something on a ``Blackboard``: a leaf or the result of an operation, to compute with.
public struct Quantity {
  /// Where it stands.
  public let board: Blackboard
  /// Its node in the board's graph; nil where a mistake kept it from being written.
  public let node: NodeID?

  /// Gives it a name, under which it is shown.
  ///
  /// A quantity that has one already gets a second node, equal to it.
  public func named(_ name: String) -> Quantity { board.name(self, name) }

  /// The lengths of its axes.
  public var shape: Shape { node.map { board.graph.shape(of: $0) } ?? .scalar }

  /// The transpose: its axes in reverse order.
  public var T: Quantity { board.apply(.transpose, [self]) }

  /// The element or part at an index of its first axis, counted from 0.
  public subscript(index: Int) -> Quantity { self[[index]] }

  /// The part at indices of its first axes, counted from 0.
  public subscript(indices: [Int]) -> Quantity {
    var attributes = Attributes()
    for (axis, length) in shape.axes.enumerated() {
      attributes.selections.append(
        axis < indices.count
          ? .init(start: indices[axis], count: 1, dropsAxis: true)
          : .init(start: 0, count: length, dropsAxis: false)
      )
    }
    return board.select(self, indices, attributes)
  }
}

extension Blackboard {
  /// An index that has been checked, or the mistake kept for ``run()``.
  func select(_ quantity: Quantity, _ indices: [Int], _ attributes: Attributes) -> Quantity {
    let shape = quantity.shape
    if indices.count > shape.rank {
      return fail(.tooManyIndices(count: indices.count, shape: shape))
    }
    for (axis, index) in indices.enumerated() where index < 0 || index >= shape.axes[axis] {
      return fail(.indexOutOfRange(index: index, axis: axis, shape: shape))
    }
    return apply(.index, [quantity], attributes)
  }
}

// MARK: Operators

extension Quantity {
  /// The sum.
  public static func + (a: Quantity, b: Quantity) -> Quantity { a.board.apply(.add, [a, b]) }
  /// The sum with a number.
  public static func + (a: Quantity, b: Double) -> Quantity { a + a.number(b) }
  /// The sum with a number.
  public static func + (a: Double, b: Quantity) -> Quantity { b.number(a) + b }

  /// The difference.
  public static func - (a: Quantity, b: Quantity) -> Quantity { a.board.apply(.subtract, [a, b]) }
  /// The difference to a number.
  public static func - (a: Quantity, b: Double) -> Quantity { a - a.number(b) }
  /// The difference of a number.
  public static func - (a: Double, b: Quantity) -> Quantity { b.number(a) - b }

  /// The product, element by element.
  public static func * (a: Quantity, b: Quantity) -> Quantity { a.board.apply(.multiply, [a, b]) }
  /// The product with a number.
  public static func * (a: Quantity, b: Double) -> Quantity { a * a.number(b) }
  /// The product with a number.
  public static func * (a: Double, b: Quantity) -> Quantity { b.number(a) * b }

  /// The quotient, element by element.
  public static func / (a: Quantity, b: Quantity) -> Quantity { a.board.apply(.divide, [a, b]) }
  /// The quotient by a number.
  public static func / (a: Quantity, b: Double) -> Quantity { a / a.number(b) }
  /// The quotient of a number.
  public static func / (a: Double, b: Quantity) -> Quantity { b.number(a) / b }

  /// The quantity with its sign turned.
  public static prefix func - (a: Quantity) -> Quantity { a.board.apply(.negate, [a]) }

  /// The quantity to a power.
  public func power(_ exponent: Double) -> Quantity {
    board.apply(.power, [self, number(exponent)])
  }

  private func number(_ value: Double) -> Quantity { board.constant(Tensor(value)) }
}
