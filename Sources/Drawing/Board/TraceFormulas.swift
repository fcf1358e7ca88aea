internal import Autodiff
internal import Notation

/// The quantities of a trace as formulas.
struct TraceFormulas {
  let trace: Trace
  private var graph: Graph { trace.graph }

  /// Tensors with more elements than this are set by their name or shape.
  private static let elementLimit = 16
  /// Expressions deeper than this are set as they are written.
  private static let depthLimit = 4

  // MARK: Numbers

  /// A tensor's numbers: a number, a row in brackets, a matrix; nil if there are too many.
  func number(_ tensor: Tensor, format: NumberFormat = .table) -> FormulaTemplate.Part? {
    if tensor.shape.isScalar { return number(tensor.elements[0], format) }
    guard tensor.elements.count <= TraceFormulas.elementLimit, !tensor.elements.isEmpty,
      tensor.shape.rank <= 2
    else { return nil }
    return .init(formula: .tensor(tensor, format: format), strength: 5)
  }

  private func number(_ number: Double, _ format: NumberFormat) -> FormulaTemplate.Part {
    let text = format.text(number)
    let hasExponent = text.utf8.contains(UInt8(ascii: "e"))
    return .init(
      formula: .decimal(text),
      strength: text.utf8.first == UInt8(ascii: "-") ? 0 : hasExponent ? 2 : 5
    )
  }

  /// A tensor's numbers in a colour, or its shape in words where there are too many.
  func value(_ tensor: Tensor, _ ink: Formula.Ink) -> FormulaTemplate.Part {
    guard let number = number(tensor) else {
      return .init(formula: .text("(\(tensor.shape))"), strength: 5)
    }
    return .init(formula: .inked(ink, number.formula), strength: number.strength)
  }

  // MARK: Expressions

  /// How a node is called: its name, or its expression.
  func label(_ node: NodeID, depth: Int = 0) -> FormulaTemplate.Part {
    if let name = graph.name(of: node) { return .init(formula: .name(name), strength: 5) }
    return graph.isLeaf(node) ? constant(node) : expression(node, depth: depth)
  }

  /// The expression that a node is computed by, from its operands' labels.
  func expression(_ node: NodeID, depth: Int = 0) -> FormulaTemplate.Part {
    guard depth < TraceFormulas.depthLimit else {
      return .init(formula: .text(graph.written(node, limit: 30)), strength: 5)
    }
    return filled(node, graph.operands(of: node).map { label($0, depth: depth + 1) }) {
      label(node, depth: TraceFormulas.depthLimit)
    }
  }

  /// The expression that a node is computed by, with its operands' values put in; nil if one is too
  /// large.
  func substituted(_ node: NodeID) -> Formula? {
    var parts: [FormulaTemplate.Part] = []
    for operand in graph.operands(of: node) {
      guard let number = number(trace.value(of: operand)) else { return nil }
      parts.append(.init(formula: .inked(.value, number.formula), strength: number.strength))
    }
    return filled(node, parts) { .init(formula: .row([]), strength: 5) }.formula
  }

  private func constant(_ node: NodeID) -> FormulaTemplate.Part {
    let written = graph.written(node, limit: 20)
    if let text = Double(written) {
      return .init(formula: .decimal(written), strength: text < 0 ? 0 : 5)
    }
    if let number = number(trace.value(of: node)) { return number }
    return .init(formula: .text(written), strength: 5)
  }

  private func filled(
    _ node: NodeID,
    _ operands: [FormulaTemplate.Part],
    result: () -> FormulaTemplate.Part
  ) -> FormulaTemplate.Part {
    let operation = graph.operation(of: node)
    switch operation.form {
    case .infix(let symbol, let precedence) where symbol == "+" || symbol == "-" || symbol == "*":
      let sign: Formula = symbol == "*" ? .symbol("⋅") : .symbol(symbol == "-" ? "−" : "+")
      let left =
        operands[0].strength == 0
        ? operands[0].formula : operands[0].bracketed(below: precedence)
      let right = operands[1].bracketed(below: precedence + (symbol == "+" ? 0 : 1))
      return .init(formula: .row([left, sign, right]), strength: precedence)
    case .infix("/", _):
      return .init(
        formula: OperationTemplates.of(operation).value.filled(operands, result: result()),
        strength: 4
      )
    case .infix(_, let precedence):
      let parts = precedence == 2 ? operands.map { bracketed($0, 3) } : operands
      return .init(
        formula: OperationTemplates.of(operation).value.filled(parts, result: result()),
        strength: precedence
      )
    case .prefix("", _): return operands[0]
    case .prefix:
      return .init(
        formula: .row([.symbol("−", .prefix), operands[0].bracketed(below: 2)]),
        strength: 1
      )
    case .series(_, let precedence):
      return .init(formula: series(operands, precedence), strength: precedence)
    case .listed(let name):
      let row = row(operands)
      return .init(
        formula: .row([.identifier(name, .upright), .fenced("(", .row(row), ")")]),
        strength: 5
      )
    case .postfix: return indexed(node, operands[0])
    case .call where operation.operandCount == nil: return listed(operands)
    case .call:
      return .init(
        formula: OperationTemplates.of(operation).value.filled(operands, result: result()),
        strength: 4
      )
    }
  }

