/// Finds displayed formulas, `$$…$$`, before Markdown is parsed: a line of one that begins with a
/// plus or an equals sign would otherwise begin a list or underline a heading.
struct DisplayScanner {
  /// The formulas, in order.
  private(set) var items: [ProtectedItem] = []
  /// Those that are not closed.
  private(set) var findings: [LessonFinding] = []

  private let source: LessonSource
  private let lines: Range<Int>
  private let opaque: Set<Int>

  /// Looks through lines of a lesson (from 0), but not into those of `opaque`: code and raw HTML.
  init(_ source: LessonSource, lines: Range<Int>, opaque: Set<Int>) {
    self.source = source
    self.lines = lines
    self.opaque = opaque
    var line = lines.lowerBound
    var start: Int?
    while line < lines.upperBound {
      guard !isBlank(line), !opaque.contains(line) else {
        line += 1
        start = nil
        continue
      }
      var last = line
      while last + 1 < lines.upperBound, !isBlank(last + 1), !opaque.contains(last + 1) {
        last += 1
      }
      let first = start ?? source.lineStarts[line]
      let reached = scan(first..<source.content(ofLine: last).upperBound)
      line = last + 1
      start = nil
      if source.line(of: reached) >= line {
        line = source.line(of: reached)
        start = reached
      }
    }
  }

  private func isBlank(_ line: Int) -> Bool {
    let range = source.content(ofLine: line)
    return LeafContent.skipMarks(source.bytes, range, quotes: .max) == range.upperBound
  }

  /// Looks through a stretch without empty lines; returns how far it came, which is beyond the
  /// stretch where a formula goes on into lines that look like code.
  private mutating func scan(_ range: Range<Int>) -> Int {
    let bytes = source.bytes
    var ticks = BacktickRuns(bytes, in: range)
    var hopeless = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      let next = index + 1 < range.upperBound ? bytes[index + 1] : nil
      switch (bytes[index], next) {
      case (.backslash, _):
        index += 2
      case (.backtick, _):
        let length = BacktickRuns.length(bytes, at: index, before: range.upperBound)
        index += length
        if let close = ticks.closing(length: length, from: index) { index = close + length }
      case (.dollar, .some(.dollar)):
        guard let end = display(at: index) else {
          findings.append(.init(error: .unclosedDisplay, range: index..<index + 2))
          return range.upperBound
        }
        index = end
      case (.dollar, _):
        let end = endOfLine(index)
        if index >= hopeless {
          if let close = DollarRule.closing(bytes, openedAt: index, before: end) {
            index = close
          } else if let next, !next.isBlank, next != .lineFeed {
            hopeless = bytes[index..<end].firstIndex(of: .backtick) ?? end
          }
        }
        index += 1
      case (.openBrace, .some(.openBrace)):
        index =
          InlineScanner.closingBraces(bytes, from: index + 2, before: endOfLine(index))
          .map { $0 + 2 } ?? index + 2
      default:
        index += 1
      }
    }
    return index
  }

  private func endOfLine(_ index: Int) -> Int {
    source.content(ofLine: source.line(of: index)).upperBound
  }

  /// Takes the formula that opens here; returns where it ends, label included.
  private mutating func display(at start: Int) -> Int? {
    let bytes = source.bytes
    var line = source.line(of: start)
    let quotes = quoteDepth(ofLine: line)
    var formula = MappedText()
    var from = start + 2
    while true {
      let end = source.content(ofLine: line).upperBound
      if let close = closingDollars(from: from, before: end) {
        formula.append(source.text(from..<close), at: from)
        let label = label(behind: close + 2, before: end)
        let range = start..<(label?.end ?? close + 2)
        items.append(
          ProtectedItem(content: .display(formula, label: label?.name), range: range)
        )
        return range.upperBound
      }
      formula.append(source.text(from..<max(from, end)) + "\n", at: from)
      line += 1
      guard line < lines.upperBound, !isBlank(line) else { return nil }
      let range = source.content(ofLine: line)
      from = LeafContent.skipMarks(bytes, range, quotes: quotes)
      let head = bytes[from..<min(from + 3, range.upperBound)]
      if head.elementsEqual("```".utf8) || head.elementsEqual("~~~".utf8) { return nil }
    }
  }

  private func closingDollars(from start: Int, before end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if source.bytes[index] == .backslash {
        index += 2
        continue
      }
      if source.bytes[index] == .dollar, source.bytes[index + 1] == .dollar { return index }
      index += 1
    }
    return nil
  }

  /// `{#eq-chain}` behind a formula on the same line.
  private func label(
    behind start: Int,
    before end: Int
  ) -> (name: AttributeList.Name, end: Int)? {
    var index = start
    while index < end, source.bytes[index].isBlank { index += 1 }
    guard index + 1 < end, source.bytes[index] == .openBrace,
      source.bytes[index + 1] == UInt8(ascii: "#")
    else { return nil }
    let first = index + 2
    index = first
    while index < end, source.bytes[index].isNamePart { index += 1 }
    guard index > first, index < end, source.bytes[index] == .closeBrace else { return nil }
    return (.init(text: source.text(first..<index), range: first..<index), index + 1)
  }

  /// How many marks of quotes stand before what a line says, past the marks of list items.
  private func quoteDepth(ofLine line: Int) -> Int {
    let range = source.content(ofLine: line)
    var depth = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = source.bytes[index]
      if byte.isBlank {
        index += 1
      } else if byte == .quoteMark {
        depth += 1
        index += 1
      } else if let end = endOfListMark(index, before: range.upperBound) {
        index = end
      } else {
        break
      }
    }
    return depth
  }

  private func endOfListMark(_ start: Int, before end: Int) -> Int? {
    var index = start
    switch source.bytes[start] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
      index += 1
    default:
      while index < end, source.bytes[index].isDigit { index += 1 }
      guard index > start, index < end,
        source.bytes[index] == UInt8(ascii: ".") || source.bytes[index] == UInt8(ascii: ")")
      else { return nil }
      index += 1
    }
    return index < end && source.bytes[index].isBlank ? index : nil
  }
}
