/// Writes characters so that Markdown, as GitHub reads it, takes them for themselves.
enum MarkdownEscape {
  /// Text inside a paragraph, heading or, with `inTable`, a cell.
  ///
  /// A dollar that stands `besideMath` is taken for an end of it even with a backslash before it.
  static func text(_ text: String, inTable: Bool = false, besideMath: Bool = false) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    for (i, scalar) in scalars.enumerated() {
      let before = i > 0 ? scalars[i - 1] : " "
      let after = i + 1 < scalars.count ? scalars[i + 1] : " "
      switch scalar {
      case "\\", "`", "*", "[", "]", "~": out.append(contentsOf: ["\\", scalar])
      case "_" where !(isWord(before) && isWord(after)): out.append(contentsOf: ["\\", scalar])
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case "&" where after == "#" || isWord(after):
        out.append(contentsOf: "&amp;".unicodeScalars)
      case "$":
        out.append(contentsOf: (besideMath ? "<span>$</span>" : "\\$").unicodeScalars)
      case "|" where inTable: out.append(contentsOf: ["\\", scalar])
      case "\n", "\r": out.append(" ")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// A line of a paragraph whose beginning would start a block.
  static func lineStart(_ line: String) -> String {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard let first = trimmed.first else { return "" }
    if "#>=".contains(first) { return "\\" + trimmed }
    if "+-".contains(first) { return "\\" + trimmed }
    let digits = trimmed.prefix { ("0"..."9").contains($0) }
    if !digits.isEmpty, let mark = trimmed.dropFirst(digits.count).first, mark == "." || mark == ")"
    {
      return digits + "\\" + trimmed.dropFirst(digits.count)
    }
    return String(trimmed)
  }

  /// A fence of backticks, or the delimiter of a span of code, longer than any in the code.
  static func fence(for code: String, atLeast: Int) -> String {
    var longest = 0
    var run = 0
    for scalar in code.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: max(atLeast, longest + 1))
  }

  /// A span of code.
  static func code(_ code: String, inTable: Bool = false) -> String {
    var text = code.split(whereSeparator: \.isNewline).joined(separator: " ")
    if inTable {
      text = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
    let fence = fence(for: text, atLeast: 1)
    let needsRoom =
      text.hasPrefix("`") || text.hasSuffix("`")
      || (text.hasPrefix(" ") && text.hasSuffix(" ") && text.contains { $0 != " " })
    return needsRoom ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// The destination of a link, in angle brackets where it needs them.
  static func destination(_ destination: String) -> String {
    var out = String.UnicodeScalarView()
    var isPlain = true
    for scalar in destination.unicodeScalars {
      switch scalar {
      case " ": out.append(contentsOf: "%20".unicodeScalars)
      case "<": out.append(contentsOf: "%3C".unicodeScalars)
      case ">": out.append(contentsOf: "%3E".unicodeScalars)
      case "|": out.append(contentsOf: "%7C".unicodeScalars)
      case "\\": out.append(contentsOf: "%5C".unicodeScalars)
      case "(", ")":
        isPlain = false
        out.append(scalar)
      default: if scalar.value >= 0x20 { out.append(scalar) }
      }
    }
    return isPlain && !out.isEmpty ? String(out) : "<\(String(out))>"
  }

  /// The title of a link, with the blank before it; nothing if there is none.
  static func title(_ title: String) -> String {
    guard !title.isEmpty else { return "" }
    var out = ""
    for character in title {
      switch character {
      case "\"", "\\": out += "\\\(character)"
      case "\n", "\r", "\r\n": out += " "
      default: out.append(character)
      }
    }
    return " \"\(out)\""
  }

  /// A value of an HTML attribute.
  static func attribute(_ value: String) -> String {
    var out = ""
    for character in value {
      switch character {
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.append(character)
      }
    }
    return out
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
