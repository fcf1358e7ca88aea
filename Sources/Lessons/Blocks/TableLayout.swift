internal import Autodiff
internal import Notation

/// What a `table` block says: the rows, the columns and the claims.
struct TableLayout {
  /// A place in the lesson.
  struct Place {
    var location: SourceLocation
    var width: Int
    var excerpt: String
  }

  /// An `expect` with an entry for each row.
  struct Claim {
    var subject: SourceText
    var literal: SourceText
    var isRounded: Bool
    var place: Place
  }

  /// The names that run over values.
  private(set) var names: [String] = []
  /// Their values, a row each.
  private(set) var rows: [[Double]] = []
  /// The names that the block binds, in order.
  private(set) var columns: [String] = []
  /// What is claimed.
  private(set) var claims: [Claim] = []
  /// The lines that are no part of the program that is run for each row.
  private var ownLines: Set<Int> = []

  /// Reads a block.
  ///
  /// - Throws: What is wrong with its `for` line or its claims.
  init(_ fence: Fence, _ lesson: ParsedLesson) throws(Diagnostics) {
    var hasRows = false
    var mistakes: [Diagnostic] = []
    for origin in fence.lines {
      let line = BlockLine(origin, file: lesson.source.file)
      guard !line.isEmpty else { continue }
      do throws(Diagnostics) {
        if !hasRows {
          try readRows(line)
          hasRows = true
        } else if line.begins(with: "expect") {
          ownLines.insert(origin.line)
          claims.append(try claim(line))
        } else if let name = line.boundName {
          columns.append(name)
        }
      } catch {
        hasRows = true
        mistakes += error.all
      }
    }
    if !hasRows {
      mistakes.append(
        fence.diagnostic(
          "a table block expects a line 'for x in {…}', found none",
          in: lesson,
          help: "write for example: for x1, x2 in {0, 1}"
        )
      )
    }
    if !mistakes.isEmpty { throw Diagnostics(mistakes) }
  }

  /// The program that is run for each row: the block without its `for` line and its claims.
  func program(
    _ whole: SourceText,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> SourceText {
    var lines: [String] = []
    var origins: [LineOrigin] = []
    for (text, origin) in whole.lines {
      let isOwn = fence.contains(line: origin.line) && ownLines.contains(origin.line)
      lines.append(isOwn ? "" : text)
      origins.append(origin)
    }
    return SourceText(
      file: lesson.source.file,
      text: lines.joined(separator: "\n"),
      origins: origins
    )
  }

  // MARK: for x1, x2 in {…}

  private mutating func readRows(_ line: BlockLine) throws(Diagnostics) {
    ownLines.insert(line.origin.line)
    guard line.begins(with: "for") else {
      throw line.mistake(
        "a table block expects a first line 'for x in {…}', found '\(line.text.prefix(20))'",
        at: line.start,
        help: "write for example: for x1, x2 in {0, 1}"
      )
    }
    guard let opening = line.scalars.firstIndex(of: "{"),
      let closing = line.scalars.lastIndex(of: "}"), closing > opening
    else {
      throw line.mistake(
        "expected values between '{' and '}', found none",
        at: line.start,
        help: "write for example: for x in {-1, 0, 1}"
      )
    }
    var words = line.words(from: line.start, to: opening)
    guard words.first?.text == "for", words.last?.text == "in", words.count >= 3 else {
      throw line.mistake(
        "expected 'for', names and 'in' before the values",
        at: line.start,
        help: "write for example: for x1, x2 in {0, 1}"
      )
    }
    words.removeFirst()
    words.removeLast()
    names = words.map { $0.text }
    for (i, word) in words.enumerated() where words[..<i].contains(where: { $0.text == word.text })
    {
      throw line.mistake("found the name '\(word.text)' twice", at: word.start, help: nil)
    }
    try readValues(line, opening + 1, closing)
  }

  private mutating func readValues(
    _ line: BlockLine,
    _ from: Int,
    _ to: Int
  ) throws(Diagnostics) {
    let entries = line.parts(from: from, to: to)
    var tuples: [[Double]] = []
    var isTuples: Bool?
    for entry in entries {
      let isTuple =
        line.scalars[entry.lowerBound] == "("
        && line.scalars[entry.upperBound - 1] == ")" && line.hasComma(in: entry)
      if let isTuples, isTuples != isTuple {
        throw line.mistake(
          "expected either numbers or rows in brackets, found both",
          at: entry.lowerBound,
          help: nil
        )
      }
      isTuples = isTuple
      let inner =
        isTuple
        ? line.parts(from: entry.lowerBound + 1, to: entry.upperBound - 1) : [entry]
      var numbers: [Double] = []
      for part in inner { numbers.append(try line.number(part)) }
      if isTuple, numbers.count != names.count {
        throw line.mistake(
          "expected \(names.count) values in a row, found \(numbers.count)",
          at: entry.lowerBound,
          help: nil
        )
      }
      tuples.append(numbers)
    }
    guard !tuples.isEmpty else {
      throw line.mistake("expected at least one value, found '{}'", at: from - 1, help: nil)
    }
    if isTuples == true {
      rows = tuples
    } else {
      rows = [[]]
      for _ in names {
        guard rows.count * tuples.count <= TableBlock.rowLimit else { break }
        rows = rows.flatMap { row in tuples.map { row + $0 } }
      }
    }
    guard rows.count <= TableBlock.rowLimit, rows.allSatisfy({ $0.count == names.count }) else {
      throw line.mistake(
        "expected at most \(TableBlock.rowLimit) rows, found more",
        at: from - 1,
        help: "take fewer values"
      )
    }
  }

  // MARK: expect y = […]

  private func claim(_ line: BlockLine) throws(Diagnostics) -> Claim {
    guard let sign = line.claimSign else {
      throw line.mistake(
        "expected '=' or '~' and a list of numbers",
        at: line.start,
        help: "write for example: expect y = [0, 0, 0, 1]"
      )
    }
    return Claim(
      subject: line.source(from: line.start + 6, to: sign),
      literal: line.source(from: sign + 1, to: line.end),
      isRounded: line.scalars[sign] == "~",
      place: Place(
        location: line.location(line.start),
        width: line.end - line.start,
        excerpt: line.origin.raw
      )
    )
  }
}
