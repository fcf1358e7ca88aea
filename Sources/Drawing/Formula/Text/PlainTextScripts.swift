extension PlainTextWriter {
  /// A thing with its scripts: `x²`, `w₁`, `L_θ`, `Σ_{i=1}^{n}`.
  static func scripts(_ base: Formula, _ sub: Formula?, _ sup: Formula?) -> String {
    if case .under(let content, .symbol(let brace, _)) = base, brace == "⏟" || brace == "⎵", let sub
    {
      return text(content) + " (" + write(sub) + ")"
    }
    if case .over(let content, .symbol(let brace, _)) = base, brace == "⏞" || brace == "⎴", let sup
    {
      return text(content) + " (" + write(sup) + ")"
    }
    let spelled = base.atomClass == .largeOperator || base.takesLimits
    var result = needsBrackets(base) ? "(\(write(base)))" : text(base)
    if let sub { result += script(sub, "_", spelled: spelled, TeXCharacters.lower) }
    if let sup { result += superscript(sup, spelled: spelled) }
    return result
  }

  private static func needsBrackets(_ base: Formula) -> Bool {
    switch base {
    case .row(let items): items.count > 1
    case .fraction, .root: true
    case .scripts(_, _, let sup, _): sup != nil
    case .number(let text): text.utf8.first == UInt8(ascii: "-")
    default: false
    }
  }

  private static func superscript(_ sup: Formula, spelled: Bool) -> String {
    switch sup {
    case .symbol(let mark, .tight) where TeXCharacters.primes(mark.unicodeScalars.first ?? " ") > 0:
      return mark
    case .symbol("⊤", _), .identifier("⊤", _): return "ᵀ"
    case .symbol("∗", .tight): return "*"
    case .symbol("†", .tight): return "†"
    case .row(let items) where items.count > 1:
      if case .symbol(let mark, .tight) = items[0],
        TeXCharacters.primes(mark.unicodeScalars.first ?? " ") > 0
      {
        return mark + superscript(.row(Array(items.dropFirst())), spelled: spelled)
      }
    default: break
    }
    return script(sup, "^", spelled: spelled, TeXCharacters.raise)
  }

  private static func script(
    _ formula: Formula,
    _ mark: String,
    spelled: Bool,
    _ moved: (Unicode.Scalar) -> Unicode.Scalar?
  ) -> String {
    let plain = compact(formula)
    if !spelled {
      var result = String.UnicodeScalarView()
      var complete = true
      for scalar in plain.unicodeScalars {
        let same: Unicode.Scalar = scalar == "−" ? "-" : scalar == "⊤" ? "T" : scalar
        guard let small = moved(same) else {
          complete = false
          break
        }
        result.append(small)
      }
      if complete { return String(result) }
    }
    if !spelled, plain.unicodeScalars.count == 1 { return mark + plain }
    return mark + "{" + plain + "}"
  }

  // MARK: Rows

  static func row(_ items: [Formula]) -> String {
    var result = ""
    for (i, item) in items.enumerated() {
      var piece = text(item)
      if isQuotient(item), touches(items, i) { piece = "(" + piece + ")" }
      if i > 0, needsSpace(items[i - 1], item, result, piece) { result += " " }
      // One space is enough.
      if result.utf8.last == UInt8(ascii: " "), piece.utf8.first == UInt8(ascii: " ") {
        piece = String(piece.unicodeScalars.dropFirst())
      }
      result += piece
    }
    return result
  }

  private static func isQuotient(_ formula: Formula) -> Bool {
    switch formula {
    case .fraction(_, _, _, let line): line
    case .inked(_, let content), .styled(_, let content): isQuotient(content)
    default: false
    }
  }

  /// Whether a factor stands directly beside the i-th item.
  private static func touches(_ items: [Formula], _ i: Int) -> Bool {
    func isFactor(_ formula: Formula, before: Bool) -> Bool {
      switch formula {
      case .text: return false
      default: break
      }
      switch formula.atomClass {
      case .ordinary, .inner, .word, .largeOperator: return true
      case .opening: return !before
      case .closing: return before
      default: return false
      }
    }
    var j = i - 1
    while j >= 0, items[j].atomClass == .space { j -= 1 }
    if j >= 0, isFactor(items[j], before: true), items[j].atomClass != .largeOperator {
      return true
    }
    j = i + 1
    while j < items.count, items[j].atomClass == .space { j += 1 }
    return j < items.count && isFactor(items[j], before: false)
  }

  /// Whether two neighbours would run together.
  private static func needsSpace(
    _ left: Formula,
    _ right: Formula,
    _ before: String,
    _ after: String
  ) -> Bool {
    guard let last = before.unicodeScalars.last, let first = after.unicodeScalars.first,
      last != " ", first != " "
    else { return false }
    if endsSpelled(left), isLetterLike(right) || right.atomClass == .inner { return true }
    switch (left.atomClass, right.atomClass) {
    case (.word, .ordinary), (.word, .inner), (.word, .word), (.word, .largeOperator):
      return first != "("
    case (.ordinary, .word), (.closing, .word), (.inner, .word): return true
    case (.largeOperator, .ordinary), (.largeOperator, .inner), (.largeOperator, .word),
      (.largeOperator, .largeOperator), (.largeOperator, .opening):
      return true
    case (.ordinary, .largeOperator), (.closing, .largeOperator), (.inner, .largeOperator):
      return true
    case (.inner, .ordinary), (.ordinary, .inner), (.inner, .inner):
      return !isDots(left) || !isDots(right)
    default: break
    }
    return isLong(left) && isLetterLike(right) || isLetterLike(left) && isLong(right)
      || (isNumber(right) && !isSign(left) && isLetterLike(left))
  }

  /// Whether it ends with a script that Unicode does not have: `∇_θ`.
  private static func endsSpelled(_ formula: Formula) -> Bool {
    guard case .scripts(let base, let sub, let sup, _) = formula else { return false }
    if base.takesLimits { return true }
    let last = text(.scripts(.number("0"), sub: sub, sup: sup))
    return last.unicodeScalars.contains("_") || last.unicodeScalars.contains("^")
  }

  private static func isDots(_ formula: Formula) -> Bool {
    if case .symbol = formula { return true }
    return false
  }

  private static func isSign(_ formula: Formula) -> Bool { formula.atomClass == .sign }

  private static func isNumber(_ formula: Formula) -> Bool {
    switch formula {
    case .number: true
    case .scripts(let base, _, _, _): isNumber(base)
    case .inked(_, let content): isNumber(content)
    default: false
    }
  }

  private static func isLetterLike(_ formula: Formula) -> Bool {
    switch formula {
    case .identifier, .number, .accent: true
    case .scripts(let base, _, _, _): isLetterLike(base)
    case .inked(_, let content): isLetterLike(content)
    default: false
    }
  }

  /// A name of several letters.
  private static func isLong(_ formula: Formula) -> Bool {
    switch formula {
    case .identifier(let text, _): text.unicodeScalars.count > 1
    case .scripts(let base, _, _, _), .accent(_, let base): isLong(base)
    case .inked(_, let content): isLong(content)
    default: false
    }
  }

  // MARK: Fractions

  /// A side of a fraction's slash, in brackets if it is more than one thing.
  static func operand(_ formula: Formula, isDivisor: Bool) -> String {
    let isOne = isWhole(formula) || (!isDivisor && isProduct(formula)) || isDifferential(formula)
    return isOne ? write(formula) : "(" + write(formula) + ")"
  }

  /// Whether it needs no brackets anywhere.
  static func isWhole(_ formula: Formula) -> Bool {
    switch formula {
    case .identifier, .number, .text, .root, .symbol, .fenced, .grid: true
    case .accent(_, let content): isWhole(content)
    case .scripts(let base, _, _, _): base.atomClass == .ordinary || base.atomClass == .closing
    case .inked(_, let content), .styled(_, let content), .boxed(let content): isWhole(content)
    case .row(let items): items.count == 1 && isWhole(items[0]) || isApplication(items)
    default: false
    }
  }

  /// `Q(x)`, `max(v, ε)`: a name and one pair of brackets.
  private static func isApplication(_ items: [Formula]) -> Bool {
    guard items.count > 2, items[1].atomClass == .opening,
      items[items.count - 1].atomClass == .closing
    else { return false }
    switch items[0] {
    case .identifier, .word, .accent, .scripts(.identifier, _, _, _), .scripts(.word, _, _, _):
      break
    default: return false
    }
    var depth = 0
    for item in items.dropFirst().dropLast() {
      switch item.atomClass {
      case .opening: depth += 1
      case .closing:
        depth -= 1
        if depth == 0 { return false }
      default: break
      }
    }
    return depth == 1
  }

  /// Factors side by side: no operator between them, no sum or function name.
  private static func isProduct(_ formula: Formula) -> Bool {
    guard case .row(let items) = formula else { return false }
    var depth = 0
    for (i, item) in items.enumerated() {
      switch item.atomClass {
      case .opening: depth += 1
      case .closing: depth -= 1
      case .ordinary, .space: break
      case .sign where i == 0: break
      default: if depth == 0 { return false }
      }
    }
    return true
  }

  /// `∂x`, `dx`, `∂²f`: a sign of differentiation and one thing.
  private static func isDifferential(_ formula: Formula) -> Bool {
    guard case .row(let items) = formula, items.count == 2 else { return false }
    var sign = items[0]
    if case .scripts(let base, nil, _, _) = sign { sign = base }
    switch sign {
    case .identifier("∂", _), .identifier("d", _), .identifier("Δ", _): return isWhole(items[1])
    default: return false
    }
  }

  // MARK: Rows and columns

  static func grid(_ grid: Formula.Grid) -> String {
    switch grid.environment {
    case "aligned", "gathered":
      return rows(grid, cells: "", between: "; ")
    case "substack": return rows(grid, cells: " ", between: ", ")
    case "cases", "dcases": return "{ " + rows(conditional(grid), cells: " ", between: "; ")
    case "rcases": return rows(grid, cells: " ", between: "; ") + " }"
    default:
      let (left, right) = grid.brackets
      return left.isEmpty ? "[" + entries(grid) + "]" : left + entries(grid) + right
    }
  }

  /// The cells of a matrix: commas between columns, semicolons between rows.
  static func entries(_ grid: Formula.Grid) -> String { rows(grid, cells: ", ", between: "; ") }

  /// Cases with an `if` before each condition that does not begin with words.
  private static func conditional(_ grid: Formula.Grid) -> Formula.Grid {
    var grid = grid
    for i in grid.rows.indices where grid.rows[i].count == 2 {
      let condition = grid.rows[i][1]
      var first = condition
      if case .row(let items) = condition { first = items.first ?? condition }
      if case .text = first { continue }
      grid.rows[i][1] = .row([.text("if "), condition])
    }
    return grid
  }

  private static func rows(
    _ grid: Formula.Grid,
    cells separator: String,
    between: String
  ) -> String {
    var lines: [String] = []
    for (i, row) in grid.rows.enumerated() {
      var line = ""
      for (j, cell) in row.enumerated() {
        let piece = separator.isEmpty ? text(cell) : write(cell)
        if j > 0 {
          line += separator
          if separator.isEmpty, j % 2 == 0 { line += "  " }
        }
        line += piece
      }
      while i + 1 < grid.rows.count, line.utf8.last == UInt8(ascii: ",") { line.removeLast() }
      if let tag = grid.tags[i] { line += "  " + write(tag) }
      lines.append(line)
    }
    return lines.joined(separator: between)
  }
}
