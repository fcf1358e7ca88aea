extension MarkdownReader {
  /// Makes a run of each cell of a table.
  mutating func protectTable(
    _ table: PipeTableScanner.Found,
    _ leaf: Leaf
  ) -> [LessonFinding] {
    var found = table.findings.map {
      LessonFinding(error: $0.error, range: leaf.source($0.range))
    }
    for one in table.protected { found += protect(one, leaf) }
    let width = table.alignments.count
    let header = table.header.map { addCell($0, leaf) }
    let rows = table.rows.map { row in
      (0..<width).map { $0 < row.count ? addCell(row[$0], leaf) : nil }
    }
    let start = leaf.content.range(ofLine: table.headLine).lowerBound
    let whole = leaf.source(start..<leaf.content.bytes.count)
    let caption = table.caption.map { range -> Int in
      let (run, more) = addCaption(leaf.source(range))
      found += more
      return run
    }
    add(
      .table(
        PipeTableSource(
          alignments: table.alignments,
          header: header,
          rows: rows,
          caption: caption
        )
      ),
      whole
    )
    return found
  }

  private mutating func addCell(_ range: Range<Int>, _ leaf: Leaf) -> Int {
    let bytes = leaf.content.bytes
    for index in range.dropLast()
    where bytes[index] == .backslash && bytes[index + 1] == .pipe {
      edits.append(StandInEdit(range: leaf.source(index..<index + 1), item: nil))
    }
    return addRun(leaf.source(range))
  }

  private mutating func addRun(_ range: SourceRange) -> Int {
    runs.append([range])
    return offset.runs + runs.count - 1
  }

  /// Makes a run of words on one line or several, such as a hint.
  mutating func addWords(_ lines: [SourceRange]) -> Int {
    for line in lines {
      let scan = InlineScanner(source.bytes, in: line)
      findings += scan.findings
      for one in scan.found {
        findings += protect(one.kind, range: one.range, inside: one.inside)
      }
    }
    runs.append(lines)
    return offset.runs + runs.count - 1
  }

  private mutating func addCaption(
    _ range: SourceRange
  ) -> (run: Int, findings: [LessonFinding]) {
    var found: [LessonFinding] = []
    var end = range.upperBound
    if let list = trailingAttributes(source.bytes, range) {
      found += protectAttributes(list)
      end = list.lowerBound
    }
    let scan = InlineScanner(source.bytes, in: range.lowerBound..<end)
    found += scan.findings
    for one in scan.found { found += protect(one.kind, range: one.range, inside: one.inside) }
    return (addRun(range), found)
  }

  /// Reads the head of a fence; its caption is a run.
  mutating func readFence(_ node: CMarkNode, _ parsed: Parsed) {
    let start = parsed.text.sourceOffset(
      parsed.lines.offset(line: node.startLine, column: node.startColumn)
    )
    guard var fence = FenceReader(node, at: start, parsed.text, parsed.lines, source) else {
      return
    }
    findings += fence.findings
    if lines != nil, let kind = fence.head.kind, kind.holdsWords {
      findings.append(.init(error: .nestedExercise(kind), range: fence.head.range))
      fence.head.kind = nil
    }
    if let option = fence.head.attributes?.options.first(where: { $0.key.text == "caption" }),
      fence.head.kind != nil
    {
      let (run, found) = addCaption(option.valueRange)
      fence.head.caption = run
      findings += found
    }
    readWords(&fence.head)
    fences[start] = fence.head
  }
}
