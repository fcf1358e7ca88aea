/// Walks over the tokens of one line.
struct LearnCursor {
  private let scanner: LearnScanner
  private let line: LearnLine
  private var place = 0

  init(_ scanner: LearnScanner, line: LearnLine) {
    self.scanner = scanner
    self.line = line
  }

  /// The next token, if there is one.
  var next: LearnToken? { place < scanner.tokens.count ? scanner.tokens[place] : nil }

  mutating func skip() { place += 1 }

  /// Takes the next token if it is this word or sign.
  mutating func take(_ text: String) -> LearnToken? {
    guard let next, next.matches(text) else { return nil }
    place += 1
    return next
  }

  /// Takes the next token, which must be a word.
  mutating func word(_ what: String) throws(LearnMistake) -> LearnToken {
    guard let next, next.kind == .word else { throw expected(what) }
    place += 1
    return next
  }

  /// Takes the next token, which must be one of these words.
  mutating func choice(_ what: String, of known: [String]) throws(LearnMistake) -> (
    Int, LearnToken
  ) {
    let token = try word(Self.list(known))
    if let index = known.firstIndex(where: token.matches) { return (index, token) }
    throw LearnMistake(
      .unknownWord(
        what: what,
        found: token.text,
        known: known,
        suggestion: Suggestion.nearest(to: token.text, in: known)
      ),
      line: token.line,
      column: token.column,
      width: token.width
    )
  }

  /// Takes the next token, which must be a number within the bounds of a block.
  mutating func number(
    _ what: String = "a number"
  ) throws(LearnMistake) -> (LearnClaim.Number, LearnToken) {
    guard let next else { throw expected(what) }
    if next.kind == .badNumber {
      throw LearnMistake(
        .badNumber(next.text),
        line: next.line,
        column: next.column,
        width: next.width
      )
    }
    guard let number = next.number else { throw expected(what) }
    guard number.value.magnitude <= LearnParser.largest else {
      throw LearnMistake(
        .outOfRange(what: "a learn block", from: "-1e9", to: "1e9", found: next.text),
        line: next.line,
        column: next.column,
        width: next.width
      )
    }
    place += 1
    return (number, next)
  }

  /// Takes numbers as long as there are any, with or without brackets and commas; at least one.
  mutating func numbers() throws(LearnMistake) -> ([LearnClaim.Number], LearnToken) {
    let bracket = take("[") ?? take("(")
    let (first, token) = try number()
    var all = [first]
    while let next, !next.matches("]"), !next.matches(")") {
      let comma = take(",")
      guard comma != nil || self.next?.number != nil || self.next?.kind == .badNumber else { break }
      if comma != nil, bracket != nil, self.next?.matches("]") ?? false { break }
      all.append(try number().0)
    }
    try close(bracket)
    return (all, bracket ?? token)
  }

  /// Takes numbers up to a comma: a pattern in a list of patterns.
  mutating func pattern() throws(LearnMistake) -> LearnDraft.Numbers {
    let bracket = take("(") ?? take("[")
    let (first, token) = try number("a pattern")
    var all = [first.value]
    while true {
      if bracket != nil { _ = take(",") }
      guard next?.number != nil || next?.kind == .badNumber else { break }
      all.append(try number().0.value)
    }
    try close(bracket)
    return LearnDraft.Numbers(values: all, start: bracket ?? token)
  }

  /// Patterns parted by commas.
  mutating func patterns() throws(LearnMistake) -> [LearnDraft.Numbers] {
    var all = [try pattern()]
    while take(",") != nil { all.append(try pattern()) }
    return all
  }

  private mutating func close(_ bracket: LearnToken?) throws(LearnMistake) {
    guard let bracket else { return }
    if take(bracket.matches("[") ? "]" : ")") != nil { return }
    throw expected("a closing bracket")
  }

  /// The rest of the line as written; takes it.
  mutating func rest() -> String {
    guard let first = next, let last = scanner.tokens.last else { return "" }
    place = scanner.tokens.count
    return scanner.text(from: first, to: last)
  }

  /// The line from a token on as written, and how many scalars that is.
  func written(from first: LearnToken) -> (text: String, width: Int) {
    guard let last = scanner.tokens.last else { return ("", 1) }
    return (scanner.text(from: first, to: last), last.column + last.width - first.column)
  }

  /// Nothing may follow.
  func end() throws(LearnMistake) {
    guard let next else { return }
    throw LearnMistake(
      .unexpected(found: next.text),
      line: next.line,
      column: next.column,
      width: next.width
    )
  }

  /// A mistake at the next token, or behind the last.
  func expected(_ what: String) -> LearnMistake {
    if let next {
      return LearnMistake(
        .expected(what: what, found: next.text),
        line: next.line,
        column: next.column,
        width: next.width
      )
    }
    let end = scanner.tokens.last.map { $0.column + $0.width } ?? line.column
    return LearnMistake(.expected(what: what, found: ""), line: line.line, column: end, width: 1)
  }

  private static func list(_ words: [String]) -> String {
    var text = ""
    for (i, word) in words.enumerated() {
      text += (i == 0 ? "" : i == words.count - 1 ? " or " : ", ") + word
    }
    return text
  }
}
