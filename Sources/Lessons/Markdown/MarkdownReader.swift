/// Reads the Markdown of a lesson.
///
/// Formulas, `{{ }}` and cross references would be torn apart by Markdown's underscores, asterisks
/// and brackets, and plain libcmark knows no tables. So the lesson is parsed three times:
///
/// 1. as it stands, to learn which lines are code; displayed formulas outside of code then get
///    stand-ins (``DisplayScanner``), until nothing changes any more;
/// 2. with these, to learn what the paragraphs and headings are; in each, the rest gets stand-ins
///    (``InlineScanner``) and tables are cut into cells (``PipeTableScanner``);
/// 3. with all stand-ins, and with each cell and caption as a run of its own before the lesson.
///
/// Each byte of a parsed text knows its place in the lesson (``StandInText``).
struct MarkdownReader {
  /// How often displayed formulas are looked for anew because they changed what is code.
  private static let mostRounds = 4

  let source: LessonSource
  let body: SourceRange

  private var items: [ProtectedItem] = []
  private var edits: [StandInEdit] = []
  private var runs: [SourceRange] = []
  private var fences: [Int: FenceHead] = [:]
  private var findings: [LessonFinding] = []

  private init(_ source: LessonSource, body: SourceRange) {
    self.source = source
    self.body = body
  }

  /// Reads a part of a file; `plain` leaves formulas, `{{ }}`, references and tables alone, as in a
  /// table of contents.
  static func read(
    _ source: LessonSource, body: SourceRange, plain: Bool = false
  ) -> MarkdownDocument {
    var reader = MarkdownReader(source, body: body)
    var parsed = reader.parse()
    if !plain {
      parsed = reader.protectDisplays(parsed)
      reader.protectInlines(parsed)
      parsed = reader.parse()
    }
    return reader.finish(parsed)
  }

  private struct Parsed {
    var text: StandInText
    var lines: StandInLines
    var tree: CMarkTree
  }

  private func parse() -> Parsed {
    var composer = StandInComposer(source, edits: edits)
    for run in runs { composer.appendRun(run) }
    composer.appendBody(body)
    let tree = CMarkBridge.parse(composer.text.bytes, depthLimit: MarkdownNode.depthLimit)
    return Parsed(
      text: composer.text, lines: StandInLines(composer.text.bytes), tree: tree)
  }

  // MARK: Displayed formulas

  private mutating func protectDisplays(_ first: Parsed) -> Parsed {
    guard source.text(body).utf8.contains(.dollar) else { return first }
    let lines = source.line(of: body.lowerBound)..<source.lineStarts.count
    var parsed = first
    var opaque: Set<Int> = []
    for round in 0..<Self.mostRounds {
      let now = opaqueLines(parsed)
      if round > 0, now == opaque { break }
      opaque = now
      let scanner = DisplayScanner(source, lines: lines, opaque: opaque)
      items = scanner.items
      edits = items.indices.map { StandInEdit(range: items[$0].range, item: $0) }
      findings = scanner.findings
      if items.isEmpty && round == 0 { break }
      parsed = parse()
    }
    return parsed
  }

  private func opaqueLines(_ parsed: Parsed) -> Set<Int> {
    var opaque: Set<Int> = []
    for node in parsed.tree.nodes where node.kind == .code || node.kind == .htmlBlock {
      for line in node.startLine - 1..<max(node.endLine, node.startLine)
      where line < parsed.lines.starts.count {
        opaque.insert(source.line(of: parsed.text.sourceOffset(parsed.lines.starts[line])))
      }
    }
    return opaque
  }

  // MARK: Everything else

  private mutating func protectInlines(_ parsed: Parsed) {
    var scanned: [LessonFinding] = []
    var marks = ContainerMarks(parsed.tree, parsed.lines)
    for (index, node) in parsed.tree.nodes.enumerated() {
      switch node.kind {
      case .code:
        readFence(node, parsed)
      case .paragraph, .heading:
        guard node.end > index + 1 else { continue }
        let content = LeafContent(
          of: index, in: parsed.tree, text: parsed.lines, marks: &marks)
        let leaf = Leaf(content: content, text: parsed.text, source: source)
        scanned += protect(leaf, isHeading: node.kind == .heading)
      default:
        break
      }
    }
    findings += scanned
  }

  /// A paragraph or heading with the way from its content to the lesson.
  private struct Leaf {
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
    _ leaf: Leaf, isHeading: Bool
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
          error: .tableColumns(head: misfit.head, delimiters: misfit.columns), range: place))
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

  private mutating func protect(
    _ one: InlineScanner.Found, _ leaf: Leaf
  ) -> [LessonFinding] {
    let range = leaf.source(one.range)
    switch one.kind {
    case .math: add(.math(leaf.mapped(one.inside)), range)
    default: return protect(one.kind, range: range, inside: leaf.source(one.inside))
    }
    return []
  }

  private mutating func protect(
    _ kind: InlineScanner.Found.Kind, range: SourceRange, inside: SourceRange
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
          Interpolation(source, inside: inside, range: range, findings: &found)), range)
    case .reference:
      add(.reference(source.text(inside)), range)
    }
    return found
  }

  private mutating func add(_ content: ProtectedItem.Content, _ range: SourceRange) {
    edits.append(StandInEdit(range: range, item: items.count))
    items.append(ProtectedItem(content: content, range: range))
  }

  private mutating func protectAttributes(
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
  private func trailingAttributes(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
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

  // MARK: Tables

  private mutating func protectTable(
    _ table: PipeTableScanner.Found, _ leaf: Leaf
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
          alignments: table.alignments, header: header, rows: rows, caption: caption)), whole)
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
    runs.append(range)
    return runs.count - 1
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

  // MARK: Fences

  private mutating func readFence(_ node: CMarkNode, _ parsed: Parsed) {
    let start = parsed.text.sourceOffset(
      parsed.lines.offset(line: node.startLine, column: node.startColumn))
    guard var fence = FenceReader(node, at: start, parsed.text, parsed.lines, source) else {
      return
    }
    findings += fence.findings
    if let option = fence.head.attributes?.options.first(where: { $0.key.text == "caption" }),
      fence.head.kind != nil
    {
      let (run, found) = addCaption(option.valueRange)
      fence.head.caption = run
      findings += found
    }
    fences[start] = fence.head
  }

  // MARK: The result

  private func finish(_ parsed: Parsed) -> MarkdownDocument {
    var findings = findings
    if let index = parsed.tree.tooDeep {
      let node = parsed.tree.nodes[index]
      let offset = parsed.text.sourceOffset(
        parsed.lines.offset(line: max(node.startLine, 1), column: max(node.startColumn, 1)))
      findings.append(
        .init(error: .nestedTooDeep(limit: MarkdownNode.depthLimit), range: offset..<offset + 1))
    }
    var tree = MarkdownNode(parsed.tree, text: parsed.text, lines: parsed.lines)
    let runCount = min(runs.count, tree.children.count)
    let runs = tree.children.prefix(runCount).map(\.children)
    tree.children.removeFirst(runCount)
    return MarkdownDocument(
      tree: tree, runs: Array(runs), items: items, fences: fences, findings: findings)
  }
}
