/// What TeX says on a line: `\frac{1}{3}` as 1 ⁄ 3, signs of multiplication as such, other commands left
/// out, and of drawings only what is written in them.
enum TeXText {
  /// The text as it reads.
  static func readable(_ source: String) -> String {
    var out = String.UnicodeScalarView()
    for line in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let start = line.drop { $0 == " " }
      let isDrawn = drawing.contains { start.hasPrefix($0) }
      if start.hasPrefix("\\node["), let brace = line.firstRange(of: ") {") {
        read(Array(line[brace.upperBound...].unicodeScalars), &out)
      } else if !isDrawn {
        read(Array(line.unicodeScalars), &out)
      }
      out.append("\n")
    }
    return String(out)
  }

  private static let drawing = [
    "\\draw[", "\\fill[", "\\filldraw[", "\\useasboundingbox", "\\begin{tikzpicture}",
  ]

  private static func read(_ source: [Unicode.Scalar], _ out: inout String.UnicodeScalarView) {
    // For each open group: whether it is the first, or the second, of a fraction.
    var groups: [Int] = []
    var pending = 0
    var at = 0
    while at < source.count {
      let scalar = source[at]
      at += 1
      switch scalar {
      case "\\":
        var name = String.UnicodeScalarView()
        while at < source.count, isLetter(source[at]) {
          name.append(source[at])
          at += 1
        }
        if name.isEmpty {
          guard at < source.count else { return }
          if source[at] == "\\" {
            out.append("\n")
          } else if !",;:!> /()[]".unicodeScalars.contains(source[at]) {
            out.append(source[at])
          } else {
            out.append(" ")
          }
          at += 1
        } else if let skipped = measures[String(name)] {
          for _ in 0..<skipped { skipGroup(source, &at) }
          // Room for an answer: what follows it is none.
          out.append(
            contentsOf: (name.starts(with: "Gradus".unicodeScalars) ? " ▁ " : " ").unicodeScalars
          )
        } else if fractions.contains(String(name)) {
          pending = 2
          out.append(" ")
        } else {
          out.append(contentsOf: (words[String(name)] ?? " ").unicodeScalars)
        }
      case "{":
        groups.append(pending)
        pending = 0
      case "}":
        guard let group = groups.popLast() else { continue }
        if group == 2 {
          pending = 1
          out.append(contentsOf: " ⁄ ".unicodeScalars)
        }
      case "$": out.append(" ")
      case "&": out.append(contentsOf: " | ".unicodeScalars)
      case "~": out.append(" ")
      default:
        // \frac12: two groups of one character each.
        out.append(scalar)
        if pending > 0, !scalar.properties.isWhitespace {
          if pending == 2 { out.append(contentsOf: " ⁄ ".unicodeScalars) }
          pending -= 1
        }
      }
    }
  }

  /// Goes on behind a group in braces, with an option in brackets before or behind it.
  private static func skipGroup(_ source: [Unicode.Scalar], _ at: inout Int) {
    for (open, close) in [("[", "]"), ("{", "}"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)]
    {
      guard at < source.count, source[at] == open else { continue }
      var depth = 0
      while at < source.count {
        if source[at] == open { depth += 1 }
        if source[at] == close { depth -= 1 }
        at += 1
        if depth == 0 { break }
      }
    }
  }

  /// Commands that say how something is set, with how many groups do not show.
  private static let measures = [
    "adjustbox": 1, "begin": 1, "end": 1, "fontsize": 2, "hspace": 1, "hyperlink": 1,
    "hypersetup": 1,
    "includegraphics": 1, "raisebox": 1, "rule": 2, "setlength": 2, "textcolor": 1, "usepackage": 1,
    "documentclass": 1, "vspace": 1, "GradusAnchor": 1, "GradusBlank": 1, "GradusLines": 1,
  ]

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static let fractions: Set<String> = [
    "frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac",
  ]
  private static let words = [
    "cdot": "·", "times": "×", "partial": "∂", "approx": "≈", "nabla": "∇", "sqrt": "√",
    "bmod": " ",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "textquotedbl": "\"", "text": "", "mathrm": "", "mathbf": "", "mathit": "",
  ]
}
