/// Cuts a program into tokens.
///
/// Line ends inside brackets are dropped. Where something cannot be read, the mistake is recorded and
/// its line marked, so that nothing else is said about that statement.
struct Lexer {
  /// The tokens, the last of kind ``Token/Kind/end``.
  private(set) var tokens: [Token] = []
  /// What could not be read.
  private(set) var mistakes: [Mistake] = []
  /// Tokens next to which something could not be read: nothing more is said of their statements.
  private(set) var spoiled: Set<Int> = []

  /// So many mistakes are kept, more than are ever told; what comes behind them is not read.
  private static let mistakeLimit = 5 * Diagnostics.limit

  /// The text, which knows its names now.
  private(set) var source: SourceText

  private let bytes: [UInt8]
  private var place = 0
  /// Brackets that are open, as tokens; how many of them are square.
  private var brackets: [Int] = []
  private var squareBrackets = 0
  /// Whether brackets were nested deeper than they may be: then nothing is said of unclosed ones.
  private var isTooDeep = false
  /// Brackets without a partner: they do not keep lines together.
  private var unpaired: Set<Int> = []
  /// Characters of the statement being read that programs do not use: each is told once.
  private var strangers: [Unicode.Scalar] = []

  /// Cuts `source`, which is well-formed UTF-8.
  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 3 + 1)
    while place < bytes.count, mistakes.count < Lexer.mistakeLimit { next() }
    if place == bytes.count {
      for open in brackets.prefix(Lexer.mistakeLimit) { leaveUnclosed(open) }
    }
    append(.end, bytes.count)
    dropLineEndsInsideBrackets()
  }

  private mutating func next() {
    let start = place
    let byte = bytes[place]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): place += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ";"):
      place += 1
      strangers = []
      append(.separator, start)
    case UInt8(ascii: "#"):
      while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
    case UInt8(ascii: "0")...UInt8(ascii: "9"): number()
    case UInt8(ascii: "."):
      if place + 1 < bytes.count, isDigit(bytes[place + 1]) { number() } else { single(.dot) }
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      name()
    case UInt8(ascii: "+"): single(.plus)
    case UInt8(ascii: "-"): single(.minus)
    case UInt8(ascii: "*"):
      if place + 1 < bytes.count, bytes[place + 1] == byte {
        place += 2
        append(.caret, start)
      } else {
        single(.star)
      }
    case UInt8(ascii: "/"): single(.slash)
    case UInt8(ascii: "@"): single(.at)
    case UInt8(ascii: "^"): single(.caret)
    case UInt8(ascii: "("): open(.openParenthesis)
    case UInt8(ascii: "["): open(.openBracket)
    case UInt8(ascii: ")"): close(.closeParenthesis)
    case UInt8(ascii: "]"): close(.closeBracket)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: "="): single(.equals)
    case UInt8(ascii: ":"): single(.colon)
    case UInt8(ascii: "~"): single(.tilde)
    case UInt8(ascii: "\""): string()
    default: other()
    }
  }

  // MARK: Kinds of tokens

  private mutating func number() {
    let start = place
    while place < bytes.count, isDigit(bytes[place]) { place += 1 }
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      while place < bytes.count, isDigit(bytes[place]) { place += 1 }
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      var power = place + 1
      if power < bytes.count, bytes[power] == UInt8(ascii: "+") || bytes[power] == UInt8(ascii: "-")
      {
        power += 1
      }
      if power < bytes.count, isDigit(bytes[power]) {
        place = power
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
      }
    }
    let digits = place
    while place < bytes.count, let length = partLength(at: place) { place += length }
    append(.number, start)
    if digits < place {
      let kind: Mistake.Kind =
        bytes[digits] == UInt8(ascii: "_")
        ? .underscoreInNumber(text(start, min(place, start + 40)))
        : .nameAfterNumber(number: text(start, digits), rest: text(digits, place))
      spoil(kind, start, place)
    }
  }

  private mutating func name() {
    let start = place
    var isASCII = true
    while place < bytes.count, let length = partLength(at: place) {
      isASCII = isASCII && length == 1
      place += length
    }
    if !isASCII { source.spellings.note(text(start, place)) }
    append(.name, start)
  }

  private mutating func string() {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != 0x0A,
      bytes[place] != 0x0D
    {
      let (scalar, length) = scalar(at: place)
      if ScalarClass.isHidden(scalar) { spoil(.hidden(scalar), place, place + length) }
      place += length
    }
    let isClosed = place < bytes.count && bytes[place] == UInt8(ascii: "\"")
    if isClosed { place += 1 }
    append(.string, start)
    if !isClosed {
      spoil(.unclosed(bracket: "\""), start, start + 1)
      leaveLine(of: start)
    }
  }

  /// The quotation that was not closed swallowed what closes the brackets of its line.
  private mutating func leaveLine(of byte: Int) {
    while let open = brackets.last,
      !bytes[tokens[open].start..<byte].contains(where: { $0 == 0x0A || $0 == 0x0D })
    {
      brackets.removeLast()
      if tokens[open].kind == .openBracket { squareBrackets -= 1 }
      spoiled.insert(open)
      unpaired.insert(open)
    }
  }

  /// A character beyond ASCII, or one that programs do not use.
  private mutating func other() {
    let start = place
    let (scalar, length) = scalar(at: place)
    if ScalarClass.isHidden(scalar) {
      place += length
      spoil(.hidden(scalar), start, place)
      return
    }
    switch scalar {
    case "−", "–": single(.minus, length)
    case "·", "⋅", "×", "⊙", "∙", "∗": single(.star, length)
    default:
      if ScalarClass.isSpace(scalar) {
        place += length
      } else if ScalarClass.isNameStart(scalar) {
        name()
      } else {
        place += length
        stranger(scalar, start)
      }
    }
  }

  /// A character that programs do not use.
  ///
  /// What closes one that was told is not told again.
  private mutating func stranger(_ scalar: Unicode.Scalar, _ start: Int) {
    let opening: Unicode.Scalar
    switch scalar {
    case "}": opening = "{"
    case "”": opening = "“"
    default: opening = scalar
    }
    guard !strangers.contains(opening), !strangers.contains(scalar) else {
      spoiled.insert(max(0, tokens.count - 1))
      return
    }
    strangers.append(scalar)
    spoil(.unexpectedCharacter(scalar), start, place)
  }

  private mutating func single(_ kind: Token.Kind, _ length: Int = 1) {
    place += length
    append(kind, place - length)
  }

  private mutating func open(_ kind: Token.Kind) {
    single(kind)
    brackets.append(tokens.count - 1)
    if kind == .openBracket { squareBrackets += 1 }
    if brackets.count == Parser.depthLimit + 1, !isTooDeep {
      isTooDeep = true
      spoil(.tooDeep(limit: Parser.depthLimit), place - 1, place)
    }
  }

  private mutating func close(_ kind: Token.Kind) {
    single(kind)
    let isSquare = kind == .closeBracket
    let partners = isSquare ? squareBrackets : brackets.count - squareBrackets
    guard partners > 0 else {
      unpaired.insert(tokens.count - 1)
      spoil(.unopened(bracket: isSquare ? "]" : ")"), place - 1, place)
      return
    }
    // What stands between was never closed.
    while let inner = brackets.popLast() {
      if tokens[inner].kind == .openBracket { squareBrackets -= 1 }
      if tokens[inner].isClosed(by: kind) { break }
      leaveUnclosed(inner)
    }
  }

  private mutating func leaveUnclosed(_ open: Int) {
    guard unpaired.count < 2 * Lexer.mistakeLimit else { return }
    let token = tokens[open]
    let bracket = token.kind == .openBracket ? "[" : "("
    if !isTooDeep {
      mistakes.append(Mistake(.unclosed(bracket: bracket), from: token.start, to: token.end))
    }
    spoiled.insert(open)
    unpaired.insert(open)
  }

  // MARK: Characters

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// How many bytes the part of a name at `index` takes; nil if none is there.
  private func partLength(at index: Int) -> Int? {
    let byte = bytes[index]
    if byte < 0x80 {
      let letter = byte | 0x20
      let isPart =
        (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z")) || isDigit(byte)
        || byte == UInt8(ascii: "_")
      return isPart ? 1 : nil
    }
    let (scalar, length) = scalar(at: index)
    return ScalarClass.isNamePart(scalar) ? length : nil
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var value = lead & (0xFF >> UInt32(length + 1))
    for k in 1..<length where index + k < bytes.count {
      value = value << 6 | UInt32(bytes[index + k] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  // MARK: Recording

  private mutating func append(_ kind: Token.Kind, _ start: Int) {
    tokens.append(Token(kind: kind, start: start, end: place))
  }

  private mutating func spoil(_ kind: Mistake.Kind, _ start: Int, _ end: Int) {
    spoiled.insert(max(0, tokens.count - 1))
    if tokens.isEmpty || tokens[tokens.count - 1].kind == .separator {
      spoiled.insert(tokens.count)
      tokens.append(Token(kind: .dot, start: start, end: end))
    }
    mistakes.append(Mistake(kind, from: start, to: end))
  }

  /// Brackets without a partner do not keep lines together.
  private mutating func dropLineEndsInsideBrackets() {
    var kept: [Token] = []
    kept.reserveCapacity(tokens.count)
    var stillSpoiled: Set<Int> = []
    var depth = 0
    for (i, token) in tokens.enumerated() {
      switch token.kind {
      case .openParenthesis, .openBracket: if !unpaired.contains(i) { depth += 1 }
      case .closeParenthesis, .closeBracket: if !unpaired.contains(i) { depth -= 1 }
      case .separator where depth > 0:
        if bytes[token.start] == UInt8(ascii: ";") {
          mistakes.append(
            Mistake(
              .expected("',' or a closing bracket", found: "';'"),
              from: token.start,
              to: token.end
            )
          )
          stillSpoiled.insert(max(0, kept.count - 1))
        }
        continue
      default: break
      }
      if spoiled.contains(i) { stillSpoiled.insert(kept.count) }
      kept.append(token)
    }
    tokens = kept
    spoiled = stillSpoiled
  }
}
