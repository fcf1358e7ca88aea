internal import Autodiff
internal import Drawing
public import Notation

/// A gradient as a sum over paths, as a terminal shows it.
public struct PathReport {
  private let explanation: GradientExplanation
  private let palette: TerminalPalette
  private var trace: Trace { explanation.run.trace }
  private var graph: Graph { trace.graph }

  /// Of a longer path only the first and last factors are shown, so many of each.
  private static let factorLimit = 12
  /// Formulas longer than this are left to the table below them.
  private static let formulaLimit = 100

  /// Prepares a report.
  public init(_ explanation: GradientExplanation, palette: TerminalPalette) {
    self.explanation = explanation
    self.palette = palette
  }

  /// The report, every line ended by a line end.
  public func text() -> String {
    var text = ""
    for place in explanation.ledgers.indices {
      text += (place > 0 ? "\n" : "") + section(place)
    }
    if explanation.ledgers.isEmpty {
      text += "\(explanation.nodeName) has no elements\n"
    }
    if explanation.leftOut > 0 {
      let node = explanation.nodeName
      let next = explanation.question.elements[explanation.ledgers.count]
      text += "\n… \(counted(explanation.leftOut, "more element")) of \(node); "
      text += "an index asks for some of them: grad \(node)\(explanation.index(of: next))\n"
    }
    return text
  }

  private func section(_ place: Int) -> String {
    let ledger = explanation.ledgers[place]
    let gradient = palette.gradient(number(ledger.gradient))
    var text = palette.strong("\(explanation.name(ofLedger: place)) = ") + gradient + "\n"
    if ledger.isCut { return text + uses(ledger) }
    for finding in explanation.findings(ofLedger: place) {
      text += "  " + finding.messageWithPlace + "\n"
    }
    guard ledger.count.value > 0 else { return text }
    for (i, path) in ledger.paths.enumerated() { text += "\n" + self.text(i + 1, path) }
    return text + "\n" + sum(ledger) + zeros(ledger)
  }

  // MARK: One path

  private func text(_ place: Int, _ path: GradientPath) -> String {
    var text = palette.strong("Path \(place)") + "  " + route(path)
    text += "  share " + palette.gradient(number(path.share)) + "\n"
    if let formula = formula(path) { text += "  " + formula + "\n" }
    // Of a path that is 0 it matters where, not what the other factors are.
    let isZero = trace.zero(of: path) != nil
    if !path.factors.isEmpty, !isZero { text += table(path) }
    if let finding = explanation.finding(path) { text += "  " + finding.messageWithPlace + "\n" }
    return text
  }

  /// `f → q → x`, without the middle where that is long.
  private func route(_ path: GradientPath) -> String {
    let limit = PathReport.factorLimit
    var head = [graph.label(of: path.start, limit: 30)]
    var tail: [String] = []
    for (i, factor) in path.factors.enumerated() {
      if i < limit {
        head.append(graph.label(of: factor.operand, limit: 30))
      } else if i >= path.factors.count - limit {
        tail.append(graph.label(of: factor.operand, limit: 30))
      }
    }
    var isCut = path.factors.count > 2 * limit
    if !isCut {
      let all = head + tail
      head = Array(all.prefix((all.count + 1) / 2))
      tail = Array(all.dropFirst((all.count + 1) / 2))
    }
    while head.count + tail.count > 4, length(head) + length(tail) > PathReport.formulaLimit {
      isCut = true
      if head.count > tail.count { head.removeLast() } else { tail.removeFirst() }
    }
    return (head + (isCut ? ["…"] : []) + tail).joined(separator: " → ")
  }

  private func length(_ labels: [String]) -> Int {
    labels.reduce(0) { $0 + $1.unicodeScalars.count + 3 }
  }

  /// `∂f/∂q · ∂q/∂x = z · 1 = (-4) · 1 = -4`; nil where it is too long.
  private func formula(_ path: GradientPath) -> String? {
    guard path.factors.count <= 6 else { return nil }
    let names = path.factors.map { graph.derivativeLabel(of: $0) }
    let rules = path.factors.map { trace.rule(of: $0) }
    var numbers = path.factors.map { number($0.local) }
    var parts: [[String]] = []
    if path.seed == 1 {
      parts.append(names)
      if rules.allSatisfy({ $0 != nil }) {
        parts.append(rules.map { rules.count > 1 ? product($0 ?? "") : $0 ?? "" })
      }
    } else {
      let seed = number(path.seed)
      parts.append([seed] + names)
      if rules.allSatisfy({ $0 != nil }) {
        parts.append([seed] + rules.map { product($0 ?? "") })
      }
      numbers.insert(seed, at: 0)
    }
    parts.append(numbers.enumerated().map { $0 > 0 && $1.hasPrefix("-") ? "(\($1))" : $1 })
    var sides: [String] = []
    for side in parts.map({ $0.joined(separator: " · ") }) + [number(path.share)]
    where side != sides.last && !side.isEmpty {
      sides.append(side)
    }
    guard sides.count > 1 else { return nil }
    let text = sides.joined(separator: " = ")
    return text.unicodeScalars.count <= PathReport.formulaLimit ? text : nil
  }

