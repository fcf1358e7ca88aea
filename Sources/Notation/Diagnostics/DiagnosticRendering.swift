extension Diagnostic {
  /// The message as a terminal shows it, without a line end behind the last line.
  public func rendered() -> String {
    var text = Diagnostic.prefix(location) + severity.rawValue + ": " + Diagnostic.shown(message)
    if let excerpt { text += "\n" + Diagnostic.excerpt(excerpt, excerptColumn, location, width) }
    if let help { text += "\n  help: " + Diagnostic.shown(help) }
    for note in notes {
      text += "\n" + Diagnostic.prefix(note.location) + "note: " + Diagnostic.shown(note.message)
    }
    return text
  }

  /// Words with nothing hidden in them, on one line.
  private static func shown(_ words: String) -> String {
    guard words.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return words }
    var text = ""
    for scalar in words.unicodeScalars {
      text.unicodeScalars.append(scalar == "\t" || scalar == "\n" || scalar == "\r" ? " " : scalar)
    }
    return text.escapingHidden
  }

  private static func prefix(_ location: SourceLocation) -> String {
    "\(location.file.escapingHidden):\(location.line):\(location.column): "
  }

  /// The widest stretch of a line that is shown.
  private static let room = 96

  /// The line with its number, and the caret under the place; a long line is cut around it.
  private static func excerpt(
    _ line: String,
    _ column: Int,
    _ location: SourceLocation,
    _ width: Int
  ) -> String {
    let scalars = line.unicodeScalars
    let caret = location.column - column
    var start = 0
    for scalar in scalars {
      guard scalar == " " || scalar == "\t", start < caret else { break }
      start += 1
    }
    let total = scalars.count
    var end = total
    if total - start > room {
      start = max(start, min(caret - room / 3, total - room))
      end = min(total, start + room)
    }
    var shown = start > 0 && caret - start >= room / 3 ? "…" : ""
    var under = shown.isEmpty ? "" : " "
    var place = 0
    var marks = 0
    for scalar in scalars {
      defer { place += 1 }
      guard place >= start, place < end else {
        if place >= end { break }
        continue
      }
      let piece = scalar == "\t" ? " " : String(Character(scalar)).escapingHidden
      shown += piece
      let columns = columns(of: scalar, shownAs: piece)
      if place < caret {
        under += String(repeating: " ", count: columns)
      } else if place < caret + width {
        under += String(repeating: "^", count: columns)
        marks += columns
      }
    }
    if end < total { shown += "…" }
    if marks == 0 { under += "^" }
    let number = String(location.line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.utf8.count)) + number
    let blank = String(repeating: " ", count: gutter.utf8.count)
    return "\(gutter) | \(shown)\n\(blank) | \(under)"
  }

  /// How many columns of a terminal a scalar takes.
  private static func columns(of scalar: Unicode.Scalar, shownAs piece: String) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: piece.unicodeScalars.count
    }
  }
}

extension Diagnostics {
  /// All messages, one after the other, each ended by a line end; beyond ``limit`` they are counted.
  public func rendered() -> String {
    var text = ""
    for diagnostic in all.prefix(Diagnostics.limit) { text += diagnostic.rendered() + "\n" }
    if all.count > Diagnostics.limit {
      text += "and \(all.count - Diagnostics.limit) more\n"
    } else if hasMore {
      text += "and more; correct these first\n"
    }
    return text
  }
}
