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
    single(above)
    single(below)
    output += "</mfrac>"
    if style != .automatic { output += "</mstyle>" }
  }

  mutating func scripts(_ base: Formula, _ sub: Formula?, _ sup: Formula?, _ limits: Bool) {
    let tag: String
    switch (sub, sup) {
    case (nil, nil): return single(base)
    case (_, nil): tag = limits ? "munder" : "msub"
    case (nil, _): tag = limits ? "mover" : "msup"
    default: tag = limits ? "munderover" : "msubsup"
    }
    output += "<\(tag)>"
    self.base(base)
    if let sub { script(sub) }
    if let sup { script(sup) }
    output += "</\(tag)>"
  }

  /// What carries scripts: nothing at all is a row.
  private mutating func base(_ formula: Formula) {
    switch formula {
    case .word(let word, false):
      // A plain identifier, so that scripts stand at its side.
      item(.word(word, limits: false))
    default: single(formula)
    }
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
    output += "<mo stretchy=\"\(stretches)\">"
    escape(mark)
    output += "</mo></mover>"
  }

  private static func mark(of accent: String) -> (String, stretches: Bool) {
    switch accent {
    case "hat": ("^", false)
    case "bar": ("¯", false)
    case "tilde": ("~", false)
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
    case "widetilde": ("\u{303}", true)
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
