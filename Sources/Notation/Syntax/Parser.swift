/// Reads statements from tokens.
///
/// After a mistake it goes on with the next statement.
struct Parser {
  /// How deep brackets, powers and signs may be nested.
  static let depthLimit = 256

  /// Words that cannot be names.
  static let keywords = ["def", "backward", "expect", "minimize", "ask", "grad"]
  /// Words that stand for values.
  static let literals = ["true", "false"]
  private static let roles = ["input", "param", "target"]

  private(set) var statements: [Statement] = []
  private(set) var mistakes: [Mistake]
  var expressions: ExpressionParser

  /// Reads all of `source`, which is well-formed UTF-8.
  init(_ source: SourceText) {
    let lexer = Lexer(source)
    mistakes = lexer.mistakes
    expressions = ExpressionParser(source: lexer.source, tokens: lexer.tokens)
    let limit = mistakes.count + 2 * Diagnostics.limit
    while !isAtEnd, mistakes.count < limit {
      let first = expressions.cursor
      do throws(Mistake) {
        try statement()
        if !at(.separator), !isAtEnd {
          throw expressions.expected("the end of the line or an operator")
        }
      } catch {
        skipStatement()
        let range = first...expressions.cursor
        if !range.contains(where: { lexer.spoiled.contains($0) }) { mistakes.append(error) }
        replaceLast(since: first)
        continue
      }
      let range = first...expressions.cursor
      if range.contains(where: { lexer.spoiled.contains($0) }) { replaceLast(since: first) }
    }
  }

  // MARK: Statements

  private mutating func statement() throws(Mistake) {
    while at(.separator) { expressions.advance() }
    guard !isAtEnd else { return }
    let start = token.start
    let kind = try statementKind()
    statements.append(Statement(kind: kind, start: start, end: expressions.previousEnd))
  }

  private mutating func statementKind() throws(Mistake) -> Statement.Kind {
    guard at(.name) else { return try nameless() }
    let word = expressions.text(token)
    let next = expressions.token(after: 1).kind
    switch word {
    case "def" where next != .equals: return try function()
    case "backward" where next != .equals: return try backward()
    case "expect" where next != .equals: return try claim()
    case "ask" where next != .equals: return try ask()
    case "minimize" where next != .equals:
      return try minimize()
    case _ where Parser.roles.contains(word) && next == .name:
      let role = try name("a role")
      return try binding(role: role)
    case _ where Parser.roles.contains(word) && next == .number:
      expressions.advance()
      throw expressions.expected("a name after '\(word)'")
    default: break
    }
    if next == .equals { return try binding(role: nil) }
    if next == .name || next == .number {
      let words = Parser.keywords + Parser.roles
      throw Mistake(
        .unknownKeyword(word, suggestion: Suggestion.nearest(to: word, in: words)),
        from: token.start,
        to: token.end
      )
    }
    return try nameless()
  }

  private mutating func nameless() throws(Mistake) -> Statement.Kind {
    let start = token.start
    let end = token.end
    let piece = try expressions.expression()
    if at(.equals) {
      throw Mistake(
        .notAName(
          expressions.source.shortText(start, expressions.previousEnd),
          isCall: expressions.tree.pieces[piece].kind == .call
        ),
        from: start,
        to: expressions.previousEnd
      )
    }
    guard at(.separator) || isAtEnd else {
      throw expressions.expected("the end of the line or an operator")
    }
    let text = expressions.source.shortText(start, expressions.previousEnd)
    throw Mistake(.expressionWithoutName(text), from: start, to: max(end, expressions.previousEnd))
  }

  private mutating func binding(role: Statement.Name?) throws(Mistake) -> Statement.Kind {
    let name = try bindableName()
    try expect(.equals, "'=' after the name")
    return .binding(name, role: role, try expressions.expression())
  }

  private mutating func function() throws(Mistake) -> Statement.Kind {
    expressions.advance()
    let name = try bindableName()
    try expect(.openParenthesis, "'(' after the function's name")
    var parameters: [Statement.Name] = []
    var taken: Set<String> = []
    while !at(.closeParenthesis) {
      let parameter = try bindableName()
      guard taken.insert(parameter.text).inserted else {
        throw Mistake(.parameterTwice(parameter.text), from: parameter.start, to: parameter.end)
      }
      parameters.append(parameter)
      guard at(.comma) else { break }
      expressions.advance()
    }
    try expect(.closeParenthesis, "',' or ')' in the list of parameters")
    try expect(.equals, "'=' before the function's body")
    return .function(name, parameters, try expressions.expression())
  }

  private mutating func backward() throws(Mistake) -> Statement.Kind {
    expressions.advance()
    let output = try expressions.expression()
    guard atWord("with") else {
      try refuseMisspelt("with", "the end of the line or 'with' and a seed")
      return .backward(output, seed: nil)
    }
    expressions.advance()
    return .backward(output, seed: try expressions.expression())
  }

  private mutating func claim() throws(Mistake) -> Statement.Kind {
    expressions.advance()
    let subject = try self.subject()
    guard at(.equals) || at(.tilde) else { throw expressions.expected("'=' or '~' and a literal") }
    let isRounded = at(.tilde)
    expressions.advance()
    return .claim(subject, try expressions.expression(), isRounded: isRounded)
  }

