internal import Drawing
internal import Notation

/// Makes the tree of a lesson from its Markdown: puts back what stood in stand-ins, gives ids and
/// numbers, and checks everything that can be checked without other files.
struct LessonBuilder {
  let source: LessonSource
  let document: MarkdownDocument
  let allowsRawHTML: Bool

  var ids: LessonIDs
  var counter = LabelCounter()
  var macros = TeXMacros()
  var uses: [ParsedUse] = []
  var fences: [Fence] = []
  var findings: [LessonFinding] = []
  /// Labels that the lesson itself refers to.
  let referenced: Set<String>

  /// Reads the part of a file behind its front matter.
  init(_ source: LessonSource, body: SourceRange, allowsRawHTML: Bool) {
    self.source = source
    self.allowsRawHTML = allowsRawHTML
    document = MarkdownReader.read(source, body: body)
    ids = LessonIDs(document)
    referenced = Set(
      document.items.compactMap { item in
        if case .reference(let label) = item.content { label } else { nil }
      })
    findings = document.findings + ids.findings
  }

  /// Makes the lesson.
  mutating func build(path: String, frontMatter: FrontMatter) -> ParsedLesson {
    let blocks = blocks(document.tree.children)
    var frontMatter = frontMatter
    if frontMatter.title.isEmpty { frontMatter.title = Self.title(blocks) ?? path }
    return ParsedLesson(
      path: path, source: source, frontMatter: frontMatter, blocks: blocks,
      labels: counter.labels, anchors: ids.all, uses: uses, fences: fences)
  }

  private static func title(_ blocks: [ParsedBlock]) -> String? {
    for block in blocks {
      if case .heading(level: 1, _, let words) = block.content {
        let text = words.map(\.plainText).joined()
        return text.isEmpty ? nil : text
      }
    }
    return nil
  }

  // MARK: Blocks

  /// Makes the blocks of a container.
  mutating func blocks(_ nodes: [MarkdownNode]) -> [ParsedBlock] {
    var result: [ParsedBlock] = []
    /// A caption that waits for the table behind it.
    var waiting: MarkdownNode?
    for (index, node) in nodes.enumerated() {
      if node.kind == .paragraph, isCaption(node) {
        let next = index + 1 < nodes.count ? nodes[index + 1] : nil
        if attach(node, toLastOf: &result) { continue }
        if let next, isTable(next) {
          waiting = node
          continue
        }
        if let list = attributes(in: node.children) {
          findings.append(.init(error: .captionWithoutTable, range: list.range))
        }
      }
      let first = result.count
      result += block(node)
      if let caption = waiting {
        waiting = nil
        attach(caption, to: &result, from: first)
      }
    }
    return result
  }

  private mutating func block(_ node: MarkdownNode) -> [ParsedBlock] {
    func made(_ content: ParsedBlock.Content) -> [ParsedBlock] {
      [ParsedBlock(content: content, range: node.range)]
    }
    switch node.kind {
    case .paragraph: return paragraph(node)
    case .heading(let level): return heading(node, level: level)
    case .quote: return made(.quote(blocks(node.children)))
    case .list(let start, let tight):
      var items: [[ParsedBlock]] = []
      for item in node.children { items.append(blocks(item.children)) }
      return made(.list(start: start, tight: tight, items: items))
    case .rule: return made(.rule)
    case .htmlBlock(let text): return htmlBlock(text, node)
    case .code(let info, let literal): return code(info: info, literal: literal, node)
    default: return []
    }
  }

