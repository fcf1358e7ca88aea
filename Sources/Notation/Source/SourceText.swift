/// The text of a program, with the way back to the file that it stands in.
public struct SourceText: Equatable, Sendable {
  /// Where a line of the program stands in its file, for programs inside a lesson.
  public struct Origin: Equatable, Sendable {
    /// The file's line, from 1.
    public var line: Int
    /// How many Unicode scalars of the file's line come before the program's.
    public var columnOffset: Int
    /// The file's line, without its line end.
    public var raw: String

    /// Makes an origin.
    public init(line: Int, columnOffset: Int, raw: String) {
      self.line = line
      self.columnOffset = columnOffset
      self.raw = raw
    }
  }

  /// What messages call the file.
  public let file: String
  /// The program, in UTF-8, without a byte order mark.
  public let bytes: [UInt8]
  /// Where each line begins, in bytes.
  private let lineStarts: [Int]
  /// How many Unicode scalars come before each block of bytes, so that columns of long lines are
  /// soon counted.
  private let scalarsBefore: [Int]
  private static let blockLength = 64
  /// Where each line stands in the file; empty if the program is the file.
  private let origins: [Origin]
  /// Whether a byte order mark came first.
  private let hasMark: Bool
  /// Its names, once they have been read.
  var spellings = Spellings()

  /// Takes a program as bytes; `origins` has an entry for each of its lines, or none.
  public init(file: String, bytes: [UInt8], origins: [Origin] = []) {
    self.file = file
    hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    self.origins = origins
    var starts = [0]
    var scalars = 0
    var scalarsBefore: [Int] = []
    let count = self.bytes.count
    for (i, byte) in self.bytes.enumerated() {
      if i % SourceText.blockLength == 0 { scalarsBefore.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0A || i + 1 == count || self.bytes[i + 1] != 0x0A { starts.append(i + 1) }
    }
    if count % SourceText.blockLength == 0 { scalarsBefore.append(scalars) }
    lineStarts = starts
    self.scalarsBefore = scalarsBefore
  }

  /// Takes a program as text.
  public init(file: String, text: String, origins: [Origin] = []) {
    self.init(file: file, bytes: Array(text.utf8), origins: origins)
  }

  /// The place of a byte, for messages.
  public func location(of byte: Int) -> SourceLocation {
    let line = lineIndex(of: byte)
    let column = scalarCount(lineStarts[line], min(byte, bytes.count)) + 1
    guard origins.indices.contains(line) else {
      return SourceLocation(file: file, line: line + 1, column: column)
    }
    return SourceLocation(
      file: file,
      line: origins[line].line,
      column: column + origins[line].columnOffset
    )
  }

  /// The line of the file that a byte lies in, without its line end.
  public func excerpt(of byte: Int) -> String {
    let line = lineIndex(of: byte)
    if origins.indices.contains(line) { return origins[line].raw }
    return String(decoding: bytes[lineStarts[line]..<lineEnd(line)], as: UTF8.self)
  }

  /// The line of the file around a byte, cut to about `room` scalars to either side, and the column
  /// that it begins at.
  package func excerpt(of byte: Int, room: Int) -> (text: String, column: Int) {
    let line = lineIndex(of: byte)
    if origins.indices.contains(line) {
      let raw = origins[line].raw
      let column = max(1, location(of: byte).column - room)
      guard raw.utf8.count > 2 * room else { return (raw, 1) }
      let scalars = raw.unicodeScalars.dropFirst(column - 1).prefix(2 * room)
      return (String(String.UnicodeScalarView(scalars)), column)
    }
    var start = max(lineStarts[line], byte - room)
    var end = max(start, min(lineEnd(line), byte + room))
    while start > lineStarts[line], bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return (text(start, end), scalarCount(lineStarts[line], start) + 1)
  }

  /// How many Unicode scalars lie between two bytes, at least 1, not beyond the line of the first.
  public func width(from start: Int, to end: Int) -> Int {
    max(1, scalarCount(start, min(end, lineEnd(lineIndex(of: start)))))
  }

  /// The text between two bytes, at most about 60 bytes of it.
  func shortText(_ start: Int, _ end: Int) -> String {
    guard end - start > 60 else { return text(start, end) }
    var cut = start + 60
    while cut > start, bytes[cut] & 0xC0 == 0x80 { cut -= 1 }
    return text(start, cut) + "…"
  }

  /// The text between two bytes.
  public func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The name between two bytes, in the spelling that stands for all of its spellings.
  func name(_ start: Int, _ end: Int) -> String { spellings.spelling(of: text(start, end)) }

  /// A program that goes on after this one: both texts one after the other.
  public func followed(by next: SourceText) -> SourceText {
    var own = origins
    if own.isEmpty {
      for line in lineStarts.indices {
        own.append(Origin(line: line + 1, columnOffset: 0, raw: excerpt(of: lineStarts[line])))
      }
    }
    var bytes = self.bytes
    if let last = bytes.last, last != 0x0A, last != 0x0D {
      bytes.append(0x0A)
    } else if !own.isEmpty {
      own.removeLast()
    }
    return SourceText(file: file, bytes: bytes + next.bytes, origins: own + next.origins)
  }

  private func lineIndex(of byte: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    return low
  }

  private func lineEnd(_ line: Int) -> Int {
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > lineStarts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return end
  }

  private func scalarCount(_ start: Int, _ end: Int) -> Int {
    scalarCount(before: end) - scalarCount(before: start)
  }

  private func scalarCount(before byte: Int) -> Int {
    let end = max(0, min(byte, bytes.count))
    let block = end / SourceText.blockLength
    var count = scalarsBefore[block]
    var i = block * SourceText.blockLength
    while i < end {
      if bytes[i] & 0xC0 != 0x80 { count += 1 }
      i += 1
    }
    return count
  }
}

extension SourceText {
  /// Its lines without line ends, each with its place in the file.
  public var lines: [(text: String, origin: Origin)] {
    lineStarts.indices.map { line in
      let text = String(decoding: bytes[lineStarts[line]..<lineEnd(line)], as: UTF8.self)
      return origins.indices.contains(line)
        ? (text, origins[line]) : (text, Origin(line: line + 1, columnOffset: 0, raw: text))
    }
  }
}
