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

  /// Appends a heading that holds only this part, so that it is parsed for itself and nothing in it
  /// can reach beyond.
  mutating func appendRun(_ range: SourceRange) {
    text.replace(range.lowerBound..<range.lowerBound, by: Array("# ".utf8))
    append(range)
    text.replace(range.upperBound..<range.upperBound, by: Array(" #\n".utf8))
  }

  /// Appends the lines of a lesson; the runs before them are closed off by an empty line.
  mutating func appendBody(_ range: SourceRange) {
    if !text.bytes.isEmpty {
      text.replace(range.lowerBound..<range.lowerBound, by: [.lineFeed])
    }
    append(range)
  }

  private mutating func append(_ range: SourceRange) {
    var position = range.lowerBound
    var index = firstEdit(from: range.lowerBound)
    while index < edits.count, edits[index].range.lowerBound < range.upperBound {
      let edit = edits[index]
      index += 1
      guard edit.range.lowerBound >= position, edit.range.upperBound <= range.upperBound else {
        continue
      }
      plain(position..<edit.range.lowerBound)
      text.replace(edit.range, by: edit.item.map(StandIn.bytes) ?? [])
      position = edit.range.upperBound
    }
    plain(position..<range.upperBound)
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
