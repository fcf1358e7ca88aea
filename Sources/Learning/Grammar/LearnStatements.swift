/// One method for each statement of a `learn` block.
extension LearnParser {
  mutating func readRule(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    let rules = LearnSpecification.Rule.allCases
    draft.rule = rules[try cursor.choice("rule", of: rules.map { $0.rawValue }).0]
  }

  mutating func readRows(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take(":")
    if cursor.next == nil { return }
    let gates = Gate.allCases
    let (index, token) = try cursor.choice("rows", of: gates.map { $0.rawValue })
    let gate = gates[index]
    var coding: Coding?
    var inputs: Int?
    while let next = cursor.next {
      if inputs == nil, next.number != nil {
        inputs = try wholeNumber("rows", 1, 8, &cursor).0
      } else if coding == nil {
        let codings = Coding.allCases
        coding = codings[try cursor.choice("rows", of: codings.map { $0.rawValue }).0]
      } else {
        try cursor.end()
      }
    }
    let count = inputs ?? (gate == .not ? 1 : 2)
    guard gate != .not || count == 1 else {
      throw LearnMistake(
        .outOfRange(what: "not", from: "1", to: "1", found: String(count)),
        line: token.line,
        column: token.column,
        width: token.width
      )
    }
    draft.gate = (gate, coding ?? .binary, count, token)
  }

  mutating func readRow(_ cursor: inout LearnCursor) throws(LearnMistake) {
    let pattern = try cursor.numbers()
    guard
      cursor.take("->") != nil || cursor.take("→") != nil || cursor.take("=") != nil
    else { throw cursor.expected("-> and the target") }
    let (target, token) = try cursor.number("the target")
    _ = cursor.take(":")
    guard pattern.0.count <= Self.inputLimit else {
      throw LearnMistake(
        .tooMany(what: "inputs", limit: Self.inputLimit),
        line: pattern.1.line,
        column: pattern.1.column,
        width: pattern.1.width
      )
    }
    guard draft.rows.count < Self.rowLimit else {
      throw LearnMistake(
        .tooMany(what: "rows", limit: Self.rowLimit),
        line: pattern.1.line,
        column: pattern.1.column,
        width: pattern.1.width
      )
    }
    draft.rows.append(
      LearnDraft.Row(
        inputs: LearnDraft.Numbers(values: pattern.0.map { $0.value }, start: pattern.1),
        target: token,
        targetValue: target.value,
        name: cursor.rest()
      )
    )
  }

  mutating func readNames(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    let first = try cursor.word("the names of the inputs")
    var names = [first.text]
    while cursor.next != nil {
      _ = cursor.take(",") ?? cursor.take("->") ?? cursor.take("→")
      names.append(try cursor.word("a name").text)
    }
    draft.names = (names, first)
  }

  mutating func readOrder(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    draft.order = try cursor.patterns()
  }

  mutating func readWeights(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("=")
    let numbers = try cursor.numbers()
    draft.weights = LearnDraft.Numbers(values: numbers.0.map { $0.value }, start: numbers.1)
  }

  mutating func readBias(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("=")
    if cursor.take("none") != nil {
      draft.bias = (nil, word)
    } else {
      draft.bias = (try cursor.number("a number or none").0.value, word)
    }
  }

  mutating func readRate(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("=")
    let (rate, token) = try cursor.number()
    guard rate.value > 0 else {
      throw LearnMistake(
        .outOfRange(what: "rate", from: "above 0", to: "1e9", found: token.text),
        line: token.line,
        column: token.column,
        width: token.width
      )
    }
    draft.rate = (rate.value, word)
  }

  mutating func readThreshold(
    _ word: LearnToken,
    _ cursor: inout LearnCursor
  ) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("=")
    draft.threshold = (try cursor.number().0.value, word)
  }

  mutating func readFires(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("at")
    if cursor.take(">=") != nil || cursor.take("≥") != nil {
      draft.comparison = .atLeast
    } else if cursor.take(">") != nil {
      draft.comparison = .above
    } else {
      throw cursor.expected("at >= or at >")
    }
  }

  mutating func readOutput(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    let outputs = LearnSpecification.Output.allCases
    draft.output = (outputs[try cursor.choice("output", of: outputs.map { $0.rawValue }).0], word)
  }

  mutating func readEpochs(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    try once(word)
    _ = cursor.take("=")
    draft.epochs = (try wholeNumber("epochs", 1, 10_000, &cursor).0, word)
  }

  private func wholeNumber(
    _ what: String,
    _ from: Int,
    _ to: Int,
    _ cursor: inout LearnCursor
  ) throws(LearnMistake) -> (Int, LearnToken) {
    let (number, token) = try cursor.number()
    let value = Int(number.value)
    guard number.value == Double(value), value >= from, value <= to else {
      throw LearnMistake(
        .outOfRange(what: what, from: String(from), to: String(to), found: token.text),
        line: token.line,
        column: token.column,
        width: token.width
      )
    }
    return (value, token)
  }

  mutating func readClaim(_ word: LearnToken, _ cursor: inout LearnCursor) throws(LearnMistake) {
    let (text, width) = cursor.written(from: word)
    let subjects: [(String, LearnClaim.Subject)] = [
      ("weights", .weights), ("bias", .bias), ("output", .output), ("net", .net),
      ("epochs", .epochs), ("changes", .changes), ("criterion", .criterion), ("all", .allRight),
      ("wrong", .wrong([])), ("repeats", .repeats),
    ]
    let subject = subjects[try cursor.choice("expect", of: subjects.map { $0.0 }).0].1
    var claim = LearnClaim(
      subject,
      text: text,
      line: word.line,
      column: word.column,
      width: width
    )
    switch subject {
    case .allRight:
      _ = try cursor.choice("expect all", of: ["right"])
      draft.claims.append(LearnDraft.Claim(claim: claim))
    case .wrong:
      draft.claims.append(LearnDraft.Claim(claim: claim, patterns: try cursor.patterns()))
    case .repeats:
      draft.claims.append(LearnDraft.Claim(claim: claim))
    default:
      if cursor.take("~") != nil {
        claim.isRounded = true
      } else if cursor.take("=") == nil {
        throw cursor.expected("= or ~")
      }
      claim.numbers = try cursor.numbers().0
      draft.claims.append(LearnDraft.Claim(claim: claim))
    }
  }
}
