public import Autodiff

/// Puts into words why a gradient is 0, vanishes or explodes.
struct ExplanationWords {
  private let explanation: GradientExplanation
  private var trace: Trace { explanation.run.trace }
  private var graph: Graph { trace.graph }

  init(_ explanation: GradientExplanation) { self.explanation = explanation }

  func number(_ number: Double) -> String { NumberFormat.table.text(number) }

  /// `h[1] = relu(z)` for a named node, else its expression.
  private func described(_ element: Element) -> String {
    let label = graph.label(of: element)
    let written = graph.written(element.node, limit: 60)
    let isNamed = graph.name(of: element.node) != nil
    return isNamed && !written.isEmpty && written != label ? label + " = " + written : label
  }

  // MARK: No path

  func finding(_ end: DependencyEnd, _ ledger: PathLedger) -> Finding {
    let x = graph.label(of: ledger.target)
    let f = graph.label(of: ledger.output, limit: 60)
    let message: String
    var place = ledger.target.node
    switch end {
    case .constant: message = "\(x) depends on constants only, and gets no gradient"
    case .behindOutput: message = "\(f) does not depend on \(x), which is computed after it"
    case .unused: message = "no path leads from \(f) to \(x): nothing uses \(x)"
    case .sinks(let nodes, let more):
      place = nodes.first ?? place
      let names = nodes.map { graph.label(of: $0, limit: 40) }
      message =
        "no path leads from \(f) to \(x): what depends on it ends in \(listed(names))"
        + (more > 0 ? " and \(more) more" : "") + ", which \(f) does not use"
    case .label(let consumer, _):
      place = consumer
      message =
        "no path leads from \(f) to \(x): \(graph.label(of: consumer, limit: 60)) takes it as a "
        + "label, and no gradient flows to a label"
    case .notTaken(let consumers):
      place = consumers.first ?? place
      let names = consumers.map { described(Element($0, 0), whole: true) }
      message =
        "no path leads from \(f) to \(x)"
        + (names.isEmpty ? "" : ": \(listed(names)) does not take it")
    }
    return Finding(
      kind: .noPath,
      location: explanation.run.program.runLocation(of: place),
      message: message
    )
  }

  private func described(_ element: Element, whole: Bool) -> String {
    let label = graph.label(of: element.node, limit: 60)
    let written = graph.written(element.node, limit: 60)
    return written.isEmpty || written == label ? label : label + " = " + written
  }

  private func listed(_ names: [String]) -> String {
    var text = ""
    for (i, name) in names.enumerated() {
      text += (i == 0 ? "" : i == names.count - 1 ? " and " : ", ") + name
    }
    return text
  }

  // MARK: Zero

  func finding(_ reason: ZeroReason, _ factor: PathFactor, _ kind: Finding.Kind) -> Finding {
    Finding(
      kind: kind,
      location: explanation.run.program.runLocation(of: factor.consumer.node),
      message: message(reason, factor)
    )
  }

  func message(_ reason: ZeroReason, _ factor: PathFactor) -> String {
    let c = described(factor.consumer)
    let x = graph.label(of: factor.operand)
    let operation = graph.operationName(of: factor.consumer.node)
    switch reason {
    case .seed: return "backward begins with 0 at \(c)"
    case .deadUnit(let input):
      return "\(c) is dead: its input \(equation(x, input)) is not above 0"
    case .flat: return "\(c) is flat: the slope of \(operation) is 0 everywhere"
    case .outsideClip(let input, let low, let high):
      return "\(c) is clipped: its input \(equation(x, input)) lies outside "
        + "\(number(low)) to \(number(high))"
    case .losing(let value, let won):
      return "\(c) takes another one: \(equation(x, value)), and it is \(number(won))"
    case .zeroPartner(let partner):
      guard let partner else { return "in \(c), \(x) is multiplied with 0" }
      let other = graph.label(of: partner)
      return other == "0"
        ? "in \(c), \(x) is multiplied with 0" : "in \(c), \(x) is multiplied with \(other) = 0"
    case .dropped(let mask):
      return "\(c) drops \(x): its mask" + (mask.map { " \(graph.label(of: $0))" } ?? "") + " is 0"
    case .saturated(let input, let output):
      return
        "\(c) is saturated: at \(equation(x, input)), where it is \(number(output)), its slope "
        + "is \(number(factor.local))"
    case .kink(let input):
      return "\(c) has a kink at \(equation(x, input)), where its slope is taken as 0"
    case .stationary(let input):
      return "\(c) is level at \(equation(x, input)): its slope is 0 there"
    case .zeroExponent: return "\(c) does not depend on its base: its exponent is 0"
    case .satisfied:
      return "\(operation) asks for no change of \(equation(x, trace.value(of: factor.operand)))"
    case .underflow:
      return "the product along the path falls below the smallest number there is at "
        + derivative(factor)
    case .plain: return "\(derivative(factor)) is 0 at these values"
    }
  }

