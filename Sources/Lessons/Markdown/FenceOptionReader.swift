internal import Exercises
internal import Notation

/// Checks the options of a block against what its kind takes.
struct FenceOptionReader {
  /// The options that are right.
  private(set) var options: [Fence.Option] = []
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private let source: LessonSource

  /// Reads the options; `blocks` are the ids of the blocks before it, `later` of those behind.
  init(
    _ list: AttributeList?,
    of kind: FenceKind,
    in source: LessonSource,
    blocks: [String],
    later: [String: SourceRange]
  ) {
    self.source = source
    let known = FenceOption.all(of: kind)
    let names = known.map(\.name)
    for option in list?.options ?? [] {
      guard let form = known.first(where: { $0.name == option.key.text })?.form else {
        let nearest = Suggestion.nearest(to: option.key.text, in: names)
        findings.append(
          .init(
            error: .unknownOption(option.key.text, of: kind, nearest: nearest, known: names),
            range: option.key.range
          )
        )
        continue
      }
      // An equals sign with nothing behind it has been told.
      if option.valueRange.isEmpty,
        source.bytes[option.valueRange.lowerBound - 1] == UInt8(ascii: "=")
      {
        continue
      }
      let words = self.words(option.valueRange)
      switch form {
      case .words(let known): check(words, option, among: known)
      case .names: check(words, option, among: nil)
      case .block: checkBlock(words, option, blocks, later)
      case .caption: break
      case .count(let range): checkCount(option, range)
      case .points: checkPoints(option)
      case .slips: checkSlips(words, option)
      }
      options.append(
        .init(
          name: option.key.text,
          value: option.value.text,
          words: words,
          range: option.valueRange
        )
      )
    }
  }

  private func words(_ range: SourceRange) -> [AttributeList.Name] {
    source.bytes[range]
      .split { $0.isBlank || $0 == UInt8(ascii: ",") }
      .map { .init(text: source.text($0.indices), range: $0.indices) }
  }

  private mutating func check(
    _ words: [AttributeList.Name],
    _ option: AttributeList.Option,
    among known: [String]?
  ) {
    if words.isEmpty {
      let error = LessonError.unknownWord(
        "",
        option: option.key.text,
        nearest: nil,
        known: known ?? ["names of functions"]
      )
      findings.append(.init(error: error, range: option.key.range))
    }
    var first: [String: SourceRange] = [:]
    for word in words {
      if let known, !known.contains(word.text) {
        let error = LessonError.unknownWord(
          word.text,
          option: option.key.text,
          nearest: Suggestion.nearest(to: word.text, in: known),
          known: known
        )
        findings.append(.init(error: error, range: word.range))
      } else if let earlier = first[word.text] {
        findings.append(
          .init(
            error: .repeatedWord(word.text, option: option.key.text),
            range: word.range,
            related: earlier
          )
        )
      } else {
        first[word.text] = word.range
      }
    }
  }

  private mutating func checkBlock(
    _ words: [AttributeList.Name],
    _ option: AttributeList.Option,
    _ blocks: [String],
    _ later: [String: SourceRange]
  ) {
    if words.isEmpty {
      findings.append(
        .init(error: .unknownBlockID("nothing", nearest: nil), range: option.key.range)
      )
    }
    for word in words where !blocks.contains(word.text) {
      if let place = later[word.text] {
        findings.append(
          .init(error: .laterBlockID(word.text), range: word.range, related: place)
        )
      } else {
        let nearest = Suggestion.nearest(to: word.text, in: blocks)
        findings.append(
          .init(error: .unknownBlockID(word.text, nearest: nearest), range: word.range)
        )
      }
    }
  }

  private mutating func checkPoints(_ option: AttributeList.Option) {
    if let points = Double(option.value.text), points > 0, points <= 1_000_000 { return }
    findings.append(
      .init(
        error: .notPoints(option.value.text),
        range: option.valueRange.isEmpty ? option.key.range : option.valueRange
      )
    )
  }

  private mutating func checkSlips(_ words: [AttributeList.Name], _ option: AttributeList.Option) {
    if words.isEmpty {
      findings.append(.init(error: .slipWithoutSign(""), range: option.key.range))
    }
    for word in words {
      guard word.text.hasPrefix("-") || word.text.hasPrefix("+") else {
        findings.append(.init(error: .slipWithoutSign(word.text), range: word.range))
        continue
      }
      let id = String(word.text.dropFirst())
      if !Slip.ids.contains(id) {
        let nearest = Suggestion.nearest(to: id, in: Slip.ids)
        let range =
          word.range.lowerBound + 1..<max(word.range.upperBound, word.range.lowerBound + 2)
        findings.append(.init(error: .unknownSlip(id, nearest: nearest), range: range))
      }
    }
  }

  private mutating func checkCount(_ option: AttributeList.Option, _ range: ClosedRange<Int>) {
    guard let count = Int(option.value.text), range.contains(count) else {
      let error = LessonError.notACount(
        option.value.text,
        option: option.key.text,
        range: range
      )
      findings.append(
        .init(
          error: error,
          range: option.valueRange.isEmpty ? option.key.range : option.valueRange
        )
      )
      return
    }
  }
}
