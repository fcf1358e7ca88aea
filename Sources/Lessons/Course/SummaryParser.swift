internal import Notation

/// Reads `SUMMARY.md`: the order and the parts of a course, as in mdBook.
///
/// The first heading is the course's title, every other one begins a part. Lists of links are
/// numbered lessons, links on lines of their own unnumbered ones; a link without an address is a
/// lesson to come. Rules only part things for the eye.
struct SummaryParser {
  /// A line of the table of contents.
  struct Entry: Equatable {
    var title: String
    /// As written; nil for a lesson to come.
    var address: String?
    var range: SourceRange
    var isNumbered: Bool
    var children: [Entry]
  }

  /// A titled stretch.
  struct Part: Equatable {
    var title: String
    var entries: [Entry]
  }

  /// The course's title; empty if there is none.
  private(set) var title = ""
  /// The parts; the first may have no title.
  private(set) var parts: [Part] = []
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private var isFirst = true

  /// Reads the whole file.
  init(_ source: LessonSource) {
    let document = MarkdownReader.read(source, body: 0..<source.bytes.count, plain: true)
    findings = document.findings
    for node in document.tree.children { read(node) }
    parts.removeAll { $0.title.isEmpty && $0.entries.isEmpty }
  }

  private mutating func read(_ node: MarkdownNode) {
    switch node.kind {
    case .heading:
      let words = Self.words(node.children)
      if isFirst {
        title = words
      } else {
        parts.append(Part(title: words, entries: []))
      }
      isFirst = false
    case .paragraph:
      isFirst = false
      for child in node.children { readUnnumbered(child) }
    case .list:
      isFirst = false
      append(entries(of: node))
    case .rule: break
    case .htmlBlock(let text) where RawHTML.isComment(text): break
    default:
      findings.append(.init(error: .unexpectedInSummary, range: node.range))
    }
  }

  private mutating func append(_ entries: [Entry]) {
    if parts.isEmpty { parts.append(Part(title: "", entries: [])) }
    parts[parts.count - 1].entries += entries
  }

  private mutating func readUnnumbered(_ node: MarkdownNode) {
    switch node.kind {
    case .link:
      if let entry = entry(node, isNumbered: false) { append([entry]) }
    case .softBreak, .lineBreak: break
    case .html(let text) where RawHTML.isComment(text): break
    case .text(let text) where text.utf8.allSatisfy(\.isBlank): break
    default:
      findings.append(.init(error: .entryWithoutLink, range: node.range))
    }
  }

  private mutating func entries(of list: MarkdownNode) -> [Entry] {
    var result: [Entry] = []
    for item in list.children {
      var entry: Entry?
      var children: [Entry] = []
      for child in item.children {
        switch child.kind {
        case .paragraph where entry == nil: entry = self.entry(ofParagraph: child)
        case .list: children += entries(of: child)
        case .htmlBlock(let text) where RawHTML.isComment(text): break
        default: findings.append(.init(error: .unexpectedInSummary, range: child.range))
        }
      }
      if item.children.first?.kind != .paragraph {
        findings.append(.init(error: .entryWithoutLink, range: item.range))
      }
      entry?.children = children
      if let entry { result.append(entry) }
    }
    return result
  }

  private mutating func entry(ofParagraph node: MarkdownNode) -> Entry? {
    let links = node.children.filter { if case .link = $0.kind { true } else { false } }
    let rest = node.children.first { child in
      switch child.kind {
      case .link, .softBreak, .lineBreak: false
      case .html(let text): !RawHTML.isComment(text)
      case .text(let text): !text.utf8.allSatisfy(\.isBlank)
      default: true
      }
    }
    if links.count > 1 {
      findings.append(.init(error: .severalLinks, range: links[1].range))
    }
    if let rest {
      findings.append(.init(error: .entryWithoutLink, range: rest.range))
      return nil
    }
    return links.first.flatMap { entry($0, isNumbered: true) }
  }

  private mutating func entry(_ link: MarkdownNode, isNumbered: Bool) -> Entry? {
    guard case .link(let address, _) = link.kind else { return nil }
    let title = Self.words(link.children)
    if title.isEmpty { findings.append(.init(error: .emptyTitle, range: link.range)) }
    return Entry(
      title: title,
      address: address.isEmpty ? nil : address,
      range: link.range,
      isNumbered: isNumbered,
      children: []
    )
  }

  private static func words(_ nodes: [MarkdownNode]) -> String {
    nodes.map { node in
      switch node.kind {
      case .text(let text), .codeSpan(let text): text
      case .softBreak, .lineBreak: " "
      default: words(node.children)
      }
    }.joined()
  }
}
