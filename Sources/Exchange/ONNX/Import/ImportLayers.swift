internal import Autodiff
internal import OnnxSchema

extension OnnxImporter {
  /// Products, normalisation, convolution and pooling.
  ///
  /// - Returns: Nil where the operator is another.
  mutating func layer(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue? {
    switch use.node.opType {
    case "Gemm": return try gemm(use)
    case "MatMul": return try product(operand(use, 0), operand(use, 1), use)
    case "Softmax", "LogSoftmax": return try softmax(use)
    case "BatchNormalization": return try batchNorm(use)
    case "LayerNormalization": return try layerNorm(use)
    case "Conv": return try convolution(use)
    case "MaxPool", "AveragePool": return try pooling(use)
    case "GlobalAveragePool", "GlobalMaxPool":
      let x = try operand(use, 0)
      guard x.rank > 2 else {
        throw use.mistake(expected: "images [N, C, H, W]", found: "\(x.shape)")
      }
      let axes = Array(2..<x.rank)
      let function = use.node.opType == "GlobalMaxPool" ? "max" : "mean"
      return ImportValue(
        "\(function)(\(x.text), axis=\(Shape(axes)), keepdims=true)",
        Shape(x.shape.axes.prefix(2) + axes.map { _ in 1 })
      )
    default: return nil
    }
  }

  private func product(
    _ a: ImportValue,
    _ b: ImportValue,
    _ use: OnnxUse
  ) throws(OnnxMistake) -> ImportValue {
    guard (1...2).contains(a.rank), (1...2).contains(b.rank), a.shape.axes.last == b.shape.axes[0]
    else {
      throw use.mistake(
        expected: "matrices or vectors whose inner lengths are equal",
        found: "\(a.shape) and \(b.shape)"
      )
    }
    return ImportValue(
      "\(a.operand(2)) @ \(b.operand(3))",
      Shape(Array(a.shape.axes.dropLast() + b.shape.axes.dropFirst())),
      strength: 2
    )
  }

  /// α A B + β C, with A and B transposed or not.
  private mutating func gemm(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    var a = try operand(use, 0)
    var b = try operand(use, 1)
    guard a.rank == 2, b.rank == 2 else {
      throw use.mistake(expected: "two matrices", found: "\(a.shape) and \(b.shape)")
    }
    if try use.int("transA") ?? 0 != 0 { a = transposed(a) }
    if try use.int("transB") ?? 0 != 0 { b = transposed(b) }
    let alpha = try use.float("alpha") ?? 1
    let beta = try use.float("beta") ?? 1
    let result = try product(a, b, use)
    guard hasInput(use, 2), beta != 0 else {
      if alpha == 1 { return result }
      return ImportValue(
        "\(NumberFormat.exact(alpha)) * (\(result.text))",
        result.shape,
        strength: 2
      )
    }
    let c = try operand(use, 2)
    guard Shape.broadcast(result.shape, c.shape) == result.shape else {
      throw use.mistake(expected: "a bias that broadcasts to \(result.shape)", found: "\(c.shape)")
    }
    if alpha == 1, beta == 1 {
      return ImportValue("linear(\(a.text), \(b.text), \(c.text))", result.shape)
    }
    let scaled = alpha == 1 ? result.text : "\(NumberFormat.exact(alpha)) * (\(result.text))"
    let shift = beta == 1 ? c.operand(2) : "\(NumberFormat.exact(beta)) * \(c.operand(3))"
    return ImportValue("\(scaled) + \(shift)", result.shape, strength: 1)
  }

  private func transposed(_ x: ImportValue) -> ImportValue {
    ImportValue(x.operand(5) + ".T", Shape(x.shape.axes.reversed()))
  }

  private mutating func softmax(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    let x = try operand(use, 0)
    guard x.rank > 0 else { throw use.mistake(expected: "at least one axis", found: "a number") }
    let axis = try use.axis(use.int("axis") ?? (use.version < 13 ? 1 : -1), of: x.shape)
    // Before version 13 all axes from this one on counted as one.
    guard use.version >= 13 || x.shape.axes[(axis + 1)...].allSatisfy({ $0 == 1 }) else {
      throw use.mistake(expected: "the last axis before version 13", found: "axis \(axis)")
    }
    let name = use.node.opType == "Softmax" ? "softmax" : "log_softmax"
    let setting = axis == x.rank - 1 ? "" : ", axis=\(axis)"
    return ImportValue("\(name)(\(x.text)\(setting))", x.shape)
  }

  /// As in use, not in training: with the mean and variance that the model keeps.
  private mutating func batchNorm(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    let isTraining = try use.int("training_mode") ?? 0
    try use.demand("training_mode", isTraining == 0, "0", "\(isTraining)")
    let x = try operand(use, 0)
    guard x.rank >= 2 else { throw use.mistake(expected: "[N, C, …]", found: "\(x.shape)") }
    var parts: [String] = []
    for slot in 1...4 {
      let part = try operand(use, slot, isTrained: slot < 3)
      guard part.shape == Shape([x.shape.axes[1]]) else {
        throw use.mistake(expected: "a number for each channel", found: "\(part.shape)")
      }
      let lengths = [x.shape.axes[1]] + [Int](repeating: 1, count: x.rank - 2)
      parts.append(x.rank == 2 ? part.text : "reshape(\(part.text), \(Shape(lengths)))")
    }
    let eps = NumberFormat.exact(try use.float("epsilon") ?? 1e-5)
    let distance = "(\(x.operand(2)) - \(parts[2]))"
    let text = "\(parts[0]) * \(distance) / sqrt(\(parts[3]) + \(eps)) + \(parts[1])"
    return ImportValue(text, x.shape, strength: 1)
  }

  private mutating func layerNorm(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    let x = try operand(use, 0)
    let scale = try operand(use, 1)
    let axis = try use.axis(use.int("axis") ?? -1, of: x.shape)
    let axes = Shape(Array(axis..<x.rank))
    let eps = NumberFormat.exact(try use.float("epsilon") ?? 1e-5)
    let mean = "mean(\(x.text), axis=\(axes), keepdims=true)"
    let spread = "var(\(x.text), axis=\(axes), keepdims=true)"
    var text = "\(scale.operand(2)) * (\(x.operand(2)) - \(mean)) / sqrt(\(spread) + \(eps))"
    guard hasInput(use, 2) else { return ImportValue(text, x.shape, strength: 2) }
    text += " + " + (try operand(use, 2)).operand(2)
    return ImportValue(text, x.shape, strength: 1)
  }

  private mutating func convolution(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    let (x, k) = (try operand(use, 0), try operand(use, 1))
    guard x.rank == 4, k.rank == 4, x.shape.axes[1] == k.shape.axes[1] else {
      throw use.mistake(
        expected: "images [N, C, H, W] and kernels [O, C, h, w]",
        found: "\(x.shape) and \(k.shape)"
      )
    }
    let groups = try use.int("group") ?? 1
    try use.demand("group", groups == 1, "1", "\(groups)")
    let kernel = Array(k.shape.axes.suffix(2))
    let strides = try use.ints("strides") ?? [1, 1]
    try use.demand(
      "strides",
      strides.count == 2 && strides[0] == strides[1] && strides[0] > 0,
      "one number for both axes",
      "\(strides)"
    )
    let dilations = try use.ints("dilations") ?? [1, 1]
    try use.demand("dilations", dilations.allSatisfy { $0 == 1 }, "[1, 1]", "\(dilations)")
    let pads = try padding(use, kernel, stride: strides[0])
    let lengths = (0..<2).map { axis in
      (x.shape.axes[axis + 2] + 2 * pads - kernel[axis]) / strides[0] + 1
    }
    guard (0..<2).allSatisfy({ x.shape.axes[$0 + 2] + 2 * pads >= kernel[$0] }) else {
      throw use.mistake(expected: "a kernel no larger than the image", found: "\(k.shape)")
    }
    var settings = ""
    if strides[0] != 1 { settings += ", stride=\(strides[0])" }
    if pads != 0 { settings += ", padding=\(pads)" }
    let shape = Shape([x.shape.axes[0], k.shape.axes[0]] + lengths)
    let text = "conv2d(\(x.text), \(k.text)\(settings))"
    guard hasInput(use, 2) else { return ImportValue(text, shape) }
    let bias = try operand(use, 2)
    guard bias.shape == Shape([k.shape.axes[0]]) else {
      throw use.mistake(expected: "a bias for each kernel", found: "\(bias.shape)")
    }
    let perChannel = "reshape(\(bias.text), \(Shape([k.shape.axes[0], 1, 1])))"
    return ImportValue("\(text) + \(perChannel)", shape, strength: 1)
  }

  /// The same padding on all four sides.
  private func padding(
    _ use: OnnxUse,
    _ kernel: [Int],
    stride: Int
  ) throws(OnnxMistake) -> Int {
    switch try use.text("auto_pad") ?? "NOTSET" {
    case "NOTSET":
      let pads = try use.ints("pads") ?? [0, 0, 0, 0]
      let isEven = pads.count == 4 && pads.allSatisfy { $0 == pads[0] && $0 >= 0 && $0 < 1 << 20 }
      try use.demand("pads", isEven, "the same number on all sides", "\(pads)")
      return pads[0]
    case "VALID": return 0
    case let way:
      let isEven = stride == 1 && kernel[0] == kernel[1] && kernel[0] % 2 == 1
      try use.demand("auto_pad", way.hasPrefix("SAME") && isEven, "NOTSET", way)
      return kernel[0] / 2
    }
  }

  private mutating func pooling(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue {
    let x = try operand(use, 0)
    guard x.rank == 4 else {
      throw use.mistake(expected: "images [N, C, H, W]", found: "\(x.shape)")
    }
    let size = try use.ints("kernel_shape") ?? []
    try use.demand(
      "kernel_shape",
      size.count == 2 && size[0] == size[1] && size[0] > 0,
      "the same number for both axes",
      "\(size)"
    )
    let strides = try use.ints("strides") ?? [1, 1]
    try use.demand("strides", strides == size, "\(size), windows side by side", "\(strides)")
    let pads = try padding(use, size, stride: 0)
    try use.demand("pads", pads == 0, "0", "\(pads)")
    let dilations = try use.ints("dilations") ?? [1, 1]
    try use.demand("dilations", dilations.allSatisfy { $0 == 1 }, "[1, 1]", "\(dilations)")
    let planes = Array(x.shape.axes.suffix(2))
    let ceils = try use.int("ceil_mode") ?? 0 != 0 && planes.contains { $0 % size[0] != 0 }
    try use.demand("ceil_mode", !ceils, "0", "1")
    guard planes.allSatisfy({ $0 >= size[0] }) else {
      throw use.mistake(expected: "windows no larger than the image", found: "\(x.shape)")
    }
    let name = use.node.opType == "MaxPool" ? "max_pool2d" : "avg_pool2d"
    let shape = Shape(x.shape.axes.prefix(2) + planes.map { $0 / size[0] })
    return ImportValue("\(name)(\(x.text), \(size[0]))", shape)
  }
}
