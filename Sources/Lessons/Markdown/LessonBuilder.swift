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
  var badFormulas = 0
  var uses: [ParsedUse] = []
  var fences: [Fence] = []
  var findings: [LessonFinding] = []
  /// What is being made is inside a block: a solution, a prompt.
  var isInsideBlock = false
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
      }
    )
    findings = document.findings + ids.findings
  }

  /// Makes the lesson.
  mutating func build(path: String, frontMatter: FrontMatter) -> ParsedLesson {
    let blocks = blocks(document.tree.children)
    var frontMatter = frontMatter
    if frontMatter.title.isEmpty { frontMatter.title = Self.title(blocks) ?? path }
    return ParsedLesson(
      path: path,
      source: source,
      frontMatter: frontMatter,
      blocks: blocks,
      labels: counter.labels,
      anchors: ids.all,
      uses: uses,
      fences: fences
    )
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
            range: first.range
              .lowerBound..<max(
                first.range.lowerBound,
                last.range.upperBound
              )
          )
        )
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
    guard !isInsideBlock else {
      findings.append(.init(error: .headingInBlock, range: node.range))
      return [ParsedBlock(content: .paragraph(words), range: node.range)]
    }
    let text = words.map(\.plainText).joined()
    let id = given.flatMap { onlyID($0) }?.text ?? ids.make(from: text)
    counter.addHeading(level: level, id: id, words: text, at: node.range)
    return [ParsedBlock(content: .heading(level: level, id: id, words), range: node.range)]
  }

  /// Raw HTML: as it is, or as the characters that it is written in.
  ///
  /// Comments are never shown.
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
}
