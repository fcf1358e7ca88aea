/// Sets a formula as MathML Core, which browsers render by themselves.
///
/// It needs no script and no font of ours; the style sheet `math.css` completes it.
public struct MathMLWriter {
  var output = ""
  /// Whether what is written now is a sub- or superscript, where operators stand close.
  var inScript = false
  /// How tall a bar of `\middle` is in the brackets that are being written; nil for a plain one.
  var middle: Formula.BracketSize? = .growing

  private init() {}

  /// A formula as a `math` element.
  ///
  /// - Parameters:
  ///   - formula: what to set.
  ///   - display: on a line of its own, instead of in a line of text.
  ///   - source: the TeX that it was read from; it goes along as an annotation, for copying.
  /// - Returns: HTML; every character that the formula or its source brings in is escaped.
  public static func write(_ formula: Formula, display: Bool, source: String? = nil) -> String {
    var writer = MathMLWriter()
    writer.output = display ? "<math display=\"block\">" : "<math>"
    if let source {
      writer.output += "<semantics>"
      writer.single(formula)
      writer.output += "<annotation encoding=\"application/x-tex\">"
      writer.escape(source)
      writer.output += "</annotation></semantics>"
    } else {
      writer.single(formula)
    }
    writer.output += "</math>"
    return writer.output
  }

  // MARK: Elements

  /// One element for one formula, an `mrow` if need be.
  mutating func single(_ formula: Formula) {
    guard case .row(let items) = formula else { return item(formula) }
    if items.count == 1 { return single(items[0]) }
    output += "<mrow>"
    row(items)
    output += "</mrow>"
  }

  /// Several elements side by side, with the room between them that no operator brings along.
  mutating func row(_ items: [Formula]) {
    var before: AtomClass?
    for (i, item) in items.enumerated() {
      let current = item.atomClass
      if let before, needsRoom(between: before, and: current) { space(0.1667) }
      if case .symbol(let symbol, .infix) = item {
        operatorElement(symbol, .infix, isAtEdge: i == 0 || i == items.count - 1)
      } else {
        self.item(item)
      }
      if current == .word, i + 1 < items.count, items[i + 1].isArgument {
        output += "<mo>&#x2061;</mo>"
      }
      before = current
    }
  }

  /// Whether TeX would put a thin space there that MathML does not.
  private func needsRoom(between before: AtomClass, and after: AtomClass) -> Bool {
    switch (before, after) {
    case (.word, .ordinary), (.word, .inner), (.word, .word), (.word, .largeOperator),
      (.ordinary, .word), (.closing, .word), (.inner, .word):
      true
    case (.inner, .inner), (.inner, .ordinary), (.ordinary, .inner), (.closing, .inner),
      (.inner, .opening):
      !inScript
    default: false
    }
  }

  /// The element of one formula.
  mutating func item(_ formula: Formula) {
    switch formula {
    case .row(let items):
      output += "<mrow>"
      row(items)
      output += "</mrow>"
    case .identifier(let text, let alphabet): identifier(text, alphabet)
    case .word(let word, let limits): self.word(word, limits: limits)
    case .number(let text): number(text)
    case .symbol(let symbol, let spacing): operatorElement(symbol, spacing)
    case .text(let text, let style): words(text, style)
    case .space(let width): space(width)
    case .fraction(let above, let below, let style, let line): fraction(above, below, style, line)
    case .root(let radicand, let index):
      output += index == nil ? "<msqrt>" : "<mroot>"
      single(radicand)
      if let index { script(index) }
      output += index == nil ? "</msqrt>" : "</mroot>"
    case .scripts(let base, let sub, let sup, let limits): scripts(base, sub, sup, limits)
    case .accent(let name, let content): accent(name, content)
    case .over(let base, let above): stacked(base, above, tag: "mover")
    case .under(let base, let below): stacked(base, below, tag: "munder")
    case .fenced(let left, let content, let right): fenced(left, content, right)
    case .grid(let grid): self.grid(grid)
    case .inked(let ink, let content): wrapped("mrow", "class", MathMLWriter.name(ink), content)
    case .bracket(let symbol, let size, let spacing): bracket(symbol, size, spacing)
    case .styled(let style, let content): styled(style, content)
    case .phantom(let content, let extent): phantom(content, extent)
    case .boxed(let content): wrapped("mrow", "class", "boxed", content)
    case .tagged(let content, let tag): tagged(content, tag)
    }
  }

