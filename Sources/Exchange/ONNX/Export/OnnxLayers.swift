internal import Autodiff

extension OnnxBuilder {
  /// Layers and the softmax family.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func layer(_ name: String, _ x: [String]) -> String? {
    switch name {
    case "linear":
      return shapes[0].rank == 2 ? emit("Gemm", x) : add(emit("MatMul", [x[0], x[1]]), x[2])
    case "softmax", "log_softmax":
      let scaled = attributes.first == 1 ? x[0] : divide(x[0], attributes.first)
      let axis = attributes.axes?.first ?? shapes[0].rank - 1
      return emit(name == "softmax" ? "Softmax" : "LogSoftmax", [scaled], .int("axis", axis))
    case "batch_norm": return batchNorm(x)
    case "dropout": return divide(multiply(x[0], x[1]), attributes.first)
    case "conv2d": return convolution(x)
    case "max_pool2d": return pooling("MaxPool", x[0])
    case "avg_pool2d": return pooling("AveragePool", x[0])
    default: return nil
    }
  }

  /// γ (x − μ)/√(σ² + ε) + β over the batch, as in training.
  private mutating func batchNorm(_ x: [String]) -> String {
    let rank = shapes[0].rank
    let axes = (0..<rank).filter { $0 != 1 }
    let distance = subtract(x[0], reduce("ReduceMean", x[0], axes, keeps: true))
    let spread = reduce("ReduceMean", square(distance), axes, keeps: true)
    let hat = divide(distance, emit("Sqrt", [add(spread, attributes.first)]))
    let scaled = multiply(perChannel(x[1], shapes[1], rank), hat)
    return add(scaled, perChannel(x[2], shapes[2], rank))
  }

  /// A number for each channel in a shape that broadcasts with the batch.
  private mutating func perChannel(_ x: String, _ shape: Shape, _ rank: Int) -> String {
    shape.isScalar || rank < 3 ? x : unsqueeze(x, Array(1..<(rank - 1)))
  }

  private mutating func convolution(_ x: [String]) -> String {
    let rank = shapes[0].rank
    // One image, of one channel or several, is a batch of one.
    let missing = Array(0..<(4 - rank))
    let kernelAxes = Array(0..<(4 - shapes[1].rank))
    let kernel = shapes[1].axes.suffix(2)
    // What lies beyond every image does what the largest one does.
    let limit = Double(Int32.max)
    let stride = Int(min(max(1, attributes.first), limit))
    let padding = Int(min(max(0, attributes.second), limit))
    let result = emit(
      "Conv",
      [
        missing.isEmpty ? x[0] : unsqueeze(x[0], missing),
        kernelAxes.isEmpty ? x[1] : unsqueeze(x[1], kernelAxes),
      ],
      .ints("kernel_shape", Array(kernel)),
      .ints("strides", [stride, stride]),
      .ints("pads", [padding, padding, padding, padding])
    )
    return missing.isEmpty ? result : squeeze(result, missing)
  }

  /// Windows beside windows over the last two axes.
  private mutating func pooling(_ operation: String, _ x: String) -> String {
    let shape = shapes[0]
    let size = Int(attributes.first)
    var image = x
    if shape.rank < 4 {
      image = unsqueeze(image, Array(0..<(4 - shape.rank)))
    } else if shape.rank > 4 {
      image = emit("Reshape", [image, list([-1, 1] + shape.axes.suffix(2))])
    }
    let result = emit(
      operation,
      [image],
      .ints("kernel_shape", [size, size]),
      .ints("strides", [size, size])
    )
    if shape.rank == 4 { return result }
    if shape.rank < 4 { return squeeze(result, Array(0..<(4 - shape.rank))) }
    var lengths = graph.shape(of: current).axes
    if batched.contains(current) { lengths[0] = -1 }
    return emit("Reshape", [result, list(lengths)])
  }
}