  private func equation(_ name: String, _ value: Double) -> String {
    let text = number(value)
    return name == text ? text : name + " = " + text
  }

  // MARK: Too small and too large

  /// Where a number that is not finite first arose in the run.
  func finding(_ origin: NonFiniteOrigin) -> Finding {
    var message = origin.message(in: trace)
    if case .contribution(let slot) = origin.quantity, graph.shape(of: origin.node).count == 1,
      let local = trace.localDerivative(of: origin.node, slot: slot)?.scalar
    {
      let operand = Element(graph.operand(of: origin.node, slot: slot), 0)
      let factor = PathFactor(
        consumer: Element(origin.node, 0),
        slot: slot,
        operand: operand,
        local: local
      )
      message +=
        " (\(derivative(factor)) = \(number(local)) at "
        + equation(graph.label(of: operand), trace.value(of: operand)) + ")"
    }
    return Finding(
      kind: .notFinite,
      location: explanation.run.program.runLocation(of: origin.node),
      message: (origin.quantity == .value ? "first value: " : "first going back: ") + message
    )
  }

  func finding(_ change: MagnitudeChange, _ path: GradientPath) -> Finding {
    let factor = path.factors[change.factor]
    let at = derivative(factor)
    let kind: Finding.Kind
    var message: String
    switch change.kind {
    case .vanishing:
      kind = .vanishing
      message = "the product vanishes: from \(at) on it is below 1e-6 of its beginning"
    case .exploding:
      kind = .exploding
      message = "the product explodes: from \(at) on it is above 1e6 times its beginning"
    case .notFinite:
      kind = .notFinite
      message = "the product is \(number(change.product)) from \(at) on"
    }
    if !change.strongest.isEmpty {
      message += change.kind == .notFinite ? ", by " : "; most of that by "
      message += listed(change.strongest.map { cause(path.factors[$0], change.kind) })
    }
    return Finding(
      kind: kind,
      location: explanation.run.program.runLocation(of: factor.consumer.node),
      message: message
    )
  }

  /// A factor with its number and, where a squashing function is far out, its input.
  private func cause(_ factor: PathFactor, _ kind: MagnitudeChange.Kind) -> String {
    let text = derivative(factor) + " = " + number(factor.local)
    guard kind == .vanishing, case .saturated(let input, _) = trace.reason(for: factor) else {
      return text
    }
    let x = graph.label(of: factor.operand)
    return text + " (saturated at \(equation(x, input)))"
  }

  private func derivative(_ factor: PathFactor) -> String { graph.derivativeLabel(of: factor) }
}

extension Program {
  /// The place of the expression that a node of the graph that is run belongs to.
  func runLocation(of node: NodeID) -> SourceLocation {
    source.location(of: runPlace(of: node).lowerBound)
  }
}

extension Graph {
  /// The name of a node's operation, without saying that it works on scalars.
  fileprivate func operationName(of node: NodeID) -> String {
    let name = operation(of: node).name
    let ending = " of scalars"
    return name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
  }

  /// How a local derivative is written: `∂f/∂q`, `∂z[0]/∂W[0, 1]`, `∂(x * x)/∂x`.
  public func derivativeLabel(of factor: PathFactor, limit: Int = 40) -> String {
    "∂" + bracketed(factor.consumer, limit) + "/∂" + bracketed(factor.operand, limit)
  }

  private func bracketed(_ element: Element, _ limit: Int) -> String {
    let label = label(of: element, limit: limit)
    let isOne = shape(of: element.node).rank > 0 || strength(of: element.node) == 5
    return isOne ? label : "(" + label + ")"
  }
}
