/// A piece of Markdown with its place in the lesson: a tree of values beyond libcmark's.
struct MarkdownNode: Equatable, Sendable {
  /// What a piece is.
  enum Kind: Equatable, Sendable {
    case document
    case quote
    /// `start` is nil for bullets.
    case list(start: Int?, tight: Bool)
    case item
    /// `info` is what stands behind the fence.
    case code(info: String, literal: String)
    case htmlBlock(String)
    case paragraph
    case heading(level: Int)
    case rule
    case text(String)
    case softBreak
    case lineBreak
    case codeSpan(String)
    case html(String)
    case emphasis
    case strong
    case link(destination: String, title: String)
    case image(destination: String, title: String)
  }

  /// How deep pieces may be nested.
  static let depthLimit = 100

  /// What it is.
  var kind: Kind
  /// Where it stands in the lesson.
  var range: SourceRange
  /// What it holds.
  var children: [MarkdownNode] = []
}

extension MarkdownNode {
  /// Makes the tree from libcmark's nodes, with the places that each has in the lesson.
  init(_ tree: CMarkTree, text: StandInText, lines: StandInLines) {
    let places = Self.places(tree, text: text, lines: lines)
    var finished: [[MarkdownNode]] = [[]]
    var open: [Int] = []
    func close() {
      let index = open.removeLast()
      let children = finished.removeLast()
      let node = MarkdownNode(
        kind: Kind(tree.nodes[index]),
        range: places[index],
        children: children
      )
      finished[finished.count - 1].append(node)
    }
    for index in tree.nodes.indices {
      while let last = open.last, tree.nodes[last].end <= index { close() }
      open.append(index)
      finished.append([])
    }
    while !open.isEmpty { close() }
    self = finished[0].first ?? MarkdownNode(kind: .document, range: 0..<0)
  }

  private static func places(
    _ tree: CMarkTree,
    text: StandInText,
    lines: StandInLines
  ) -> [SourceRange] {
    var places: [SourceRange] = []
    places.reserveCapacity(tree.nodes.count)
    var marks = ContainerMarks(tree, lines)
    for (index, node) in tree.nodes.enumerated() {
      // Inline nodes have their places from the leaf around them.
      guard index >= places.count else { continue }
      let start = lines.offset(line: node.startLine, column: node.startColumn)
      let end = lines.offset(line: node.endLine, column: node.endColumn + 1)
      places.append(text.sourceRange(start..<max(start, end)))
      if (node.kind == .paragraph || node.kind == .heading) && node.end > index + 1 {
        let content = LeafContent(of: index, in: tree, text: lines, marks: &marks)
        let definitions = ReferenceDefinition.length(atStartOf: content.bytes)
        let inlines = InlinePlaces(
          of: index,
          in: tree,
          content: content,
          definitions: definitions,
          text: lines
        )
        places += inlines.ranges.map(text.sourceRange)
      }
    }
    return places
  }
}

extension MarkdownNode.Kind {
  fileprivate init(_ node: CMarkNode) {
    switch node.kind {
    case .document: self = .document
    case .quote: self = .quote
    case .list: self = .list(start: node.number, tight: node.isTight)
    case .item: self = .item
    case .code: self = .code(info: node.destination, literal: node.literal)
    case .htmlBlock: self = .htmlBlock(node.literal)
    case .paragraph: self = .paragraph
    case .heading: self = .heading(level: node.number ?? 1)
    case .rule: self = .rule
    case .text: self = .text(node.literal)
    case .softBreak: self = .softBreak
    case .lineBreak: self = .lineBreak
    case .codeSpan: self = .codeSpan(node.literal)
    case .html: self = .html(node.literal)
    case .emphasis: self = .emphasis
    case .strong: self = .strong
    case .link: self = .link(destination: node.destination, title: node.title)
    case .image: self = .image(destination: node.destination, title: node.title)
    }
  }
}
