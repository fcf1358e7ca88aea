/// What makes a file no text that a lesson can be read from, and characters that have no business
/// in one.
///
/// All of it is looked at before Markdown or YAML is.
enum LessonSourceCheck {
  /// The largest lesson, in bytes.
  static let largestSize = 10 << 20
  /// The most line ends and characters with a meaning in Markdown that a lesson may have.
  static let mostMarks = 1_000_000
  /// The most opening brackets that a stretch without an empty line may have; libcmark may take time
  /// in proportion to their square.
  static let mostBracketsInAParagraph = 20_000

  /// Takes the bytes of a file: without byte order mark, up to what is no text.
  static func source(file: String, bytes: [UInt8]) -> (LessonSource, LessonFinding?) {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.count > largestSize {
      let error = LessonError.tooLarge(bytes: bytes.count, limit: largestSize)
      return (LessonSource(file: file, bytes: []), LessonFinding(error: error, range: 0..<0))
    }
    guard let bad = firstBadByte(bytes) else {
      let source = LessonSource(file: file, bytes: bytes)
      return (source, tooManyMarks(bytes))
    }
    let byte = bytes[bad]
    // Only what stands before the bad byte is text; it says where the byte is.
    let source = LessonSource(file: file, bytes: Array(bytes[..<bad]))
    let error = byte == 0 ? LessonError.binaryFile : LessonError.invalidUTF8(byte: byte)
    return (source, LessonFinding(error: error, range: bad..<bad))
  }

  /// The first byte that is NUL or begins no valid UTF-8 sequence.
  static func firstBadByte(_ bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0 { return index }
      if byte < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var allowed: ClosedRange<UInt8> = 0x80...0xBF
      switch byte {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
      case 0xED: (length, allowed) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, allowed) = (4, 0x90...0xBF)
      case 0xF4: (length, allowed) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= bytes.count, allowed.contains(bytes[index + 1]) else { return index }
      for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  private static func tooManyMarks(_ bytes: [UInt8]) -> LessonFinding? {
    var all = 0
    var brackets = 0
    var lineIsBlank = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case .lineFeed, .carriageReturn:
        all += 1
        if lineIsBlank { brackets = 0 }
        lineIsBlank = true
      case UInt8(ascii: "*"), UInt8(ascii: "_"), .openBracket, .closeBracket, UInt8(ascii: "!"),
        UInt8(ascii: "<"), UInt8(ascii: "&"), .backtick, .backslash, .dollar, .openBrace, .pipe,
        .quoteMark:
        all += 1
        if byte == .openBracket { brackets += 1 }
        lineIsBlank = false
      case .space, .tab:
        break
      default:
        lineIsBlank = false
      }
      if all > mostMarks {
        return LessonFinding(error: .tooManyMarks(limit: mostMarks), range: index..<index + 1)
      }
      if brackets > mostBracketsInAParagraph {
        return LessonFinding(
          error: .tooManyBrackets(limit: mostBracketsInAParagraph),
          range: index..<index + 1
        )
      }
    }
    return nil
  }

  /// Control characters, bidirectional overrides and characters that no text may hold, in order.
  static func strangeCharacters(in source: LessonSource, within range: SourceRange)
    -> [LessonFinding]
  {
    var findings: [LessonFinding] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = source.bytes[index]
      if byte >= 0x20, byte < 0x7F {
        index += 1
        continue
      }
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let scalar = scalar(source.bytes, at: index, length: length)
      if isStrange(scalar) {
        findings.append(
          LessonFinding(error: .strangeCharacter(scalar.value), range: index..<index + length)
        )
        if findings.count > 100 { break }
      }
      index += length
    }
    return findings
  }

  private static func scalar(_ bytes: [UInt8], at index: Int, length: Int) -> Unicode.Scalar {
    var value = UInt32(bytes[index])
    if length > 1 {
      value &= 0xFF >> UInt32(length + 1)
      for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func isStrange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    case 0xFFF9...0xFFFB, 0xFDD0...0xFDEF: true
    case let value where value & 0xFFFE == 0xFFFE: true
    default: StandIn.isReserved(scalar)
    }
  }
}
