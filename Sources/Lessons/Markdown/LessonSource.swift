internal import Notation

/// A stretch of a file, as offsets of bytes.
typealias SourceRange = Range<Int>

/// The text of one file of a course, with what it takes to say where in it something stands.
///
/// Places are kept as byte offsets and turned into lines and columns only when a message needs them.
/// Lines end with LF, CRLF or CR; columns count Unicode scalars from 1.
struct LessonSource: Equatable, Sendable {
  /// How the file is called in messages.
  let file: String
  /// Its bytes, valid UTF-8, without a byte order mark.
  let bytes: [UInt8]
  /// Where each line begins; at least one entry.
  let lineStarts: [Int]
  /// How many scalars lie before every 256th byte, so that a column in a very long line is cheap.
  private let scalarsBefore: [Int]

  private static let stride = 256

  /// Takes bytes that are known to be valid UTF-8.
  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    var starts = [0]
    var counts: [Int] = []
    counts.reserveCapacity(bytes.count / Self.stride + 1)
    var scalars = 0
    for index in bytes.indices {
      if index % Self.stride == 0 { counts.append(scalars) }
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 { scalars += 1 }
      let isLoneReturn =
        byte == .carriageReturn
        && (index + 1 == bytes.count || bytes[index + 1] != .lineFeed)
      if byte == .lineFeed || isLoneReturn { starts.append(index + 1) }
    }
    lineStarts = starts
    scalarsBefore = counts
  }

  /// Takes a text.
  init(file: String, text: String) {
    self.init(file: file, bytes: Array(text.utf8))
  }

  /// The number of lines; a line end at the end of the file begins no further one.
  var lineCount: Int {
    lineStarts.last == bytes.count && lineStarts.count > 1
      ? lineStarts.count - 1 : lineStarts.count
  }

  /// The bytes of a line (from 0), without its line end.
  func content(ofLine line: Int) -> SourceRange {
    guard lineStarts.indices.contains(line) else { return bytes.count..<bytes.count }
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == .lineFeed || bytes[end - 1] == .carriageReturn {
      end -= 1
    }
    return start..<end
  }

  /// The text of a line (from 0), without its line end.
  func text(ofLine line: Int) -> String { text(content(ofLine: line)) }

  /// The text of a range.
  func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The line (from 0) that a byte lies in.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// How many scalars lie between two bytes.
  func scalars(from start: Int, to end: Int) -> Int {
    scalars(before: end) - scalars(before: start)
  }

  private func scalars(before offset: Int) -> Int {
    let offset = min(max(offset, 0), bytes.count)
    guard offset > 0 else { return 0 }
    let mark = min(offset / Self.stride, scalarsBefore.count - 1)
    var count = scalarsBefore[mark]
    var index = mark * Self.stride
    while index < offset {
      if bytes[index] & 0xC0 != 0x80 { count += 1 }
      index += 1
    }
    return count
  }

  /// Where a byte stands, for a message.
  func location(_ offset: Int) -> SourceLocation {
    let line = line(of: offset)
    return SourceLocation(
      file: file,
      line: line + 1,
      column: scalars(from: lineStarts[line], to: offset) + 1
    )
  }

  /// Where the lines of a block inside this file come from.
  func origin(ofLine line: Int, from offset: Int) -> LineOrigin {
    LineOrigin(
      line: line + 1,
      columnOffset: scalars(from: lineStarts[line], to: offset),
      raw: text(ofLine: line)
    )
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let dollar = UInt8(ascii: "$")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let pipe = UInt8(ascii: "|")
  static let quoteMark = UInt8(ascii: ">")
  static let lessThan = UInt8(ascii: "<")

  /// A space or a tab.
  var isBlank: Bool { self == .space || self == .tab }
  /// `0` to `9`.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  /// `a` to `z` or `A` to `Z`.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  /// What a label or an option's name may hold; anything outside ASCII counts.
  var isNamePart: Bool {
    isLetter || isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
      || self == UInt8(ascii: ".") || self >= 0x80
  }
}
