extension LessonBuilder {
  /// Makes a table; its caption may follow.
  mutating func table(_ table: PipeTableSource, at range: SourceRange) -> ParsedBlock {
    let header = table.header.map { run(at: $0, place: .cell) }
    var rows: [[[ParsedInline]]] = []
    for row in table.rows {
      rows.append(row.map { cell in cell.map { run(at: $0, place: .cell) } ?? [] })
    }
    var made = ParsedTable(alignments: table.alignments, header: header, rows: rows)
    if let caption = table.caption, document.runs.indices.contains(caption) {
      setCaption(document.runs[caption], of: &made)
    }
    return ParsedBlock(content: .table(made), range: range)
  }

  /// Whether a paragraph reads `Table: …` or `: …`.
  func isCaption(_ node: MarkdownNode) -> Bool {
    guard case .text(let text) = node.children.first?.kind else { return false }
    return text.hasPrefix("Table: ") || text.hasPrefix(": ")
  }

  /// Whether a paragraph is nothing but a table.
  func isTable(_ node: MarkdownNode) -> Bool {
    guard node.children.count == 1, case .text(let text) = node.children[0].kind else {
      return false
    }
    let pieces = StandIn.pieces(of: text)
    guard pieces.count == 1, case .item(let index) = pieces[0],
      document.items.indices.contains(index), case .table = document.items[index].content
    else { return false }
    return true
  }

  /// The attributes among inline nodes: those that a heading or caption ends with.
  func attributes(in nodes: [MarkdownNode]) -> AttributeList? {
    for node in nodes.reversed() {
      guard case .text(let text) = node.kind else { return nil }
      for piece in StandIn.pieces(of: text).reversed() {
        if case .item(let index) = piece, document.items.indices.contains(index),
          case .attributes(let list) = document.items[index].content
        {
          return list
        }
      }
    }
    return nil
  }

  /// The id of attributes that may hold nothing else.
  mutating func onlyID(_ list: AttributeList) -> AttributeList.Name? {
    if !list.classes.isEmpty || !list.options.isEmpty {
      findings.append(.init(error: .onlyID, range: list.range))
    }
    return list.id
  }

  /// Makes a paragraph the caption of a table that has none; false if there is no such table.
  mutating func attach(_ node: MarkdownNode, toLastOf blocks: inout [ParsedBlock]) -> Bool {
    guard let last = blocks.indices.last, case .table(var table) = blocks[last].content,
      table.caption.isEmpty, table.label == nil
    else {
      return false
    }
    setCaption(node.children, of: &table)
    blocks[last].content = .table(table)
    return true
  }

  /// Makes a paragraph the caption of the first table from an index on.
  mutating func attach(
    _ node: MarkdownNode,
    to blocks: inout [ParsedBlock],
    from first: Int
  ) {
    for index in first..<max(blocks.count, first) {
      guard case .table(var table) = blocks[index].content else { continue }
      setCaption(node.children, of: &table)
      blocks[index].content = .table(table)
      return
    }
  }

  private mutating func setCaption(_ nodes: [MarkdownNode], of table: inout ParsedTable) {
    let given = attributes(in: nodes)
    var words = inlines(nodes, place: .caption)
    if let first = words.first, case .text(let text) = first.content {
      for mark in ["Table:", ":"] where text.hasPrefix(mark) {
        let rest = String(text.dropFirst(mark.count)).trimmingSpaceAtStart
        let start = first.range.lowerBound + text.utf8.count - rest.utf8.count
        words[0] = ParsedInline(
          content: .text(rest),
          range: start..<max(start, first.range.upperBound)
        )
        break
      }
    }
    table.caption = words.trimmingBreaks()
    guard let given, let name = onlyID(given) else { return }
    if LabelKind(label: name.text) != .table {
      findings.append(
        .init(
          error: .wrongLabel(Fence.name(ofID: name.text), expected: .table),
          range: name.range
        )
      )
    }
    table.label = counter.add(.table, name: name.text, id: name.text, at: name.range)
  }
}

extension String {
  /// Without spaces at its start.
  fileprivate var trimmingSpaceAtStart: String { String(drop { $0 == " " || $0 == "\t" }) }
}
