internal import Notation
internal import Yams

/// The keys and values of a small piece of YAML, each with its place.
///
/// What a lesson's head or `course.yml` needs of YAML is a mapping of texts, numbers and lists. What
/// would make a parser work without bounds (aliases of aliases, deep nesting) is refused before it
/// is parsed.
struct YAMLMapping {
  /// A value.
  enum Value: Equatable {
    /// Nothing behind the colon.
    case nothing
    /// Characters; `isPlain` tells that they stand without quotes.
    case scalar(String, isPlain: Bool)
    case list([Item])
    case mapping
  }

  /// An entry of a list.
  struct Item: Equatable {
    var value: Value
    var range: SourceRange
  }

  /// A key with its value.
  struct Entry: Equatable {
    var key: String
    var keyRange: SourceRange
    var value: Value
    var valueRange: SourceRange
  }

  /// The entries in order.
  private(set) var entries: [Entry] = []
  /// Mistakes.
  private(set) var findings: [LessonFinding] = []

  private let source: LessonSource
  private let range: SourceRange

  /// Reads a part of a file; keys that are not known or given twice are mistakes.
  init(_ source: LessonSource, in range: SourceRange, keys known: [String]) {
    self.source = source
    self.range = range
    if let finding = YAMLBounds.finding(source, in: range) {
      findings.append(finding)
      return
    }
    if checkRepeatedKeys(known) { return }
    do {
      guard let node = try Yams.compose(yaml: source.text(range)) else { return }
      read(node, known)
    } catch let error as YamlError {
      report(error)
    } catch {
      findings.append(.init(error: .yaml("it cannot be read"), range: range.prefix(0)))
    }
  }

  // MARK: Before parsing

  /// Finds keys that are given twice by looking at the lines, because the parser names no place
  /// for the second one.
  ///
  /// Returns whether there are any.
  private mutating func checkRepeatedKeys(_ known: [String]) -> Bool {
    var first: [String: SourceRange] = [:]
    var keys: [(String, SourceRange)] = []
    var hasRepeated = false
    let lines = source.line(of: range.lowerBound)...source.line(of: max(range.upperBound - 1, 0))
    for line in lines {
      let content = source.content(ofLine: line).clamped(to: range)
      var end = content.lowerBound
      while end < content.upperBound, source.bytes[end].isNamePart { end += 1 }
      let place = content.lowerBound..<end
      guard !place.isEmpty, end < content.upperBound, source.bytes[end] == UInt8(ascii: ":")
      else { continue }
      let key = source.text(place)
      if let earlier = first[key] {
        findings.append(.init(error: .repeatedKey(key), range: place, related: earlier))
        hasRepeated = true
      } else {
        first[key] = place
        keys.append((key, place))
      }
    }
    if hasRepeated { for (key, place) in keys { checkKnown(key, place, known) } }
    return hasRepeated
  }

  private mutating func checkKnown(_ key: String, _ place: SourceRange, _ known: [String]) {
    guard !known.contains(key) else { return }
    let nearest = Suggestion.nearest(to: key, in: known)
    findings.append(
      .init(error: .unknownKey(key, nearest: nearest, known: known), range: place)
    )
  }

  // MARK: After parsing

  private mutating func read(_ node: Node, _ known: [String]) {
    guard case .mapping(let mapping) = node else {
      if case .nothing = value(node) { return }
      findings.append(
        .init(error: .notAMapping(found: value(node).description), range: place(node))
      )
      return
    }
    for (key, value) in mapping {
      let place = place(key)
      guard case .scalar(let name) = key else {
        findings.append(
          .init(error: .notAMapping(found: self.value(key).description), range: place)
        )
        continue
      }
      let keyRange =
        place
        .lowerBound..<min(
          place.lowerBound + name.string.utf8.count,
          range.upperBound
        )
      checkKnown(name.string, keyRange, known)
      entries.append(
        Entry(
          key: name.string,
          keyRange: keyRange,
          value: self.value(value),
          valueRange: self.place(value)
        )
      )
    }
  }

  private func value(_ node: Node, depth: Int = 0) -> Value {
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) { return .nothing }
      return .scalar(scalar.string, isPlain: isPlain)
    case .sequence(let sequence):
      // No key takes a list of lists.
      guard depth == 0 else { return .list([]) }
      return .list(sequence.map { Item(value: value($0, depth: 1), range: place($0)) })
    default:
      return .mapping
    }
  }

  private func place(_ node: Node) -> SourceRange {
    guard let mark = node.mark else { return range.prefix(0) }
    return place(line: mark.line, column: mark.column)
  }

  private func place(line: Int, column: Int) -> SourceRange {
    let first = source.line(of: range.lowerBound)
    let content = source.content(ofLine: first + max(line - 1, 0))
    var offset = content.lowerBound
    var rest = column - 1
    while rest > 0, offset < content.upperBound {
      offset += 1
      while offset < content.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      rest -= 1
    }
    var end = offset
    while end < content.upperBound, !source.bytes[end].isBlank { end += 1 }
    return offset..<max(offset, end)
  }

  private mutating func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let told = [context?.text, problem].compactMap { $0 }.filter { !$0.isEmpty }
      // Of a quote or bracket that is not closed, the place is where it opens.
      let opens = context.map { $0.text.contains("quoted") || $0.text.contains("flow") } ?? false
      let place = opens ? context?.mark ?? mark : mark
      findings.append(
        .init(
          error: .yaml(told.joined(separator: ", ")),
          range: self.place(line: place.line, column: place.column)
        )
      )
    case .duplicatedKeysInMapping(let keys, let context):
      findings.append(
        .init(
          error: .repeatedKey(keys.first ?? ""),
          range: place(line: context.mark.line, column: context.mark.column)
        )
      )
    case .reader(let problem, _, _, _):
      findings.append(.init(error: .yaml(problem), range: range.prefix(0)))
    default:
      findings.append(.init(error: .yaml("it cannot be read"), range: range.prefix(0)))
    }
  }
}

extension YAMLMapping.Value {
  /// What it is, for a message.
  var description: String {
    switch self {
    case .nothing: "nothing"
    case .scalar(let text, _): text.unicodeScalars.count <= 40 ? "'\(text)'" : "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
