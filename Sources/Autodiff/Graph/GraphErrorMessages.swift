extension GraphError {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String { words.line(0).filling(details) }

  /// What to do about it, where there is advice.
  public var help: String? {
    if case .shapeMismatch(let operation, let expected, let found) = self {
      return GraphError.help(operation, expected, found)
    }
    let help = words.line(1)
    return help.isEmpty ? nil : help
  }

  /// What is wrong and, on a second line, what to do about it; `①`, `②` … stand for the ``details``.
  private var words: String {
    switch self {
    case .shapeMismatch: "① expects ②, found ③"
    case .axisOutOfRange(_, _, let shape) where shape.rank == 0:
      """
      ① expects at least one axis to work along, found a scalar
      a scalar has no axes; write a vector, [x], or leave the axis out
      """
    case .axisOutOfRange:
      """
      ① expects an axis from ④ to ⑤, found ② for shape ③
      axes count from 0; negative ones from the end
      """
    case .axisTwice:
      """
      ① expects each axis once, found ② twice
      name each axis once
      """
    case .indexOutOfRange(_, let axis, let shape) where shape.axes[axis] == 0:
      """
      index expects at least one entry on axis ②, found none in shape ③
      indices count from 0; negative ones from the end
      """
    case .indexOutOfRange:
      """
      index expects ④ to ⑤ on axis ② of shape ③, found ①
      indices count from 0; negative ones from the end
      """
    case .tooManyIndices(_, let shape) where shape.rank == 0:
      """
      index expects at most ③ for shape ②, found ①
      a scalar cannot be indexed
      """
    case .tooManyIndices:
      """
      index expects at most ③ for shape ②, found ①
      write one index or slice for each axis
      """
    case .reshapeCount(_, let wanted) where wanted.contains(-1):
      """
      reshape expects a shape for ①, found ②③
      one length may be -1; it is worked out where the others divide the number of elements
      """
    case .reshapeCount:
      """
      reshape expects a shape for ①, found ②③
      the product of the new lengths must be the number of elements
      """
    case .emptyReduction: "① expects at least one element, found none"
    case .tooManyElements:
      """
      a program expects at most ① numbers in all, found more
      make the tensors smaller
      """
    case .tooManyScalars:
      """
      a program drawn open into scalars expects at most ① nodes, found more
      make the tensors smaller, or leave 'scalars' out of 'expand'
      """
    case .tooManyAxes:
      """
      a tensor expects at most ① axes, found ②
      give it fewer axes
      """
    case .operandCount: "① expects ②, found ③"
    case .badClass:
      """
      ① expects a class from 0 to ③, found ②
      classes are whole numbers that count from 0
      """
    case .badNumber: "① expects ③ for '②', found ④"
    }
  }

  /// What the words are about, in the order of their places.
  private var details: [String] {
    switch self {
    case .shapeMismatch(let operation, let expected, let found):
      [operation, expected, GraphError.list(found)]
    case .axisOutOfRange(let operation, let axis, let shape):
      [operation, String(axis), shape.description] + GraphError.places(shape.rank)
    case .axisTwice(let operation, let axis): [operation, String(axis)]
    case .indexOutOfRange(let index, let axis, let shape):
      [String(index), String(axis), shape.description] + GraphError.places(shape.axes[axis])
    case .tooManyIndices(let count, let shape):
      [String(count), shape.description, GraphError.count(shape.rank, "entry", "entries")]
    case .reshapeCount(let from, let wanted):
      [
        GraphError.count(from.count, "element", "elements"), Shape(wanted).description,
        GraphError.size(wanted),
      ]
    case .emptyReduction(let operation): [operation]
    case .tooManyElements(let limit), .tooManyScalars(let limit): [String(limit)]
    case .tooManyAxes(let limit, let found): [String(limit), String(found)]
    case .operandCount(let operation, let expected, let found):
      [operation, GraphError.count(expected, "operand", "operands"), String(found)]
    case .badClass(let operation, let value, let classes):
      [operation, NumberFormat.exact(value), String(classes - 1)]
    case .badNumber(let operation, let argument, let expected, let found):
      [operation, argument, expected, NumberFormat.exact(found)]
    }
  }

  /// What to do where shapes do not fit.
  private static func help(_ operation: String, _ expected: String, _ found: [Shape]) -> String? {
    if operation == "matmul", found.count == 2 { return productHelp(found[0], found[1]) }
    if operation == "stack" { return "all entries of a vector have one shape" }
    if expected.hasPrefix("[…, C]") {
      return
        "the last axis counts the classes; a target is as large, or has one class index for each row"
    }
    guard expected == "shapes that broadcast together", found.count == 2 else { return nil }
    return found[0].rank == 2
      ? "shapes are aligned at the last axis; each pair of lengths must be equal or one of them 1"
      : "shapes are aligned at the last axis; reshape one operand, or sum over an axis first?"
  }

  private static func productHelp(_ a: Shape, _ b: Shape) -> String {
    guard a.rank >= 1, b.rank >= 1, a.rank <= 2, b.rank <= 2 else {
      return a.rank == 0 || b.rank == 0
        ? "a scalar is multiplied with *, not @" : "@ takes vectors and matrices; index the others"
    }
    let inner = a.axes[a.rank - 1]
    let outer = b.axes[0]
    var text = "inner dimensions ① and ② must be equal".filling([String(inner), String(outer)])
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
    return lengths.contains { $0 < 0 } || count == .max ? "" : " for " + String(count)
  }

  private static func list(_ shapes: [Shape]) -> String {
    var text = ""
    for (i, shape) in shapes.enumerated() {
      text += (i == 0 ? "" : i == shapes.count - 1 ? " and " : ", ") + shape.description
    }
    return text
  }

  /// `1 entry`, `2 entries`.
  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    String(count) + " " + (count == 1 ? one : many)
  }

  /// The first and the last number by which one of so many can be asked for: `-3` and `2`.
  private static func places(_ count: Int) -> [String] { [String(-count), String(count - 1)] }
}
