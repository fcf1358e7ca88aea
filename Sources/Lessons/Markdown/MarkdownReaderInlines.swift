extension MarkdownReader {
  /// Puts stand-ins in place of what paragraphs and headings hold.
  mutating func protectInlines(_ parsed: Parsed) {
    var scanned: [LessonFinding] = []
    var marks = ContainerMarks(parsed.tree, parsed.lines)
    for (index, node) in parsed.tree.nodes.enumerated() {
      switch node.kind {
      case .code:
        readFence(node, parsed)
      case .paragraph, .heading:
        guard node.end > index + 1 else { continue }
        let content = LeafContent(
          of: index,
          in: parsed.tree,
          text: parsed.lines,
          marks: &marks
        )
        let leaf = Leaf(content: content, text: parsed.text, source: source)
        scanned += protect(leaf, isHeading: node.kind == .heading)
      default:
        break
      }
    }
    findings += scanned
  }

  /// A paragraph or heading with the way from its content to the lesson.
  struct Leaf {
    var content: LeafContent
    var text: StandInText
    var source: LessonSource

    func source(_ range: Range<Int>) -> SourceRange {
      text.sourceRange(content.textRange(range))
    }

    /// A part of the content over several lines, without the marks of quotes between them.
    func mapped(_ range: Range<Int>) -> MappedText {
      var result = MappedText()
      var start = range.lowerBound
      while start <= range.upperBound {
        let end = content.bytes[start..<range.upperBound].firstIndex(of: .lineFeed)
        let part = self.source(start..<(end ?? range.upperBound))
        result.append(source.text(part) + (end == nil ? "" : "\n"), at: part.lowerBound)
        guard let end else { break }
        start = end + 1
      }
      return result
    }
  }

  private mutating func protect(
    _ leaf: Leaf,
    isHeading: Bool
  ) -> [LessonFinding] {
    let content = leaf.content
    let first = ReferenceDefinition.length(atStartOf: content.bytes)
    var end = content.bytes.count
    var found: [LessonFinding] = []
    let isCaption = PipeTableScanner.caption(content.bytes, first..<end) != nil
    if isHeading && content.lines.count == 1 { end = endOfHeading(content.bytes) }
    if isHeading || isCaption, let list = trailingAttributes(content.bytes, first..<end) {
      end = list.lowerBound
      found += protectAttributes(leaf.source(list))
    }
    let firstLine = content.lines.firstIndex { $0.content >= first } ?? 0
    let tables = PipeTableScanner(content, from: firstLine)
    if let misfit = tables.misfit {
      let place = leaf.source(content.range(ofLine: misfit.delimiterLine))
      found.append(
        .init(
          error: .tableColumns(head: misfit.head, delimiters: misfit.columns),
          range: place
        )
      )
    }
    if let table = tables.found {
      end = max(first, min(end, content.range(ofLine: table.headLine).lowerBound))
    }
    let scan = InlineScanner(content.bytes, in: first..<max(end, first))
    found += scan.findings.map { .init(error: $0.error, range: leaf.source($0.range)) }
    for one in scan.found { found += protect(one, leaf) }
    if let table = tables.found { found += protectTable(table, leaf) }
    return found
  }

  /// Keeps something that was found in a leaf from the parser.
  mutating func protect(
    _ one: InlineScanner.Found,
    _ leaf: Leaf
  ) -> [LessonFinding] {
    let range = leaf.source(one.range)
    switch one.kind {
    case .math: add(.math(leaf.mapped(one.inside)), range)
    default: return protect(one.kind, range: range, inside: leaf.source(one.inside))
    }
    return []
  }

  /// Keeps something that was found in the lesson from the parser.
  mutating func protect(
    _ kind: InlineScanner.Found.Kind,
    range: SourceRange,
    inside: SourceRange
  ) -> [LessonFinding] {
    var found: [LessonFinding] = []
    switch kind {
    case .math:
      var formula = MappedText()
      formula.append(source.text(inside), at: inside.lowerBound)
      add(.math(formula), range)
    case .interpolation:
      add(
        .interpolation(
          Interpolation(source, inside: inside, range: range, findings: &found)
        ),
        range
      )
    case .reference:
      add(.reference(source.text(inside)), range)
    }
    return found
  }

  /// Keeps something from the parser.
  mutating func add(_ content: ProtectedItem.Content, _ range: SourceRange) {
    edits.append(StandInEdit(range: range, item: offset.items + items.count))
    items.append(ProtectedItem(content: content, range: range))
  }

  /// Keeps `{#id …}` from the parser.
  mutating func protectAttributes(
    _ range: SourceRange
  ) -> [LessonFinding] {
    var parser = AttributeParser(source, from: range.lowerBound, before: range.upperBound)
    add(.attributes(parser.parse()), range)
    return parser.findings
  }

  private func endOfHeading(_ bytes: [UInt8]) -> Int {
    var end = bytes.count
    while end > 0, bytes[end - 1].isBlank { end -= 1 }
    var hashes = end
    while hashes > 0, bytes[hashes - 1] == UInt8(ascii: "#") { hashes -= 1 }
    return hashes == 0 || bytes[hashes - 1].isBlank ? hashes : end
  }

  /// `{#id …}` at the end of a text.
  func trailingAttributes(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1].isBlank || bytes[end - 1] == .lineFeed {
      end -= 1
    }
    guard end > range.lowerBound, bytes[end - 1] == .closeBrace,
      let open = bytes[range.lowerBound..<end].lastIndex(of: .openBrace),
      !bytes[open..<end].contains(.lineFeed),
      open == range.lowerBound || bytes[open - 1] != .openBrace
    else { return nil }
    let inside = bytes[open + 1..<end - 1].drop(while: \.isBlank)
    guard inside.first == UInt8(ascii: "#") || inside.first == UInt8(ascii: ".") else {
      return nil
    }
    return open..<end
  }
}
