/// Reads expressions into the syntax tree, by precedence:
/// call, index, `.T` · `^` (to the right) · unary `-` · `*` `/` `@` · `+` `-`.
struct ExpressionParser {
  let source: SourceText
  let tokens: [Token]
  private(set) var tree = SyntaxTree()
  private(set) var cursor = 0
  private(set) var previousEnd = 0
  private var depth = 0

  init(source: SourceText, tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  // MARK: Tokens

  var token: Token { tokens[cursor] }

  func token(after distance: Int) -> Token { tokens[min(cursor + distance, tokens.count - 1)] }

  func text(_ token: Token) -> String {
    token.kind == .name
      ? source.name(token.start, token.end) : source.text(token.start, token.end)
  }

  /// What stands between the quotation marks.
  func string(_ token: Token) -> String {
    source.text(token.start + 1, max(token.start + 1, token.end - 1))
  }

  mutating func advance() {
    previousEnd = token.end
    if cursor < tokens.count - 1 { cursor += 1 }
  }

  /// The mistake of finding the present token where something else was expected.
  func expected(_ what: String) -> Mistake {
    let found: String
    switch token.kind {
    case .end: found = "the end of the program"
    case .separator:
      found = source.bytes[token.start] == UInt8(ascii: ";") ? "';'" : "the end of the line"
    default:
      let text = text(token)
      found = text.utf8.count <= 40 ? "'\(text)'" : "'\(String(text.unicodeScalars.prefix(30)))…'"
    }
    return Mistake(
      .expected(what, found: found),
      from: token.start,
      to: max(token.end, token.start + 1)
    )
  }

  private mutating func deeper() throws(Mistake) {
    depth += 1
    if depth > Parser.depthLimit {
      throw Mistake(.tooDeep(limit: Parser.depthLimit), from: token.start, to: token.end)
    }
  }

  // MARK: Expressions

  /// Reads an expression and returns its place in the tree.
  mutating func expression() throws(Mistake) -> Int {
    depth = 0
    return try sum()
  }

  /// Reads a name, a number or something in brackets, and no operator behind it.
  mutating func operand() throws(Mistake) -> Int {
    depth = 0
    return try atom()
  }

  private mutating func sum() throws(Mistake) -> Int {
    var (left, start) = try started { (parser) throws(Mistake) in try parser.term() }
    while true {
      let kind: SyntaxTree.Piece.Kind
      switch token.kind {
      case .plus: kind = .add
      case .minus: kind = .subtract
      default: return left
      }
      advance()
      let right = try term()
      left = add(kind, [left, right], from: start)
      start = tree.pieces[left].start
    }
  }

  private mutating func term() throws(Mistake) -> Int {
    let (first, start) = try started { (parser) throws(Mistake) in try parser.unary() }
    var left = first
    while true {
      let kind: SyntaxTree.Piece.Kind
      switch token.kind {
      case .star: kind = .multiply
      case .slash: kind = .divide
      case .at: kind = .matmul
      default: return left
      }
      advance()
      let right = try unary()
      left = add(kind, [left, right], from: start)
    }
  }

  private mutating func unary() throws(Mistake) -> Int {
    guard token.kind == .minus else { return try power() }
    let start = token.start
    try deeper()
    advance()
    let operand = try unary()
    depth -= 1
    return add(.negate, [operand], from: start)
  }

  private mutating func power() throws(Mistake) -> Int {
    let (base, start) = try started { (parser) throws(Mistake) in try parser.postfix() }
    guard token.kind == .caret else { return base }
    try deeper()
    advance()
    let exponent = try unary()
    depth -= 1
    return add(.power, [base, exponent], from: start)
  }

  private mutating func postfix() throws(Mistake) -> Int {
    var (value, start) = try started { (parser) throws(Mistake) in try parser.atom() }
    while true {
      switch token.kind {
      case .openBracket: value = try index(value, from: start)
      case .dot:
        guard self.token(after: 1).kind == .name, text(self.token(after: 1)) == "T" else {
          advance()
          throw expected("'T' after '.'")
        }
        advance()
        advance()
        value = add(.transpose, [value], from: start)
      case .openParenthesis where tree.pieces[value].kind == .name:
        let piece = tree.pieces[value]
        throw Mistake(
          .notAFunction(source.name(piece.start, piece.end)),
          from: piece.start,
          to: piece.end
        )
      default: return value
      }
      start = tree.pieces[value].start
    }
  }

  private mutating func atom() throws(Mistake) -> Int {
    let start = token
    switch token.kind {
    case .number:
      advance()
      let text = text(start)
      guard let number = Double(text), number.isFinite else {
        throw Mistake(.numberTooLarge(text), from: start.start, to: start.end)
      }
      return tree.add(
        SyntaxTree.Piece(
          kind: .number,
          isConstant: true,
          start: start.start,
          end: start.end,
          number: number
        )
      )
    case .name:
      if self.token(after: 1).kind == .openParenthesis { return try call() }
      advance()
      let word = text(start)
      if word == "true" || word == "false" {
        return tree.add(
          SyntaxTree.Piece(
            kind: .boolean,
            isConstant: true,
            start: start.start,
            end: start.end,
            number: word == "true" ? 1 : 0
          )
        )
      }
      if Parser.keywords.contains(word) {
        throw Mistake(.reservedName(word), from: start.start, to: start.end)
      }
      return tree.add(
        SyntaxTree.Piece(kind: .name, isConstant: false, start: start.start, end: start.end)
      )
    case .string:
      advance()
      return tree.add(
        SyntaxTree.Piece(kind: .string, isConstant: true, start: start.start, end: start.end)
      )
    case .openParenthesis:
      try deeper()
      advance()
      let inner = try sum()
      depth -= 1
      guard token.kind == .closeParenthesis else { throw expected("an operator or ')'") }
      advance()
      return inner
    case .openBracket: return try vector()
    default: throw expected("a name or a number")
    }
  }

  private mutating func vector() throws(Mistake) -> Int {
    let start = token
    try deeper()
    advance()
    var entries: [Int] = []
    while token.kind != .closeBracket {
      entries.append(try sum())
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .closeBracket else { throw expected("',' or ']'") }
    advance()
    depth -= 1
    guard !entries.isEmpty else {
      throw Mistake(.emptyVector, from: start.start, to: previousEnd)
    }
    return add(.vector, entries, from: start.start)
  }

  private mutating func call() throws(Mistake) -> Int {
    let name = token
    advance()
    try deeper()
    advance()
    var arguments: [SyntaxTree.Child] = []
    var isConstant = true
    var hasNamed = false
    while token.kind != .closeParenthesis {
      var child = SyntaxTree.Child(piece: 0)
      if token.kind == .name, self.token(after: 1).kind == .equals {
        child.nameStart = token.start
        child.nameEnd = token.end
        hasNamed = true
        advance()
        advance()
      } else if hasNamed {
        throw Mistake(.positionalAfterNamed, from: token.start, to: token.end)
      }
      child.piece = try sum()
      isConstant = isConstant && tree.pieces[child.piece].isConstant
      arguments.append(child)
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .closeParenthesis else { throw expected("',' or ')'") }
    advance()
    depth -= 1
    return tree.add(
      SyntaxTree.Piece(
        kind: .call,
        isConstant: isConstant,
        start: name.start,
        end: previousEnd,
        nameEnd: name.end
      ),
      arguments
    )
  }

  private mutating func index(_ value: Int, from start: Int) throws(Mistake) -> Int {
    let bracket = token
    try deeper()
    advance()
    var children = [SyntaxTree.Child(piece: value)]
    while token.kind != .closeBracket {
      children.append(SyntaxTree.Child(piece: try selection()))
      guard token.kind == .comma else { break }
      advance()
    }
    guard token.kind == .closeBracket else { throw expected("',' or ']'") }
    advance()
    depth -= 1
    guard children.count > 1 else {
      throw Mistake(.emptyIndex, from: bracket.start, to: previousEnd)
    }
    return tree.add(
      SyntaxTree.Piece(
        kind: .index,
        isConstant: tree.pieces[value].isConstant,
        start: start,
        end: previousEnd
      ),
      children
    )
  }

  /// An index or a slice.
  private mutating func selection() throws(Mistake) -> Int {
    let start = token.start
    var parts: [SyntaxTree.Child] = []
    var marks = 0.0
    if token.kind != .colon {
      let piece = try sum()
      if token.kind != .colon { return piece }
      parts.append(SyntaxTree.Child(piece: piece))
      marks = 1
    }
    advance()
    if token.kind != .comma, token.kind != .closeBracket, token.kind != .colon {
      parts.append(SyntaxTree.Child(piece: try sum()))
      marks += 2
    }
    if token.kind == .colon { throw Mistake(.sliceStep, from: token.start, to: token.end) }
    return tree.add(
      SyntaxTree.Piece(
        kind: .slice,
        isConstant: true,
        start: start,
        end: previousEnd,
        number: marks
      ),
      parts
    )
  }

  // MARK: Building

  /// Reads a part and tells where it began, its brackets included.
  private mutating func started(
    _ part: (inout ExpressionParser) throws(Mistake) -> Int
  ) throws(Mistake) -> (Int, Int) {
    let start = token.start
    return (try part(&self), start)
  }

  private mutating func add(
    _ kind: SyntaxTree.Piece.Kind,
    _ parts: [Int],
    from start: Int
  ) -> Int {
    tree.add(
      SyntaxTree.Piece(
        kind: kind,
        isConstant: parts.allSatisfy { tree.pieces[$0].isConstant },
        start: start,
        end: previousEnd
      ),
      parts.map { SyntaxTree.Child(piece: $0) }
    )
  }
}
