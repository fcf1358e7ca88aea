extension Operation {
  /// The attributes with axes counted from 0, in order, and checked against the first operand.
  ///
  /// - Throws: ``GraphError/axisOutOfRange(operation:axis:shape:)`` or
  ///   ``GraphError/axisTwice(operation:axis:)``.
  func settled(_ attributes: Attributes, shapes: [Shape]) throws(GraphError) -> Attributes {
    var settled = attributes
    guard let asked = attributes.axes, let shape = shapes.first else { return settled }
    var axes: [Int] = []
    for axis in asked {
      guard let place = shape.normalized(axis: axis) else {
        throw .axisOutOfRange(operation: name, axis: axis, shape: shape)
      }
      guard !axes.contains(place) else { throw .axisTwice(operation: name, axis: place) }
      axes.append(place)
    }
    settled.axes = axes.sorted()
    return settled
  }

  /// The shape of the result.
  ///
  /// - Throws: ``GraphError`` if the operands do not fit.
  func resultShape(_ shapes: [Shape], _ attributes: Attributes) throws(GraphError) -> Shape {
    switch rule {
    case .leaf: return .scalar
    case .unary:
      guard shapes.count == 1 else {
        throw .operandCount(operation: name, expected: 1, found: shapes.count)
      }
      return shapes[0]
    case .binary:
      guard shapes.count == 2 else {
        throw .operandCount(operation: name, expected: 2, found: shapes.count)
      }
      guard let shape = Shape.broadcast(shapes[0], shapes[1]) else {
        throw .shapeMismatch(
          operation: name,
          expected: "shapes that broadcast together",
          found: shapes
        )
      }
      return shape
    case .tensor(let rule):
      let wanted = operandCount
      guard wanted.map({ $0 == shapes.count }) ?? !shapes.isEmpty else {
        throw .operandCount(operation: name, expected: wanted ?? 1, found: shapes.count)
      }
      return try rule.shape(shapes, attributes)
    }
  }

  /// How many operands it takes; nil for any number.
  public var operandCount: Int? {
    var count = 0
    for argument in arguments {
      switch argument {
      case .operand: count += 1
      case .operands: return nil
      default: break
      }
    }
    return count
  }
}
