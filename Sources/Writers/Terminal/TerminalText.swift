/// What characters do on a terminal: how wide they are, and which must not get there.
enum TerminalText {
  /// How many columns a text takes.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text without what a terminal would obey: control characters and marks that turn the
  /// direction of writing become their code in brackets; a tab becomes blanks.
  static func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: out += "    "
      case 0x0A, 0x0D: out += " "
      case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        out += "<U+" + String(scalar.value, radix: 16, uppercase: true) + ">"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Breaks spans into lines at blanks; words wider than a line are cut.
  static func wrap(_ spans: TerminalLine, to width: Int) -> [TerminalLine] {
    var lines: [TerminalLine] = []
    var line: TerminalLine = []
    var used = 0
    var pendingBlank: TerminalSpan.Look?
    func append(_ text: String, _ look: TerminalSpan.Look) {
      if let last = line.last, last.look == look {
        line[line.count - 1].text += text
      } else {
        line.append(TerminalSpan(text: text, look: look))
      }
      used += Self.width(text)
    }
    func endLine() {
      lines.append(line)
      line = []
      used = 0
      pendingBlank = nil
    }
    for word in words(spans) {
      switch word {
      case .blank(let look): if used > 0 { pendingBlank = look }
      case .lineEnd: endLine()
      case .word(let parts):
        let size = parts.width
        if used > 0, used + (pendingBlank == nil ? 0 : 1) + size > width { endLine() }
        if let look = pendingBlank {
          append(" ", look)
          pendingBlank = nil
        }
        for part in parts {
          for character in part.text {
            let size = Self.width(String(character))
            if used > 0, used + size > width { endLine() }
            append(String(character), part.look)
          }
        }
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private enum Word {
    case word(TerminalLine)
    case blank(TerminalSpan.Look)
    case lineEnd
  }

  /// Cuts spans at blanks and line ends; a word may have several looks.
  private static func words(_ spans: TerminalLine) -> [Word] {
    var words: [Word] = []
    var word: TerminalLine = []
    func endWord() {
      if !word.isEmpty { words.append(.word(word)) }
      word = []
    }
    for span in spans {
      var text = ""
      func endPart() {
        if !text.isEmpty { word.append(TerminalSpan(text: text, look: span.look)) }
        text = ""
      }
      for character in span.text {
        if character == " " || character == "\n" {
          endPart()
          endWord()
          words.append(character == "\n" ? .lineEnd : .blank(span.look))
        } else {
          text.append(character)
        }
      }
      endPart()
    }
    endWord()
    return words
  }
}
