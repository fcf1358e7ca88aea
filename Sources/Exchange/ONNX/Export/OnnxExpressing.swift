internal import Autodiff

extension OnnxBuilder {
  /// Expresses the node that was begun in ONNX's operators.
  ///
  /// - Returns: The name of its value.
  /// - Throws: ``ExportMistake/cannotExpress(_:label:operation:because:)``.
  mutating func express() throws(ExportMistake) -> String {
    let operation = graph.operation(of: current)
    if attributes.gathering != nil { throw cannotExpress(operation, .openedIntoScalars) }
    let x = operands
    if let value = elementwise(operation.name, x) { return value }
    if let value = reduction(operation.name, x) { return value }
    if let value = arrangement(operation.name, x) { return value }
    if let value = layer(operation.name, x) { return value }
    if let value = elementwiseLoss(operation.name, x) { return value }
    if let value = rowLoss(operation.name, x) { return value }
    throw cannotExpress(operation, .noOperator)
  }

  private func cannotExpress(
    _ operation: Operation,
    _ reason: ExportMistake.Reason
  ) -> ExportMistake {
    .cannotExpress(
      current,
      label: graph.label(of: current, limit: 60),
      operation: operation.name,
      because: reason
    )
  }

  // Arithmetic, as the files beside this one write it.

  mutating func add(_ a: String, _ b: String) -> String { emit("Add", [a, b]) }
  mutating func subtract(_ a: String, _ b: String) -> String { emit("Sub", [a, b]) }
  mutating func multiply(_ a: String, _ b: String) -> String { emit("Mul", [a, b]) }
  mutating func divide(_ a: String, _ b: String) -> String { emit("Div", [a, b]) }
  mutating func add(_ a: String, _ b: Double) -> String { emit("Add", [a, number(b)]) }
  mutating func multiply(_ a: String, _ b: Double) -> String { emit("Mul", [a, number(b)]) }
  mutating func divide(_ a: String, _ b: Double) -> String { emit("Div", [a, number(b)]) }
  mutating func subtract(_ a: Double, _ b: String) -> String { emit("Sub", [number(a), b]) }
  mutating func negate(_ x: String) -> String { emit("Neg", [x]) }
  mutating func square(_ x: String) -> String { emit("Mul", [x, x]) }
  mutating func relu(_ x: String) -> String { emit("Relu", [x]) }
  mutating func absolute(_ x: String) -> String { emit("Abs", [x]) }
  mutating func logarithm(_ x: String) -> String { emit("Log", [x]) }

  /// ln(1 + eˣ) in the form that does not overflow.
  mutating func softplus(_ x: String) -> String {
    if precision == .float32 { return emit("Softplus", [x]) }
    let power = emit("Exp", [negate(absolute(x))])
    return add(relu(x), logarithm(add(power, 1)))
  }

  /// Where `a` equals a number.
  mutating func equals(_ a: String, _ b: Double) -> String { emit("Equal", [a, number(b)]) }

  /// `a` where a condition holds, else `b`.
  mutating func choose(_ condition: String, _ a: String, _ b: String) -> String {
    emit("Where", [condition, a, b])
  }

  /// 1 where a condition holds, else 0.
  mutating func indicator(_ condition: String) -> String {
    emit("Cast", [condition], .int("to", precision.kind.rawValue))
  }

  /// `factor · x`, and 0 where the factor is 0, whatever x is.
  mutating func counted(_ factor: String, _ x: String) -> String {
    choose(equals(factor, 0), number(0), multiply(factor, x))
  }

  /// The same elements with new axes of length 1 at places of the result.
  mutating func unsqueeze(_ x: String, _ axes: [Int]) -> String {
    emit("Unsqueeze", [x, list(axes)])
  }

  /// The same elements without axes of length 1.
  mutating func squeeze(_ x: String, _ axes: [Int]) -> String {
    emit("Squeeze", [x, list(axes)])
  }

  /// The sum along axes.
  mutating func sum(_ x: String, _ axes: [Int], keeps: Bool = false) -> String {
    emit("ReduceSum", [x, list(axes)], .int("keepdims", keeps ? 1 : 0))
  }

  /// Another reduction along axes.
  mutating func reduce(_ kind: String, _ x: String, _ axes: [Int], keeps: Bool = false) -> String {
    kind == "ReduceSum"
      ? sum(x, axes, keeps: keeps)
      : emit(kind, [x], .ints("axes", axes), .int("keepdims", keeps ? 1 : 0))
  }

  /// Rows with a single 1: `k` of any shape to one more axis, of length `count`.
  mutating func oneHot(_ k: String, rank: Int, count: Int) -> String {
    let classes = unique("classes")
    add(Tensor((0..<count).map { Double($0) }), called: classes)
    return indicator(emit("Equal", [unsqueeze(k, [rank]), classes]))
  }
}