  private func bracketed(_ part: FormulaTemplate.Part, _ needed: Int) -> FormulaTemplate.Part {
    .init(formula: part.bracketed(below: needed), strength: 5)
  }

  private func listed(_ operands: [FormulaTemplate.Part]) -> FormulaTemplate.Part {
    .init(formula: .fenced("[", .row(row(operands)), "]"), strength: 5)
  }

  /// Operands parted by commas; of more than a few only the first ones.
  private func row(_ operands: [FormulaTemplate.Part]) -> [Formula] {
    var row: [Formula] = []
    for (i, operand) in operands.prefix(8).enumerated() {
      if i > 0 { row.append(.symbol(",", .infix)) }
      row.append(operand.formula)
    }
    if operands.count > 8 { row += [.symbol(",", .infix), .symbol("…", .tight)] }
    return row
  }

  /// `a + b + … + z`.
  private func series(_ operands: [FormulaTemplate.Part], _ precedence: Int) -> Formula {
    var row: [Formula] = []
    for (i, operand) in operands.enumerated() where i < 8 || i == operands.count - 1 {
      if i > 0 { row.append(.symbol("+")) }
      if i > 8 { row += [.symbol("…", .tight), .symbol("+")] }
      row.append(
        i == 0 && operand.strength == 0 ? operand.formula : operand.bracketed(below: precedence)
      )
    }
    return .row(row)
  }

  private func indexed(_ node: NodeID, _ operand: FormulaTemplate.Part) -> FormulaTemplate.Part {
    let shape = graph.shape(of: graph.operands(of: node)[0])
    var row: [Formula] = []
    for (axis, selection) in graph.attributes(of: node).selections.enumerated() {
      if axis > 0 { row.append(.symbol(",", .infix)) }
      let isWhole = selection.start == 0 && selection.count == shape.axes[axis]
      if selection.dropsAxis {
        row.append(.number(String(selection.start)))
      } else if isWhole {
        row.append(.symbol(":", .tight))
      } else {
        row += [
          .number(String(selection.start)), .symbol(":", .tight),
          .number(String(selection.start + selection.count)),
        ]
      }
    }
    return .init(
      formula: .scripts(operand.bracketed(below: 5), sub: .row(row)),
      strength: 5
    )
  }

  // MARK: Derivatives

  /// ∂f/∂x, where f is the output of the last pass.
  func gradient(of node: NodeID) -> Formula {
    guard let output = trace.pass?.output else { return .row([]) }
    return .partial(label(output).bracketed(below: 5), label(node).bracketed(below: 5))
  }

  /// ∂c/∂x for a consumer and its operand.
  func local(_ consumer: NodeID, _ operand: NodeID) -> Formula {
    .partial(label(consumer).bracketed(below: 5), label(operand).bracketed(below: 5))
  }

  /// The local derivative in symbols, ready to be a factor; nil where it has no short form.
  func localRule(_ consumer: NodeID, _ slot: Int) -> FormulaTemplate.Part? {
    let operation = graph.operation(of: consumer)
    let templates = OperationTemplates.of(operation).locals
    guard slot < templates.count, operation.operandCount != nil else { return nil }
    let operands = graph.operands(of: consumer).map { label($0) }
    let rule = templates[slot].filled(operands, result: label(consumer))
    return .init(formula: rule, strength: TraceFormulas.isFactor(rule) ? 5 : 1)
  }

  /// The pullback of a tensor operation: upstream gradient and operands as a product.
  func pullback(_ consumer: NodeID, _ slot: Int) -> Formula {
    let operands = graph.operands(of: consumer)
    let upstream = Formula.inked(.gradient, gradient(of: consumer))
    if graph.operation(of: consumer).name == "matmul" {
      let other = Formula.scripts(
        label(operands[1 - slot]).bracketed(below: 5),
        sup: .symbol("⊤", .tight)
      )
      return .row(slot == 0 ? [upstream, .space(0.17), other] : [other, .space(0.17), upstream])
    }
    return .text(trace.pullback(of: consumer, slot: slot), .monospace)
  }

  /// Whether a formula can stand beside a dot without brackets.
  private static func isFactor(_ formula: Formula) -> Bool {
    switch formula {
    case .row(let items):
      for item in items {
        if case .symbol(let symbol, let spacing) = item, spacing == .infix || symbol == "−",
          symbol != "⋅", symbol != ","
        {
          return false
        }
      }
      return true
    case .number(let text): return text.utf8.first != UInt8(ascii: "-")
    default: return true
    }
  }
}
