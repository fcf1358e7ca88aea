internal import Autodiff
internal import OnnxSchema

extension OnnxImporter {
  /// Operators that are a function of the notation, by its name.
  private static let functions: [String: String] = [
    "Relu": "relu", "Tanh": "tanh", "Sigmoid": "sigmoid", "Exp": "exp", "Log": "log",
    "Sqrt": "sqrt",
    "Abs": "abs", "Sign": "sign", "Sin": "sin", "Cos": "cos", "Tan": "tan", "Erf": "erf",
    "Softplus": "softplus",
  ]

  /// Writes what a node computes.
  ///
  /// - Throws: ``OnnxMistake`` where no operation stands for it.
  mutating func express(_ use: OnnxUse) throws(OnnxMistake) {
    guard OnnxImport.isOwn(use.node.domain) else { throw .noOperation(use.place) }
    if try arrange(use) { return }
    var found = try function(use)
    if found == nil { found = try combination(use) }
    if found == nil { found = try activation(use) }
    if found == nil { found = try layer(use) }
    if found == nil { found = try reduction(use) }
    guard let value = found else { throw .noOperation(use.place) }
    guard value.shape.count <= Graph.elementLimit else {
      throw .tooLarge(numbers: value.shape.count, limit: Graph.elementLimit)
    }
    try define(value, for: use)
  }

