internal import Learning
internal import Notation

/// The lines of rows below `data rows`.
enum RowLines {
  /// Whether the line that begins at `start` says that rows follow, right or wrong as it may be.
  static func announced(in source: SourceText, from start: Int) -> Bool {
    var words: [String] = []
    var place = start
    let bytes = source.bytes
    while place < bytes.count, words.count < 2 {
      while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
      let first = place
      while place < bytes.count, let scalar = Unicode.Scalar(UInt32(bytes[place])),
        scalar.isASCII, ScalarClass.isNamePart(scalar)
      {
        place += 1
      }
      guard place > first else { break }
      words.append(source.text(first, place))
    }
    return words == ["data", "rows"] || words == ["test", "rows"]
  }

  /// Takes the lines up to the next statement: their text, and where each begins.
  static func take(_ lexer: inout PlanLexer, _ source: SourceText) -> (String, [Int]) {
    var text: [UInt8] = []
    var starts: [Int] = []
    var hasRow = false
    while let line = lexer.peekLine() {
      let bytes = source.bytes[line.start..<line.end]
      guard belongs(bytes, source, isFirst: !hasRow) else { break }
      hasRow = hasRow || !isBlank(bytes)
      starts.append(line.start)
      text += bytes
      text.append(0x0A)
      lexer.skip(line)
    }
    return (String(decoding: text, as: UTF8.self), starts)
  }

  /// Whether there is a line that is neither empty nor a comment.
  static func hasRow(_ text: String) -> Bool {
    text.utf8.split(separator: 0x0A).contains { !isBlank(Array($0)[...]) }
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return true }
    return first == UInt8(ascii: "#")
  }

  /// A row holds an arrow or begins with no letter; a line that begins with a word is one unless the word is
  /// a keyword, or nearly one.
  private static func belongs(
    _ line: ArraySlice<UInt8>,
    _ source: SourceText,
    isFirst: Bool
  ) -> Bool {
    guard !isBlank(line), let start = line.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else {
      return true
    }
    var before: UInt8 = 0
    for (i, byte) in line.enumerated() {
      if byte == UInt8(ascii: "#") { break }
      if before == UInt8(ascii: "-"), byte == UInt8(ascii: ">") { return true }
      let place = line.startIndex + i
      if byte == 0xE2, line[place...].starts(with: [0xE2, 0x86, 0x92]) { return true }
      before = byte
    }
    var end = start
    while end < line.endIndex,
      line[end] | 0x20 >= UInt8(ascii: "a") && line[end] | 0x20 <= UInt8(ascii: "z")
        || line[end] == UInt8(ascii: "_")
    {
      end += 1
    }
    guard end > start else { return true }
    let word = source.text(start, end)
    if PlanForm.keywords.contains(where: { $0.utf8.elementsEqual(word.utf8) }) { return false }
    return isFirst || Suggestion.nearest(to: word, in: PlanForm.keywords) == nil
  }
}

extension PlanStatement {
  /// Whether lines with rows follow it.
  var hasRows: Bool {
    guard keyword.text == "data" || keyword.text == "test", let first = items.first else {
      return false
    }
    switch first.value.kind {
    case .name(let name), .call(let name, _): return name == "rows"
    default: return false
    }
  }
}
