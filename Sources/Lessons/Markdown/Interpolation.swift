internal import Notation

/// `{{ expression | 3 digits }}` in prose: a number that the engine fills in.
struct Interpolation: Equatable, Sendable {
  /// How the number is written.
  struct Format: Equatable, Sendable {
    /// What is kept of it.
    enum Rounding: Equatable, Sendable {
      /// So many significant digits.
      case digits(Int)
      /// So many digits behind the point.
      case decimals(Int)
    }

    /// What is kept of it; nil leaves that to the engine.
    var rounding: Rounding?
    /// Times a hundred, with a percent sign.
    var isPercent = false
  }

  /// The expression, without white space around it.
  var expression: MappedText
  /// How the number is written; nil leaves that to the engine.
  var format: Format?
  /// The whole with its braces.
  var range: SourceRange
}

extension Interpolation {
  private static let units = [
    "digit", "digits", "decimal", "decimals", "percent",
  ]
  /// A double has no more.
  private static let mostDigits = 17

  /// Reads what stands between the braces.
  ///
  /// What is wrong is added to `findings`.
  init(
    _ source: LessonSource,
    inside: SourceRange,
    range: SourceRange,
    findings: inout [LessonFinding]
  ) {
    let bytes = source.bytes
    let bar = bytes[inside].firstIndex(of: .pipe)
    let written = Self.trim(bytes, inside.lowerBound..<(bar ?? inside.upperBound))
    expression = MappedText()
    expression.append(source.text(written), at: written.lowerBound)
    self.range = range
    if written.isEmpty { findings.append(.init(error: .emptyInterpolation, range: range)) }
    guard let bar else { return }
    let rest = bar + 1..<inside.upperBound
    let words = Self.words(bytes, rest)
    format = Self.format(
      words.map { (source.text($0), $0) },
      at: bar..<bar + 1,
      findings: &findings
    )
  }

  private static func format(
    _ words: [(text: String, range: SourceRange)],
    at bar: SourceRange,
    findings: inout [LessonFinding]
  ) -> Format? {
    guard !words.isEmpty else {
      findings.append(.init(error: .badFormat, range: bar))
      return nil
    }
    var format = Format()
    var index = 0
    if words[0].text.utf8.allSatisfy(\.isDigit) {
      guard words.count > 1 else {
        findings.append(.init(error: .badFormat, range: words[0].range))
        return nil
      }
      let unit = words[1]
      let isDigits = unit.text.hasPrefix("digit")
      guard units.contains(unit.text), unit.text != "percent" else {
        let nearest = Suggestion.nearest(to: unit.text, in: units)
        findings.append(
          .init(error: .unknownFormat(unit.text, nearest: nearest), range: unit.range)
        )
        return nil
      }
      let least = isDigits ? 1 : 0
      guard let count = Int(words[0].text), (least...mostDigits).contains(count) else {
        let error = LessonError.formatOutOfRange(unit.text, least: least, most: mostDigits)
        findings.append(.init(error: error, range: words[0].range))
        return nil
      }
      format.rounding = isDigits ? .digits(count) : .decimals(count)
      index = 2
    }
    if index < words.count, words[index].text == "percent" {
      format.isPercent = true
      index += 1
    }
    if index < words.count {
      let word = words[index]
      let nearest = Suggestion.nearest(to: word.text, in: units)
      findings.append(
        .init(error: .unknownFormat(word.text, nearest: nearest), range: word.range)
      )
      return nil
    }
    return format
  }

  private static func trim(_ bytes: [UInt8], _ range: SourceRange) -> SourceRange {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, bytes[low].isBlank { low += 1 }
    while high > low, bytes[high - 1].isBlank { high -= 1 }
    return low..<high
  }

  private static func words(_ bytes: [UInt8], _ range: SourceRange) -> [SourceRange] {
    bytes[range].split(whereSeparator: \.isBlank).map { $0.startIndex..<$0.endIndex }
  }
}
