extension TeXParser {
  /// How an environment is read.
  private struct Layout {
    /// Its name in the tree; nil for those that only stand around a formula.
    var environment: String?
    var columns = ""
    /// Whether the second of two cells continues the first.
    var pairs = false
    var maximum = Int.max
  }

  /// Reads `\begin{…} … \end{…}`.
  mutating func environment(_ begin: TeXToken) throws(TeXError) -> Formula {
    try enter(begin)
    defer { depth -= 1 }
    let name = TeXParser.spelling(try tokens.rawArgument(of: begin))
    var layout = try layout(of: name, begin)
    let outer = (alphabet, joinsLetters)
    (alphabet, joinsLetters) = (nil, false)
    defer { (alphabet, joinsLetters) = outer }
    switch name {
    case "array", "subarray":
      layout.columns = try columns(of: begin)
      layout.maximum = layout.columns.utf8.count { $0 != UInt8(ascii: "|") }
      if name == "subarray" { layout.columns = "" }
    case "alignedat", "alignat", "alignat*": _ = try tokens.rawArgument(of: begin)
    case "aligned", "gathered", "split", "smallmatrix": _ = try tokens.rawOptional()
    case "matrix*", "pmatrix*", "bmatrix*", "Bmatrix*", "vmatrix*", "Vmatrix*":
      if let given = try tokens.rawOptional() {
        layout.columns = try TeXParser.columnLetters(given, begin)
      }
    default: break
    }
    guard let environment = layout.environment else {
      let content = try row(until: .environment(name))
      try end(name, begin)
      return .joined(content)
    }
    var grid = Formula.Grid(environment: environment, rows: [], columns: layout.columns)
    try readRows(of: &grid, name, layout, begin)
    return .grid(grid)
  }

  /// Reads `\substack{… \\ …}`.
  mutating func substack(_ token: TeXToken) throws(TeXError) -> Formula {
    try enter(token)
    defer { depth -= 1 }
    try tokens.skipSpaces()
    guard let opening = try tokens.peek(), opening.kind == .open else {
      return try argument(of: token)
    }
    tokens.skip()
    var rows: [[Formula]] = []
    while true {
      let cell = Formula.joined(try row(until: .braces))
      guard let end = try tokens.pop() else {
        throw error(.unclosed("{", expected: "}"), opening)
      }
      rows.append([cell])
      switch end.kind {
      case .close: return .grid(Formula.Grid(environment: "substack", rows: rows))
      case .command("\\"), .command("cr"), .command("newline"): continue
      default: throw error(.unexpected(end.spelling, place: .braces), end)
      }
    }
  }

  private mutating func readRows(
    of grid: inout Formula.Grid,
    _ name: String,
    _ layout: Layout,
    _ begin: TeXToken
  ) throws(TeXError) {
    let outerTag = tag
    tag = nil
    defer { tag = outerTag }
    var cells: [Formula] = []
    while true {
      if cells.isEmpty { try readLines(of: &grid) }
      let items = try row(until: .environment(name))
      cells.append(
        .joined(items, afterOperand: layout.pairs && cells.count % 2 == 1)
      )
      guard let token = try tokens.pop() else {
        throw error(.unclosed("\\begin{\(name)}", expected: "\\end{\(name)}"), begin)
      }
      switch token.kind {
      case .character("&"):
        if cells.count >= layout.maximum {
          throw error(.tooManyCells(found: cells.count + 1, columns: layout.maximum), token)
        }
      case .command("\\"), .command("cr"), .command("newline"):
        finishRow(&cells, of: &grid)
        try skipGap(token)
      case .command("end"):
        // What stands behind the last \\ is a row only if there is something in it.
        if cells.count > 1 || cells[0] != .row([]) || tag != nil { finishRow(&cells, of: &grid) }
        try checkEnd(name, token)
        return
      default: throw error(.unexpected(token.spelling, place: .environment(name)), token)
      }
    }
  }

  private mutating func finishRow(_ cells: inout [Formula], of grid: inout Formula.Grid) {
    if let tag { grid.tags[grid.rows.count] = tag }
    tag = nil
    grid.rows.append(cells)
    cells = []
  }

  /// `\hline`, and the gap of `\\[6pt]`, which the page sets itself.
  private mutating func readLines(of grid: inout Formula.Grid) throws(TeXError) {
    while let token = try tokens.peek() {
      switch token.kind {
      case .space: tokens.skip()
      case .command("hline"), .command("hdashline"), .command("toprule"), .command("midrule"),
        .command("bottomrule"):
        tokens.skip()
        if grid.lines.last != grid.rows.count { grid.lines.append(grid.rows.count) }
      default: return
      }
    }
  }

