extension GraphError {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch self {
    case .shapeMismatch(let operation, let expected, let found):
      "\(operation) expects \(expected), found \(GraphError.list(found))"
    case .axisOutOfRange(let operation, _, let shape) where shape.rank == 0:
      "\(operation) expects at least one axis to work along, found a scalar"
    case .axisOutOfRange(let operation, let axis, let shape):
      "\(operation) expects an axis from \(-shape.rank) to \(shape.rank - 1), found \(axis) for shape \(shape)"
    case .axisTwice(let operation, let axis):
      "\(operation) expects each axis once, found \(axis) twice"
    case .indexOutOfRange(let index, let axis, let shape):
      shape.axes[axis] == 0
        ? "index expects at least one entry on axis \(axis), found none in shape \(shape)"
        : "index expects \(-shape.axes[axis]) to \(shape.axes[axis] - 1) on axis \(axis) of shape \(shape), found \(index)"
    case .tooManyIndices(let count, let shape):
      "index expects at most \(shape.rank) \(shape.rank == 1 ? "entry" : "entries") for shape \(shape), found \(count)"
    case .reshapeCount(let from, let to):
      "reshape expects a shape for \(from.count) \(from.count == 1 ? "element" : "elements"), found \(Shape(to))\(GraphError.size(to))"
    case .emptyReduction(let operation):
      "\(operation) expects at least one element, found none"
    case .tooManyElements(let limit):
      "a program expects at most \(limit) numbers in all, found more"
    case .tooManyScalars(let limit):
      "a program drawn open into scalars expects at most \(limit) nodes, found more"
    case .tooManyAxes(let limit, let found):
      "a tensor expects at most \(limit) axes, found \(found)"
    case .operandCount(let operation, let expected, let found):
      "\(operation) expects \(expected) \(expected == 1 ? "operand" : "operands"), found \(found)"
    case .badClass(let operation, let value, let classes):
      "\(operation) expects a class from 0 to \(classes - 1), found \(NumberFormat.exact(value))"
    case .badNumber(let operation, let argument, let expected, let found):
      "\(operation) expects \(expected) for '\(argument)', found \(NumberFormat.exact(found))"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .shapeMismatch("matmul", _, let found) where found.count == 2:
      GraphError.productHelp(found[0], found[1])
    case .shapeMismatch("stack", _, _): "all entries of a vector have one shape"
    case .shapeMismatch(_, let expected, _) where expected.hasPrefix("[…, C]"):
      "the last axis counts the classes; a target is as large, or has one class index for each row"
    case .shapeMismatch(_, let expected, _) where expected != "shapes that broadcast together": nil
    case .shapeMismatch(_, _, let found) where found.count == 2 && found[0].rank == 2:
      "shapes are aligned at the last axis; each pair of lengths must be equal or one of them 1"
    case .shapeMismatch(_, _, let found) where found.count == 2:
      "shapes are aligned at the last axis; reshape one operand, or sum over an axis first?"
    case .shapeMismatch: nil
    case .axisOutOfRange(_, _, let shape):
      shape.rank == 0
        ? "a scalar has no axes; write a vector, [x], or leave the axis out"
        : "axes count from 0; negative ones from the end"
    case .axisTwice: "name each axis once"
    case .indexOutOfRange: "indices count from 0; negative ones from the end"
    case .tooManyIndices(_, let shape) where shape.rank == 0: "a scalar cannot be indexed"
    case .tooManyIndices: "write one index or slice for each axis"
    case .reshapeCount(_, let to) where to.contains(-1):
      "one length may be -1; it is worked out where the others divide the number of elements"
    case .reshapeCount: "the product of the new lengths must be the number of elements"
    case .emptyReduction: nil
    case .tooManyAxes: "give it fewer axes"
    case .tooManyElements: "make the tensors smaller"
    case .tooManyScalars: "make the tensors smaller, or leave 'scalars' out of 'expand'"
    case .operandCount: nil
    case .badClass: "classes are whole numbers that count from 0"
    case .badNumber: nil
    }
  }

  private static func productHelp(_ a: Shape, _ b: Shape) -> String {
    guard a.rank >= 1, b.rank >= 1, a.rank <= 2, b.rank <= 2 else {
      return a.rank == 0 || b.rank == 0
        ? "a scalar is multiplied with *, not @" : "@ takes vectors and matrices; index the others"
    }
    let inner = a.axes[a.rank - 1]
    let outer = b.axes[0]
    var text = "inner dimensions \(inner) and \(outer) must be equal"
    if b.rank == 2, b.axes[1] == inner {
      text += "; transpose the second operand?"
    } else if a.rank == 2, a.axes[0] == outer {
      text += "; transpose the first operand?"
    }
    return text
  }

  /// How many elements a wanted shape has, where that can be said.
  private static func size(_ lengths: [Int]) -> String {
    let count = Shape(lengths).count
    return lengths.contains { $0 < 0 } || count == .max ? "" : " for \(count)"
  }

  private static func list(_ shapes: [Shape]) -> String {
    var text = ""
    for (i, shape) in shapes.enumerated() {
      text += (i == 0 ? "" : i == shapes.count - 1 ? " and " : ", ") + shape.description
    }
    return text
  }
}