  /// A rule as a factor: a sum or a minus sign needs brackets.
  private func product(_ rule: String) -> String {
    var depth = 0
    for scalar in rule.unicodeScalars {
      switch scalar {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "+", "−", "-": if depth == 0 { return "(\(rule))" }
      default: break
      }
    }
    return rule
  }

  private func table(_ path: GradientPath) -> String {
    var table = TextTable([
      .init(head: "factor", limit: 60), .init(head: "rule", ink: .faint, limit: 40),
      .init(head: "is", isNumeric: true, ink: .value),
      .init(head: "product so far", isNumeric: true, ink: .gradient),
    ])
    let products = path.products
    if path.seed != 1 { table.append(["seed", "", number(path.seed), number(products[0])]) }
    let (count, limit) = (path.factors.count, PathReport.factorLimit)
    for (i, factor) in path.factors.enumerated() {
      if count > 2 * limit, i >= limit, i < count - limit {
        if i == limit { table.append(note: "… \(count - 2 * limit) factors left out") }
        continue
      }
      table.append([
        graph.derivativeLabel(of: factor, limit: 24) + whichUse(factor),
        trace.rule(of: factor) ?? "",
        number(factor.local), number(products[i + 1]),
      ])
    }
    return table.text(palette)
  }

  /// Which operand is meant, where a consumer uses a node more than once.
  private func whichUse(_ factor: PathFactor) -> String {
    let operands = graph.operands(of: factor.consumer.node)
    let isAlone = operands.filter { $0 == factor.operand.node }.count == 1
    return isAlone ? "" : " (operand \(factor.slot + 1))"
  }

  // MARK: All paths

  /// What the shares add up to, and that it is the recorded gradient.
  private func sum(_ ledger: PathLedger) -> String {
    let gradient = number(ledger.gradient)
    var text = ""
    let rest = ledger.restCount
    if rest.value == 0 {
      text += counted(ledger.count.value, "path") + "; "
      text += ledger.count.value == 1 ? "its share is " : "the shares add up to "
    } else {
      let more = ledger.count.isAtLeast ? "at least \(rest.value) others" : "\(rest.value) more"
      text += "… \(more) \(rest.value == 1 ? "adds" : "add") up to \(number(ledger.rest)); "
      text += "all shares together add up to "
    }
    text += palette.gradient(number(ledger.total))
    text +=
      ledger.agrees
      ? ", the recorded gradient\n" : ", the recorded gradient is \(gradient)\n"
    return text
  }

  /// The factors that are 0, where paths that have one are not all listed.
  private func zeros(_ ledger: PathLedger) -> String {
    let listed = ledger.paths.filter { trace.zero(of: $0) != nil }.count
    guard ledger.gradient.isFinite, ledger.zeroCount.value > listed else { return "" }
    let count =
      ledger.zeroCount.isAtLeast
      ? "at least \(ledger.zeroCount.value) paths" : counted(ledger.zeroCount.value, "path")
    var text = "\(count) \(ledger.zeroCount.value == 1 ? "is" : "are") 0:\n"
    for block in ledger.blocks {
      let paths =
        block.count.isAtLeast
        ? "at least \(block.count.value) paths" : counted(block.count.value, "path")
      text += "  \(paths) at \(graph.derivativeLabel(of: block.factor)): "
      text += explanation.finding(block).messageWithPlace + "\n"
    }
    let told = ledger.blocks.reduce(0.0) { $0 + Double($1.count.value) }
    if !ledger.zeroCount.isAtLeast, Double(ledger.zeroCount.value) > told {
      let others = counted(ledger.zeroCount.value - Int(told), "path")
      text += "  … and \(others) at other factors\n"
    }
    return text
  }

  /// One step back, where there are too many elements to follow each.
  private func uses(_ ledger: PathLedger) -> String {
    var text = "  too many numbers lie on the way to follow each; what each use handed back:\n"
    for use in ledger.uses {
      let consumer = graph.consumerLabel(of: use.consumer, limit: 60)
      text += "  through \(consumer): " + palette.gradient(number(use.share)) + "\n"
    }
    return text
  }

  private func number(_ number: Double) -> String { NumberFormat.table.text(number) }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
