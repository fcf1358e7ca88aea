public import Notation

/// Reads numbers, and sheets of them, as people write them.
///
/// Nothing is thrown for a sheet: each answer that cannot be read says so, and the others count.
public enum AnswerReader {
  /// Reads one number, vector or matrix: what stands in a field of a page, or is typed in a terminal.
  ///
  /// - Parameters:
  ///   - text: The number; line ends count as spaces, `#` begins a comment.
  ///   - file: What messages call it: `<answer>`, or the question.
  ///   - quantity: What it answers, where that is known.
  /// - Returns: The number, or why there is none; blank where nothing is written.
  public static func read(
    number text: String,
    called file: String,
    for quantity: Quantity? = nil
  ) -> AnswerSheet.Entry {
    let source = SourceText(file: file, text: text)
    var entry = AnswerSheet.Entry(
      quantity: quantity,
      name: quantity?.text ?? "",
      given: "",
      answer: nil,
      location: source.location(of: 0)
    )
    guard source.bytes.count <= ReadingLimits.sheetBytes else {
      entry.problem = tooLong(source)
      return entry
    }
    read(0..<source.bytes.count, of: source, into: &entry)
    return entry
  }

  /// Reads a sheet: one answer a line, as ``AnswerSheet/read(_:knowing:)`` says.
  static func sheet(_ source: SourceText, knowing names: NodeNames) -> AnswerSheet {
    guard source.bytes.count <= ReadingLimits.sheetBytes else {
      let entry = AnswerSheet.Entry(
        quantity: nil,
        name: "",
        given: "",
        answer: nil,
        problem: tooLong(source),
        location: source.location(of: 0)
      )
      return AnswerSheet(entries: [entry])
    }
    let bytes = SourceBytes(bytes: source.bytes)
    var entries: [AnswerSheet.Entry] = []
    var unknown = 0
    for answer in AnswerLines(source.bytes).answers {
      guard entries.count < ReadingLimits.answers else {
        let kind = ReadingMistake.Kind.tooManyAnswers(limit: ReadingLimits.answers)
        let mistake = ReadingMistake(kind, from: answer.start, to: answer.end)
        entries.append(AnswerReader.entry(answer, source, problem: mistake))
        break
      }
      let suggests = unknown < ReadingLimits.suggestions
      guard let entry = entry(answer, source, bytes, names, suggests) else { continue }
      if entry.quantity == nil { unknown += 1 }
      entries.append(entry)
    }
    return AnswerSheet(entries: entries)
  }

  // MARK: One answer

  /// Reads an answer; nil where nothing but spaces stands there.
  private static func entry(
    _ answer: AnswerLines.Answer,
    _ source: SourceText,
    _ bytes: SourceBytes,
    _ names: NodeNames,
    _ suggests: Bool
  ) -> AnswerSheet.Entry? {
    let marks = MathMarks.inner(of: bytes.bytes, answer.start..<answer.end)
    guard let equals = answer.equals else {
      return withoutEquals(answer, source, bytes, names)
    }
    var left = MathMarks.trimmed(bytes.bytes, marks.lowerBound..<max(marks.lowerBound, equals))
    let isAssigned =
      left.count > 1 && left.upperBound == equals && bytes.bytes[equals - 1] == UInt8(ascii: ":")
    if isAssigned { left = MathMarks.trimmed(bytes.bytes, left.lowerBound..<equals - 1) }
    var entry = entry(answer, source, problem: nil)
    entry.name = bytes.shortText(left.lowerBound, left.upperBound)
    do throws(ReadingMistake) {
      let inner = MathMarks.inner(of: bytes.bytes, left)
      let quantity = try QuantityReader.read(bytes, inner, knowing: names, suggests: suggests)
      entry.quantity = quantity
      if isAssigned {
        throw ReadingMistake(.noEquals(found: ":="), from: equals - 1, to: equals + 1)
      }
    } catch {
      entry.problem = error.diagnostic(in: source)
    }
    read(equals + 1..<max(equals + 1, marks.upperBound), of: source, into: &entry)
    return entry
  }

