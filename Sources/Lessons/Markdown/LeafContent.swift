/// The text of a paragraph or heading as libcmark sees it: its lines without the marks of the quotes
/// and lists around it, joined by LF, each knowing where in the text it stands.
struct LeafContent {
  /// The joined lines.
  private(set) var bytes: [UInt8] = []
  /// For each line, where it begins in `bytes` and in the text.
  private(set) var lines: [(content: Int, text: Int)] = []

  /// Collects the lines of a leaf of a tree.
  init(
    of leaf: Int,
    in tree: CMarkTree,
    text: StandInLines,
    marks: inout ContainerMarks
  ) {
    let node = tree.nodes[leaf]
    let first = node.startLine - 1
    let containers = marks.containers(of: leaf)
    for line in first...max(node.endLine - 1, first) where line < text.starts.count {
      let range = text.content(ofLine: line)
      var start: Int
      if line == first {
        start = min(range.lowerBound + node.startColumn - 1, range.upperBound)
        if node.kind == .heading { start = Self.skipHashes(text.bytes, start, range.upperBound) }
      } else {
        start = marks.start(ofLine: line, inside: containers)
      }
      if line > first { bytes.append(.lineFeed) }
      lines.append((content: bytes.count, text: start))
      bytes.append(contentsOf: text.bytes[start..<max(start, range.upperBound)])
    }
    if node.kind == .heading, lines.count > 1 { dropUnderline() }
  }

  /// Where a byte of the content stands in the text.
  func textOffset(_ offset: Int) -> Int {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].content <= offset { low = middle } else { high = middle }
    }
    guard lines.indices.contains(low) else { return 0 }
    return lines[low].text + offset - lines[low].content
  }

  /// The part of the text that a part of the content takes up.
  func textRange(_ range: Range<Int>) -> Range<Int> {
    let start = textOffset(range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, textOffset(range.upperBound - 1) + 1)
  }

  /// The content of one line, without its LF.
  func range(ofLine line: Int) -> Range<Int> {
    let end = line + 1 < lines.count ? lines[line + 1].content - 1 : bytes.count
    return lines[line].content..<max(lines[line].content, end)
  }

  private mutating func dropUnderline() {
    let last = lines.removeLast()
    bytes.removeSubrange(max(last.content - 1, 0)...)
  }

  private static func skipHashes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    guard start < end, bytes[start] == UInt8(ascii: "#") else { return start }
    var index = start
    while index < end, bytes[index] == UInt8(ascii: "#") { index += 1 }
    while index < end, bytes[index].isBlank { index += 1 }
    return index
  }

  /// Skips white space and the marks of up to `quotes` quotes at the head of a line.
  static func skipMarks(_ bytes: [UInt8], _ range: Range<Int>, quotes: Int) -> Int {
    var index = range.lowerBound
    var rest = quotes
    while true {
      while index < range.upperBound, bytes[index].isBlank { index += 1 }
      guard rest > 0, index < range.upperBound, bytes[index] == .quoteMark else { return index }
      index += 1
      rest -= 1
    }
  }
}

/// A text that was parsed, with its lines.
struct StandInLines {
  /// The text; its line ends are LF.
  let bytes: [UInt8]
  /// Where each line begins.
  let starts: [Int]

  /// Finds the lines.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for index in bytes.indices where bytes[index] == .lineFeed { starts.append(index + 1) }
    self.starts = starts
  }

  /// A line (from 0) without its LF.
  func content(ofLine line: Int) -> Range<Int> {
    guard starts.indices.contains(line) else { return bytes.count..<bytes.count }
    let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    return starts[line]..<end
  }

  /// The byte at a line and column as libcmark counts them.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    let range = content(ofLine: line - 1)
    return min(range.lowerBound + max(column - 1, 0), range.upperBound)
  }
}
