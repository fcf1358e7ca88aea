public import Autodiff
internal import Notation

extension Derivation {
  /// The chain rule at every named node that the last pass reached, from the output back.
  ///
  /// There are at most `limit` of them.
  public static func all(_ trace: Trace, limit: Int = 60) -> [Derivation] {
    guard let output = trace.pass?.output else { return [] }
    let builder = DerivationBuilder(trace: trace)
    var derivations: [Derivation] = []
    for index in stride(from: output.index - 1, through: 0, by: -1) {
      let node = NodeID(index)
      guard trace.graph.name(of: node) != nil, trace.graph.varies(node) else { continue }
      let contributions = trace.contributions(to: node)
      guard !contributions.isEmpty else { continue }
      derivations.append(builder.derivation(of: node, contributions))
      if derivations.count == limit { break }
    }
    return derivations
  }
}

/// Makes the four stages of the chain rule.
private struct DerivationBuilder {
  let trace: Trace
  private let formulas: TraceFormulas
  private var graph: Graph { trace.graph }

  init(trace: Trace) {
    self.trace = trace
    formulas = TraceFormulas(trace: trace)
  }

  func derivation(of node: NodeID, _ contributions: [Contribution]) -> Derivation {
    var stages = [
      Derivation.Stage(
        words: "in symbols",
        formula: .sum(contributions.map { symbolic($0, node) })
      )
    ]
    let locals = contributions.map { trace.localDerivative(of: $0.consumer, slot: $0.slot) }
    if locals.allSatisfy({ $0 != nil }) {
      stages.append(
        Derivation.Stage(
          words: "upstream gradient put in",
          formula: .sum(contributions.map { upstreamIn($0, node) })
        )
      )
      stages.append(
        Derivation.Stage(
          words: "local derivatives put in",
          formula: localsIn(contributions, locals)
        )
      )
    } else {
      stages.append(
        Derivation.Stage(
          words: "rules put in",
          formula: .sum(contributions.map { formulas.pullback($0.consumer, $0.slot) })
        )
      )
      if contributions.count > 1 {
        stages.append(
          Derivation.Stage(
            words: "contributions put in",
            formula: .sum(contributions.map { formulas.value($0.value, .gradient).formula })
          )
        )
      }
    }
    if let gradient = trace.gradient(of: node) {
      stages.append(
        Derivation.Stage(
          words: "result",
          formula: formulas.value(gradient, .gradient).formula
        )
      )
    }
    var remarks: [String] = []
    for contribution in contributions {
      guard let remark = self.remark(contribution, node), !remarks.contains(remark) else {
        continue
      }
      remarks.append(remark)
    }
    return Derivation(
      subject: formulas.gradient(of: node),
      stages: stages,
      remarks: remarks
    )
  }

  private func symbolic(_ contribution: Contribution, _ node: NodeID) -> Formula {
    .row([
      .inked(.gradient, formulas.gradient(of: contribution.consumer)), .symbol("⋅"),
      .inked(.value, formulas.local(contribution.consumer, node)),
    ])
  }

  private func upstreamIn(_ contribution: Contribution, _ node: NodeID) -> Formula {
    .row([
      upstream(contribution), .symbol("⋅"),
      .inked(.value, formulas.local(contribution.consumer, node)),
    ])
  }

  /// Upstream gradients times local derivatives: as rules where those say more, then as numbers.
  private func localsIn(_ contributions: [Contribution], _ locals: [Tensor?]) -> Formula {
    let numbers = Formula.sum(
      zip(contributions, locals).map { contribution, local in
        guard let local else { return .row([]) }
        return .row([
          upstream(contribution), .symbol("⋅"),
          formulas.value(local, .value).bracketed(below: 3),
        ])
      }
    )
    var rules: [Formula] = []
    for contribution in contributions {
      guard let rule = formulas.localRule(contribution.consumer, contribution.slot) else {
        return numbers
      }
      rules.append(
        .row([
          upstream(contribution), .symbol("⋅"),
          .inked(.value, rule.bracketed(below: 3)),
        ])
      )
    }
    let symbolic = Formula.sum(rules)
    return symbolic == numbers ? numbers : .row([symbolic, .symbol("="), numbers])
  }

  private func upstream(_ contribution: Contribution) -> Formula {
    let value = formulas.value(trace.upstream(of: contribution), .gradient)
    return value.bracketed(below: 3)
  }

  /// Why a factor is 0 or 1, or how the local derivative comes about.
  private func remark(_ contribution: Contribution, _ node: NodeID) -> String? {
    if let remark = BoardWords.remark(contribution, node, trace) { return remark }
    let consumer = contribution.consumer
    guard let local = trace.localDerivative(of: consumer, slot: contribution.slot),
      local.elements.allSatisfy({ $0 == 1 }), !local.elements.isEmpty
    else { return nil }
    let name = graph.label(of: node, limit: 40)
    let through = graph.label(of: consumer, limit: 40)
    switch graph.operation(of: consumer).name {
    case "add", "subtract", "identity", "sum":
      return "The local derivative is 1: \(through) grows exactly as \(name) does."
    case "relu", "clip", "leaky_relu", "elu":
      return "The local derivative is 1: the unit is on and lets the gradient through unchanged."
    case "multiply":
      return "The local derivative is the other factor, which is 1 here."
    default: return "The local derivative happens to be 1 here."
    }
  }
}

extension Formula {
  /// `a + b + c`.
  static func sum(_ terms: [Formula]) -> Formula {
    var items: [Formula] = []
    for (i, term) in terms.enumerated() {
      if i > 0 { items.append(.symbol("+")) }
      items.append(term)
    }
    return items.count == 1 ? items[0] : .row(items)
  }
}
