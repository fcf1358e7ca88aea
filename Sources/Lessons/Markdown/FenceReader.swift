internal import Notation

/// Reads the first line of a fence and finds where its lines come from.
struct FenceReader {
  /// What it found.
  var head: FenceHead
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  /// Nil for a code block by indentation.
  init?(
    _ node: CMarkNode,
    at start: Int,
    _ text: StandInText,
    _ lines: StandInLines,
    _ source: LessonSource
  ) {
    let line = source.line(of: start)
    let end = source.content(ofLine: line).upperBound
    guard start < end else { return nil }
    let mark = source.bytes[start]
    var behind = start
    while behind < end, source.bytes[behind] == mark { behind += 1 }
    guard mark == .backtick || mark == UInt8(ascii: "~"), behind - start >= 3 else { return nil }
    let inside = node.literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    if node.destination.isEmpty, let first = inside.first,
      first.utf8.elementsEqual(source.bytes[start..<end])
    {
      return nil
    }
    head = FenceHead(
      kind: nil,
      language: "",
      range: start..<end,
      attributes: nil,
      caption: nil,
      lines: []
    )
    if !Self.isClosed(node, length: behind - start, mark: mark, inside: inside.count, lines) {
      findings.append(.init(error: .unclosedFence, range: start..<behind))
    }
    head.places = inside.enumerated().map { index, content in
      let offset =
        lines.starts.indices.contains(node.startLine + index)
        ? text.sourceOffset(lines.starts[node.startLine + index]) : source.bytes.count
      return Self.place(of: String(content), inLine: source.line(of: offset), source)
    }
    head.lines = head.places.map { place in
      source.origin(ofLine: source.line(of: place.lowerBound), from: place.lowerBound)
    }
    readInfo(source, behind..<end)
  }

  /// A closed fence ends with the line behind its last one, which holds nothing but marks.
  private static func isClosed(
    _ node: CMarkNode,
    length: Int,
    mark: UInt8,
    inside: Int,
    _ lines: StandInLines
  ) -> Bool {
    guard node.endLine - node.startLine == inside + 1 else { return false }
    var range = lines.content(ofLine: node.endLine - 1)
    while !range.isEmpty, lines.bytes[range.upperBound - 1].isBlank {
      range = range.lowerBound..<range.upperBound - 1
    }
    return range.count >= length && lines.bytes[range].suffix(length).allSatisfy { $0 == mark }
  }

  /// Where in a line of the lesson the content of a line of the block stands.
  private static func place(
    of content: String,
    inLine line: Int,
    _ source: LessonSource
  ) -> SourceRange {
    let range = source.content(ofLine: line)
    let written = Array(content.utf8)
    let raw = source.bytes[range]
    if raw.count >= written.count, raw.suffix(written.count).elementsEqual(written) {
      return range.upperBound - written.count..<range.upperBound
    }
    // A tab that belongs half to a list and half to the code became spaces.
    let kept = written.drop(while: \.isBlank).count
    return max(range.upperBound - kept, range.lowerBound)..<range.upperBound
  }

  private mutating func readInfo(_ source: LessonSource, _ info: SourceRange) {
    var start = info.lowerBound
    var end = info.upperBound
    while start < end, source.bytes[start].isBlank { start += 1 }
    while end > start, source.bytes[end - 1].isBlank { end -= 1 }
    var wordEnd = start
    while wordEnd < end, !source.bytes[wordEnd].isBlank, source.bytes[wordEnd] != .openBrace {
      wordEnd += 1
    }
    var word = AttributeList.Name(
      text: source.text(start..<wordEnd),
      range: start..<wordEnd
    )
    var rest = wordEnd
    while rest < end, source.bytes[rest].isBlank { rest += 1 }
    let hasBrace = rest < end && source.bytes[rest] == .openBrace
    if hasBrace {
      var parser = AttributeParser(source, from: rest, before: end)
      let list = parser.parse()
      if word.text.isEmpty, let first = list.classes.first { word = first }
      head.kind = FenceKind(rawValue: word.text)
      head.attributes = list
      let isBlock = head.kind != nil || Self.nearest(word.text, list) != nil
      if isBlock { findings += parser.findings }
      if head.kind != nil {
        if let extra = list.classes.first(where: { $0 != word }) {
          findings.append(.init(error: .classOnBlock(extra.text), range: extra.range))
        }
        if list.range.upperBound < end, parser.findings.isEmpty {
          let behind = list.range.upperBound..<end
          findings.append(
            .init(error: .behindAttributes(source.text(behind)), range: behind)
          )
        }
      } else if let nearest = Self.nearest(word.text, list) {
        findings.append(
          .init(error: .unknownBlock(word.text, nearest: nearest), range: word.range)
        )
      }
    } else {
      head.kind = FenceKind(rawValue: word.text)
      if head.kind != nil, rest < end {
        findings.append(
          .init(error: .attributesWithoutBraces(source.text(rest..<end)), range: rest..<end)
        )
      }
    }
    head.language = word.text
  }

  /// The block that a word with attributes of blocks probably means.
  private static func nearest(_ word: String, _ list: AttributeList) -> String? {
    let options = Set(FenceKind.allCases.flatMap { FenceOption.all(of: $0).map(\.name) })
    guard list.options.contains(where: { options.contains($0.key.text) }) else { return nil }
    return Suggestion.nearest(to: word, in: FenceKind.allCases.map(\.rawValue))
  }
}