  private mutating func skipGap(_ token: TeXToken) throws(TeXError) {
    if let star = tokens.upcoming, star.isCharacter("*") { tokens.skip() }
    guard let next = tokens.upcoming, next.isCharacter("["), let gap = try tokens.rawOptional()
    else {
      return
    }
    _ = try TeXParser.length(gap, next)
  }

  private mutating func end(_ name: String, _ begin: TeXToken) throws(TeXError) {
    guard let token = try tokens.pop() else {
      throw error(.unclosed("\\begin{\(name)}", expected: "\\end{\(name)}"), begin)
    }
    guard token.isCommand("end") else {
      throw error(.unexpected(token.spelling, place: .environment(name)), token)
    }
    try checkEnd(name, token)
  }

  private mutating func checkEnd(_ name: String, _ token: TeXToken) throws(TeXError) {
    let ended = TeXParser.spelling(try tokens.rawArgument(of: token))
    if ended != name { throw error(.mismatchedEnvironment(begun: name, ended: ended), token) }
  }

  // MARK: Layouts

  private func layout(of name: String, _ begin: TeXToken) throws(TeXError) -> Layout {
    switch name {
    case "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases",
      "dcases", "rcases":
      return Layout(environment: name, maximum: name.hasSuffix("cases") ? 2 : Int.max)
    case "matrix*", "pmatrix*", "bmatrix*", "Bmatrix*", "vmatrix*", "Vmatrix*":
      return Layout(environment: String(name.dropLast()))
    case "psmallmatrix", "bsmallmatrix": return Layout(environment: name)
    case "aligned", "align", "align*", "split", "alignedat", "alignat", "alignat*", "flalign",
      "flalign*":
      return Layout(environment: "aligned", pairs: true)
    case "gathered", "gather", "gather*", "multline", "multline*":
      return Layout(environment: "gathered", maximum: 1)
    case "array": return Layout(environment: "array")
    case "subarray": return Layout(environment: "substack", maximum: 1)
    case "equation", "equation*", "displaymath", "math": return Layout(environment: nil)
    case "eqnarray", "eqnarray*":
      throw error(.unknownEnvironment(name, suggestion: "aligned"), begin)
    default:
      let suggestion = TeXSuggestions.environment(like: name)
      throw error(.unknownEnvironment(name, suggestion: suggestion), begin)
    }
  }

  private mutating func columns(of begin: TeXToken) throws(TeXError) -> String {
    _ = try tokens.rawOptional()
    let given = try tokens.rawArgument(of: begin)
    let letters = try TeXParser.columnLetters(given, begin)
    if letters.isEmpty { throw error(.badColumn("none"), begin) }
    return letters
  }

  /// The letters of `c|cc`, with `*{3}{c}` written out.
  private static func columnLetters(
    _ tokens: [TeXToken],
    _ begin: TeXToken
  ) throws(TeXError) -> String {
    var letters = ""
    var i = 0
    while i < tokens.count {
      let token = tokens[i]
      i += 1
      switch token.kind {
      case .space: continue
      case .character("l"), .character("c"), .character("r"): letters += token.spelling
      case .character("|"): if !letters.hasSuffix("|") { letters += "|" }
      case .character("@"), .character("!"): _ = groupTokens(tokens, &i)
      case .character("*"):
        let count = Int(spelling(groupTokens(tokens, &i))) ?? 0
        let repeated = groupTokens(tokens, &i)
        guard (1...100).contains(count), repeated.count <= 20 else {
          throw TeXError(.badColumn("*"), offset: token.offset)
        }
        let inner = try columnLetters(repeated.filter { !$0.isCharacter("*") }, begin)
        for _ in 0..<count { letters += inner }
      default:
        throw TeXError(.badColumn(token.spelling), offset: token.offset, width: token.width)
      }
      if letters.utf8.count > 1000 { throw TeXError(.badColumn("too many"), offset: token.offset) }
    }
    return letters
  }

  /// The tokens of `{…}` or the single one at `i`, which moves on.
  private static func groupTokens(_ tokens: [TeXToken], _ i: inout Int) -> [TeXToken] {
    guard i < tokens.count else { return [] }
    guard tokens[i].kind == .open else {
      i += 1
      return [tokens[i - 1]]
    }
    var level = 0
    let start = i + 1
    while i < tokens.count {
      if tokens[i].kind == .open { level += 1 }
      if tokens[i].kind == .close { level -= 1 }
      i += 1
      if level == 0 { return Array(tokens[start..<(i - 1)]) }
    }
    return []
  }
}
