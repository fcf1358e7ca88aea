extension TeXParser {
  /// The words of `\text{…}`, with what stands between dollars as formulas.
  mutating func textArgument(
    of command: TeXToken,
    _ style: Formula.TextStyle
  ) throws(TeXError) -> Formula {
    try tokens.skipSpaces()
    guard let opening = try tokens.pop() else {
      throw error(.missingArgument(of: command.spelling, found: nil), command)
    }
    switch opening.kind {
    case .open: break
    case .character(let scalar) where TeXCharacters.canBeSet(scalar):
      return .text(String(Character(scalar)), style)
    default:
      throw error(.missingArgument(of: command.spelling, found: opening.spelling), opening)
    }
    let outer = (alphabet, joinsLetters)
    (alphabet, joinsLetters) = (nil, false)
    defer { (alphabet, joinsLetters) = outer }
    let parts = try words(opening, style)
    switch parts.count {
    case 0: return .text("", style)
    case 1: return parts[0]
    default: return .row(parts)
    }
  }

  /// Reads up to the bracket that closes `opening`.
  private mutating func words(
    _ opening: TeXToken,
    _ outerStyle: Formula.TextStyle
  ) throws(TeXError) -> [Formula] {
    try enter(opening)
    defer { depth -= 1 }
    var style = outerStyle
    var parts: [Formula] = []
    var text = String.UnicodeScalarView()
    func finish() {
      if !text.isEmpty { parts.append(.text(TeXParser.typeset(text), style)) }
      text = String.UnicodeScalarView()
    }
    while let token = try tokens.pop() {
      switch token.kind {
      case .close:
        finish()
        return parts
      case .open:
        finish()
        parts += try words(token, style)
      case .space: text.append(" ")
      case .character("~"): text.append("\u{A0}")
      case .character("$"):
        finish()
        let content = try row(until: .dollars)
        guard let end = try tokens.pop() else {
          throw error(.unclosed("$", expected: "$"), token)
        }
        guard end.isCharacter("$") else {
          throw error(.unexpected(end.spelling, place: .dollars), end)
        }
        parts.append(.joined(content))
      case .character("&"), .character("_"), .character("^"), .character("#"):
        throw error(.unexpected(token.spelling, place: .text), token)
      case .character(let scalar):
        guard TeXCharacters.canBeSet(scalar) else {
          throw error(.badCharacter(scalar.value), token)
        }
        text.append(scalar)
      case .parameter: throw error(.badParameter(token.spelling, count: nil), token)
      case .command(let name):
        if let character = TeXParser.textCharacters[name] {
          text.append(contentsOf: character.unicodeScalars)
        } else if let size = TeXParser.textSwitches[name] {
          finish()
          style = size
        } else if case .text(let inner) = TeXCommands.meaning(of: name) {
          finish()
          parts.append(try textArgument(of: token, inner == .plain ? style : inner))
        } else if TeXCommands.meaning(of: name) != nil {
          throw error(.commandInText(name), token)
        } else {
          let suggestion = TeXSuggestions.command(like: name, macros: tokens.macros)
          throw error(.unknownCommand(name, suggestion: suggestion), token)
        }
      }
    }
    throw error(.unclosed("{", expected: "}"), opening)
  }

  /// Dashes and quotation marks as TeX writes them.
  private static func typeset(_ text: String.UnicodeScalarView) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text {
      switch (result.last, scalar) {
      case ("–", "-"):
        result.removeLast()
        result.append("—")
      case ("-", "-"):
        result.removeLast()
        result.append("–")
      case ("‘", "`"):
        result.removeLast()
        result.append("“")
      case ("’", "'"):
        result.removeLast()
        result.append("”")
      case (_, "`"): result.append("‘")
      case (_, "'"): result.append("’")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static let textCharacters: [String: String] = [
    "%": "%", "$": "$", "&": "&", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": "\u{2009}",
    ";": " ", ":": " ", "!": "", "quad": "\u{2003}", "qquad": "\u{2003}\u{2003}", "ldots": "…",
    "dots": "…", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^",
    "textendash": "–", "textemdash": "—", "textquotedblleft": "“", "textquotedblright": "”",
    "S": "§", "ss": "ß", "-": "", "/": "", "\\": " ", "textbar": "|", "textless": "<",
    "textgreater": ">",
  ]

  private static let textSwitches: [String: Formula.TextStyle] = [
    "small": .small, "footnotesize": .small, "scriptsize": .small, "tiny": .small,
    "bf": .bold, "bfseries": .bold, "it": .italic, "itshape": .italic, "tt": .monospace,
    "ttfamily": .monospace, "rm": .plain, "normalsize": .plain, "normalfont": .plain,
  ]

  /// The number of `\tag{…}`, in brackets unless the tag is bare.
  mutating func tagText(_ token: TeXToken, bare: Bool) throws(TeXError) -> Formula {
    let words = try textArgument(of: token, .plain)
    if bare { return words }
    if case .text(let text, let style) = words { return .text("(\(text))", style) }
    return .row([.text("("), words, .text(")")])
  }
}

extension Formula {
  /// The letters of a function's name; nil if it is more than letters.
  ///
  /// With `italicToo`, letters in the usual italics count.
  func asWord(italicToo: Bool) -> String? {
    switch self {
    case .identifier(let text, .upright): return text
    case .identifier(let text, .italic): return italicToo ? text : nil
    case .number(let text), .word(let text, _), .text(let text, .plain): return text
    case .symbol("−", _) where italicToo: return "-"
    case .symbol("/", _) where italicToo: return "/"
    case .space(let width): return width > 0 ? (width < 0.2 ? "\u{2009}" : "\u{A0}") : ""
    case .row(let items):
      if items.isEmpty { return nil }
      var word = ""
      for item in items {
        guard let part = item.asWord(italicToo: italicToo) else { return nil }
        word += part
      }
      return word
    default: return nil
    }
  }
}
