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

  var items: [ProtectedItem] = []
  var edits: [StandInEdit] = []
  var runs: [SourceRange] = []
  var fences: [Int: FenceHead] = [:]
  var findings: [LessonFinding] = []

  private init(_ source: LessonSource, body: SourceRange) {
    self.source = source
    self.body = body
  }

  /// Reads a part of a file; `plain` leaves formulas, `{{ }}`, references and tables alone, as in a
  /// table of contents.
  static func read(
    _ source: LessonSource,
    body: SourceRange,
    plain: Bool = false
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

  /// A parsed text.
  struct Parsed {
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
      text: composer.text,
      lines: StandInLines(composer.text.bytes),
      tree: tree
    )
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

  // MARK: The result

  private func finish(_ parsed: Parsed) -> MarkdownDocument {
    var findings = findings
    if let index = parsed.tree.tooDeep {
      let node = parsed.tree.nodes[index]
      let offset = parsed.text.sourceOffset(
        parsed.lines.offset(line: max(node.startLine, 1), column: max(node.startColumn, 1))
      )
      findings.append(
        .init(error: .nestedTooDeep(limit: MarkdownNode.depthLimit), range: offset..<offset + 1)
      )
    }
    var tree = MarkdownNode(parsed.tree, text: parsed.text, lines: parsed.lines)
    let runCount = min(runs.count, tree.children.count)
    let runs = tree.children.prefix(runCount).map(\.children)
    tree.children.removeFirst(runCount)
    return MarkdownDocument(
      tree: tree,
      runs: Array(runs),
      items: items,
      fences: fences,
      findings: findings
    )
  }
}
