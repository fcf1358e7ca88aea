public import Autodiff
internal import Notation

extension Trace {
  /// A factor of a path in symbols, as plain text: `z`, `y (1 - y)`, `W[0, 1]`; nil where the operation
  /// has no short form for it.
  public func rule(of factor: PathFactor) -> String? {
    rule(of: factor, TraceFormulas(trace: self))
  }

  private func rule(of factor: PathFactor, _ formulas: TraceFormulas) -> String? {
    let node = factor.consumer.node
    let operation = graph.operation(of: node)
    if ["matmul", "dot", "outer", "linear"].contains(operation.name) {
      guard factor.slot < 2 else { return "1" }
      return partner(of: factor).map { graph.label(of: $0, limit: 30) }
    }
    if ["stack", "concat", "index", "reshape", "transpose"].contains(operation.name) { return "1" }
    let templates = OperationTemplates.of(operation).locals
    guard factor.slot < templates.count, operation.operandCount != nil else { return nil }
    let parts = graph.operands(of: node).enumerated().map { slot, operand in
      let element =
        operation.isElementwise
        ? slot == factor.slot ? factor.operand : partner(of: factor) : nil
      return part(operand, element, formulas)
    }
    let result = part(node, operation.isElementwise ? factor.consumer : nil, formulas)
    let formula = templates[factor.slot].filled(parts, result: result)
    let text = formula.plainText
    return text.unicodeScalars.count <= 60 ? text : nil
  }

  /// An operand as it stands in a rule: a number by its element, or a whole tensor by its name.
  private func part(
    _ node: NodeID,
    _ element: Element?,
    _ formulas: TraceFormulas
  ) -> FormulaTemplate.Part {
    guard let element, graph.shape(of: node).rank > 0 else { return formulas.label(node) }
    return .init(formula: .text(graph.label(of: element, limit: 30)), strength: 5)
  }
}
