/// The lines of a block that holds words, to be looked through byte by byte.
struct BlockText {
  let source: LessonSource
  /// Where the lines inside the block stand, without their line ends.
  let lines: [SourceRange]

  /// A line without white space around it.
  func trimmed(_ line: SourceRange) -> SourceRange {
    var (low, high) = (line.lowerBound, line.upperBound)
    while low < high, source.bytes[low].isBlank { low += 1 }
    while high > low, source.bytes[high - 1].isBlank { high -= 1 }
    return low..<high
  }

  /// Whether nothing but white space stands in a line.
  func isBlank(_ line: Int) -> Bool { trimmed(lines[line]).isEmpty }

  /// How many columns of white space a line begins with; a tab counts four.
  func indent(_ line: Int) -> Int {
    var columns = 0
    for byte in source.bytes[lines[line]] {
      guard byte.isBlank else { break }
      columns += byte == .tab ? 4 : 1
    }
    return columns
  }

  /// A word that a line begins with.
  struct Word {
    var text: String
    var range: SourceRange
    /// Whether a colon stands behind it.
    var hasColon: Bool
    /// What else stands in the line, without white space around it.
    var rest: SourceRange
  }

  /// The letters that a line begins with, if white space, a colon or nothing follows.
  func word(_ line: Int) -> Word? {
    let text = trimmed(lines[line])
    var end = text.lowerBound
    while end < text.upperBound, source.bytes[end].isLetter { end += 1 }
    guard end > text.lowerBound else { return nil }
    let hasColon = end < text.upperBound && source.bytes[end] == UInt8(ascii: ":")
    guard hasColon || end == text.upperBound || source.bytes[end].isBlank else { return nil }
    return Word(
      text: source.text(text.lowerBound..<end),
      range: text.lowerBound..<end,
      hasColon: hasColon,
      rest: trimmed(end + (hasColon ? 1 : 0)..<text.upperBound)
    )
  }

  /// The marks that open or close a code block in a line: how many, and of what.
  func fenceMarks(_ line: Int) -> (byte: UInt8, count: Int)? {
    let text = trimmed(lines[line])
    guard let mark = source.bytes[text].first, mark == .backtick || mark == UInt8(ascii: "~")
    else { return nil }
    let count = source.bytes[text].prefix { $0 == mark }.count
    return count >= 3 ? (mark, count) : nil
  }

  /// Lines without empty ones at both ends.
  func trimmingEmpty(_ lines: [SourceRange]) -> [SourceRange] {
    var rest = lines[...]
    while let last = rest.last, trimmed(last).isEmpty { rest.removeLast() }
    while let first = rest.first, trimmed(first).isEmpty { rest.removeFirst() }
    return Array(rest)
  }
}

/// Follows which lines lie in a code block of some Markdown.
struct CodeFollower {
  private var open: (byte: UInt8, count: Int)?

  /// Whether a line is code, or opens or closes it.
  ///
  /// Asked for every line in order.
  mutating func isCode(_ line: Int, of text: BlockText) -> Bool {
    let marks = text.fenceMarks(line)
    if let open {
      if let marks, marks.byte == open.byte, marks.count >= open.count { self.open = nil }
      return true
    }
    open = marks
    return marks != nil
  }
}
