extension TeXParser {
  /// Takes a definition, if `name` begins one.
  ///
  /// - Returns: whether it did.
  mutating func define(_ name: String, _ token: TeXToken) throws(TeXError) -> Bool {
    switch name {
    case "newcommand", "newcommand*", "renewcommand", "renewcommand*", "providecommand":
      tokens.skip()
      try newCommand(name, token)
    case "def":
      tokens.skip()
      try plainDefinition(token)
    case "DeclareMathOperator", "DeclareMathOperator*":
      tokens.skip()
      let defined = try definedName(token)
      let body = try tokens.rawArgument(of: token)
      let command = name == "DeclareMathOperator" ? "operatorname" : "operatorname*"
      func new(_ kind: TeXToken.Kind) -> TeXToken {
        TeXToken(kind: kind, offset: token.offset, width: token.width)
      }
      try set(
        defined,
        TeXMacros.Macro(
          parameterCount: 0,
          optional: nil,
          body: [new(.command(command)), new(.open)] + body + [new(.close)]
        ),
        command: "newcommand"
      )
    default: return false
    }
    return true
  }

  /// Reads `\newcommand{\name}[2][default]{body}`.
  private mutating func newCommand(_ command: String, _ token: TeXToken) throws(TeXError) {
    let defined = try definedName(token)
    var count = 0
    var optional: [TeXToken]?
    if let given = try tokens.rawOptional() {
      let text = TeXParser.spelling(given.filter { $0.kind != .space })
      guard let number = Int(text), (0...9).contains(number) else {
        throw error(.badParameterCount(text.isEmpty ? "none" : text), given.first ?? token)
      }
      count = number
      if count > 0 { optional = try tokens.rawOptional() }
    }
    let body = try tokens.rawArgument(of: token)
    try checkParameters(body, count)
    let macro = TeXMacros.Macro(parameterCount: count, optional: optional, body: body)
    try set(defined, macro, command: command)
  }

  /// Reads `\def\name#1#2{body}`.
  private mutating func plainDefinition(_ token: TeXToken) throws(TeXError) {
    let defined = try definedName(token)
    var count = 0
    while let next = tokens.upcoming, next.kind != .open {
      guard next.kind == .parameter(count + 1) else {
        throw error(.badParameterCount(next.spelling), next)
      }
      count += 1
      tokens.skip()
    }
    let body = try tokens.rawArgument(of: token)
    try checkParameters(body, count)
    tokens.macros.table[defined.name] = TeXMacros.Macro(
      parameterCount: count,
      optional: nil,
      body: body
    )
  }

  private mutating func definedName(
    _ token: TeXToken
  ) throws(TeXError) -> (name: String, token: TeXToken) {
    let target = try tokens.rawArgument(of: token).filter { $0.kind != .space }
    guard target.count == 1, case .command(let name) = target[0].kind, !name.isEmpty else {
      let found = target.isEmpty ? "nothing" : TeXParser.spelling(target)
      throw error(.badMacroName(found), target.first ?? token)
    }
    if TeXCommands.isProtected(name) {
      throw error(.badMacroName(target[0].spelling), target[0])
    }
    return (name, target[0])
  }

  private func checkParameters(_ body: [TeXToken], _ count: Int) throws(TeXError) {
    for token in body {
      switch token.kind {
      case .parameter(let number) where number > count:
        throw error(.badParameter(token.spelling, count: count), token)
      case .character("#"): throw error(.badParameter("#", count: count), token)
      default: break
      }
    }
  }

  private mutating func set(
    _ defined: (name: String, token: TeXToken),
    _ macro: TeXMacros.Macro,
    command: String
  ) throws(TeXError) {
    let old = tokens.macros.table[defined.name]
    let isBuiltIn = old == nil && TeXCommands.meaning(of: defined.name) != nil
    switch command {
    case "renewcommand", "renewcommand*":
      if old == nil, !isBuiltIn { throw error(.macroMissing(defined.name), defined.token) }
    case "providecommand":
      if old != nil || isBuiltIn { return }
    default:
      if isBuiltIn { throw error(.macroExists(defined.name, builtIn: true), defined.token) }
      if let old, !old.isSame(as: macro) {
        throw error(.macroExists(defined.name, builtIn: false), defined.token)
      }
    }
    tokens.macros.table[defined.name] = macro
  }
}

extension TeXCommands {
  /// Commands without which no formula could be read, so that none of them can be redefined.
  static func isProtected(_ name: String) -> Bool {
    switch name {
    case "begin", "end", "left", "right", "middle", "\\", "newcommand", "renewcommand", "def": true
    default: false
    }
  }

  /// Commands that are no argument by themselves.
  static func takesRest(_ name: String) -> Bool {
    switch meaning(of: name) {
    case .style, .font: true
    default:
      switch name {
      case "color", "limits", "nolimits", "displaylimits", "tag", "tag*", "newcommand",
        "newcommand*", "renewcommand", "renewcommand*", "providecommand", "def",
        "DeclareMathOperator", "DeclareMathOperator*", "hline", "hdashline", "cr", "newline":
        true
      default: false
      }
    }
  }
}
