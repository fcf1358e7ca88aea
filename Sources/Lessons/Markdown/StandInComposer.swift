/// A change between a lesson and the text that is parsed in its place.
struct StandInEdit: Sendable {
  /// What is taken out.
  var range: SourceRange
  /// What stands in for it; nil leaves it out.
  var item: Int?
}

/// Makes the text that is parsed in place of a lesson.
struct StandInComposer {
  /// The text made so far.
  private(set) var text = StandInText()

  private let source: LessonSource
  private let edits: [StandInEdit]
  private let hasReturns: Bool

  /// Takes the changes in any order; one that begins inside another is ignored outside of runs.
  init(_ source: LessonSource, edits: [StandInEdit]) {
    self.source = source
    self.edits = edits.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    hasReturns = source.bytes.contains(.carriageReturn)
  }

  /// Appends a heading that holds only these lines, as one, so that they are parsed for themselves and
  /// nothing in them can reach beyond.
  mutating func appendRun(_ lines: [SourceRange]) {
    var end = lines.first?.lowerBound ?? 0
    text.replace(end..<end, by: Array("# ".utf8))
    for (index, line) in lines.enumerated() {
      if index > 0 { text.replace(end..<max(end, line.lowerBound), by: [.space]) }
      append(line)
      end = line.upperBound
    }
    text.replace(end..<end, by: Array(" #\n".utf8))
  }

  /// Appends lines that stand inside a block, without the marks of quotes and lists before them.
  mutating func appendLines(_ lines: [SourceRange]) {
    let end = lines.last?.upperBound ?? 0
    var position = lines.first?.lowerBound ?? 0
    var index = 0
    while index < lines.count {
      let line = lines[index]
      position = append(max(position, line.lowerBound)..<line.upperBound, reaching: end)
      if position <= line.upperBound {
        let next = index + 1 < lines.count ? lines[index + 1].lowerBound : position
        text.replace(position..<max(position, next), by: [.lineFeed])
        index += 1
      } else {
        // A stand-in took in the lines up to here.
        while index + 1 < lines.count, lines[index].upperBound < position { index += 1 }
        if lines[index].upperBound < position { break }
      }
    }
  }

  /// Appends the lines of a lesson; the runs before them are closed off by an empty line.
  mutating func appendBody(_ range: SourceRange) {
    if !text.bytes.isEmpty {
      text.replace(range.lowerBound..<range.lowerBound, by: [.lineFeed])
    }
    append(range)
  }

  /// Appends a part of the lesson with its changes; one that begins in it may reach to `limit`.
  ///
  /// Returns where it ended.
  @discardableResult
  private mutating func append(_ range: SourceRange, reaching limit: Int? = nil) -> Int {
    var position = range.lowerBound
    var index = firstEdit(from: range.lowerBound)
    while index < edits.count, edits[index].range.lowerBound < range.upperBound {
      let edit = edits[index]
      index += 1
      guard edit.range.lowerBound >= position,
        edit.range.upperBound <= limit ?? range.upperBound
      else { continue }
      plain(position..<edit.range.lowerBound)
      text.replace(edit.range, by: edit.item.map(StandIn.bytes) ?? [])
      position = edit.range.upperBound
    }
    if position < range.upperBound { plain(position..<range.upperBound) }
    return max(position, range.upperBound)
  }

  private func firstEdit(from offset: Int) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func plain(_ range: SourceRange) {
    guard hasReturns else {
      text.copy(range, of: source)
      return
    }
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard source.bytes[index] == .carriageReturn else {
        index += 1
        continue
      }
      let isPair = index + 1 < source.bytes.count && source.bytes[index + 1] == .lineFeed
      let end = min(isPair ? index + 2 : index + 1, range.upperBound)
      text.copy(start..<index, of: source)
      text.replace(index..<end, by: [.lineFeed])
      start = end
      index = end
    }
    text.copy(start..<range.upperBound, of: source)
  }
}
