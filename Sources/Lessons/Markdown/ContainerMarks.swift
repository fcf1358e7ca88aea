/// Where the text of a line begins behind the marks of the quotes and lists around it, found as
/// libcmark finds it: a line that lacks some of the marks may still go on a paragraph.
struct ContainerMarks {
  private let tree: CMarkTree
  private let lines: StandInLines
  /// How many columns the text of an item is indented, for each item.
  private var widths: [Int: Int] = [:]

  /// Prepares for the lines of a tree.
  init(_ tree: CMarkTree, _ lines: StandInLines) {
    self.tree = tree
    self.lines = lines
  }

  /// The quotes and items around a node, from the outermost on.
  func containers(of node: Int) -> [Int] {
    var chain: [Int] = []
    var around = node
    while tree.nodes[around].parent != around {
      around = tree.nodes[around].parent
      let kind = tree.nodes[around].kind
      if kind == .quote || kind == .item { chain.append(around) }
    }
    return chain.reversed()
  }

  /// Where the text of a line (from 0) begins that goes on a paragraph inside these containers.
  mutating func start(ofLine line: Int, inside chain: [Int]) -> Int {
    var place = Place(lines.bytes, lines.content(ofLine: line))
    let isComplete = advance(&place, line, chain[...])
    if isComplete { place.skipBlanks() }
    return place.offset
  }

  /// Moves behind the marks of all containers; false at the first one that the line lacks.
  private mutating func advance(
    _ place: inout Place,
    _ line: Int,
    _ chain: ArraySlice<Int>
  ) -> Bool {
    for (position, container) in zip(chain.indices, chain) {
      let node = tree.nodes[container]
      if node.startLine - 1 == line {
        let width = place.enter(node)
        if let width { widths[container] = width }
      } else if node.kind == .quote {
        guard place.matchQuote() else { return false }
      } else {
        let width = width(ofItem: container, chain[...position])
        guard place.indent >= width else { return false }
        place.advance(columns: width)
      }
    }
    return true
  }

  private mutating func width(ofItem item: Int, _ chain: ArraySlice<Int>) -> Int {
    if let width = widths[item] { return width }
    let line = tree.nodes[item].startLine - 1
    var place = Place(lines.bytes, lines.content(ofLine: line))
    // What it finds on the way is kept.
    if !advance(&place, line, chain) || widths[item] == nil { widths[item] = 2 }
    return widths[item] ?? 2
  }

  /// A place in a line, with its column where tabs reach to the next multiple of 4.
  private struct Place {
    private let bytes: [UInt8]
    private let end: Int
    private(set) var offset: Int
    private var column = 0

    init(_ bytes: [UInt8], _ range: Range<Int>) {
      self.bytes = bytes
      end = range.upperBound
      offset = range.lowerBound
    }

    private var byte: UInt8? { offset < end ? bytes[offset] : nil }

    /// How many columns of white space follow.
    var indent: Int {
      var copy = self
      copy.skipBlanks()
      return copy.column - column
    }

    mutating func skipBlanks() {
      while byte?.isBlank == true { advance(columns: byte == .tab ? 4 - column % 4 : 1) }
    }

    mutating func advance(columns count: Int) {
      var rest = count
      while rest > 0, let next = byte {
        guard next == .tab else {
          offset += 1
          column += 1
          rest -= 1
          continue
        }
        let room = 4 - column % 4
        let step = min(rest, room)
        column += step
        rest -= step
        if step == room { offset += 1 }
      }
    }

    /// A quote's mark with up to three columns before it and the space behind it.
    mutating func matchQuote() -> Bool {
      var copy = self
      guard copy.indent <= 3 else { return false }
      copy.skipBlanks()
      guard copy.byte == .quoteMark else { return false }
      copy.advance(columns: 1)
      if copy.byte?.isBlank == true { copy.advance(columns: 1) }
      self = copy
      return true
    }

    /// Moves behind the mark of a container that begins on this line; returns how many columns the
    /// text of an item is indented.
    mutating func enter(_ node: CMarkNode) -> Int? {
      if node.kind == .quote {
        _ = matchQuote()
        return nil
      }
      let outer = indent
      skipBlanks()
      let start = offset
      if let next = byte, next.isDigit {
        while byte?.isDigit == true { advance(columns: 1) }
      }
      advance(columns: 1)
      let mark = offset - start
      var behind = self
      behind.skipBlanks()
      let blanks = behind.column - column
      if blanks >= 5 || blanks < 1 || behind.byte == nil {
        if blanks > 0 { advance(columns: 1) }
        return outer + mark + 1
      }
      self = behind
      return outer + mark + blanks
    }
  }
}
