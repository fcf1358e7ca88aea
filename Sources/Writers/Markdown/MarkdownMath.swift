internal import Drawing

/// TeX between dollars, in a form that survives the reading as Markdown.
///
/// GitHub reads Markdown's own marks first: it takes the backslash from `\,` and `\\`, sets what
/// stands between two `_` in italics, and takes `<` for a tag. So commands of one sign are written as
/// words (`\thinspace`), and marks are parted from what would give them a meaning. The formula stays
/// the same for every reader of TeX.
enum MarkdownMath {
  /// `$…$`; with backticks inside the dollars where nothing else helps or a letter follows.
  static func inline(_ formula: Formula, isFollowedByWord: Bool = false) -> String {
    let (tex, isSafe) = safe(TeXWriter.write(formula))
    return isSafe && !isFollowedByWord ? "$\(tex)$" : "$`\(tex)`$"
  }

  /// The lines of a displayed formula.
  static func display(_ tex: String) -> [String] {
    let (tex, isSafe) = safe(tex)
    guard isSafe else { return ["```math", tex, "```"] }
    let startsBlock = tex.first.map { "+-=#>".contains($0) || $0.isNumber } ?? false
    return ["$$", startsBlock ? "{}" + tex : tex, "$$"]
  }

  /// The commands that are a backslash and a sign, as words.
  private static let words: [Unicode.Scalar: String] = [
    ",": "\\thinspace", ":": "\\medspace", ">": "\\medspace", ";": "\\thickspace",
    "!": "\\negthinspace", "{": "\\lbrace", "}": "\\rbrace", "|": "\\Vert", "\\": "\\cr",
    " ": "\\space",
  ]

  /// The TeX without marks that mean something in Markdown, and whether that succeeded.
  static func safe(_ tex: String) -> (tex: String, isSafe: Bool) {
    let scalars = Array(tex.unicodeScalars)
    var out = String.UnicodeScalarView()
    var isSafe = true
    var i = 0
    func write(_ command: String) {
      out.append(contentsOf: command.unicodeScalars)
      if i + 1 < scalars.count, isLetter(scalars[i + 1]) { out.append(" ") }
    }
    while i < scalars.count {
      let scalar = scalars[i]
      switch scalar {
      case "\\" where i + 1 < scalars.count && !isLetter(scalars[i + 1]):
        i += 1
        if let word = words[scalars[i]] {
          write(word)
        } else {
          out.append(contentsOf: [scalar, scalars[i]])
          isSafe = false
        }
      case "<": write("\\lt")
      case ">": write("\\gt")
      case "|": write("\\vert")
      case "*": write("\\ast")
      case "~": write("\\space")
      case "\n", "\r": out.append(" ")
      case "_":
        let before = out.last ?? " "
        // A mark between letters, or after one, never opens emphasis; elsewhere blanks keep it from it.
        if isLetter(before) || ("0"..."9").contains(before) {
          out.append(scalar)
        } else {
          if before != " " { out.append(" ") }
          out.append(contentsOf: [scalar, " "])
        }
      case "`", "$":
        isSafe = false
        out.append(scalar)
      case "(" where out.last == "]": out.append(contentsOf: [" ", scalar])
      default: out.append(scalar)
      }
      i += 1
    }
    return (String(out), isSafe)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