  /// `ask grad w @ 2 "∂L/∂w" to 3 digits for 2 points`: all behind the quantity may be left out, and label,
  /// digits and points stand in any order.
  private mutating func ask() throws(Mistake) -> Statement.Kind {
    expressions.advance()
    let subject = try askedSubject()
    var asking = Statement.Asking()
    if at(.at) {
      expressions.advance()
      let (start, end) = (token.start, token.end)
      let number = try wholeNumber("the number of a step after '@'")
      asking.step = Statement.Step(number: number, start: start, end: end)
    }
    while true {
      if at(.string), asking.label == nil {
        asking.label = expressions.string(token)
        expressions.advance()
      } else if atWord("to"), asking.digits == nil {
        expressions.advance()
        asking.digits = try wholeNumber("a number of digits from 1 after 'to'", from: 1)
        if !atWord("digit") {
          try expect(word: "digits", "'digits'")
        } else {
          expressions.advance()
        }
      } else if atWord("for"), asking.points == nil {
        expressions.advance()
        asking.points = try points()
        if !atWord("point") {
          try expect(word: "points", "'points'")
        } else {
          expressions.advance()
        }
      } else {
        for word in ["to", "for"] {
          try refuseMisspelt(word, "the end of the line, 'to' and digits or 'for' and points")
        }
        return .ask(subject, asking)
      }
    }
  }

  /// What an `ask` is about; an `@` with a number behind a name is no product but a step.
  private mutating func askedSubject() throws(Mistake) -> Statement.Subject {
    guard at(.name), !atWord("grad"), expressions.token(after: 1).kind == .at,
      expressions.token(after: 2).kind == .number
    else { return try subject() }
    return .value(try expressions.operand())
  }

  private mutating func minimize() throws(Mistake) -> Statement.Kind {
    expressions.advance()
    let loss = try expressions.expression()
    try expect(word: "over", "'over' and the parameters")
    var parameters = [try name("the name of a parameter")]
    while at(.comma) {
      expressions.advance()
      parameters.append(try name("the name of a parameter"))
    }
    try expect(word: "with", "',' or 'with' and an optimiser")
    let method = try expressions.expression()
    try expect(word: "for", "'for' and a number of steps")
    let steps = try wholeNumber("a whole number of steps up to 1000000")
    if !atWord("step") { try expect(word: "steps", "'steps'") } else { expressions.advance() }
    return .minimize(loss: loss, over: parameters, method: method, steps: steps)
  }

  private mutating func subject() throws(Mistake) -> Statement.Subject {
    guard atWord("grad") else {
      if expressions.token(after: 1).kind == .name {
        try refuseMisspelt("grad", "the name of a node or 'grad' and one")
      }
      return .value(try expressions.expression())
    }
    expressions.advance()
    return .gradient(try name("the name of a node after 'grad'"))
  }

  // MARK: Pieces

  private mutating func wholeNumber(
    _ expected: String,
    from least: Int = 0
  ) throws(Mistake) -> Int {
    guard at(.number), let number = Int(expressions.text(token)), number >= least,
      number <= 1_000_000
    else { throw expressions.expected(expected) }
    expressions.advance()
    return number
  }

  private mutating func points() throws(Mistake) -> Double {
    guard at(.number), let number = Double(expressions.text(token)), number > 0, number <= 1_000_000
    else { throw expressions.expected("a number of points above 0 after 'for'") }
    expressions.advance()
    return number
  }

  private mutating func name(_ expected: String) throws(Mistake) -> Statement.Name {
    guard at(.name) else { throw expressions.expected(expected) }
    let name = Statement.Name(
      text: expressions.text(token),
      start: token.start,
      end: token.end
    )
    expressions.advance()
    return name
  }

  private mutating func bindableName() throws(Mistake) -> Statement.Name {
    let name = try name("a name")
    if Parser.keywords.contains(name.text) || Parser.literals.contains(name.text) {
      throw Mistake(.reservedName(name.text), from: name.start, to: name.end)
    }
    if BuiltIn.isFunction(name.text) {
      throw Mistake(.functionName(name.text), from: name.start, to: name.end)
    }
    return name
  }

  private mutating func expect(_ kind: Token.Kind, _ expected: String) throws(Mistake) {
    guard at(kind) else { throw expressions.expected(expected) }
    expressions.advance()
  }

  /// The mistake of writing a word that looks like the one that may stand here.
  private func refuseMisspelt(_ word: String, _ expected: String) throws(Mistake) {
    guard at(.name) else { return }
    let found = expressions.text(token)
    guard found != word, let suggestion = Suggestion.nearest(to: found, in: [word]) else { return }
    throw Mistake(
      .misspelt(found, expected: expected, suggestion: suggestion),
      from: token.start,
      to: token.end
    )
  }

  private mutating func expect(word: String, _ expected: String) throws(Mistake) {
    if !atWord(word) { try refuseMisspelt(word, expected) }
    guard atWord(word) else { throw expressions.expected(expected) }
    expressions.advance()
  }

  private var token: Token { expressions.token }
  private var isAtEnd: Bool { at(.end) }
  private func at(_ kind: Token.Kind) -> Bool { token.kind == kind }
  private func atWord(_ word: String) -> Bool { at(.name) && expressions.text(token) == word }

  // MARK: Mistakes

  private mutating func skipStatement() {
    while !at(.separator), !isAtEnd { expressions.advance() }
  }

  /// Drops a statement that was read from spoiled tokens, but keeps in mind what it would have bound.
  private mutating func replaceLast(since first: Int) {
    var place = first
    while expressions.tokens[place].kind == .separator { place += 1 }
    let start = expressions.tokens[place].start
    if let last = statements.last, last.start >= start { statements.removeLast() }
    var name: Statement.Name?
    if expressions.tokens[place].kind == .name {
      let words = Parser.roles + ["def"]
      if words.contains(expressions.text(expressions.tokens[place])),
        expressions.tokens[place + 1].kind == .name
      {
        place += 1
      }
      let token = expressions.tokens[place]
      name = Statement.Name(text: expressions.text(token), start: token.start, end: token.end)
    }
    statements.append(
      Statement(kind: .broken(name), start: start, end: expressions.previousEnd)
    )
  }
}
