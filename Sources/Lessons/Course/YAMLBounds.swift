/// Looks through YAML before it is parsed for what would make a parser work without bounds: aliases
/// of aliases, deep nesting.
enum YAMLBounds {
  /// The most bytes.
  static let largestSize = 64 << 10
  /// The most aliases.
  static let mostAliases = 16
  /// The most open brackets.
  static let deepest = 32

  /// The first thing that goes too far; nil if nothing does.
  static func finding(_ source: LessonSource, in range: SourceRange) -> LessonFinding? {
    if range.count > largestSize {
      return .init(error: .yamlTooLarge(limit: largestSize), range: range.prefix(0))
    }
    var aliases = 0
    var flow = 0
    var before: UInt8 = .lineFeed
    var marks = 0
    var atLineStart = true
    for index in range {
      let byte = source.bytes[index]
      defer { before = byte }
      switch byte {
      case .lineFeed, .carriageReturn:
        marks = 0
        atLineStart = true
        continue
      case UInt8(ascii: "*"):
        let next = index + 1 < range.upperBound ? source.bytes[index + 1] : .space
        if mayBeginNode(after: before), next.isNamePart { aliases += 1 }
      case .openBracket, .openBrace: flow += 1
      case .closeBracket, .closeBrace: flow = max(0, flow - 1)
      default: break
      }
      // Compact nesting, `- - - a` and `? ? a`, and deep indentation.
      if atLineStart {
        switch byte {
        case .space, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): marks += 1
        default: atLineStart = false
        }
      }
      if aliases > mostAliases {
        return .init(error: .tooManyAliases(limit: mostAliases), range: index..<index + 1)
      }
      if flow > deepest || (marks > 4 * deepest && byte != .space) {
        return .init(error: .yamlTooDeep(limit: deepest), range: index..<index + 1)
      }
    }
    return nil
  }

  private static func mayBeginNode(after byte: UInt8) -> Bool {
    byte.isBlank || byte == .lineFeed || byte == .carriageReturn || byte == .openBracket
      || byte == .openBrace || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "-")
  }
}
