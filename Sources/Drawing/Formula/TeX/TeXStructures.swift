extension TeXParser {
  /// What a command sets that has just been taken.
  mutating func command(_ name: String, _ token: TeXToken) throws(TeXError) -> Formula {
    guard let meaning = TeXCommands.meaning(of: name) else {
      if name.isEmpty { throw error(.emptyCommand, token) }
      let suggestion = TeXSuggestions.command(like: name, macros: tokens.macros)
      throw error(.unknownCommand(name, suggestion: suggestion), token)
    }
    switch meaning {
    case .letter(let text, let usual): return letter(text, usual)
    case .symbol(let symbol, let spacing): return .symbol(symbol, spacing)
    case .word(let word, let limits): return .word(word, limits: limits)
    case .space(let width): return .space(width)
    case .accent: return .accent(name, try argument(of: token))
    case .alphabet(let alphabet, let joins): return try inAlphabet(alphabet, joins, token)
    case .text(let style): return try textArgument(of: token, style)
    case .bracket(let size, let spacing): return try bracket(size, spacing, token)
    case .arrow(let arrow):
      let below = try optionalArgument()
      let above = try argument(of: token)
      let stretched = Formula.over(.bracket(arrow, .growing, .infix), above)
      return below.map { .under(stretched, $0) } ?? stretched
    case .unsupported(let instead): throw error(.unsupportedCommand(name, instead: instead), token)
    case .nothing: return .row([])
    case .font, .style: throw error(.unexpected(token.spelling, place: .outside), token)
    case .structure: return try structure(name, token)
    }
  }

  private mutating func inAlphabet(
    _ new: Formula.Alphabet,
    _ joins: Bool,
    _ token: TeXToken
  ) throws(TeXError) -> Formula {
    let outer = (alphabet, joinsLetters)
    alphabet = new
    joinsLetters = joins
    let content = try argument(of: token)
    (alphabet, joinsLetters) = outer
    return content
  }

  private mutating func structure(
    _ name: String,
    _ token: TeXToken
  ) throws(TeXError) -> Formula {
    switch name {
    case "frac", "dfrac", "cfrac", "tfrac":
      let above = try argument(of: token)
      let below = try argument(of: token)
      return .fraction(above, below, style: TeXParser.fractionStyle(name))
    case "binom", "dbinom", "tbinom":
      let above = try argument(of: token)
      let below = try argument(of: token)
      let style = TeXParser.fractionStyle(name)
      return .fenced("(", .fraction(above, below, style: style, line: false), ")")
    case "sqrt":
      let index = try optionalArgument()
      return .root(try argument(of: token), index: index)
    case "left": return try fence(token)
    case "begin": return try environment(token)
    case "substack": return try substack(token)
    case "textcolor":
      let ink = try color(of: token)
      let content = try argument(of: token)
      return ink.map { .inked($0, content) } ?? content
    case "operatorname", "operatorname*", "mathop":
      return try operatorName(token, limits: name != "operatorname", isMathop: name == "mathop")
    case "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner":
      return TeXParser.classed(name, try argument(of: token))
    case "overbrace": return .over(try argument(of: token), .symbol("⏞", .tight))
    case "underbrace": return .under(try argument(of: token), .symbol("⏟", .tight))
    case "overbracket": return .over(try argument(of: token), .symbol("⎴", .tight))
    case "underbracket": return .under(try argument(of: token), .symbol("⎵", .tight))
    case "overset", "stackrel":
      let above = try argument(of: token)
      return .over(try argument(of: token), above)
    case "underset":
      let below = try argument(of: token)
      return .under(try argument(of: token), below)
    case "not": return try negated(token)
    case "phantom": return .phantom(try argument(of: token), extent: .both)
    case "hphantom": return .phantom(try argument(of: token), extent: .width)
    case "vphantom": return .phantom(try argument(of: token), extent: .height)
    case "smash": return try argument(of: token)
    case "boxed": return .boxed(try argument(of: token))
    case "fbox": return .boxed(try textArgument(of: token, .plain))
    case "dots": return try dots()
    case "colon": return .symbol(":", .postfix)
    case "bmod": return .symbol("mod", .infix)
    case "pmod", "pod", "mod": return try remainder(name, token)
    case "hspace", "hspace*", "mspace", "hskip", "mskip", "kern", "mkern":
      return .space(try length(of: token))
    default: throw error(.unexpected(token.spelling, place: .outside), token)
    }
  }

  private static func fractionStyle(_ name: String) -> Formula.FractionStyle {
    switch name {
    case "dfrac", "cfrac", "dbinom": .display
    case "tfrac", "tbinom": .text
    default: .automatic
    }
  }

  /// `\mathrel{…}` and its like: a symbol with other room around it.
  private static func classed(_ name: String, _ content: Formula) -> Formula {
    let isSymbol = if case .symbol = content { true } else { false }
    switch name {
    case "mathbin", "mathrel":
      return isSymbol
        ? content.spaced(.infix) : .row([.space(0.2778), content, .space(0.2778)])
    case "mathord": return content.spaced(.tight)
    case "mathopen": return content.spaced(.prefix)
    case "mathclose": return content.spaced(.postfix)
    default: return content
    }
  }

  // MARK: Function names

  private mutating func operatorName(
    _ token: TeXToken,
    limits: Bool,
    isMathop: Bool
  ) throws(TeXError) -> Formula {
    let outer = (alphabet, joinsLetters)
    if !isMathop { (alphabet, joinsLetters) = (.upright, true) }
    let content = try argument(of: token)
    (alphabet, joinsLetters) = outer
    if let word = content.asWord(italicToo: !isMathop) { return .word(word, limits: limits) }
    forcesLimits = limits
    return content
  }

  private mutating func remainder(
    _ name: String,
    _ token: TeXToken
  ) throws(TeXError) -> Formula {
    let modulus = try argument(of: token)
    let word = [Formula.word("mod", limits: false), modulus]
    switch name {
    case "mod": return .row([.space(0.6667)] + word)
    case "pod":
      return .row([.space(0.4444), .symbol("(", .prefix), modulus, .symbol(")", .postfix)])
    default:
      return .row([.space(0.4444), .symbol("(", .prefix)] + word + [.symbol(")", .postfix)])
    }
  }

  /// `\dots`: raised between operators, else on the line.
  private mutating func dots() throws(TeXError) -> Formula {
    try tokens.skipSpaces()
    guard let next = try tokens.peek() else { return .symbol("…", .tight) }
    let raised: Bool
    switch next.kind {
    case .character(let scalar):
      switch scalar {
      case "+", "-", "=", "<", ">", "*": raised = true
      default:
        let text = String(Character(TeXCharacters.usual(scalar)))
        raised = TeXCommands.direct[text] == .infix
      }
    case .command(let name):
      if case .symbol(let symbol, let spacing) = TeXCommands.meaning(of: name) {
        raised =
          spacing == .infix || TeXCommands.integralSymbols.contains(symbol)
          || TeXCommands.sumSymbols.contains(symbol)
      } else {
        raised = false
      }
    default: raised = false
    }
    return .symbol(raised ? "⋯" : "…", .tight)
  }

  /// `\not` and the relation that it strikes out.
  private mutating func negated(_ token: TeXToken) throws(TeXError) -> Formula {
    let relation = try argument(of: token)
    if case .symbol(let symbol, let spacing) = relation {
      if let negated = TeXParser.negations[symbol] {
        return .symbol(negated, symbol == "∃" ? .tight : .infix)
      }
      if spacing == .infix, AtomClass(symbol: symbol, spacing: spacing) == .relation,
        symbol.unicodeScalars.count == 1
      {
        return .symbol(symbol + "\u{338}", .infix)
      }
    }
    throw error(.missingArgument(of: token.spelling, found: "no relation"), token)
  }

  static let negations: [String: String] = [
    "=": "≠", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∼": "≁", "≃": "≄",
    "≅": "≇", "≈": "≉", "≡": "≢", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∃": "∄", "∣": "∤",
    "∥": "∦", "→": "↛", "←": "↚", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "↔": "↮", "⊢": "⊬", "⊨": "⊭",
    "≺": "⊀", "≻": "⊁", "|": "∤",
  ]

  // MARK: Colours and lengths

  /// The ink of a colour's name; nil for black.
  mutating func color(of token: TeXToken) throws(TeXError) -> Formula.Ink? {
    if let model = try tokens.rawOptional() {
      throw error(.unknownColor("[\(TeXParser.spelling(model))]"), token)
    }
    let name = TeXParser.spelling(try tokens.rawArgument(of: token))
    switch name {
    case "value", "gradusvalue", "forward", "blue": return .value
    case "gradient", "gradusgradient", "backward", "red": return .gradient
    case "faint", "gradusfaint", "gray", "grey", "lightgray", "darkgray": return .faint
    case "black", "ink": return nil
    default: throw error(.unknownColor(name), token)
    }
  }

  /// The length of `\hspace{1em}` or `\kern 2pt`, in em.
  private mutating func length(of token: TeXToken) throws(TeXError) -> Double {
    try tokens.skipSpaces()
    if let next = try tokens.peek(), next.kind == .open {
      return try TeXParser.length(try tokens.rawArgument(of: token), token)
    }
    var written: [TeXToken] = []
    while let next = tokens.upcoming, case .character(let scalar) = next.kind, written.count < 12 {
      written.append(next)
      tokens.skip()
      if TeXLexer.isLetter(scalar), written.count > 1,
        case .character(let before) = written[written.count - 2].kind, TeXLexer.isLetter(before)
      {
        break
      }
    }
    return try TeXParser.length(written, token)
  }

  /// A length in em, of 10 points each.
  static func length(_ written: [TeXToken], _ token: TeXToken) throws(TeXError) -> Double {
    let text = spelling(written)
    var number = ""
    var unit = ""
    for scalar in text.unicodeScalars where scalar != " " {
      if TeXLexer.isLetter(scalar) {
        unit.unicodeScalars.append(scalar)
      } else if unit.isEmpty {
        number.unicodeScalars.append(scalar)
      } else {
        unit = "?"
      }
    }
    let sizes: [String: Double] = [
      "em": 1, "ex": 0.45, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "mm": 0.2845, "cm": 2.845,
      "in": 7.227, "bp": 0.1, "pc": 1.2,
    ]
    guard let size = sizes[unit], let value = DecimalReading.number(number), value.magnitude < 1000
    else {
      throw TeXError(
        .badLength(text.isEmpty ? "nothing" : text),
        offset: token.offset,
        width: token.width
      )
    }
    return value * size
  }

  /// Tokens as they were written, at most 40 characters.
  static func spelling(_ tokens: [TeXToken]) -> String {
    var text = String.UnicodeScalarView()
    for token in tokens {
      text.append(contentsOf: token.spelling.unicodeScalars)
      if text.count > 40 { return String(text) + "…" }
    }
    return String(text)
  }
}
