internal import Notation

/// Texts as XML holds them.
enum XMLText {
  /// A text in an attribute between double quotes, or between tags.
  ///
  /// XML 1.0 has no way to write control characters and a few others: they, and marks that turn the
  /// direction of writing, are written as a program writes them, `\u{1B}`. Line ends and tabs stay what
  /// they are, in attributes too.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\t": out += "&#9;"
      case "\n": out += "&#10;"
      case "\r": out += "&#13;"
      default:
        if scalar.value >= 0x20, scalar.value < 0x7F {
          out.unicodeScalars.append(scalar)
        } else if scalar.value == 0xFFFE || scalar.value == 0xFFFF {
          out += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
          out += String(Character(scalar)).escapingHidden
        }
      }
    }
    return out
  }
}
