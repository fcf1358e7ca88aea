/// Right values that stand beside their names: `q = 3`, "∂f/∂x is −4", a row of a table.
enum NamedLeaks {
  /// Where a text says of a quantity that it has these numbers; nil if it does nowhere.
  ///
  /// Small whole numbers have to be the same with their sign; of others any form counts that
  /// ``NumberLeaks/tells(_:_:)`` finds.
  static func states(
    _ numbers: [Double],
    of name: AskedName,
    in text: LeakTokens
  ) -> Range<Int>? {
    let tokens = text.tokens
    for start in tokens.indices {
      guard let end = name.end(ofMentionAt: start, in: tokens) else { continue }
      if let found = statement(behind: end, numbers, text)
        ?? equation(before: start, end, numbers, text)
      {
        return min(start, found.lowerBound)..<max(end, found.upperBound)
      }
    }
    return nil
  }

  /// Where numbers stand one after the other with nothing but brackets and marks between them.
  static func series(_ numbers: [Double], in text: LeakTokens) -> Range<Int>? {
    for start in text.tokens.indices {
      guard case .number = text.tokens[start] else { continue }
      if let end = self.end(of: numbers, at: start, text) { return start..<end }
    }
    return nil
  }

  /// Whether a row of numbers says something by itself: at least three, not all the same, and no counting.
  static func isTelling(_ numbers: [Double]) -> Bool {
    guard numbers.count >= 3, let first = numbers.first else { return false }
    let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
    return !numbers.allSatisfy { $0 == first } && !steps.allSatisfy { $0 == 1 }
  }

  // MARK: Behind a name

  /// Behind a name: `= 3`, "is −4", and at the end of a chain `= x + y = 3`.
  private static func statement(
    behind end: Int,
    _ numbers: [Double],
    _ text: LeakTokens
  ) -> Range<Int>? {
    let tokens = text.tokens
    var place = end
    while place < tokens.count, place < end + 5, isLink(tokens[place]) { place += 1 }
    guard place > end else { return nil }
    if let close = self.end(of: numbers, at: place, text) { return place..<close }
    var depth = 0
    for place in end..<min(end + 120, tokens.count) {
      switch tokens[place] {
      case .lineEnd, .sign(";"), .sign("."): if depth <= 0 { return nil }
      case .sign(","): if depth <= 0 { return nil }
      case .sign("("), .sign("["), .sign("{"): depth += 1
      case .sign(")"), .sign("]"), .sign("}"): depth -= 1
      case .word(let word): if stops.contains(word) { return nil }
      case .sign("="), .sign("≈"):
        if let close = self.end(of: numbers, at: place + 1, text) { return place + 1..<close }
      default: break
      }
    }
    return nil
  }

  /// Before a name: `3 = q`.
  private static func equation(
    before start: Int,
    _ end: Int,
    _ numbers: [Double],
    _ text: LeakTokens
  ) -> Range<Int>? {
    let tokens = text.tokens
    guard numbers.count == 1, start >= 2, tokens[start - 1] == .sign("="),
      self.end(of: numbers, at: start - 2, text, mayGoOn: true) == start - 1,
      start < 3 || !isOperator(tokens[start - 3]), end >= tokens.count || !isOperator(tokens[end])
    else { return nil }
    return start - 2..<end
  }

  private static func isLink(_ token: LeakTokens.Token) -> Bool {
    switch token {
    case .word(let word): links.contains(word)
    case .sign(let sign): "=≈≃≅:→⇒↦|~".unicodeScalars.contains(sign)
    case .number, .lineEnd: false
    }
  }

  private static let links: Set<String> = [
    "is", "are", "was", "be", "equals", "becomes", "gives", "exactly", "about", "just", "now",
    "the",
    "value", "has", "ist", "est", "vaut", "beträgt", "equal", "to",
  ]
  private static let stops: Set<String> = [
    "and", "so", "then", "where", "with", "at", "for", "when", "thus", "hence", "but", "und", "bei",
  ]

  private static func isOperator(_ token: LeakTokens.Token) -> Bool {
    switch token {
    case .sign(let sign): "+-*/·×⋅⁄^(".unicodeScalars.contains(sign)
    // 3x
    case .word(let word): word.count == 1
    case .number, .lineEnd: false
    }
  }

  // MARK: The numbers

  /// Where the numbers end that begin at a place; nil if others stand there.
  private static func end(
    of numbers: [Double],
    at start: Int,
    _ text: LeakTokens,
    mayGoOn: Bool = false
  ) -> Int? {
    let tokens = text.tokens
    var place = start
    var rest = numbers[...]
    while place < tokens.count, let next = rest.first {
      switch tokens[place] {
      case .number:
        guard let after = self.end(of: next, at: place, text) else { return nil }
        rest.removeFirst()
        place = after
      case .sign(let sign):
        let isFirst = rest.count == numbers.count
        guard (isFirst ? "[({" : "[](){},;|").unicodeScalars.contains(sign) else { return nil }
        place += 1
      case .lineEnd:
        guard rest.count < numbers.count else { return nil }
        place += 1
      case .word: return nil
      }
    }
    guard rest.isEmpty else { return nil }
    if numbers.count == 1, !mayGoOn, place < tokens.count, isOperator(tokens[place]) { return nil }
    return place
  }

  /// Where one number ends that begins at a place, in whatever form it is written.
  private static func end(of value: Double, at place: Int, _ text: LeakTokens) -> Int? {
    NumberLeaks.readings(at: place, text).last { reading in
      if NumberLeaks.isSmall(value) { return (reading.value - value).magnitude <= 1e-9 }
      return NumberLeaks.tells(reading, value) && (reading.value < 0) == (value < 0)
    }?.tokens.upperBound
  }
}
