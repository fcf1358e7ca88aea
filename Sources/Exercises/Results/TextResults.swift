internal import Notation

/// Results as a student reads them in a terminal.
///
/// An answer takes a line, what explains it the lines below, indented. Nothing hidden in an answer
/// reaches the terminal. Of a pile, each file takes a line, and a summary follows.
struct TextResults {
  /// Whether weights are set with ANSI escapes: bold for what does not count, faint for names of slips.
  var isColoured: Bool

  func written(_ results: CheckResults) -> [UInt8] {
    if results.isPile || results.files.count != 1 {
      return Array(PileSummary(results, self).text.utf8)
    }
    return Array(sheet(results.files[0]).utf8)
  }

  /// The most columns that an answer takes; what is longer stands in the file.
  private static let room = 48

  private func sheet(_ file: CheckedFile) -> String {
    var text = ""
    var exercise = ""
    let answers = file.answersAndStrays
    let lines = answers.map { Columns.cut($0.labelledLine, to: Self.room) }
    let width = lines.map { Columns.width($0) }.max() ?? 0
    for (answer, line) in zip(answers, lines) {
      if answer.exercise != exercise {
        exercise = answer.exercise
        text += (text.isEmpty ? "" : "\n") + strong(exercise.escapingHidden) + "\n"
      }
      let verdict = answer.counts ? answer.verdict : strong(answer.verdict)
      text += Columns.padded(line, to: width) + "  " + verdict + "\n"
      for explanation in answer.explanations { text += "    " + explanation + "\n" }
      if let right = answer.right { text += "    right: " + right + "\n" }
      if let problem = answer.answer.problem { text += problem.rendered() + "\n" }
      for notice in answer.answer.notices { text += notice.rendered() + "\n" }
    }
    for remark in file.remarks { text += remark + "\n" }
    return text + (text.isEmpty ? "" : "\n") + strong(file.scoreWords) + "\n"
  }

  /// A text that matters, where there is a terminal.
  func strong(_ text: String) -> String { isColoured ? "\u{1B}[1m" + text + "\u{1B}[0m" : text }
}

extension CheckedAnswer {
  /// The answer with what the author calls it: `grad W (∂L/∂W) = [[1, 2]]`.
  fileprivate var labelledLine: String {
    guard let label = answer.label, label != answer.quantity else { return line }
    return quantity.escapingHidden + " (" + label.escapingHidden + ")"
      + (answer.given.isEmpty ? "" : " = " + given)
  }
}

/// Text in columns of a terminal.
enum Columns {
  /// How many columns a text takes; letters that take two are counted as two.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// A text with blanks behind it.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - self.width(text)))
  }

  /// A text that takes at most so many columns; where something is cut off, `…` stands for it.
  static func cut(_ text: String, to limit: Int) -> String {
    guard width(text) > limit else { return text }
    var out = ""
    var used = 0
    for scalar in text.unicodeScalars {
      guard used + width(scalar) < limit else { break }
      used += width(scalar)
      out.unicodeScalars.append(scalar)
    }
    return out + "…"
  }
}
