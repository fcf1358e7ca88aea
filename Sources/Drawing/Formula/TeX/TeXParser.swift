/// Reads a formula written in TeX: the part of LaTeX and amsmath that a course on deep learning needs.
///
/// It is strict: what it does not know is a mistake at its place, never left out.
///
///     var macros = TeXMacros()
///     let formula = try TeXParser.parse(#"\frac{\partial L}{\partial w}"#, macros: &macros)
///
/// Letters and operators may be written directly too: `σ`, `∂`, `≤`, `−`, `x²`.
public struct TeXParser {
  /// How deeply brackets of any kind may be nested.
  public static let depthLimit = 128

  var tokens: TeXTokenStream
  var depth = 0
  /// The alphabet in force, if it is not the usual one, and whether letters join to words.
  var alphabet: Formula.Alphabet?
  var joinsLetters = false
  /// Whether what was read last takes its scripts above and below, though it does not look like it.
  var forcesLimits = false
  /// The number at the margin, once there is one.
  var tag: Formula?

  init(_ source: String, macros: TeXMacros) {
    tokens = TeXTokenStream(TeXLexer.tokens(of: source), macros: macros)
  }

  /// Reads a formula.
  ///
  /// - Parameters:
  ///   - source: TeX without its dollars. White space and `%` comments mean nothing.
  ///   - macros: what `\newcommand` defined in earlier formulas; the new ones are added. After an
  ///     error it is as it was.
  /// - Returns: the formula; an empty row if there is nothing in the source.
  /// - Throws: the first mistake.
  public static func parse(
    _ source: String,
    macros: inout TeXMacros
  ) throws(TeXError) -> Formula {
    var parser = TeXParser(source, macros: macros)
    let formula = try parser.wholeFormula()
    macros = parser.tokens.macros
    return formula
  }

  /// Reads a formula without macros of others.
  ///
  /// - Throws: the first mistake.
  public static func parse(_ source: String) throws(TeXError) -> Formula {
    var macros = TeXMacros()
    return try parse(source, macros: &macros)
  }

  private mutating func wholeFormula() throws(TeXError) -> Formula {
    let formula = Formula.joined(try row(until: .outside))
    if let token = try tokens.peek() {
      throw error(.unexpected(token.spelling, place: .outside), token)
    }
    guard let tag else { return formula }
    return .tagged(formula, tag: tag)
  }

  /// Reads items up to a closing bracket of any kind, a new cell or row, or the end.
  ///
  /// Whoever called judges whether it is the right end.
  mutating func row(until place: TeXError.Place) throws(TeXError) -> [Formula] {
    var items: [Formula] = []
    while let token = try tokens.peek() {
      switch token.kind {
      case .space: tokens.skip()
      case .close, .character("&"), .character("$"): return items
      case .character("]") where place == .brackets: return items
      case .command("\\"), .command("cr"), .command("newline"), .command("right"),
        .command("middle"), .command("end"):
        return items
      default:
        if let item = try item(token, place) { items.append(item) }
      }
    }
    return items
  }

  /// Reads an atom with its scripts, or a switch with all that follows it; nil for what sets nothing.
  private mutating func item(
    _ token: TeXToken,
    _ place: TeXError.Place
  ) throws(TeXError) -> Formula? {
    if case .command(let name) = token.kind {
      switch TeXCommands.meaning(of: name) {
      case .style(let style):
        tokens.skip()
        return .styled(style, try rest(place, after: token))
      case .font(let font):
        tokens.skip()
        let outer = (alphabet, joinsLetters)
        (alphabet, joinsLetters) = (font, font != .script)
        let content = try rest(place, after: token)
        (alphabet, joinsLetters) = outer
        return content
      case .nothing:
        tokens.skip()
        return nil
      default: break
      }
      if name == "color" {
        tokens.skip()
        let ink = try color(of: token)
        let content = try rest(place, after: token)
        return ink.map { .inked($0, content) } ?? content
      }
      if try define(name, token) { return nil }
      if name == "tag" || name == "tag*" {
        tokens.skip()
        tag = try tagText(token, bare: name == "tag*")
        return nil
      }
    }
    let base: Formula
    switch token.kind {
    case .character("^"), .character("_"), .character("'"): base = .row([])
    default: base = try nucleus(token)
    }
    return try scripts(on: base)
  }

  /// All that follows, up to the end of the group or cell.
  private mutating func rest(
    _ place: TeXError.Place,
    after token: TeXToken
  ) throws(TeXError) -> Formula {
    try enter(token)
    defer { depth -= 1 }
    return .joined(try row(until: place))
  }

  /// Counts a level of nesting.
  mutating func enter(_ token: TeXToken) throws(TeXError) {
    depth += 1
    if depth > TeXParser.depthLimit {
      throw error(.tooDeep(limit: TeXParser.depthLimit), token)
    }
  }

  func error(_ kind: TeXError.Kind, _ token: TeXToken) -> TeXError {
    TeXError(kind, offset: token.offset, width: token.width)
  }

  /// A mistake at the next token, or at the end.
  func errorHere(_ kind: TeXError.Kind) -> TeXError {
    guard let token = tokens.upcoming else { return TeXError(kind, offset: tokens.endOffset) }
    return error(kind, token)
  }

  // MARK: Arguments

  /// The content of `{…}`, or the one thing that stands there, for `command`.
  mutating func argument(of command: TeXToken) throws(TeXError) -> Formula {
    try enter(command)
    defer { depth -= 1 }
    try tokens.skipSpaces()
    guard let token = try tokens.peek() else {
      throw TeXError(
        .missingArgument(of: command.spelling, found: nil),
        offset: command.offset,
        width: command.width
      )
    }
    switch token.kind {
    case .open: return try group()
    case .character(let digit) where ("0"..."9").contains(digit) && alphabet == nil:
      tokens.skip()
      return .number(String(Character(digit)))
    case .close, .character("&"), .character("$"), .character("^"), .character("_"),
      .command("\\"), .command("right"), .command("middle"), .command("end"):
      throw error(.missingArgument(of: command.spelling, found: token.spelling), token)
    case .command(let name) where TeXCommands.takesRest(name):
      throw error(.missingArgument(of: command.spelling, found: token.spelling), token)
    default: return .joined([try nucleus(token)])
    }
  }

  /// `{…}` as one formula.
  mutating func group() throws(TeXError) -> Formula {
    guard let opening = try tokens.pop() else { return .row([]) }
    try enter(opening)
    defer { depth -= 1 }
    let content = try row(until: .braces)
    guard let end = try tokens.peek() else {
      throw error(.unclosed("{", expected: "}"), opening)
    }
    guard end.kind == .close else { throw error(.unexpected(end.spelling, place: .braces), end) }
    tokens.skip()
    return .joined(content)
  }

  /// `[…]` as one formula, if it is there.
  mutating func optionalArgument() throws(TeXError) -> Formula? {
    try tokens.skipSpaces()
    guard let opening = try tokens.peek(), opening.isCharacter("[") else { return nil }
    tokens.skip()
    try enter(opening)
    defer { depth -= 1 }
    let content = try row(until: .brackets)
    guard let end = try tokens.peek() else {
      throw error(.unclosed("[", expected: "]"), opening)
    }
    guard end.isCharacter("]") else {
      throw error(.unexpected(end.spelling, place: .brackets), end)
    }
    tokens.skip()
    return .joined(content)
  }
}
