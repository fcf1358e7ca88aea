/// Writes characters so that LaTeX takes them for themselves.
enum LaTeXEscape {
  /// Text of a paragraph.
  static func text(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      if let written = sign(scalar) {
        out.append(contentsOf: written.unicodeScalars)
      } else if isLigature(scalar), i > 0, scalars[i - 1] == scalar {
        // "--" and the like would become one sign.
        out.append(contentsOf: "{}".unicodeScalars)
        out.append(scalar)
      } else if scalar.value >= 0x20, !(0x7F...0x9F).contains(scalar.value), !isTurning(scalar) {
        out.append(scalar)
      } else if scalar == "\t" || scalar == "\n" || scalar == "\r" {
        out.append(" ")
      }
    }
    return String(out)
  }

  /// Code in a line of text: of equal width, and with places where a line may end.
  static func code(_ code: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in code.unicodeScalars {
      switch scalar {
      case " ", "\n", "\t": out.append(contentsOf: "\\ \\GradusBreak{}".unicodeScalars)
      case "\"": out.append(contentsOf: "\\textquotedbl{}".unicodeScalars)
      case "'": out.append(contentsOf: "\\textquotesingle{}".unicodeScalars)
      case "-": out.append(contentsOf: "{-}".unicodeScalars)
      default:
        out.append(contentsOf: text(String(Character(scalar))).unicodeScalars)
        if "/_.,=()[]{}|:&+*".unicodeScalars.contains(scalar) {
          out.append(contentsOf: "\\GradusBreak{}".unicodeScalars)
        }
      }
    }
    return "\\texttt{\(String(out))}"
  }

  /// The destination of a link, as an argument of `\href`.
  static func address(_ address: String) -> String {
    var out = ""
    for scalar in address.unicodeScalars {
      switch scalar {
      case "%", "#", "&", "_", "$": out += "\\" + String(Character(scalar))
      case "\\", "{", "}", "^", "~", "<", ">", "\"", "`", " ":
        out += "\\%" + hex(scalar.value)
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F { continue }
        if scalar.value < 0x80 {
          out += String(Character(scalar))
        } else {
          for byte in String(Character(scalar)).utf8 { out += "\\%" + hex(UInt32(byte)) }
        }
      }
    }
    return out
  }

  /// The name of an anchor: letters, digits and a few signs; what else there is becomes its number.
  static func anchor(_ id: String) -> String {
    var out = ""
    for scalar in id.unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "-./:".unicodeScalars.contains(scalar)
      out += isPlain ? String(Character(scalar)) : "=" + hex(scalar.value) + "="
    }
    return out
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }

  private static func sign(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "{": "\\{"
    case "}": "\\}"
    case "$": "\\$"
    case "&": "\\&"
    case "#": "\\#"
    case "%": "\\%"
    case "_": "\\_"
    case "^": "\\textasciicircum{}"
    case "~": "\\textasciitilde{}"
    case "`": "\\textasciigrave{}"
    case "\"": "\\textquotedbl{}"
    case "[": "{[}"
    case "]": "{]}"
    case "*": "{*}"
    case "\u{A0}": "~"
    case "\u{AD}": "\\-"
    case "\u{200B}": "\\allowbreak{}"
    default: nil
    }
  }

  private static func isLigature(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "'" || scalar == "," || scalar == "<" || scalar == ">"
  }

  /// Marks that turn the direction of writing, and the mark of a file's beginning.
  private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