  private static func name(_ ink: Formula.Ink) -> String {
    switch ink {
    case .value: "v"
    case .gradient: "g"
    case .faint: "faint"
    }
  }

  /// An element with one attribute around a formula, whose row needs no other.
  mutating func wrapped(_ tag: String, _ attribute: String, _ value: String, _ content: Formula) {
    output += "<\(tag) \(attribute)=\"\(value)\">"
    if case .row(let items) = content { row(items) } else { item(content) }
    output += "</\(tag)>"
  }

  /// One element in the size of a script.
  mutating func script(_ formula: Formula) {
    let outer = inScript
    inScript = true
    smaller(formula)
    inScript = outer
  }

  /// One element where browsers change the size of letters.
  ///
  /// Words have a font of their own, and would escape the change.
  mutating func smaller(_ formula: Formula) {
    guard case .text = formula else { return single(formula) }
    output += "<mrow>"
    item(formula)
    output += "</mrow>"
  }

  // MARK: Letters, numbers, words

  private mutating func identifier(_ text: String, _ alphabet: Formula.Alphabet) {
    let scalars = text.unicodeScalars
    let isSingle = scalars.count == 1
    if scalars.allSatisfy({ ("0"..."9").contains($0) }), !scalars.isEmpty {
      output += "<mn>"
      escape(MathAlphabet.styled(text, alphabet))
      output += "</mn>"
      return
    }
    if alphabet == .upright, isSingle, scalars.contains(where: MathAlphabet.hasItalic) {
      // Some browsers part an upright letter from an italic one, as in Δx; padding keeps them together.
      output += "<mpadded><mi mathvariant=\"normal\">"
      escape(text)
      output += "</mi></mpadded>"
      return
    }
    output += "<mi>"
    escape(alphabet == .italic && isSingle ? text : MathAlphabet.styled(text, alphabet))
    output += "</mi>"
  }

  private mutating func number(_ text: String) {
    if let taken = Formula.takenApart(number: text) { return single(taken) }
    guard let first = text.unicodeScalars.first, first == "-" || first == "−" else {
      output += "<mn>"
      escape(text)
      output += "</mn>"
      return
    }
    output += "<mrow><mo form=\"prefix\">−</mo><mn>"
    escape(String(text.unicodeScalars.dropFirst()))
    output += "</mn></mrow>"
  }

  private mutating func word(_ word: String, limits: Bool) {
    // As an identifier it would get room of its own from some browsers.
    output += limits ? "<mo movablelimits=\"true\"" : "<mo"
    output += " form=\"prefix\" lspace=\"0em\" rspace=\"0em\">"
    escape(word)
    output += "</mo>"
  }

  private mutating func words(_ text: String, _ style: Formula.TextStyle) {
    switch style {
    case .plain: output += "<mtext>"
    case .bold: output += "<mtext class=\"bf\">"
    case .italic: output += "<mtext class=\"it\">"
    case .monospace: output += "<mtext class=\"tt\">"
    case .small: output += "<mtext class=\"small\">"
    }
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      // A space at either end would be lost.
      kept.append(scalar == " " && (i == 0 || i == scalars.count - 1) ? "\u{A0}" : scalar)
    }
    escape(String(kept))
    output += "</mtext>"
  }

  /// White space; a negative one is made of steps back, since MathML Core has none.
  mutating func space(_ width: Double) {
    if width < 0 {
      let steps = min(60, Int((-width / 0.1667).rounded()))
      for _ in 0..<steps { output += "<mspace class=\"back\"></mspace>" }
    } else if width > 0 {
      output += "<mspace width=\"\(MathMLWriter.length(width))em\"></mspace>"
    }
  }

  /// A length with at most four decimals.
  static func length(_ value: Double) -> String {
    let units = Int((value.magnitude * 10_000).rounded())
    var digits = String(units % 10_000)
    digits = String(repeating: "0", count: 4 - digits.utf8.count) + digits
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return (value < 0 ? "-" : "") + String(units / 10_000) + (digits.isEmpty ? "" : "." + digits)
  }

  /// Characters as HTML; what HTML cannot hold becomes a replacement character.
  mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\t", "\n", "\r": output.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": output += "\u{FFFD}"
      default: output.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Formula {
  /// Whether a function's name may be applied to it.
  fileprivate var isArgument: Bool {
    switch atomClass {
    case .ordinary, .opening, .inner, .word, .largeOperator: true
    default: false
    }
  }
}
