/// Writes a formula as TeX with amsmath's commands, for LaTeX and for Markdown that renders `$…$`.
///
/// What it writes, ``TeXParser`` reads back as the same formula. It does not need any macro of the
/// course.
public struct TeXWriter {
  var output = ""
  /// Whether colours are written, as `\textcolor{gradusvalue}{…}`.
  let ink: Bool
  /// Whether the output ends with a command's name, which a letter must not follow.
  var endsWithName = false
  /// Whether a letter, number or command reads better with a space before it.
  var wantsSpace = false
  /// Whether a script is being written, where operators stand without spaces.
  var inScript = false

  init(ink: Bool) { self.ink = ink }

  /// A formula as TeX, without dollars around it.
  ///
  /// - Parameters:
  ///   - formula: what to write.
  ///   - ink: whether to write the colours of meaning; the document then defines `gradusvalue`,
  ///     `gradusgradient` and `gradusfaint`.
  /// - Returns: TeX on one line.
  public static func write(_ formula: Formula, ink: Bool = false) -> String {
    var writer = TeXWriter(ink: ink)
    writer.content(formula)
    while writer.output.utf8.last == UInt8(ascii: " "), !writer.output.hasSuffix("\\ ") {
      writer.output.removeLast()
    }
    return writer.output
  }

  // MARK: Building the output

  /// Adds a piece, parted from a command's name before it.
  mutating func add(_ piece: String) {
    guard let first = piece.unicodeScalars.first else { return }
    let startsAnew = TeXLexer.isLetter(first) || ("0"..."9").contains(first) || first == "\\"
    if endsWithName, TeXLexer.isLetter(first) || first == "*" {
      output += " "
    } else if wantsSpace, startsAnew, output.utf8.last != UInt8(ascii: " ") {
      output += " "
    }
    wantsSpace = false
    let last = output.utf8.last ?? UInt8(ascii: "{")
    if first == " ", last == UInt8(ascii: " ") || last == UInt8(ascii: "{") {
      output.unicodeScalars.append(contentsOf: piece.unicodeScalars.dropFirst())
    } else {
      output += piece
    }
    endsWithName = TeXWriter.endsWithName(piece)
  }

  private static func endsWithName(_ piece: String) -> Bool {
    for scalar in piece.unicodeScalars.reversed() {
      if scalar == "\\" { return true }
      if !TeXLexer.isLetter(scalar) { return false }
    }
    return false
  }

  /// `{…}` around a formula.
  mutating func braced(_ formula: Formula) {
    add("{")
    content(formula)
    trimSpace()
    add("}")
  }

  private mutating func trimSpace() {
    if output.utf8.last == UInt8(ascii: " "), !output.hasSuffix("\\ ") { output.removeLast() }
  }

  /// A formula where nothing else is: a row without braces.
  mutating func content(_ formula: Formula) {
    if case .row(let items) = formula { row(items) } else { item(formula, isAlone: true) }
  }

  mutating func row(_ items: [Formula], afterOperand: Bool = false) {
    var before: AtomClass? = afterOperand ? .ordinary : nil
    for item in items {
      self.item(item, before: before, isAlone: items.count == 1)
      let current = item.atomClass
      if current == .space || current == .word || current == .largeOperator { wantsSpace = true }
      if current != .space { before = current }
    }
  }

  // MARK: Items

