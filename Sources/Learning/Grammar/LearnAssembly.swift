internal import Autodiff

/// Puts together what was read, and checks what only the whole block can tell.
extension LearnParser {
  mutating func assemble(blockLine: Int, blockColumn: Int) -> LearnSpecification? {
    guard let rule = draft.rule else {
      // A rule that is misspelt is told already.
      if !draft.seen.contains(where: { $0.matches("rule") }) {
        add(.missing("rule", rule: ""), line: blockLine, column: blockColumn)
      }
      return nil
    }
    guard let rows = rows(rule, blockLine, blockColumn), let first = rows.first else { return nil }
    var specification = LearnSpecification(rule, rows: rows)
    let count = first.inputs.count
    if let names = draft.names {
      if names.names.count == count || names.names.count == count + 1 {
        specification.inputNames = Array(names.names.prefix(count))
        specification.targetName = names.names.count > count ? names.names[count] : ""
      } else {
        add(.count(what: "names", expected: count, found: names.names.count), at: names.start)
      }
    }
    if let weights = draft.weights {
      if weights.values.count == count {
        specification.weights = weights.values
      } else {
        add(
          .count(what: "weights", expected: count, found: weights.values.count),
          at: weights.start
        )
      }
    } else if rule == .mcp, !isTold("weights") {
      add(.missing("weights", rule: "mcp"), line: blockLine, column: blockColumn)
    }
    specification.rate = draft.rate?.value ?? 1
    specification.threshold = draft.threshold?.value ?? 0
    if let bias = draft.bias { specification.bias = bias.value }
    if let comparison = draft.comparison { specification.comparison = comparison }
    specification.output = draft.output?.value ?? .step
    specification.epochs = draft.epochs?.value
    specification.recordsCriterion = draft.criterion != nil
    checkRule(specification, blockLine, blockColumn)
    checkTargets(specification)
    if let epochs = draft.epochs, epochs.value * rows.count > Self.presentationLimit {
      add(.tooMany(what: "presentations of rows", limit: Self.presentationLimit), at: epochs.token)
    }
    specification.claims = claims(specification)
    return specification
  }

  /// The rows in the order of presentation.
  private mutating func rows(
    _ rule: LearnSpecification.Rule,
    _ line: Int,
    _ column: Int
  ) -> [LearnRow]? {
    var rows: [LearnRow] = []
    if let gate = draft.gate {
      rows = gate.gate.rows(gate.coding, inputs: gate.inputs, descending: rule == .hebb)
    }
    let count = rows.first?.inputs.count ?? draft.rows.first?.inputs.values.count ?? 0
    var fits = true
    for row in draft.rows {
      if row.inputs.values.count != count {
        fits = false
        add(
          .count(what: "a row", expected: count, found: row.inputs.values.count),
          at: row.inputs.start
        )
      }
      rows.append(LearnRow(row.inputs.values, target: row.targetValue, name: row.name))
    }
    if rows.isEmpty, mistakes.isEmpty {
      add(.missing("rows", rule: ""), line: line, column: column)
    }
    return fits ? ordered(rows) : nil
  }

  private mutating func ordered(_ rows: [LearnRow]) -> [LearnRow] {
    guard let first = draft.order.first else { return rows }
    var left = rows
    var result: [LearnRow] = []
    for pattern in draft.order {
      if let index = left.firstIndex(where: { $0.inputs == pattern.values }) {
        result.append(left.remove(at: index))
      } else {
        let text = Self.pattern(pattern.values)
        let isRow = rows.contains { $0.inputs == pattern.values }
        add(isRow ? .patternTwice(text) : .unknownPattern(text), at: pattern.start)
      }
    }
    if !left.isEmpty, result.count == draft.order.count {
      var list = ""
      for (i, row) in left.prefix(4).enumerated() {
        list += (i == 0 ? "" : ", ") + Self.pattern(row.inputs)
      }
      add(.patternMissing(left.count > 4 ? list + ", …" : list), at: first.start)
    }
    return result + left
  }

