/// The tokens still to be read, with macros replaced by what they stand for.
struct TeXTokenStream {
  /// How many macros may stand in each other.
  static let expansionDepthLimit = 100

  private struct Frame {
    var tokens: [TeXToken]
    var next = 0
  }

  var macros: TeXMacros
  private var frames: [Frame]
  /// How many more tokens macros may bring in.
  private var budget: Int
  let endOffset: Int

  init(_ tokens: [TeXToken], macros: TeXMacros) {
    self.macros = macros
    frames = [Frame(tokens: tokens)]
    budget = 100_000 + 4 * tokens.count
    endOffset = tokens.last.map { $0.offset + $0.width } ?? 0
  }

  /// The next token as it stands, macros unexpanded; nil at the end.
  var upcoming: TeXToken? {
    var i = frames.count - 1
    while i >= 0 {
      if frames[i].next < frames[i].tokens.count { return frames[i].tokens[frames[i].next] }
      i -= 1
    }
    return nil
  }

  /// The token `distance` further on, as far as it comes from the same place as the next one.
  func ahead(_ distance: Int) -> TeXToken? {
    guard let frame = frames.last(where: { $0.next < $0.tokens.count }),
      frame.next + distance < frame.tokens.count
    else { return nil }
    return frame.tokens[frame.next + distance]
  }

  /// The next token, macros expanded; nil at the end.
  mutating func peek() throws(TeXError) -> TeXToken? {
    while let token = upcoming {
      guard case .command(let name) = token.kind, let macro = macros.table[name] else {
        return token
      }
      skip()
      try expand(macro, name, at: token)
    }
    return nil
  }

  /// Takes the next token, macros expanded.
  mutating func pop() throws(TeXError) -> TeXToken? {
    let token = try peek()
    skip()
    return token
  }

  /// Leaves the next token behind.
  mutating func skip() {
    while let last = frames.indices.last {
      if frames[last].next < frames[last].tokens.count {
        frames[last].next += 1
        return
      }
      if last == 0 { return }
      frames.removeLast()
    }
  }

  mutating func skipSpaces() throws(TeXError) {
    while let token = try peek(), token.kind == .space { skip() }
  }

  /// Leaves spaces behind without looking into macros.
  mutating func skipRawSpaces() {
    while let token = upcoming, token.kind == .space { skip() }
  }

  /// The tokens of `{…}` without the braces, or the one token that stands there.
  mutating func rawArgument(of command: TeXToken) throws(TeXError) -> [TeXToken] {
    skipRawSpaces()
    guard let opening = upcoming else {
      throw TeXError(
        .missingArgument(of: command.spelling, found: nil),
        offset: command.offset,
        width: command.width
      )
    }
    skip()
    if opening.kind == .close {
      throw TeXError(
        .missingArgument(of: command.spelling, found: "}"),
        offset: opening.offset
      )
    }
    guard opening.kind == .open else { return [opening] }
    var found: [TeXToken] = []
    var level = 1
    while let token = upcoming {
      skip()
      if token.kind == .open { level += 1 }
      if token.kind == .close {
        level -= 1
        if level == 0 { return found }
      }
      found.append(token)
    }
    throw TeXError(.unclosed("{", expected: "}"), offset: opening.offset)
  }

  /// The tokens of `[…]`, if it is there.
  mutating func rawOptional() throws(TeXError) -> [TeXToken]? {
    skipRawSpaces()
    guard let opening = upcoming, opening.isCharacter("[") else { return nil }
    skip()
    var found: [TeXToken] = []
    var level = 0
    while let token = upcoming {
      skip()
      if token.kind == .open { level += 1 }
      if token.kind == .close { level -= 1 }
      if level == 0, token.isCharacter("]") { return found }
      found.append(token)
    }
    throw TeXError(.unclosed("[", expected: "]"), offset: opening.offset)
  }

  /// Puts a macro's body before what is still to be read, its arguments put in.
  private mutating func expand(
    _ macro: TeXMacros.Macro,
    _ name: String,
    at use: TeXToken
  ) throws(TeXError) {
    guard use.expansions < TeXTokenStream.expansionDepthLimit else {
      throw TeXError(.macroLoop(name), offset: use.offset, width: use.width)
    }
    var arguments: [[TeXToken]] = []
    if let optional = macro.optional {
      let given = try rawOptional()
      arguments.append(given ?? optional.map { $0.moved(to: use) })
    }
    while arguments.count < macro.parameterCount {
      arguments.append(try rawArgument(of: use))
    }
    var body: [TeXToken] = []
    for token in macro.body {
      if case .parameter(let number) = token.kind, number <= arguments.count {
        body += arguments[number - 1]
      } else {
        body.append(token.moved(to: use))
      }
      if body.count > budget { break }
    }
    budget -= body.count + 1
    guard budget >= 0 else {
      throw TeXError(.tooManyExpansions, offset: use.offset, width: use.width)
    }
    frames.append(Frame(tokens: body))
  }
}

extension TeXToken {
  /// The same, standing where a macro was used.
  fileprivate func moved(to use: TeXToken) -> TeXToken {
    TeXToken(kind: kind, offset: use.offset, width: use.width, expansions: use.expansions + 1)
  }
}
