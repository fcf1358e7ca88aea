public import Autodiff

extension Trace {
  /// A forward step on one line: `q = x + y = -2 + 5 = 3`.
  ///
  /// Tensors of more than a few numbers are given by their shape.
  public func text(forward node: NodeID) -> String {
    TextBytes.string { write(forward: node, to: &$0) }
  }

  /// A backward step on one line: what the consumer hands on, and the sum so far.
  public func text(backward contribution: Contribution, to node: NodeID, accumulated: Tensor)
    -> String
  {
    let step = BackwardStepView(contribution, to: node, accumulated: accumulated)
    let local = localView(of: step.consumer, slot: step.slot)
    return TextBytes.string { write(backward: step, local: local, to: &$0) }
  }

  /// Writes what ``text(forward:)`` returns.
  func write(forward node: NodeID, to text: inout TextBytes) {
    if let name = graph.name(of: node) {
      text.write(name)
      text.write(" = ")
    }
    let start = text.bytes.count
    graph.writeWritten(node, limit: 200, to: &text)
    if text.bytes.count > start { text.write(" = ") }
    let operation = graph.operation(of: node)
    let operands = 0..<graph.operandCount(of: node)
    let isShort = operands.allSatisfy { Trace.isShort(operand(of: node, $0)) }
    if isShort, operation.form != .postfix, operation.name != "identity" {
      graph.writeExpression(of: node, operands: operands.count, to: &text) {
        Trace.strength(of: operand(of: node, $0), at: $0)
      } operand: {
        Trace.writeShort(operand(of: node, $0), to: &$1)
      }
      text.write(" = ")
    }
    Trace.writeShort(valueView(of: node), to: &text)
  }

  /// Writes what ``text(backward:to:accumulated:)`` returns; `local` is the consumer's local derivative.
  func write(backward step: BackwardStepView, local: TensorView?, to text: inout TextBytes) {
    text.write("grad ")
    graph.writeLabel(of: step.operand, limit: 80, to: &text)
    text.write(" from ")
    graph.writeLabel(of: graph.caller(of: step.consumer), limit: 80, to: &text)
    text.write(": ")
    if let local {
      Trace.writeFactor(gradientView(of: step.consumer) ?? .number(0), to: &text)
      text.write(" * ")
      Trace.writeFactor(local, to: &text)
    } else {
      text.write(pullback(of: step.consumer, slot: step.slot))
    }
    text.write(" = ")
    Trace.writeShort(step.contribution, to: &text)
    text.write("; sum ")
    Trace.writeShort(step.accumulated, to: &text)
  }

  /// A number or small array as shown to people; a larger one by its shape.
  public func shortText(_ tensor: Tensor, format: NumberFormat = .table, limit: Int = 6) -> String {
    TextBytes.string { Trace.writeShort(TensorView(tensor), format, limit: limit, to: &$0) }
  }

  /// How tightly values bind as operands: a negative number on the left of an operator needs no
  /// brackets, elsewhere it does.
  public static func strengths(of values: [Tensor]) -> [Int] {
    values.enumerated().map { strength(of: TensorView($1), at: $0) }
  }

  private static func strength(of value: TensorView, at place: Int) -> Int {
    guard case .number(let number) = value, number < 0 else { return 5 }
    return place == 0 ? 3 : 0
  }

  private func operand(of node: NodeID, _ slot: Int) -> TensorView {
    valueView(of: graph.operand(of: node, slot: slot))
  }

  private static func isShort(_ tensor: TensorView, limit: Int = 6) -> Bool {
    guard case .elements(let shape, _) = tensor else { return true }
    return shape.count <= limit
  }

  private static func writeShort(
    _ tensor: TensorView,
    _ format: NumberFormat = .table,
    limit: Int = 6,
    to text: inout TextBytes
  ) {
    if case .elements(let shape, _) = tensor, !isShort(tensor, limit: limit) {
      return text.write("(shape \(shape))")
    }
    tensor.write(to: &text) { format.write($0, to: &$1) }
  }

  /// Writes a tensor as a factor: a negative number in brackets.
  private static func writeFactor(_ tensor: TensorView, to text: inout TextBytes) {
    guard case .number(let number) = tensor, number < 0 else {
      return writeShort(tensor, to: &text)
    }
    text.write("(")
    writeShort(tensor, to: &text)
    text.write(")")
  }
}