  /// Reads the right side, and keeps what is wrong with the left one.
  private static func read(
    _ range: Range<Int>,
    of source: SourceText,
    into entry: inout AnswerSheet.Entry
  ) {
    let bytes = SourceBytes(bytes: source.bytes)
    let written = MathMarks.trimmed(bytes.bytes, range)
    entry.given = bytes.shortText(
      written.lowerBound,
      written.upperBound,
      limit: ReadingLimits.quotedBytes
    )
    guard entry.problem == nil else { return }
    do throws(ReadingMistake) {
      let text = try AnswerLexer.text(of: bytes, MathMarks.inner(of: bytes.bytes, written))
      guard !text.tokens.isEmpty else { return }
      let (tensor, notices) = try NumberParser.read(text)
      entry.answer = tensor
      entry.notices = notices.map { $0.diagnostic(.warning, in: source) }
    } catch {
      entry.problem = error.diagnostic(in: source)
    }
  }

  /// An answer that no `=` parts; the quantity is read all the same where something else stands for it.
  private static func withoutEquals(
    _ answer: AnswerLines.Answer,
    _ source: SourceText,
    _ bytes: SourceBytes,
    _ names: NodeNames
  ) -> AnswerSheet.Entry? {
    let separator = Separator.find(in: bytes.bytes, answer.start..<answer.end)
    let place = separator?.range ?? answer.start..<answer.end
    var mistake = ReadingMistake(
      .noEquals(found: separator.map { _ in bytes.text(place.lowerBound, place.upperBound) } ?? ""),
      from: place.lowerBound,
      to: place.upperBound
    )
    if separator == nil {
      do throws(ReadingMistake) {
        let text = try AnswerLexer.text(of: bytes, answer.start..<answer.end, readsNumbers: false)
        if text.tokens.isEmpty { return nil }
        if text.tokens[0].kind != .name { mistake.kind = .noName }
      } catch {
        mistake = error
      }
    } else if separator?.isApproximate == true {
      mistake.kind = .approximate(separator?.scalar ?? "≈")
    }
    var entry = entry(answer, source, problem: mistake)
    let end = separator?.range.lowerBound ?? Separator.endOfName(in: bytes.bytes, answer)
    let left = MathMarks.trimmed(bytes.bytes, answer.start..<end)
    if !left.isEmpty,
      let quantity = try? QuantityReader.read(bytes, left, knowing: names, suggests: false)
    {
      entry.quantity = quantity
      entry.name = bytes.shortText(left.lowerBound, left.upperBound)
      let rest = (separator?.range.upperBound ?? end)..<answer.end
      let written = MathMarks.trimmed(bytes.bytes, rest)
      entry.given = bytes.shortText(
        written.lowerBound,
        written.upperBound,
        limit: ReadingLimits.quotedBytes
      )
    } else {
      entry.given = bytes.shortText(answer.start, answer.end, limit: ReadingLimits.quotedBytes)
    }
    return entry
  }

  private static func entry(
    _ answer: AnswerLines.Answer,
    _ source: SourceText,
    problem: ReadingMistake?
  ) -> AnswerSheet.Entry {
    AnswerSheet.Entry(
      quantity: nil,
      name: "",
      given: "",
      answer: nil,
      problem: problem?.diagnostic(in: source),
      location: source.location(of: answer.start)
    )
  }

  private static func tooLong(_ source: SourceText) -> Diagnostic {
    ReadingMistake(.sheetTooLong(limit: ReadingLimits.sheetBytes), from: 0, to: 1)
      .diagnostic(in: source)
  }
}

extension AnswerSheet {
  /// Reads a sheet: one answer a line, `name = number`; a line goes on while a bracket is open, `#` begins a
  /// comment, `;` parts answers on one line.
  ///
  /// - Parameters:
  ///   - source: The sheet, in UTF-8; LF, CRLF and CR end lines.
  ///   - names: The names that answers may be about.
  /// - Returns: An entry for each answer. One that cannot be read has a problem, one whose right side is empty is
  ///   blank. Of a sheet beyond a megabyte, or beyond 10000 answers, the last entry says so.
  public static func read(_ source: SourceText, knowing names: NodeNames) -> AnswerSheet {
    AnswerReader.sheet(source, knowing: names)
  }
}

extension WrittenTensor {
  /// Reads one number, vector or matrix as a person writes it.
  ///
  /// - Throws: Why there is none; also where nothing is written.
  public static func read(_ text: String, called file: String) throws(Diagnostics) -> WrittenTensor
  {
    let entry = AnswerReader.read(number: text, called: file)
    if let answer = entry.answer { return answer }
    let source = SourceText(file: file, text: text)
    let empty = ReadingMistake(.expected("a number", found: "nothing"), from: 0, to: 1)
    throw Diagnostics([entry.problem ?? empty.diagnostic(in: source)])
  }
}
