/// Writes a formula on one line of plain text, for terminals and for who listens: `x²`, `w₁`,
/// `∂f/∂x`, `(a + b)/c`, `Σ_{i=1}^{n} xᵢ`.
public struct PlainTextWriter {
  private init() {}

  /// A formula as text.
  ///
  /// Scripts are Unicode's where it has them, else `_{…}` and `^{…}`; a fraction
  /// is a slash, with brackets wherever it would be read differently without.
  public static func write(_ formula: Formula) -> String {
    var text = PlainTextWriter.text(formula)
    while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
    while text.utf8.first == UInt8(ascii: " ") { text.removeFirst() }
    return text
  }

  static func text(_ formula: Formula) -> String {
    switch formula {
    case .row(let items): row(items)
    case .identifier(let text, let alphabet): identifier(text, alphabet)
    case .word(let word, _): replacing(word, "\u{2009}", by: " ")
    case .number(let text): number(text)
    case .symbol(let symbol, let spacing): self.symbol(symbol, spacing)
    case .text(let text, _): text
    case .space(let width): width > 0.1 ? " " : ""
    case .fraction(let above, let below, _, let line):
      line
        ? operand(above, isDivisor: false) + "/" + operand(below, isDivisor: true)
        : text(above) + " over " + text(below)
    case .root(let radicand, let index): root(radicand, index)
    case .scripts(let base, let sub, let sup, _): scripts(base, sub, sup)
    case .accent(let name, let content): accent(name, content)
    case .over(let base, let above): over(base, above)
    case .under(let base, let below): under(base, below)
    case .fenced("(", .fraction(let above, let below, _, line: false), ")"):
      "C(\(text(above)), \(text(below)))"
    case .fenced(let left, .grid(let grid), let right) where grid.brackets == ("", ""):
      left + entries(grid) + right
    case .fenced(let left, let content, let right): left + write(content) + right
    case .grid(let grid): self.grid(grid)
    case .inked(_, let content), .styled(_, let content), .boxed(let content): text(content)
    case .bracket(let symbol, _, let spacing): self.symbol(symbol, spacing)
    case .phantom: ""
    case .tagged(let content, let tag): text(content) + "  " + text(tag)
    }
  }

  // MARK: Leaves

  private static func identifier(_ text: String, _ alphabet: Formula.Alphabet) -> String {
    switch alphabet {
    case .doubleStruck, .script, .fraktur: MathAlphabet.styled(text, alphabet)
    default: text
    }
  }

  private static func number(_ text: String) -> String {
    if let taken = Formula.takenApart(number: text) { return self.text(taken) }
    guard text.utf8.first == UInt8(ascii: "-") else { return text }
    return "−" + String(text.unicodeScalars.dropFirst())
  }

  private static func symbol(_ symbol: String, _ spacing: Formula.Spacing) -> String {
    switch symbol {
    case "∑": return "Σ"
    case "∏": return "Π"
    case ",", ";": return symbol + " "
    case "⋅": return spacing == .infix ? " · " : "·"
    default: break
    }
    switch spacing {
    case .infix: return " " + symbol + " "
    case .postfix where symbol == ":": return ": "
    default: return symbol
    }
  }

  static func replacing(_ text: String, _ old: Unicode.Scalar, by new: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar == old ? new : scalar) }
    return String(result)
  }

  private static func accent(_ name: String, _ content: Formula) -> String {
    let inner = text(content)
    guard let mark = TeXCharacters.mark(of: name) else { return "\(name)(\(inner))" }
    var base = inner
    // Behind a script the mark would stand over it.
    if inner.unicodeScalars.count != 1 {
      if case .identifier = content {} else { return "\(spoken(name))(\(inner))" }
    }
    if let first = base.unicodeScalars.first, base.unicodeScalars.count == 1,
      let whole = TeXCharacters.composed(first, name)
    {
      return String(Character(whole))
    }
    base.unicodeScalars.append(mark)
    return base
  }

  private static func spoken(_ accent: String) -> String {
    switch accent {
    case "widehat": "hat"
    case "widetilde": "tilde"
    case "overline": "bar"
    case "overrightarrow": "vec"
    default: accent
    }
  }

  private static func root(_ radicand: Formula, _ index: Formula?) -> String {
    let sign: String
    switch index.map(write) {
    case nil, "2": sign = "√"
    case "3": sign = "∛"
    case "4": sign = "∜"
    case let other?: return write(radicand).isEmpty ? "" : "(\(write(radicand)))^{1/\(other)}"
    }
    return sign + (isWhole(radicand) ? text(radicand) : "(\(write(radicand)))")
  }

  // MARK: Above and below

  private static func over(_ base: Formula, _ above: Formula) -> String {
    if case .symbol("⏞", _) = above { return text(base) }
    if case .symbol("⎴", _) = above { return text(base) }
    if case .bracket(let arrow, .growing, _) = base { return " ─\(write(above))\(arrow) " }
    return attached(base, "^{\(compact(above))}")
  }

  private static func under(_ base: Formula, _ below: Formula) -> String {
    if case .symbol("⏟", _) = below { return text(base) }
    if case .symbol("⎵", _) = below { return text(base) }
    if case .over(let operation, let above) = base, operation.takesLimits {
      return scripts(operation, below, above)
    }
    return attached(base, "_{\(compact(below))}")
  }

  /// A script directly behind its base, before the room that a relation takes.
  private static func attached(_ base: Formula, _ script: String) -> String {
    var inner = text(base)
    guard inner.utf8.last == UInt8(ascii: " ") else { return inner + script }
    inner.removeLast()
    return inner + script + " "
  }

  /// Without the room around operators, as in `_{i=1}`.
  static func compact(_ formula: Formula) -> String {
    var result = String.UnicodeScalarView()
    var hasText = false
    if case .text = formula { hasText = true }
    if case .row(let items) = formula {
      for item in items { if case .text = item { hasText = true } }
    }
    let text = write(formula)
    if hasText { return text }
    for scalar in text.unicodeScalars where scalar != " " { result.append(scalar) }
    return String(result)
  }
}
