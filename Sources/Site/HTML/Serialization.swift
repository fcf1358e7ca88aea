extension HTML {
  /// A whole document, with its first line.
  func document() -> String {
    var out = "<!DOCTYPE html>\n"
    write(to: &out)
    return out
  }

  /// This piece as it stands in a file.
  func source() -> String {
    var out = ""
    write(to: &out)
    return out
  }

  private func write(to out: inout String) {
    switch self {
    case .text(let text):
      Self.escape(text, into: &out)
    case .trusted(let markup):
      out += markup
    case .json(let value):
      out += value.source()
    case .element(let tag, let attributes, let content):
      out += "<\(tag.rawValue)"
      for attribute in attributes {
        out += " \(attribute.name)"
        guard let value = attribute.value else { continue }
        out += "=\""
        Self.escape(value, into: &out)
        out += "\""
      }
      out += ">"
      if !tag.isVoid {
        if tag.lines == .around { out += "\n" }
        // A newline right after the start of `pre` would be swallowed.
        if tag == .pre { out += "\n" }
        for piece in content { piece.write(to: &out) }
        if tag.lines == .around, out.utf8.last != 0x0A { out += "\n" }
        out += "</\(tag.rawValue)>"
      }
      if tag.lines != .none { out += "\n" }
    }
  }

  /// Escapes for text and for attributes in double quotes alike.
  ///
  /// Characters that HTML forbids become U+FFFD; a carriage return stays one.
  private static func escape(_ text: String, into out: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\r": out += "&#13;"
      case "\t", "\n": out.unicodeScalars.append(scalar)
      default: out.unicodeScalars.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
  }

  /// Control characters and the scalars that Unicode sets aside as no characters.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
