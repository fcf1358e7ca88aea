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
    if ["stack", "concat", "index", "reshape", "transpose", "total"].contains(operation.name) {
      return "1"
    }
    if let power = powerRule(factor) { return power }
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
    return text.unicodeScalars.count <= 40 ? text : nil
  }

  /// `2 x` and `3 x^2` for powers whose exponent is a number.
  private func powerRule(_ factor: PathFactor) -> String? {
    guard graph.operation(of: factor.consumer.node).name == "power", factor.slot == 0,
      let partner = partner(of: factor), graph.name(of: partner.node) == nil
    else { return nil }
    let exponent = value(of: partner)
    guard graph.isLeaf(partner.node), exponent.isFinite, exponent != 0 else { return nil }
    let isElement = graph.shape(of: factor.operand.node).rank > 0
    var base = graph.label(of: factor.operand, limit: 30)
    if !isElement, graph.strength(of: factor.operand.node) < 5 { base = "(" + base + ")" }
    let number = NumberFormat.table.text
    if exponent == 1 { return "1" }
    return number(exponent) + " " + base + (exponent == 2 ? "" : "^" + power(exponent - 1))
  }

  private func power(_ exponent: Double) -> String {
    let text = NumberFormat.table.text(exponent)
    return exponent < 0 ? "(" + text + ")" : text
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
