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
  /// What is parsed as a line for itself, each perhaps from several lines.
  var runs: [[SourceRange]] = []
  var parts: [MarkdownNode] = []
  var fences: [Int: FenceHead] = [:]
  var findings: [LessonFinding] = []

  /// The lines of a part inside a block; nil for the lesson itself.
  let lines: [SourceRange]?
  /// How many items and runs come before this part's own.
  var offset = (items: 0, runs: 0)

  private init(_ source: LessonSource, body: SourceRange, lines: [SourceRange]? = nil) {
    self.source = source
    self.body = body
    self.lines = lines
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
    if let lines {
      // Its runs are parsed with the lesson's.
      composer.appendLines(lines)
    } else {
      for run in runs { composer.appendRun(run) }
      composer.appendBody(body)
    }
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
    let end = self.lines == nil ? source.lineStarts.count : source.line(of: body.upperBound) + 1
    let lines = source.line(of: body.lowerBound)..<end
    var parsed = first
    var opaque: Set<Int> = []
    for round in 0..<Self.mostRounds {
      let now = opaqueLines(parsed)
      if round > 0, now == opaque { break }
      opaque = now
      let scanner = DisplayScanner(source, lines: lines, opaque: opaque)
      items = scanner.items
      edits = items.indices.map { index in
        StandInEdit(range: items[index].range, item: offset.items + index)
      }
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

  // MARK: Parts

  /// Reads lines inside a block as Markdown of their own.
  ///
  /// What it keeps from the parser is kept with the lesson's.
  ///
  /// - Returns: The index of the part.
  mutating func addPart(_ lines: [SourceRange]) -> Int {
    let first = lines.first?.lowerBound ?? 0
    let body = first..<max(first, lines.last?.upperBound ?? 0)
    var reader = MarkdownReader(source, body: body, lines: lines)
    reader.offset = (offset.items + items.count, offset.runs + runs.count)
    let parsed = reader.protectDisplays(reader.parse())
    reader.protectInlines(parsed)
    let (tree, finding) = reader.tree(reader.parse())
    items += reader.items
    runs += reader.runs
    edits += reader.edits
    findings += reader.findings + (finding.map { [$0] } ?? [])
    fences.merge(reader.fences) { own, _ in own }
    parts.append(tree)
    return parts.count - 1
  }

  // MARK: The result

  private func tree(_ parsed: Parsed) -> (MarkdownNode, LessonFinding?) {
    let tree = MarkdownNode(parsed.tree, text: parsed.text, lines: parsed.lines)
    guard let index = parsed.tree.tooDeep else { return (tree, nil) }
    let node = parsed.tree.nodes[index]
    let offset = parsed.text.sourceOffset(
      parsed.lines.offset(line: max(node.startLine, 1), column: max(node.startColumn, 1))
    )
    return (
      tree,
      .init(error: .nestedTooDeep(limit: MarkdownNode.depthLimit), range: offset..<offset + 1)
    )
  }

  private func finish(_ parsed: Parsed) -> MarkdownDocument {
    var (tree, finding) = tree(parsed)
    let runCount = min(runs.count, tree.children.count)
    let runs = tree.children.prefix(runCount).map(\.children)
    tree.children.removeFirst(runCount)
    return MarkdownDocument(
      tree: tree,
      runs: Array(runs),
      parts: parts,
      items: items,
      fences: fences,
      findings: findings + (finding.map { [$0] } ?? [])
    )
  }
}
