/// A tensor that is read where it stands: a number by itself, or elements among those of others.
package enum TensorView {
  /// A single number of rank 0.
  case number(Double)
  /// Elements in a shape of rank 1 or more, the last axis running fastest; as many as ``Shape/count`` says.
  case elements(Shape, ArraySlice<Double>)

  /// Looks at a tensor.
  package init(_ tensor: Tensor) {
    self.init(tensor.shape, tensor.elements[...])
  }

  init(_ shape: Shape, _ elements: ArraySlice<Double>) {
    if shape.isScalar {
      self = .number(elements[elements.startIndex])
    } else {
      self = .elements(shape, elements)
    }
  }

  /// A copy of its own.
  package var tensor: Tensor {
    switch self {
    case .number(let number): Tensor(number)
    case .elements(let shape, let elements): Tensor(shape: shape, elements: Array(elements))
    }
  }

  /// Writes the tensor as nested lists, each number written by `number`: `[[1, 2], [3, 4]]`.
  package func write(
    to text: inout TextBytes,
    number: (Double, inout TextBytes) -> Void
  ) {
    switch self {
    case .number(let single): number(single, &text)
    case .elements(let shape, _) where shape.count == 0: text.write(shape.emptyText)
    case .elements(let shape, let elements):
      let strides = shape.strides
      for (i, element) in elements.enumerated() {
        for axis in 0..<shape.rank where i % (strides[axis] * shape.axes[axis]) == 0 {
          text.write("[")
        }
        number(element, &text)
        for axis in 0..<shape.rank where (i + 1) % (strides[axis] * shape.axes[axis]) == 0 {
          text.write("]")
        }
        if i + 1 < shape.count { text.write(", ") }
      }
    }
  }
}

extension Shape {
  /// Empty lists in as many lists as the axes before the empty one say, few enough to read.
  fileprivate var emptyText: String {
    var text = "[]"
    let lengths = axes.prefix { $0 > 0 }
    for length in lengths.reversed() {
      guard text.utf8.count * length <= 1000 else { return "[]" }
      var list = "["
      for i in 0..<length { list += (i > 0 ? ", " : "") + text }
      text = list + "]"
    }
    return text
  }
}
