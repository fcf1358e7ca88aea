extension MathMLWriter {
  mutating func fraction(
    _ above: Formula,
    _ below: Formula,
    _ style: Formula.FractionStyle,
    _ line: Bool
  ) {
    switch style {
    case .automatic: break
    case .display: output += "<mstyle displaystyle=\"true\" scriptlevel=\"0\">"
    case .text: output += "<mstyle displaystyle=\"false\" scriptlevel=\"0\">"
    }
    output += line ? "<mfrac>" : "<mfrac linethickness=\"0\">"
    smaller(above)
    smaller(below)
    output += "</mfrac>"
    if style != .automatic { output += "</mstyle>" }
  }

  mutating func scripts(_ base: Formula, _ sub: Formula?, _ sup: Formula?, _ limits: Bool) {
    if let (marks, rest) = sup?.primes, !limits, sub == nil || rest != nil {
      return primed(base, marks, sub, rest)
    }
    let tag: String
    switch (sub, sup) {
    case (nil, nil): return single(base)
    case (_, nil): tag = limits ? "munder" : "msub"
    case (nil, _): tag = limits ? "mover" : "msup"
    default: tag = limits ? "munderover" : "msubsup"
    }
    output += "<\(tag)>"
    if case .bracket = base {
      // Alone it would not be stretched.
      output += "<mrow>"
      item(base)
      output += "<mrow></mrow></mrow>"
    } else {
      single(base)
    }
    if let sub { script(sub) }
    if let sup { script(sup) }
    output += "</\(tag)>"
  }

  /// A thing with primes, which fonts have raised already.
  private mutating func primed(
    _ base: Formula,
    _ marks: Formula,
    _ sub: Formula?,
    _ sup: Formula?
  ) {
    let tag = sup == nil ? "mrow" : sub == nil ? "msup" : "msubsup"
    output += "<\(tag)>"
    if sup != nil { output += "<mrow>" }
    single(base)
    item(marks)
    if sup != nil { output += "</mrow>" }
    if let sub { script(sub) }
    if let sup { script(sup) }
    output += "</\(tag)>"
  }

  /// One thing above or below another.
  mutating func stacked(_ base: Formula, _ mark: Formula, tag: String) {
    output += "<\(tag)>"
    switch base {
    case .symbol(let symbol, .prefix) where base.takesLimits:
      output += "<mo movablelimits=\"false\">"
      escape(symbol)
      output += "</mo>"
    case .word(let word, _): item(.word(word, limits: false))
    default: single(base)
    }
    if case .symbol(let symbol, _) = mark, MathMLWriter.isBrace(symbol) {
      output += "<mo stretchy=\"true\">\(symbol)</mo>"
    } else if case .bracket(_, .growing, .infix) = base {
      // The arrow reaches a little beyond its label.
      output += "<mrow><mspace width=\"0.5em\"></mspace>"
      script(mark)
      output += "<mspace width=\"0.5em\"></mspace></mrow>"
    } else {
      script(mark)
    }
    output += "</\(tag)>"
  }

  private static func isBrace(_ symbol: String) -> Bool {
    switch symbol {
    case "⏞", "⏟", "⎴", "⎵": true
    default: false
    }
  }

  mutating func accent(_ name: String, _ content: Formula) {
    switch name {
    case "overline": return wrapped("mrow", "class", "over", content)
    case "underline": return wrapped("mrow", "class", "under", content)
    default: break
    }
    let (mark, stretches) = MathMLWriter.mark(of: name)
    output += "<mover accent=\"true\">"
    single(content)
    output += name == "vec" ? "<mo class=\"vec\"" : "<mo"
    output += " stretchy=\"\(stretches)\">"
    escape(mark)
    output += "</mo></mover>"
  }

  private static func mark(of accent: String) -> (String, stretches: Bool) {
    switch accent {
    case "hat": ("ˆ", false)
    case "bar": ("¯", false)
    case "tilde": ("˜", false)
    case "vec": ("→", false)
    case "dot": ("˙", false)
    case "ddot": ("¨", false)
    case "dddot": ("⃛", false)
    case "check": ("ˇ", false)
    case "breve": ("˘", false)
    case "acute": ("´", false)
    case "grave": ("`", false)
    case "mathring": ("˚", false)
    case "widehat": ("\u{302}", true)
    case "widetilde": ("~", true)
    case "widecheck": ("\u{30C}", true)
    case "overrightarrow": ("→", true)
    case "overleftarrow": ("←", true)
    case "overleftrightarrow": ("↔", true)
    default: (accent, false)
    }
  }

  mutating func styled(_ style: Formula.Style, _ content: Formula) {
    let outer = inScript
    switch style {
    case .display: output += "<mstyle displaystyle=\"true\" scriptlevel=\"0\">"
    case .text: output += "<mstyle displaystyle=\"false\" scriptlevel=\"0\">"
    case .script: output += "<mstyle displaystyle=\"false\" scriptlevel=\"1\">"
    case .scriptscript: output += "<mstyle displaystyle=\"false\" scriptlevel=\"2\">"
    }
    inScript = style == .script || style == .scriptscript
    if case .row(let items) = content { row(items) } else { item(content) }
    inScript = outer
    output += "</mstyle>"
  }

  mutating func phantom(_ content: Formula, _ extent: Formula.PhantomExtent) {
    switch extent {
    case .both: break
    case .width: output += "<mpadded height=\"0em\" depth=\"0em\">"
    case .height: output += "<mpadded width=\"0em\">"
    }
    output += "<mphantom>"
    single(content)
    output += "</mphantom>"
    if extent != .both { output += "</mpadded>" }
  }

  mutating func tagged(_ content: Formula, _ tag: Formula) {
    output += "<mtable class=\"tagged\" displaystyle=\"true\"><mtr><mtd></mtd><mtd>"
    single(content)
    output += "</mtd><mtd>"
    single(tag)
    output += "</mtd></mtr></mtable>"
  }
}

extension Formula {
  /// The primes of a superscript, and what follows them; nil if it has none.
  fileprivate var primes: (Formula, rest: Formula?)? {
    switch self {
    case .symbol(let marks, .tight):
      marks.unicodeScalars.allSatisfy { TeXCharacters.primes($0) > 0 } ? (self, nil) : nil
    case .row(let items) where items.count > 1:
      items[0].primes.map {
        ($0.0, items.count == 2 ? items[1] : .row(Array(items.dropFirst())))
      }
    default: nil
    }
  }
}
