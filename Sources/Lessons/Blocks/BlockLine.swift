internal import Autodiff
internal import Notation

/// One line of a `table` or `plot` block, without its comment, with the way back to the lesson.
struct BlockLine {
  /// A word and where it begins.
  struct Word {
    var text: String
    var start: Int
  }

  let origin: LineOrigin
  private let file: String
  /// The characters of the line inside the block.
  let scalars: [Unicode.Scalar]
  /// The first that is no white space.
  let start: Int
  /// Behind the last that is neither white space nor comment.
  let end: Int

  init(_ origin: LineOrigin, file: String) {
    self.origin = origin
    self.file = file
    let scalars = Array(origin.raw.unicodeScalars.dropFirst(origin.columnOffset))
    var end = scalars.count
    var isQuoted = false
    for (i, scalar) in scalars.enumerated() {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == "#", !isQuoted {
        end = i
        break
      }
    }
    var start = 0
    while start < end, BlockLine.isSpace(scalars[start]) { start += 1 }
    while end > start, BlockLine.isSpace(scalars[end - 1]) { end -= 1 }
    self.scalars = scalars
    self.start = start
    self.end = end
  }

  var isEmpty: Bool { start == end }

  /// The line without white space around it.
  var text: String { text(from: start, to: end) }

  func text(from: Int, to: Int) -> String {
    var view = String.UnicodeScalarView()
    if from < to { view.append(contentsOf: scalars[from..<to]) }
    return String(view)
  }

  /// Whether its first word is this one.
  func begins(with word: String) -> Bool { words(from: start, to: end).first?.text == word }

  /// The name before a `=`.
  var boundName: String? {
    guard let sign = scalars[start..<end].firstIndex(of: "=") else { return nil }
    let words = words(from: start, to: sign)
    return words.count == 1 && start + words[0].text.unicodeScalars.count <= sign
      ? words[0].text : nil
  }

  /// The `=` or `~` of a claim, outside brackets.
  var claimSign: Int? {
    var depth = 0
    for i in start..<end {
      switch scalars[i] {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "=" where depth == 0, "~" where depth == 0: return i
      default: break
      }
    }
    return nil
  }

  /// Names and words, parted by anything else.
  func words(from: Int, to: Int) -> [Word] {
    var words: [Word] = []
    var i = from
    while i < to {
      guard BlockLine.isNamePart(scalars[i]) else {
        i += 1
        continue
      }
      let begin = i
      while i < to, BlockLine.isNamePart(scalars[i]) { i += 1 }
      words.append(Word(text: text(from: begin, to: i), start: begin))
    }
    return words
  }

  /// The parts between commas outside brackets, without white space around them.
  func parts(from: Int, to: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var depth = 0
    var begin = from
    func add(_ end: Int) {
      var (low, high) = (begin, end)
      while low < high, BlockLine.isSpace(scalars[low]) { low += 1 }
      while high > low, BlockLine.isSpace(scalars[high - 1]) { high -= 1 }
      if low < high { parts.append(low..<high) }
    }
    for i in from..<max(from, to) {
      switch scalars[i] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        add(i)
        begin = i + 1
      default: break
      }
    }
    add(to)
    return parts
  }

  /// Whether a part has a comma in its outermost brackets.
  func hasComma(in range: Range<Int>) -> Bool {
    parts(from: range.lowerBound + 1, to: range.upperBound - 1).count > 1
      || scalars[range].contains(",")
  }

  // MARK: The way back

  func location(_ place: Int) -> SourceLocation {
    SourceLocation(file: file, line: origin.line, column: origin.columnOffset + place + 1)
  }

  func source(from: Int, to: Int) -> SourceText {
    SourceText(
      file: file,
      text: text(from: from, to: to),
      origins: [
        .init(
          line: origin.line,
          columnOffset: origin.columnOffset + from,
          raw: origin.raw
        )
      ]
    )
  }

  /// A number without names.
  func number(_ range: Range<Int>) throws(Diagnostics) -> Double {
    let source = source(from: range.lowerBound, to: range.upperBound)
    let value = try ClaimedNumbers(source, isRounded: false).value
    guard value.shape.isScalar, let number = value.scalar, number.isFinite else {
      throw mistake(
        "expected a finite number, found '\(text(from: range.lowerBound, to: range.upperBound))'",
        at: range.lowerBound,
        help: nil
      )
    }
    return number
  }

  func mistake(_ message: String, at place: Int, help: String?) -> Diagnostics {
    Diagnostics([
      Diagnostic(.error, message, at: location(place), excerpt: origin.raw, help: help)
    ])
  }

  /// Whether white space stands at a place.
  func isBlank(_ place: Int) -> Bool { BlockLine.isSpace(scalars[place]) }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}"
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
