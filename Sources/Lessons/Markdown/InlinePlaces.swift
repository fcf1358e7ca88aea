/// Where the inline nodes of a paragraph or heading stand.
///
/// libcmark counts an inline node's column in the paragraph's own text, as if every line of it were
/// indented like the first, and does not count lines that it takes away (definitions of link
/// targets) or that end inside a link's address. Walking the nodes in order and looking at the text
/// undoes that.
struct InlinePlaces {
  /// For each node of the leaf, in order, its place in the text.
  private(set) var ranges: [Range<Int>] = []

  private let content: LeafContent
  private let columnBase: Int
  /// Where in the content the line begins that libcmark believes to be in.
  private var base: Int
  private var cursor: Int

  /// Finds the places of all nodes inside a leaf of a tree.
  init(of leaf: Int, in tree: CMarkTree, content: LeafContent, definitions: Int, text: StandInLines)
  {
    self.content = content
    let node = tree.nodes[leaf]
    let firstLine = text.content(ofLine: node.startLine - 1).lowerBound
    columnBase = max((content.lines.first?.text ?? firstLine) - firstLine, node.startColumn - 1)
    base = definitions
    cursor = definitions
    var open: [Int] = []
    for index in (leaf + 1)..<max(node.end, leaf + 1) {
      while let last = open.last, tree.nodes[last].end <= index {
        close(open.removeLast(), in: tree, leaf: leaf)
      }
      enter(tree.nodes[index])
      if tree.nodes[index].end > index + 1 || tree.nodes[index].isContainer { open.append(index) }
    }
    while let last = open.popLast() { close(last, in: tree, leaf: leaf) }
    ranges = ranges.map { content.textRange(clamp($0)) }
  }

  private func clamp(_ range: Range<Int>) -> Range<Int> {
    let low = min(max(range.lowerBound, 0), content.bytes.count)
    return low..<min(max(range.upperBound, low), content.bytes.count)
  }

  /// The byte of the content at a column of the current line.
  private func offset(_ column: Int) -> Int { base + column - 1 - columnBase }

  private func byte(_ index: Int) -> UInt8? {
    content.bytes.indices.contains(index) ? content.bytes[index] : nil
  }

  private mutating func enter(_ node: CMarkNode) {
    switch node.kind {
    case .softBreak, .lineBreak:
      ranges.append(lineBreak(node))
    case .codeSpan:
      let start = offset(node.startColumn)
      let end = endOfSpan(node, from: start)
      ranges.append(withBackticks(start..<max(start, end)))
    case .html:
      let start = offset(node.startColumn)
      ranges.append(start..<max(start, endOfSpan(node, from: start)))
    case .link, .image:
      let start = offset(node.startColumn)
      ranges.append(start..<start)
    case .text:
      ranges.append(text(node))
    default:
      let start = offset(node.startColumn)
      ranges.append(start..<start)
    }
  }

  /// libcmark does not count a line that ends with a backslash.
  private mutating func lineBreak(_ node: CMarkNode) -> Range<Int> {
    let before = base
    moveBehindLineEnds(1, from: cursor)
    if node.kind == .lineBreak, byte(base - 2) == .backslash { base = before }
    return max(cursor - 1, 0)..<cursor
  }

  /// libcmark takes backticks that close nothing to stand one run further.
  private mutating func text(_ node: CMarkNode) -> Range<Int> {
    var start = offset(node.startColumn)
    var end = offset(node.endColumn) + 1
    let isEscape = byte(start) == .backslash && byte(start + 1) == .backtick
    if node.literal.utf8.first == .backtick, !isEscape, byte(start - 1) == .backtick {
      start -= node.literal.utf8.prefix { $0 == .backtick }.count
    }
    if node.literal.utf8.last == .backtick, byte(end - 1) != .backtick, byte(end - 2) == .backtick {
      end -= 1
    }
    cursor = max(end, start)
    return start..<cursor
  }

  private mutating func endOfSpan(_ node: CMarkNode, from start: Int) -> Int {
    let lineEnds = node.endLine - node.startLine
    if lineEnds > 0 {
      moveBehindLineEnds(lineEnds, from: start)
      cursor = base + node.endColumn + (node.kind == .html ? 1 : 0)
    } else {
      cursor = max(offset(node.endColumn) + 1, start)
    }
    return cursor
  }

  private func withBackticks(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while byte(low - 1) == .backtick { low -= 1 }
    while byte(high) == .backtick { high += 1 }
    return low..<high
  }

  private mutating func close(_ index: Int, in tree: CMarkTree, leaf: Int) {
    let node = tree.nodes[index]
    let own = index - leaf - 1
    guard node.kind == .link || node.kind == .image else {
      ranges[own] = ranges[own].lowerBound..<max(ranges[own].lowerBound, offset(node.endColumn) + 1)
      return
    }
    var start = ranges[own].lowerBound
    if node.kind == .link, node.end == index + 2, byte(ranges[own + 1].lowerBound - 1) == .lessThan
    {
      // Of `<address>`, libcmark counts the columns from elsewhere.
      start = ranges[own + 1].lowerBound - 1
      cursor = ranges[own + 1].upperBound + 1
    } else {
      cursor = max(offset(node.endColumn) + 1, start)
    }
    ranges[own] = start..<max(start, cursor)
  }

  private mutating func moveBehindLineEnds(_ count: Int, from start: Int) {
    var index = min(max(start, 0), content.bytes.count)
    var rest = count
    while index < content.bytes.count, rest > 0 {
      if content.bytes[index] == .lineFeed { rest -= 1 }
      index += 1
    }
    base = index
    cursor = index
  }
}
