/// What stands in braces behind a fence, a heading or a caption, as in Pandoc:
/// `{#id .class key=value key="several words"}`.
struct AttributeList: Equatable, Sendable {
  /// A word with its place.
  struct Name: Equatable, Sendable {
    var text: String
    var range: SourceRange
  }

  /// An option, `key=value`.
  struct Option: Equatable, Sendable {
    var key: Name
    var value: MappedText
    /// The value without its quotes.
    var valueRange: SourceRange
  }

  var id: Name?
  var classes: [Name] = []
  var options: [Option] = []
  /// From brace to brace.
  var range: SourceRange
}

/// Reads an attribute list on one line of a lesson.
struct AttributeParser {
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private let source: LessonSource
  private let end: Int
  private var index: Int

  /// Begins at the opening brace; `end` is the end of the line.
  init(_ source: LessonSource, from start: Int, before end: Int) {
    self.source = source
    self.end = end
    index = start
  }

  private var byte: UInt8? { index < end ? source.bytes[index] : nil }

  /// Reads up to the closing brace and returns what is there.
  mutating func parse() -> AttributeList {
    let start = index
    var list = AttributeList(range: start..<end)
    index += 1
    while true {
      while byte?.isBlank == true { index += 1 }
      guard let next = byte else {
        findings.append(.init(error: .unclosedAttributes, range: start..<start + 1))
        break
      }
      if next == .closeBrace {
        index += 1
        break
      }
      switch next {
      case UInt8(ascii: "#"): id(into: &list)
      case UInt8(ascii: "."):
        index += 1
        list.classes.append(name())
      default:
        guard option(into: &list) else {
          list.range = start..<index
          return list
        }
      }
    }
    list.range = start..<max(index, start)
    return list
  }

  private mutating func name() -> AttributeList.Name {
    let start = index
    while byte?.isNamePart == true { index += 1 }
    return .init(text: source.text(start..<index), range: start..<index)
  }

  private mutating func id(into list: inout AttributeList) {
    let mark = index
    index += 1
    let name = name()
    guard let first = source.bytes[name.range].first, first.isLetter || first >= 0x80 else {
      findings.append(.init(error: .badID(name.text), range: mark..<max(index, mark + 1)))
      if name.range.isEmpty, byte != .closeBrace { index += byte == nil ? 0 : 1 }
      return
    }
    if list.id != nil {
      findings.append(.init(error: .secondID, range: mark..<index))
    } else {
      list.id = name
    }
  }

  /// Returns false if it cannot go on.
  private mutating func option(into list: inout AttributeList) -> Bool {
    let start = index
    let key = name()
    guard !key.range.isEmpty else {
      skipWord()
      findings.append(
        .init(error: .badAttribute(source.text(start..<index)), range: start..<index)
      )
      return true
    }
    guard byte == UInt8(ascii: "=") else {
      if !(byte?.isBlank ?? true), byte != .closeBrace { skipWord() }
      findings.append(
        .init(error: .badAttribute(source.text(start..<index)), range: start..<index)
      )
      return true
    }
    index += 1
    guard let (value, range) = value(of: key) else { return false }
    if let first = list.options.first(where: { $0.key.text == key.text }) {
      findings.append(
        .init(error: .repeatedOption(key.text), range: key.range, related: first.key.range)
      )
    } else {
      list.options.append(.init(key: key, value: value, valueRange: range))
    }
    return true
  }

  private mutating func skipWord() {
    index += byte == nil ? 0 : 1
    while let next = byte, !next.isBlank, next != .closeBrace { index += 1 }
  }

  private mutating func value(of key: AttributeList.Name) -> (MappedText, SourceRange)? {
    guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let start = index
      while let next = byte, !next.isBlank, next != .closeBrace { index += 1 }
      if index == start {
        findings.append(.init(error: .emptyValue(key.text), range: key.range))
      }
      var value = MappedText()
      value.append(source.text(start..<index), at: start)
      return (value, start..<index)
    }
    let open = index
    index += 1
    var value = MappedText()
    var run = index
    while let next = byte {
      if next == quote {
        value.append(source.text(run..<index), at: run)
        index += 1
        return (value, open + 1..<index - 1)
      }
      if next == .backslash, index + 1 < end,
        source.bytes[index + 1] == quote || source.bytes[index + 1] == .backslash
      {
        value.append(source.text(run..<index), at: run)
        run = index + 1
        index += 2
      } else {
        index += 1
      }
    }
    findings.append(.init(error: .unclosedQuote, range: open..<open + 1))
    return nil
  }
}