  /// Statements that a rule needs, or that mean nothing with it.
  private mutating func checkRule(
    _ specification: LearnSpecification,
    _ line: Int,
    _ column: Int
  ) {
    let rule = specification.rule
    func isNot(_ rules: LearnSpecification.Rule...) -> Bool { !rules.contains(rule) }
    let name = rule.rawValue
    if rule == .mcp {
      if draft.threshold == nil, !isTold("threshold") {
        add(.missing("threshold", rule: name), line: line, column: column)
      }
      if let bias = draft.bias { add(.notForRule("bias", rule: name), at: bias.token) }
      if let rate = draft.rate { add(.notForRule("rate", rule: name), at: rate.token) }
      if let epochs = draft.epochs { add(.notForRule("epochs", rule: name), at: epochs.token) }
    }
    if isNot(.delta), let output = draft.output {
      add(.notForRule("output", rule: name), at: output.token)
    }
    if specification.output != .step, let threshold = draft.threshold {
      add(
        .notForRule("threshold", rule: "delta with output \(specification.output.rawValue)"),
        at: threshold.token
      )
    }
    if isNot(.perceptron, .delta), let criterion = draft.criterion {
      add(.notForRule("criterion", rule: name), at: criterion)
    }
  }

  /// A step can only say yes or no, so its targets must be that, too.
  private mutating func checkTargets(_ specification: LearnSpecification) {
    let isFree = specification.output == .identity
    var zero = false
    var minus = false
    for row in draft.rows {
      let value = row.targetValue
      if value != 1, value != 0, value != -1, !isFree {
        add(.badTarget(row.target.text), at: row.target)
      }
      if value == 0 { zero = true }
      if value == -1 { minus = true }
      if zero, minus, !isFree {
        add(.mixedTargets, at: row.target)
        return
      }
    }
  }

  private mutating func claims(_ specification: LearnSpecification) -> [LearnClaim] {
    draft.claims.map { draft in
      var claim = draft.claim
      if let patterns = draft.patterns {
        claim.subject = .wrong(wrongRows(patterns, specification.rows))
      }
      let expected: Int? =
        switch claim.subject {
        case .weights: specification.weights.count
        case .output, .net: specification.rows.count
        case .bias, .epochs, .changes, .criterion: 1
        case .allRight, .wrong, .repeats: nil
        }
      if let expected, claim.numbers.count != expected {
        mistakes.append(
          LearnMistake(
            .count(what: "this claim", expected: expected, found: claim.numbers.count),
            line: claim.line,
            column: claim.column,
            width: claim.width
          )
        )
      }
      return claim
    }
  }

  private mutating func wrongRows(_ patterns: [LearnDraft.Numbers], _ rows: [LearnRow]) -> [Int] {
    var found: [Int] = []
    for pattern in patterns {
      if let row = rows.indices.first(where: {
        rows[$0].inputs == pattern.values && !found.contains($0)
      }) {
        found.append(row)
      } else {
        add(.unknownPattern(Self.pattern(pattern.values)), at: pattern.start)
      }
    }
    return found.sorted()
  }

  /// Whether the statement is there but could not be read, which is told already.
  private func isTold(_ statement: String) -> Bool {
    draft.seen.contains { $0.matches(statement) }
  }

  private mutating func add(_ kind: LearnMistake.Kind, at token: LearnToken) {
    add(kind, line: token.line, column: token.column, width: token.width)
  }

  private mutating func add(_ kind: LearnMistake.Kind, line: Int, column: Int, width: Int = 1) {
    mistakes.append(LearnMistake(kind, line: line, column: column, width: width))
  }

  private static func pattern(_ inputs: [Double]) -> String {
    var text = ""
    for (i, input) in inputs.enumerated() {
      text += (i == 0 ? "" : " ") + NumberFormat.exact(input)
    }
    return text
  }
}