  /// One formula, with what stands before it.
  mutating func item(_ formula: Formula, before: AtomClass? = nil, isAlone: Bool = false) {
    switch formula {
    case .row: braced(formula)
    case .identifier(let text, let alphabet): identifier(text, alphabet)
    case .word(let word, let limits): add(TeXWriter.word(word, limits: limits))
    case .number(let text): number(text, before: before)
    case .symbol(let symbol, let spacing):
      self.symbol(symbol, spacing, before: before, isAlone: isAlone)
    case .text(let text, let style): words(text, style)
    case .space(let width): add(TeXWriter.space(width))
    case .fraction(let above, let below, let style, let line):
      guard line else { return stack([above, below]) }
      add(style == .automatic ? "\\frac" : style == .display ? "\\dfrac" : "\\tfrac")
      braced(above)
      braced(below)
    case .root(let radicand, let index):
      add("\\sqrt")
      if let index {
        add("[{")
        content(index)
        add("}]")
      }
      braced(radicand)
    case .scripts(let base, let sub, let sup, let limits): scripts(base, sub, sup, limits)
    case .accent(let name, let content):
      add("\\" + name)
      braced(content)
    case .over(let base, let above): over(base, above)
    case .under(let base, let below): under(base, below)
    case .fenced("(", .fraction(let above, let below, let style, line: false), ")"):
      add(style == .automatic ? "\\binom" : style == .display ? "\\dbinom" : "\\tbinom")
      braced(above)
      braced(below)
    case .fenced(let left, let content, let right):
      add("\\left" + TeXWriter.delimiter(left))
      self.content(content)
      add("\\right" + TeXWriter.delimiter(right))
    case .grid(let grid): self.grid(grid)
    case .inked(let ink, let content): inked(ink, content, isAlone: isAlone)
    case .bracket(let symbol, let size, let spacing): bracket(symbol, size, spacing)
    case .styled(let style, let content):
      add("{\\" + style.rawValue + "style")
      if case .row(let items) = content { row(items) } else { item(content, isAlone: true) }
      add("}")
    case .phantom(let content, let extent):
      add(extent == .both ? "\\phantom" : extent == .width ? "\\hphantom" : "\\vphantom")
      braced(content)
    case .boxed(let content):
      add("\\boxed")
      braced(content)
    case .tagged(let content, let tag):
      self.content(content)
      tagged(tag)
    }
  }

  private mutating func tagged(_ tag: Formula) {
    if case .text(let text, .plain) = tag, text.hasPrefix("("), text.hasSuffix(")") {
      add(" \\tag{" + TeXWriter.escaped(String(text.dropFirst().dropLast())) + "}")
    } else {
      add(" \\tag*{")
      if case .text(let text, .plain) = tag {
        add(TeXWriter.escaped(text))
      } else {
        add("$")
        content(tag)
        add("$")
      }
      add("}")
    }
  }

  private mutating func inked(_ ink: Formula.Ink, _ content: Formula, isAlone: Bool) {
    guard self.ink else { return isAlone ? self.content(content) : item(content) }
    switch ink {
    case .value: add("\\textcolor{gradusvalue}")
    case .gradient: add("\\textcolor{gradusgradient}")
    case .faint: add("\\textcolor{gradusfaint}")
    }
    braced(content)
  }

  private mutating func number(_ text: String, before: AtomClass?) {
    if let taken = Formula.takenApart(number: text) { return item(taken) }
    var digits = text
    if let first = text.unicodeScalars.first, first == "-" || first == "−" {
      digits = "-" + String(text.unicodeScalars.dropFirst())
      if let before, !before.wantsOperand { digits = "{" + digits + "}" }
    }
    var written = ""
    for scalar in digits.unicodeScalars {
      written += scalar == "," ? "{,}" : String(Character(scalar))
    }
    if let last = output.unicodeScalars.last, ("0"..."9").contains(last) { add(" ") }
    add(written)
  }

  // MARK: Scripts

  private mutating func scripts(
    _ base: Formula,
    _ sub: Formula?,
    _ sup: Formula?,
    _ limits: Bool
  ) {
    self.base(base, asOperator: limits && !base.takesLimits && !base.isIntegral)
    if limits != base.takesLimits { add(limits ? "\\limits" : "\\nolimits") }
    if let sub { script("_", sub) }
    if let sup { superscript(sup) }
  }

  /// What carries scripts, in braces unless it is one thing.
  private mutating func base(_ base: Formula, asOperator: Bool) {
    if asOperator {
      add("\\mathop")
      return braced(base)
    }
    switch base {
    case .row(let items) where items.isEmpty: add("{}")
    case .row, .scripts, .tagged: braced(base)
    case .number(let text) where text.utf8.first == UInt8(ascii: "-"): braced(base)
    case .inked(_, .row), .inked(_, .scripts): ink ? item(base) : braced(base)
    case .symbol: item(base, before: .ordinary)
    default: item(base)
    }
  }

