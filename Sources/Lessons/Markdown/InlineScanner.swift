/// Finds what Markdown must not see in the text of one paragraph, heading or table cell: formulas,
/// `{{ … }}` and cross references.
///
/// Code spans are left alone.
struct InlineScanner {
  /// What was found, with what lies inside its delimiters.
  struct Found: Equatable {
    /// What it is.
    enum Kind: Equatable {
      case math, interpolation, reference
    }

    var kind: Kind
    var range: Range<Int>
    var inside: Range<Int>
  }

  /// What was found, in order.
  private(set) var found: [Found] = []
  /// Mistakes, with ranges in the text that was looked through.
  private(set) var findings: [LessonFinding] = []

  /// The end of the line that was looked at last, so that a long line is walked through once.
  private var lineEnd = 0
  /// Up to here there is no `]`.
  private var noBracket = 0

  /// Looks through a part of a text whose lines end with LF.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    var ticks = BacktickRuns(bytes, in: range)
    // Up to here no dollar sign can close a formula.
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
      case (.dollar, _):
        if index >= hopeless {
          if let close = DollarRule.closing(bytes, openedAt: index, before: range.upperBound) {
            found.append(
              Found(kind: .math, range: index..<close + 1, inside: index + 1..<close)
            )
            index = close
          } else if let next, !next.isBlank, next != .lineFeed, next != .dollar {
            hopeless =
              bytes[index..<range.upperBound].firstIndex(of: .backtick) ?? range.upperBound
          }
        }
        index += 1
      case (.openBrace, .some(.openBrace)):
        index = interpolation(bytes, at: index, before: range.upperBound)
      case (.openBrace, .some(UInt8(ascii: "#"))):
        index = label(bytes, at: index, before: range.upperBound)
      case (.openBracket, .some(UInt8(ascii: "@"))):
        index = reference(bytes, at: index, before: range.upperBound)
      case (.closeBracket, .some(UInt8(ascii: "("))):
        index = Self.endOfAddress(bytes, from: index + 2, before: range.upperBound) ?? index + 2
      default:
        index += 1
      }
    }
  }

  /// Adds what another scan found.
  mutating func append(_ other: InlineScanner) {
    found += other.found
    findings += other.findings
  }

  /// Where `}}` stands.
  static func closingBraces(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if bytes[index] == .closeBrace, bytes[index + 1] == .closeBrace { return index }
      index += 1
    }
    return nil
  }

  private mutating func endOfLine(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Int {
    if index >= lineEnd { lineEnd = bytes[index..<end].firstIndex(of: .lineFeed) ?? end }
    return lineEnd
  }

  private mutating func interpolation(_ bytes: [UInt8], at start: Int, before end: Int) -> Int {
    let lineEnd = endOfLine(bytes, start, end)
    guard let close = Self.closingBraces(bytes, from: start + 2, before: lineEnd) else {
      findings.append(.init(error: .unclosedInterpolation, range: start..<start + 2))
      return lineEnd
    }
    found.append(
      Found(kind: .interpolation, range: start..<close + 2, inside: start + 2..<close)
    )
    return close + 2
  }

  /// A label in prose names nothing.
  private mutating func label(_ bytes: [UInt8], at start: Int, before end: Int) -> Int {
    var index = start + 2
    guard index < end, bytes[index].isLetter else { return index }
    while index < end, bytes[index].isNamePart { index += 1 }
    guard index < end, bytes[index] == .closeBrace else { return index }
    let name = String(decoding: bytes[start + 1..<index], as: UTF8.self)
    findings.append(.init(error: .strayLabel(name), range: start..<index + 1))
    return index + 1
  }

  private mutating func reference(_ bytes: [UInt8], at start: Int, before end: Int) -> Int {
    var index = start + 2
    while index < end, bytes[index].isNamePart { index += 1 }
    let inside = start + 2..<index
    guard !inside.isEmpty, bytes[inside.lowerBound].isLetter else { return start + 2 }
    guard index < end, bytes[index] == .closeBracket else {
      // Something like a citation with a page; only one that closes on its line is meant.
      guard index >= noBracket else { return index }
      let lineEnd = endOfLine(bytes, index, end)
      guard let close = bytes[index..<lineEnd].firstIndex(of: .closeBracket) else {
        noBracket = lineEnd
        return index
      }
      if Self.isLink(bytes, behind: close, before: end) { return index }
      findings.append(.init(error: .badReference, range: start..<close + 1))
      return close + 1
    }
    if Self.isLink(bytes, behind: index, before: end) { return index }
    found.append(Found(kind: .reference, range: start..<index + 1, inside: inside))
    return index + 1
  }

  private static func isLink(_ bytes: [UInt8], behind close: Int, before end: Int) -> Bool {
    close + 1 < end
      && (bytes[close + 1] == UInt8(ascii: "(") || bytes[close + 1] == .openBracket)
  }

  /// Skips the address of a link to another site: dollar signs and braces in it are its own.
  private static func endOfAddress(_ bytes: [UInt8], from start: Int, before end: Int) -> Int? {
    var index = start
    while index < end, bytes[index].isLetter { index += 1 }
    guard index > start, index < end, bytes[index] == UInt8(ascii: ":") else { return nil }
    while index < end, !bytes[index].isBlank, bytes[index] != .lineFeed,
      bytes[index] != UInt8(ascii: ")")
    {
      index += 1
    }
    return index
  }
}
