extension TeXParser {
  /// Reads `\left( … \middle| … \right)`.
  mutating func fence(_ left: TeXToken) throws(TeXError) -> Formula {
    try enter(left)
    defer { depth -= 1 }
    let opening = try delimiter(after: left)
    var items: [Formula] = []
    while true {
      items += try row(until: .fence)
      guard let token = try tokens.pop() else {
        throw error(.unclosed("\\left", expected: "\\right"), left)
      }
      switch token.kind {
      case .command("middle"):
        items.append(.bracket(try delimiter(after: token), .growing, .infix))
      case .command("right"):
        let closing = try delimiter(after: token)
        return .fenced(opening, .joined(items), closing)
      default: throw error(.unexpected(token.spelling, place: .fence), token)
      }
    }
  }

  /// Reads what follows `\bigl` and its like.
  mutating func bracket(
    _ size: Formula.BracketSize,
    _ spacing: Formula.Spacing?,
    _ token: TeXToken
  ) throws(TeXError) -> Formula {
    let symbol = try delimiter(after: token)
    if symbol.isEmpty { return .row([]) }
    if let spacing { return .bracket(symbol, size, spacing) }
    switch TeXParser.delimiterSpacing(symbol) {
    case .infix: return .bracket(symbol, size, .tight)
    case let own: return .bracket(symbol, size, own)
    }
  }

  private static func delimiterSpacing(_ symbol: String) -> Formula.Spacing {
    switch symbol {
    case "(", "[": .prefix
    case ")", "]": .postfix
    default: TeXCommands.direct[symbol] ?? .tight
    }
  }

  /// The bracket after `\left` or `\big`; empty for none.
  private mutating func delimiter(after command: TeXToken) throws(TeXError) -> String {
    try tokens.skipSpaces()
    let name = if case .command(let name) = command.kind { name } else { "" }
    guard let token = try tokens.peek() else {
      throw error(.badDelimiter(after: name, found: nil), command)
    }
    var symbol: String?
    switch token.kind {
    case .character(let scalar):
      switch scalar {
      case ".": symbol = ""
      case "<": symbol = "⟨"
      case ">": symbol = "⟩"
      default: symbol = String(Character(TeXCharacters.usual(scalar)))
      }
    case .command(let name):
      if case .symbol(let found, _) = TeXCommands.meaning(of: name) { symbol = found }
      if name == "lt" { symbol = "⟨" }
      if name == "gt" { symbol = "⟩" }
    default: break
    }
    guard let symbol, symbol.isEmpty || TeXParser.delimiters.contains(symbol) else {
      throw error(.badDelimiter(after: name, found: token.spelling), token)
    }
    tokens.skip()
    return symbol
  }

  static let delimiters: Set<String> = [
    "(", ")", "[", "]", "{", "}", "|", "‖", "/", "\\", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "⟦", "⟧", "⟮",
    "⟯", "↑", "↓", "↕", "⇑", "⇓", "⇕", "⌜", "⌝", "⌞", "⌟", "∣", "∥",
  ]
}
