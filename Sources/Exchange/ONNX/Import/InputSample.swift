internal import Autodiff
internal import OnnxSchema

/// An input of a model, and the numbers that are bound to it.
struct InputSample {
  private let name: String
  /// The lengths of its axes; nil where any will do.
  private let lengths: [Int?]
  private let isKnown: Bool

  init(_ input: OnnxValue) {
    name = input.name
    isKnown = input.type.tensorType.hasShape
    lengths = input.type.tensorType.shape.dim.map { dimension in
      if case .dimValue(let length)? = dimension.length, length > 0 { return Int(length) }
      return nil
    }
  }

  /// The numbers in a shape that the model takes: zeros without a sample, and 1 for what may have any length.
  func tensor(_ sample: OnnxImport.Sample?) throws(OnnxMistake) -> Tensor {
    let standard = Shape(lengths.map { $0 ?? 1 })
    guard standard.count <= Graph.elementLimit else {
      throw .tooLarge(numbers: standard.count, limit: OnnxImporter.numberLimit)
    }
    let tensor: Tensor
    switch sample {
    case nil: return Tensor(repeating: 0, shape: standard)
    case .tensor(let given)?:
      if isKnown, given.shape.rank + 1 == lengths.count, lengths[0] ?? 1 == 1 {
        // One sample, without the axis that counts them.
        tensor = Tensor(shape: Shape([1] + given.shape.axes), elements: given.elements)
      } else {
        tensor = given
      }
    case .row(let numbers)?: tensor = try arranged(numbers, standard)
    }
    let fits =
      !isKnown
      || tensor.shape.rank == lengths.count
        && zip(tensor.shape.axes, lengths).allSatisfy { $1 == nil || $0 == $1 }
    guard fits else {
      throw .sample(input: name, expected: words, found: "\(tensor.shape)")
    }
    guard tensor.isFinite else {
      throw .sample(input: name, expected: "finite numbers", found: "NaN or an infinity")
    }
    return tensor
  }

  private func arranged(_ numbers: [Double], _ standard: Shape) throws(OnnxMistake) -> Tensor {
    guard isKnown else { return Tensor(numbers) }
    if numbers.count == standard.count {
      return Tensor(shape: standard, elements: numbers)
    }
    // Several samples.
    guard lengths.first == .some(nil), standard.count > 0, !numbers.isEmpty,
      numbers.count % standard.count == 0
    else {
      throw .sample(
        input: name,
        expected: "\(standard.count) numbers",
        found: "\(numbers.count)"
      )
    }
    let axes = [numbers.count / standard.count] + standard.axes.dropFirst()
    return Tensor(shape: Shape(axes), elements: numbers)
  }

  /// The shape in words: `[any, 784]`.
  private var words: String {
    "a sample of the shape ["
      + lengths.map { $0.map { String($0) } ?? "any" }.joined(separator: ", ") + "]"
  }
}
