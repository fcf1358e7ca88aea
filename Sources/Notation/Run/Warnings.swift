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
    guard !operands.isEmpty, operation.form != .postfix else { return nil }
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
    let names = graph.operands(of: node).map { graph.label(of: $0, limit: 60) }
    var slot = 0
    if case .contribution(let place) = quantity { slot = place }
    let given = given(to: trace)
    return template(in: trace, given != nil).filling([
      NonFiniteOrigin.inWords(number), graph.label(of: node, limit: 60),
      graph.operation(of: node).name, slot < names.count ? names[slot] : "", given ?? "",
    ])
  }

  /// What is said: of `①`, the number, in `②`, the node, whose operation is `③`; of `④`, an operand, or of
  /// `⑤`, what the operation was given.
  private func template(in trace: Trace, _ isGiven: Bool) -> String {
    switch quantity {
    case .value:
      trace.graph.isLeaf(node)
        ? "② is given as ①"
        : isGiven ? "⑤ is ① in ②" : "② is the first value that is ①"
    case .contribution(let slot):
      trace.localDerivative(of: node, slot: slot)?.isFinite == true
        ? "upstream gradient times local derivative of ③ is too large: the contribution to ④ is ①"
        : "the local derivative of ③ with respect to ④ is not finite: the contribution to ④ is ①"
    case .gradient: "the gradient that arrives at ② is ①"
    }
  }

  /// The operation with the numbers that it was given; nil where there is nothing to say.
  private func given(to trace: Trace) -> String? {
    let graph = trace.graph
    let operation = graph.operation(of: node)
    guard quantity == .value else { return nil }
    guard operation.isElementwise, operands.allSatisfy({ $0 != nil }) else {
      return trace.call(of: node)
    }
    let texts = operands.map { NumberFormat.exact($0 ?? 0) }
    return operands.count == 1
      ? operation.name + " of " + texts[0]
      : graph.expression(
        of: node,
        operands: texts,
        strengths: operands.map { ($0 ?? 0) < 0 ? 3 : 5 }
      )
  }

  private static func inWords(_ number: Double) -> String {
    number.isNaN ? "not a number (NaN)" : number < 0 ? "-infinity" : "infinity"
  }
}
