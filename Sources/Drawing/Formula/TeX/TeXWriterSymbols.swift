extension TeXWriter {
  // MARK: Letters

  mutating func identifier(_ text: String, _ alphabet: Formula.Alphabet) {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first else { return }
    if scalars.count == 1 {
      let usual: Formula.Alphabet = TeXCharacters.isUsuallyUpright(first) ? .upright : .italic
      if alphabet == usual { return add(TeXWriter.letter(first)) }
      if alphabet == .italic, ("Α"..."Ω").contains(first), let name = TeXCommands.name(of: text) {
        return add("\\" + name)
      }
    }
    var letters = ""
    for scalar in scalars {
      let letter =
        scalars.count == 1 ? TeXWriter.letter(scalar) : TeXWriter.escaped(String(Character(scalar)))
      letters += letter
    }
    add(TeXWriter.command(for: alphabet, first) + "{" + letters + "}")
  }

  private static func letter(_ scalar: Unicode.Scalar) -> String {
    let text = String(Character(scalar))
    if scalar.value < 0x80 { return escaped(text) }
    guard let name = TeXCommands.name(of: text) else { return text }
    // Capital Greek letters have two commands; the upright one is meant.
    if name.hasPrefix("var"), ("Α"..."Ω").contains(scalar) { return "\\" + name.dropFirst(3) }
    return "\\" + name
  }

  private static func command(for alphabet: Formula.Alphabet, _ first: Unicode.Scalar) -> String {
    switch alphabet {
    case .italic: "\\mathit"
    case .upright: "\\mathrm"
    case .bold: first == "∇" || first == "∂" ? "\\boldsymbol" : "\\mathbf"
    case .boldItalic: "\\boldsymbol"
    case .doubleStruck: "\\mathbb"
    case .script: "\\mathcal"
    case .fraktur: "\\mathfrak"
    case .sansSerif: "\\mathsf"
    case .monospace: "\\mathtt"
    }
  }

  // MARK: Words

  static func word(_ word: String, limits: Bool) -> String {
    if let meaning = TeXCommands.meaning(of: word), case .word(word, limits) = meaning {
      return "\\" + word
    }
    switch (word, limits) {
    case ("lim\u{2009}sup", true): return "\\limsup"
    case ("lim\u{2009}inf", true): return "\\liminf"
    default: return (limits ? "\\operatorname*{" : "\\operatorname{") + escaped(word) + "}"
    }
  }

  mutating func words(_ text: String, _ style: Formula.TextStyle) {
    switch style {
    case .plain: add("\\text{" + TeXWriter.escaped(text) + "}")
    case .bold: add("\\textbf{" + TeXWriter.escaped(text) + "}")
    case .italic: add("\\textit{" + TeXWriter.escaped(text) + "}")
    case .monospace: add("\\texttt{" + TeXWriter.escaped(text) + "}")
    case .small: add("\\text{\\small " + TeXWriter.escaped(text) + "}")
    }
  }

  /// Words with the characters that mean something to TeX written so that they do not.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%", "$", "&", "#", "_", "{", "}": result += "\\" + String(Character(scalar))
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\u{A0}": result += "~"
      case "\u{2009}": result += "\\,"
      case "’": result += "'"
      case "‘": result += "`"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func space(_ width: Double) -> String {
    switch (width * 10_000).rounded() {
    case 1667: "\\,"
    case 2222: "\\:"
    case 2778: "\\;"
    case -1667: "\\!"
    case -2222: "\\negmedspace"
    case -2778: "\\negthickspace"
    case 2500: "\\ "
    case 5000: "\\enspace"
    case 10_000: "\\quad"
    case 20_000: "\\qquad"
    default: "\\hspace{" + MathMLWriter.length(width) + "em}"
    }
  }

  // MARK: Symbols

  mutating func symbol(
    _ symbol: String,
    _ spacing: Formula.Spacing,
    before: AtomClass?,
    isAlone: Bool
  ) {
    let tex = TeXWriter.symbol(symbol, spacing)
    let isBinary = TeXCommands.binaryOperators.contains(symbol)
    switch spacing {
    case .infix:
      if symbol == "," || symbol == ";" { return add(inScript ? tex : tex + " ") }
      if isBinary, before?.wantsOperand ?? true, !isAlone { add("{}") }
      if TeXWriter.usual(symbol) == .infix || tex.hasPrefix("\\bmod") || tex == ":=" {
        add(inScript ? tex : " " + tex + " ")
      } else {
        add("\\mathrel{" + tex + "}")
      }
    case .prefix where isBinary && !(before?.wantsOperand ?? true): add("{" + tex + "}")
    case .prefix, .postfix: add(tex)
    case .tight:
      let usual = TeXWriter.usual(symbol)
      if usual == .tight || symbol == "/" || symbol == "." || symbol == "|" || (isAlone && isBinary)
      {
        add(tex)
      } else {
        add("{" + tex + "}")
      }
    }
  }

  /// The room that a symbol takes when it is written by itself.
  private static func usual(_ symbol: String) -> Formula.Spacing? {
    switch symbol {
    case "+", "−", "=", "<", ">", ":", ",", ";": return .infix
    case "/", ".", "|": return .tight
    case "(", "[": return .prefix
    case ")", "]", "!", "?": return .postfix
    default: break
    }
    if let known = TeXCommands.direct[symbol] { return known }
    if TeXParser.negations.values.contains(symbol) { return .infix }
    let scalars = symbol.unicodeScalars
    if scalars.contains("\u{338}") { return .infix }
    if let first = scalars.first, scalars.count == 1, TeXCharacters.isOperator(first) {
      return .infix
    }
    return nil
  }

  private static func symbol(_ symbol: String, _ spacing: Formula.Spacing) -> String {
    switch (symbol, spacing) {
    case ("|", .prefix): return "\\lvert"
    case ("|", .postfix): return "\\rvert"
    case ("‖", .prefix): return "\\lVert"
    case ("‖", .postfix): return "\\rVert"
    case ("‖", _): return "\\|"
    case (":", .postfix): return "\\colon"
    case ("−", _): return "-"
    case ("∗", _): return "*"
    case ("mod", _): return "\\bmod"
    case ("{", _), ("}", _), ("%", _), ("$", _), ("#", _), ("&", _), ("_", _): return "\\" + symbol
    case ("\\", _): return "\\backslash"
    case ("…", _): return "\\ldots"
    case ("⋯", _): return "\\cdots"
    default: break
    }
    let scalars = symbol.unicodeScalars
    if scalars.count == 1, let first = scalars.first, first.value < 0x80 { return symbol }
    if let name = TeXCommands.name(of: symbol) { return "\\" + name }
    for (plain, negated) in TeXParser.negations where negated == symbol && plain != "|" {
      return "\\not" + TeXWriter.symbol(plain, .infix)
    }
    if scalars.count == 2, let first = scalars.first, scalars.last == "\u{338}" {
      return "\\not" + TeXWriter.symbol(String(Character(first)), .infix)
    }
    return symbol
  }

  // MARK: Brackets

  static func delimiter(_ symbol: String) -> String {
    switch symbol {
    case "": "."
    case "‖": "\\|"
    case "{", "}": "\\" + symbol
    case "\\": "\\backslash"
    default:
      symbol.utf8.count == 1 ? symbol : TeXCommands.name(of: symbol).map { "\\" + $0 } ?? symbol
    }
  }

  mutating func bracket(
    _ symbol: String,
    _ size: Formula.BracketSize,
    _ spacing: Formula.Spacing
  ) {
    guard size != .growing else { return add("\\middle" + TeXWriter.delimiter(symbol)) }
    let letter =
      switch spacing {
      case .prefix: "l"
      case .postfix: "r"
      case .infix: "m"
      case .tight: ""
      }
    add("\\" + size.rawValue + letter + TeXWriter.delimiter(symbol))
  }
}