  private mutating func superscript(_ sup: Formula) {
    switch sup {
    case .symbol(let marks, .tight) where TeXWriter.isPrimes(marks):
      add(TeXWriter.apostrophes(marks))
    case .row(let items) where items.count > 1:
      if case .symbol(let marks, .tight) = items[0], TeXWriter.isPrimes(marks) {
        add(TeXWriter.apostrophes(marks))
        script("^", items.count == 2 ? items[1] : .row(Array(items.dropFirst())))
      } else {
        script("^", sup)
      }
    default: script("^", sup)
    }
  }

  private static func isPrimes(_ text: String) -> Bool {
    !text.isEmpty && text.unicodeScalars.allSatisfy { $0 == "′" || $0 == "″" || $0 == "‴" }
  }

  private static func apostrophes(_ marks: String) -> String {
    var count = 0
    for scalar in marks.unicodeScalars { count += TeXCharacters.primes(scalar) }
    return String(repeating: "'", count: count)
  }

  mutating func script(_ mark: String, _ formula: Formula) {
    add(mark)
    switch formula {
    case .number(let text) where text.utf8.count == 1: add(text)
    case .symbol("∗", .tight): add("*")
    case .symbol("⊤", .tight): add("\\top")
    case .identifier(let text, let alphabet) where TeXWriter.isOneToken(text, alphabet):
      identifier(text, alphabet)
    default:
      let outer = inScript
      inScript = true
      braced(formula)
      inScript = outer
      return
    }
    wantsSpace = true
  }

  /// Whether a letter is written as one letter or one command.
  private static func isOneToken(_ text: String, _ alphabet: Formula.Alphabet) -> Bool {
    let scalars = text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first, scalar != "ℏ" else { return false }
    let isUsual = alphabet == (TeXCharacters.isUsuallyUpright(scalar) ? .upright : .italic)
    return isUsual && (TeXLexer.isLetter(scalar) || TeXCommands.name(of: text) != nil)
  }

  // MARK: Above and below

  private mutating func over(_ base: Formula, _ above: Formula) {
    switch above {
    case .symbol("⏞", _):
      add("\\overbrace")
      return braced(base)
    case .symbol("⎴", _):
      add("\\overbracket")
      return braced(base)
    default: break
    }
    if case .bracket(let arrow, .growing, .infix) = base {
      add(TeXWriter.extensible(arrow))
      return braced(above)
    }
    if base.takesLimits {
      item(base)
      add("\\limits")
      return script("^", above)
    }
    add("\\overset")
    braced(above)
    braced(base)
  }

  private mutating func under(_ base: Formula, _ below: Formula) {
    switch below {
    case .symbol("⏟", _):
      add("\\underbrace")
      return braced(base)
    case .symbol("⎵", _):
      add("\\underbracket")
      return braced(base)
    default: break
    }
    if case .over(.bracket(let arrow, .growing, .infix), let above) = base {
      add(TeXWriter.extensible(arrow) + "[{")
      content(below)
      add("}]")
      return braced(above)
    }
    if base.takesLimits {
      item(base)
      if case .over = base {} else { add("\\limits") }
      return script("_", below)
    }
    add("\\underset")
    braced(below)
    braced(base)
  }

  private static func extensible(_ arrow: String) -> String {
    let parts = TeXCommands.words(TeXTables.extensibleArrows)
    for i in stride(from: 0, to: parts.count - 1, by: 2) where parts[i + 1] == arrow {
      return "\\" + parts[i]
    }
    return "\\xrightarrow"
  }
}

extension Formula {
  fileprivate var isIntegral: Bool {
    if case .symbol(let symbol, .prefix) = self {
      return TeXCommands.integralSymbols.contains(symbol)
    }
    return false
  }
}
