internal import Autodiff

extension OnnxBuilder {
  /// Reductions that ONNX has one operator for, by the name it gives them.
  private static let reductions: [String: String] = [
    "sum": "ReduceSum", "mean": "ReduceMean", "max": "ReduceMax", "min": "ReduceMin",
    "prod": "ReduceProd", "norm": "ReduceL2", "logsumexp": "ReduceLogSumExp",
  ]

  /// One number of many, along axes.
  ///
  /// - Returns: Nil where the operation is another.
  mutating func reduction(_ name: String, _ x: [String]) -> String? {
    guard OnnxBuilder.reductions[name] != nil || name == "var" || name == "std" else { return nil }
    let shape = shapes[0]
    var axes = attributes.axes ?? Array(0..<shape.rank)
    var (operand, keeps) = (x[0], attributes.keepsAxes)
    if axes.isEmpty {
      // No axes are all axes in ONNX; a new one of length 1 does nothing, as is meant.
      operand = unsqueeze(operand, [shape.rank])
      (axes, keeps) = ([shape.rank], false)
    }
    if let operation = OnnxBuilder.reductions[name] {
      return reduce(operation, operand, axes, keeps: keeps)
    }
    let spread = variance(operand, axes, keeps: keeps)
    return name == "std" ? emit("Sqrt", [spread]) : spread
  }

  /// mean((x − mean x)²) along axes.
  mutating func variance(_ x: String, _ axes: [Int], keeps: Bool) -> String {
    let distance = subtract(x, reduce("ReduceMean", x, axes, keeps: true))
    return reduce("ReduceMean", square(distance), axes, keeps: keeps)
  }
}