  /// A call of one operand's shape.
  private mutating func function(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue? {
    if let name = OnnxImporter.functions[use.node.opType] {
      let x = try operand(use, 0)
      return ImportValue("\(name)(\(x.text))", x.shape)
    }
    switch use.node.opType {
    case "Neg":
      let x = try operand(use, 0)
      return ImportValue("-" + x.operand(4), x.shape, strength: 3)
    case "Reciprocal":
      let x = try operand(use, 0)
      return ImportValue("1 / " + x.operand(3), x.shape, strength: 2)
    default: return nil
    }
  }

  /// Several operands, element by element.
  private mutating func combination(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue? {
    switch use.node.opType {
    case "Add": return try infix("+", 1, use)
    case "Sub": return try infix("-", 1, use)
    case "Mul": return try infix("*", 2, use)
    case "Div": return try infix("/", 2, use)
    case "Pow": return try infix("^", 4, use)
    case "Max", "Min", "Sum", "Mean":
      var result = try operand(use, 0)
      for slot in use.node.input.indices.dropFirst() {
        let next = try operand(use, slot)
        let shape = try broadcast(result.shape, next.shape, use)
        switch use.node.opType {
        case "Max": result = ImportValue("maximum(\(result.text), \(next.text))", shape)
        case "Min": result = ImportValue("minimum(\(result.text), \(next.text))", shape)
        default:
          result = ImportValue("\(result.text) + \(next.operand(2))", shape, strength: 1)
        }
      }
      guard use.node.opType == "Mean", use.node.input.count > 1 else { return result }
      return ImportValue(
        "\(result.operand(2)) / \(use.node.input.count)",
        result.shape,
        strength: 2
      )
    default: return nil
    }
  }

  private mutating func infix(
    _ symbol: String,
    _ strength: Int,
    _ use: OnnxUse
  ) throws(OnnxMistake) -> ImportValue {
    let (a, b) = (try operand(use, 0), try operand(use, 1))
    let isPower = symbol == "^"
    let left = a.operand(strength + (isPower ? 1 : 0))
    let right = b.operand(strength + (isPower ? 0 : 1))
    let shape = try broadcast(a.shape, b.shape, use)
    return ImportValue("\(left) \(symbol) \(right)", shape, strength: strength)
  }

  /// The shape of two operands together.
  func broadcast(_ a: Shape, _ b: Shape, _ use: OnnxUse) throws(OnnxMistake) -> Shape {
    guard let shape = Shape.broadcast(a, b) else {
      throw use.mistake(expected: "shapes that broadcast together", found: "\(a) and \(b)")
    }
    return shape
  }

  /// Activations with numbers, or made of other functions.
  private mutating func activation(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue? {
    func text(_ number: Double?, _ standard: Double) -> String {
      NumberFormat.exact(number ?? standard)
    }
    let kind = use.node.opType
    guard OnnxImporter.activations.contains(kind) else { return nil }
    let x = try operand(use, 0)
    let (z, factor) = (x.text, x.operand(3))
    switch kind {
    case "LeakyRelu":
      let slope = text(try use.float("alpha"), 0.01)
      return ImportValue("leaky_relu(\(z), slope=\(slope))", x.shape)
    case "Elu":
      let alpha = text(try use.float("alpha"), 1)
      return ImportValue("elu(\(z), alpha=\(alpha))", x.shape)
    case "Celu":
      let alpha = text(try use.float("alpha"), 1)
      return ImportValue("\(alpha) * elu(\(factor) / \(alpha))", x.shape, strength: 2)
    case "Selu":
      let alpha = text(try use.float("alpha"), 1.67326319217681884765625)
      let gamma = text(try use.float("gamma"), 1.05070102214813232421875)
      return ImportValue("\(gamma) * elu(\(z), alpha=\(alpha))", x.shape, strength: 2)
    case "HardSigmoid":
      let alpha = text(try use.float("alpha"), 0.2)
      let beta = text(try use.float("beta"), 0.5)
      return ImportValue("clip(\(alpha) * \(factor) + \(beta), 0, 1)", x.shape)
    case "HardSwish":
      return ImportValue("\(factor) * clip(\(factor) / 6 + 0.5, 0, 1)", x.shape, strength: 2)
    case "Softsign": return ImportValue("\(factor) / (1 + abs(\(z)))", x.shape, strength: 2)
    case "Mish": return ImportValue("\(factor) * tanh(softplus(\(z)))", x.shape, strength: 2)
    case "Swish":
      let alpha = try use.float("alpha") ?? 1
      if alpha == 1 { return ImportValue("silu(\(z))", x.shape) }
      return ImportValue(
        "\(factor) * sigmoid(\(text(alpha, 1)) * \(factor))",
        x.shape,
        strength: 2
      )
    case "Gelu":
      guard try use.text("approximate") == "tanh" else { return ImportValue("gelu(\(z))", x.shape) }
      let inner = "0.7978845608028654 * (\(x.operand(2)) + 0.044715 * \(x.operand(5))^3)"
      return ImportValue("0.5 * \(factor) * (1 + tanh(\(inner)))", x.shape, strength: 2)
    case "PRelu":
      let slope = try operand(use, 1)
      let shape = try broadcast(x.shape, slope.shape, use)
      let below = "\(slope.operand(3)) * minimum(\(z), 0)"
      return ImportValue("relu(\(z)) + \(below)", shape, strength: 1)
    default:
      let isOld = use.version < 11
      let low = isOld ? try use.float("min") : try number(use, 1)
      let high = isOld ? try use.float("max") : try number(use, 2)
      switch (low, high) {
      case (let low?, let high?):
        return ImportValue("clip(\(z), \(text(low, 0)), \(text(high, 0)))", x.shape)
      case (let low?, nil): return ImportValue("maximum(\(z), \(text(low, 0)))", x.shape)
      case (nil, let high?): return ImportValue("minimum(\(z), \(text(high, 0)))", x.shape)
      case (nil, nil): return x
      }
    }
  }

  private static let activations: Set<String> = [
    "LeakyRelu", "Elu", "Celu", "Selu", "HardSigmoid", "HardSwish", "Softsign", "Mish", "Swish",
    "Gelu", "PRelu", "Clip",
  ]

  /// One number of many.
  private mutating func reduction(_ use: OnnxUse) throws(OnnxMistake) -> ImportValue? {
    let functions = [
      "ReduceSum": "sum", "ReduceMean": "mean", "ReduceMax": "max", "ReduceMin": "min",
      "ReduceProd": "prod", "ReduceL2": "norm", "ReduceLogSumExp": "logsumexp",
    ]
    guard let function = functions[use.node.opType] else { return nil }
    let x = try operand(use, 0)
    var axes = try whole(use, 1, or: "axes") ?? []
    if axes.isEmpty {
      if try use.int("noop_with_empty_axes") == 1 { return x }
      axes = Array(0..<x.rank)
    }
    var places: Set<Int> = []
    for axis in axes { places.insert(try use.axis(axis, of: x.shape)) }
    let keeps = try use.int("keepdims") ?? 1 == 1
    var lengths: [Int] = []
    for (axis, length) in x.shape.axes.enumerated() {
      if !places.contains(axis) { lengths.append(length) } else if keeps { lengths.append(1) }
    }
    var settings = ""
    if places.count < x.rank { settings += ", axis=\(Shape(places.sorted()))" }
    if keeps, x.rank > 0 { settings += ", keepdims=true" }
    return ImportValue("\(function)(\(x.text)\(settings))", Shape(lengths))
  }
}
