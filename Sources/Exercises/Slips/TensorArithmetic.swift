internal import Autodiff

// What wrong rules compute with; right ones are the engine's.

extension Tensor {
  /// Every element worked on.
  func mapped(_ body: (Double) -> Double) -> Tensor {
    Tensor(shape: shape, elements: elements.map(body))
  }

  /// Every element times a number.
  func scaled(by factor: Double) -> Tensor { mapped { $0 * factor } }

  /// Elements combined one by one with those of another tensor, which is repeated to this one's shape; nil
  /// where it does not fit.
  func combined(with other: Tensor, _ body: (Double, Double) -> Double) -> Tensor? {
    if other.shape == shape {
      return Tensor(shape: shape, elements: zip(elements, other.elements).map { body($0, $1) })
    }
    guard let repeated = other.repeated(to: shape) else { return nil }
    return Tensor(shape: shape, elements: zip(elements, repeated.elements).map { body($0, $1) })
  }

  /// The tensor repeated along axes that it lacks, or along which it has one element; nil where it does not
  /// fit.
  func repeated(to target: Shape) -> Tensor? {
    guard Shape.broadcast(shape, target) == target else { return nil }
    return Tensor(shape: target, elements: sources(in: target).map { elements[$0] })
  }

  /// The elements added up along the axes along which a tensor of shape `source` is repeated to this one's
  /// shape; nil where it does not fit.
  func summed(to source: Shape) -> Tensor? {
    guard Shape.broadcast(source, shape) == shape else { return nil }
    var sum = Tensor(repeating: 0, shape: source)
    for (i, place) in sum.sources(in: shape).enumerated() { sum.elements[place] += elements[i] }
    return sum
  }

  /// For each element of a larger shape the place of the element that is repeated there.
  private func sources(in target: Shape) -> [Int] {
    let strides = shape.broadcastStrides(to: target)
    let targetStrides = target.strides
    return (0..<target.count).map { element in
      var (rest, place) = (element, 0)
      for axis in 0..<target.rank {
        place += rest / targetStrides[axis] * strides[axis]
        rest %= targetStrides[axis]
      }
      return place
    }
  }

  /// A matrix with rows and columns exchanged; nil of anything else.
  var transposed: Tensor? {
    guard shape.rank == 2 else { return nil }
    let (rows, columns) = (shape.axes[0], shape.axes[1])
    var result = Tensor(repeating: 0, shape: Shape([columns, rows]))
    for i in 0..<rows {
      for j in 0..<columns { result.elements[j * rows + i] = elements[i * columns + j] }
    }
    return result
  }

  /// Only what stands at one place of the first axis; zeros elsewhere.
  func keeping(row: Int) -> Tensor {
    guard let rows = shape.axes.first, rows > 0 else { return self }
    let width = shape.count / rows
    var result = Tensor(repeating: 0, shape: shape)
    for i in row * width..<(row + 1) * width { result.elements[i] = elements[i] }
    return result
  }

  /// Whether every element is that of another tensor, to a billionth.
  func isNear(_ other: Tensor) -> Bool {
    guard shape.count == other.shape.count else { return false }
    for (a, b) in zip(elements, other.elements) where !Rounding.isEqual(a, b) { return false }
    return true
  }
}