  /// Parts a paragraph at displayed formulas and tables.
  private mutating func paragraph(_ node: MarkdownNode) -> [ParsedBlock] {
    let inlines = inlines(node.children, place: .paragraph)
    var result: [ParsedBlock] = []
    var run: [ParsedInline] = []
    func close() {
      let trimmed = run.trimmingBreaks()
      if let first = trimmed.first, let last = trimmed.last {
        result.append(
          ParsedBlock(
            content: .paragraph(trimmed),
            range: first.range.lowerBound..<max(
              first.range.lowerBound, last.range.upperBound)))
      }
      run = []
    }
    for inline in inlines {
      if case .block(let block) = inline.content {
        close()
        result.append(block)
      } else {
        run.append(inline)
      }
    }
    close()
    return result
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> [ParsedBlock] {
    // A line of dashes under a table makes a heading of it for a parser that knows no tables.
    if isTable(node) {
      let rule = ParsedBlock(content: .rule, range: node.range)
      return paragraph(node) + (level == 2 ? [rule] : [])
    }
    let given = attributes(in: node.children)
    let words = inlines(node.children, place: .heading).trimmingBreaks()
    let text = words.map(\.plainText).joined()
    let id = given.flatMap { onlyID($0) }?.text ?? ids.make(from: text)
    counter.addHeading(level: level, id: id, words: text, at: node.range)
    return [ParsedBlock(content: .heading(level: level, id: id, words), range: node.range)]
  }

  /// Raw HTML: as it is, or as the characters that it is written in. Comments are never shown.
  private mutating func htmlBlock(_ text: String, _ node: MarkdownNode) -> [ParsedBlock] {
    let html = restored(text)
    if RawHTML.isComment(html) { return [] }
    if allowsRawHTML {
      checkHTML(html, at: node.range)
      return [ParsedBlock(content: .html(html), range: node.range)]
    }
    var pieces: [ParsedInline] = []
    for line in html.split(separator: "\n") {
      if !pieces.isEmpty { pieces.append(ParsedInline(content: .softBreak, range: node.range)) }
      pieces.append(ParsedInline(content: .text(String(line)), range: node.range))
    }
    return pieces.isEmpty
      ? [] : [ParsedBlock(content: .paragraph(pieces), range: node.range)]
  }

  private mutating func code(
    info: String, literal: String, _ node: MarkdownNode
  ) -> [ParsedBlock] {
    let head = document.fences[node.range.lowerBound]
    if let head, let kind = head.kind {
      fence(head, kind)
      return [ParsedBlock(content: .fence(fences.count - 1), range: node.range)]
    }
    return [
      ParsedBlock(
        content: .code(language: head?.language ?? "", literal), range: node.range)
    ]
  }

  private mutating func fence(_ head: FenceHead, _ kind: FenceKind) {
    if !kind.isAvailable {
      findings.append(.init(error: .blockNotAvailable(kind), range: head.range))
    }
    let earlier = fences.filter(\.hasOwnID).flatMap { [$0.id, $0.name] }
    let options = FenceOptionReader(
      head.attributes, of: kind, in: source, blocks: earlier, later: ids.given)
    if kind.isAvailable { findings += options.findings }
    let own = head.attributes?.id
    let id = own?.text ?? ids.makeBlock(fences.count + 1)
    let caption = head.caption.map { run(at: $0, place: .caption) } ?? []
    var fence = Fence(
      kind: kind, id: id, hasOwnID: own != nil, label: nil, options: options.options,
      caption: caption, lines: head.lines, range: head.range)
    if let own {
      let prefix = LabelKind(label: own.text)
      let name = prefix == nil ? "\(kind.labelKind.rawValue)-\(own.text)" : own.text
      if prefix == .equation || prefix == .section {
        findings.append(
          .init(error: .wrongLabel(fence.name, expected: kind.labelKind), range: own.range))
      } else if prefix != nil || !caption.isEmpty || referenced.contains(name) {
        fence.label = counter.add(
          prefix ?? kind.labelKind, name: name, id: id, at: own.range)
      }
    } else if !caption.isEmpty {
      fence.label = counter.add(kind.labelKind, name: "", id: id, at: head.range)
    }
    fences.append(fence)
  }
}

extension [ParsedInline] {
  /// Without line ends and white space at both ends.
  func trimmingBreaks() -> [ParsedInline] {
    var rest = self[...]
    while let last = rest.last, last.isBlank { rest.removeLast() }
    while let first = rest.first, first.isBlank { rest.removeFirst() }
    if let last = rest.indices.last, case .text(let text) = rest[last].content {
      rest[last].content = .text(text.dropping(spacesAtEnd: true))
    }
    if let first = rest.indices.first, case .text(let text) = rest[first].content {
      rest[first].content = .text(text.dropping(spacesAtEnd: false))
    }
    return Array(rest)
  }
}

extension String {
  /// Without spaces at its end or at its start.
  fileprivate func dropping(spacesAtEnd: Bool) -> String {
    var rest = unicodeScalars[...]
    while let next = spacesAtEnd ? rest.last : rest.first, next == " " || next == "\t" {
      if spacesAtEnd { rest.removeLast() } else { rest.removeFirst() }
    }
    return String(String.UnicodeScalarView(rest))
  }
}

extension ParsedInline {
  /// The words in it, for ids and titles.
  var plainText: String {
    switch content {
    case .text(let text), .code(let text): text
    case .emphasis(let inside), .strong(let inside), .link(_, _, let inside):
      inside.map(\.plainText).joined()
    case .image(_, let alternative, _): alternative
    case .math(let source, _): source
    case .softBreak, .lineBreak: " "
    case .interpolation, .reference, .html, .block: ""
    }
  }

  fileprivate var isBlank: Bool {
    switch content {
    case .softBreak, .lineBreak: true
    case .text(let text): text.utf8.allSatisfy(\.isBlank)
    default: false
    }
  }
}
