internal import Autodiff

extension Program {
  /// What is not finite in a run, each at the operation where it arose.
  ///
  /// `told` are warnings given while parameters moved; values that are not finite since then are not told
  /// again.
  func warnings(_ trace: Trace, besides told: [Diagnostic] = []) -> [Diagnostic] {
    trace.nonFiniteOrigins.filter { $0.quantity != .value || told.isEmpty }.map { origin in
      let range = runPlace(of: origin.node)
      var message = origin.message(in: trace)
      let owner = owner(of: origin.node)
      if graph.isLeaf(owner), let reason = constantWarnings[range.lowerBound],
        !options.settings.contains(where: { $0.name == graph.name(of: owner) })
      {
        message = reason
      }
      return Diagnostic(
        .warning,
        message,
        of: source,
        from: range.lowerBound,
        to: range.upperBound
      )
    }
  }
}

extension Trace {
  /// What an operation was given: `bce(1, 0)`, or of larger operands how far their entries range; nil where there
  /// is nothing to say.
  fileprivate func call(of node: NodeID) -> String? {
    let operands = graph.operands(of: node)
    let operation = graph.operation(of: node)
    guard !operands.isEmpty, operation.setting.form != .postfix else { return nil }
    let values = operands.map { value(of: $0) }
    if values.allSatisfy({ $0.elements.count <= 4 }) {
      return graph.expression(
        of: node,
        operands: values.map { $0.text(NumberFormat.exact) },
        strengths: Trace.strengths(of: values)
      )
    }
    var parts: [String] = []
    for (operand, value) in zip(operands, values) {
      let least = NumberFormat.exact(value.elements.min() ?? 0)
      let most = NumberFormat.exact(value.elements.max() ?? 0)
      parts.append(
        "\(graph.label(of: operand, limit: 60)) "
          + (value.shape.isScalar ? "= \(least)" : "from \(least) to \(most)")
      )
    }
    return "\(operation.name) with " + parts.joined(separator: " and ")
  }
}

extension NonFiniteOrigin {
  /// What is not finite and why.
  func message(in trace: Trace) -> String {
    let graph = trace.graph
    let operation = graph.operation(of: node)
    let result = NonFiniteOrigin.inWords(number)
    let label = graph.label(of: node, limit: 60)
    let names = graph.operands(of: node).map { graph.label(of: $0, limit: 60) }
    switch quantity {
    case .value:
      if graph.isLeaf(node) { return "\(label) is given as \(result)" }
      if operation.isElementwise, operands.allSatisfy({ $0 != nil }) {
        let texts = operands.map { NumberFormat.exact($0 ?? 0) }
        let what =
          operands.count == 1
          ? "\(operation.name) of \(texts[0])"
          : graph.expression(
            of: node,
            operands: texts,
            strengths: operands.map { ($0 ?? 0) < 0 ? 3 : 5 }
          )
        return "\(what) is \(result) in \(label)"
      }
      if let told = trace.call(of: node) { return "\(told) is \(result) in \(label)" }
      return "\(label) is the first value that is \(result)"
    case .contribution(let slot):
      let what = "the contribution to \(names[slot]) is \(result)"
      if let local = trace.localDerivative(of: node, slot: slot), local.isFinite {
        return "upstream gradient times local derivative of \(operation.name) is too large: \(what)"
      }
      return
        "the local derivative of \(operation.name) with respect to \(names[slot]) is not finite: "
        + what
    case .gradient:
      return "the gradient that arrives at \(label) is \(result)"
    }
  }

  private static func inWords(_ number: Double) -> String {
    number.isNaN ? "not a number (NaN)" : number < 0 ? "-infinity" : "infinity"
  }
}
