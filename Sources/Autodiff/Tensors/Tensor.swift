/// Numbers in a rectangular arrangement of any rank; a scalar has rank 0.
public struct Tensor: Equatable, Sendable {
  /// The lengths of its axes.
  public let shape: Shape
  /// Its elements, the last axis running fastest; as many as ``Shape/count`` says.
  public var elements: [Double]

  /// A single number.
  public init(_ scalar: Double) {
    shape = .scalar
    elements = [scalar]
  }

  /// A vector.
  public init(_ vector: [Double]) {
    shape = Shape([vector.count])
    elements = vector
  }

  /// A matrix from rows of equal length; shorter rows are filled up with zeros.
  public init(_ rows: [[Double]]) {
    var width = 0
    for row in rows { width = max(width, row.count) }
    shape = Shape([rows.count, width])
    elements = []
    for row in rows {
      elements += row + [Double](repeating: 0, count: width - row.count)
    }
  }

  /// Elements in a shape; missing ones are zero, surplus ones are dropped.
  public init(shape: Shape, elements: [Double]) {
    self.shape = shape
    var elements = elements
    if elements.count > shape.count { elements.removeLast(elements.count - shape.count) }
    while elements.count < shape.count { elements.append(0) }
    self.elements = elements
  }

  /// The same number everywhere.
  public init(repeating number: Double, shape: Shape) {
    self.shape = shape
    elements = [Double](repeating: number, count: shape.count)
  }

  /// The number, if it is a single one, of whatever rank.
  public var scalar: Double? { elements.count == 1 ? elements[0] : nil }

  /// Whether no element is NaN or infinite.
  public var isFinite: Bool { elements.allSatisfy { $0.isFinite } }

  /// Writes the tensor as nested lists, each number set by `number`: `[[1, 2], [3, 4]]`.
  public func text(_ number: (Double) -> String) -> String {
    TextBytes.string { TensorView(self).write(to: &$0) { $1.write(number($0)) } }
  }
}
