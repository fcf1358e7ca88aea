/// The text of one row, as messages show it.
enum RowText {
  /// How many line ends stand within a row, in quotes.
  static func lineEnds(in row: Span<UInt8>) -> Int {
    var count = 0
    for place in row.indices {
      let byte = row[place]
      if byte == 0x0D || (byte == 0x0A && (place == 0 || row[place - 1] != 0x0D)) { count += 1 }
    }
    return count
  }

  /// The first byte that no text has: a control character other than tab and line ends.
  static func firstBinary(in row: Span<UInt8>) -> UInt8? {
    for place in row.indices {
      let byte = row[place]
      if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return byte }
    }
    return nil
  }

  /// A mistake about some bytes of a row, with their line; of a very long line, the part around them.
  static func mistake(
    _ kind: DataMistake.Kind,
    in row: Span<UInt8>,
    from start: Int,
    to end: Int,
    line: Int
  ) -> DataMistake {
    var first = min(start, row.count)
    while first > 0, row[first - 1] != 0x0A, row[first - 1] != 0x0D { first -= 1 }
    var last = first
    while last < row.count, row[last] != 0x0A, row[last] != 0x0D { last += 1 }
    let before = lineEnds(in: row.extracting(0..<first))
    let end = max(start, min(end, last))
    var from = max(first, start - 300)
    while from < start, isContinuation(row[from]) { from += 1 }
    var to = min(last, start + 300)
    while to > start, to < row.count, isContinuation(row[to]) { to -= 1 }
    return DataMistake(
      kind,
      line: line + before,
      column: 1 + scalars(row, first, min(start, row.count)),
      width: max(1, scalars(row, start, end)),
      excerpt: text(row, from, to),
      excerptColumn: 1 + scalars(row, first, from)
    )
  }

  /// Bytes as text; those that are no UTF-8 as U+FFFD.
  static func text(_ row: Span<UInt8>, _ start: Int, _ end: Int) -> String {
    var bytes: [UInt8] = []
    for place in start..<max(start, end) { bytes.append(row[place]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func scalars(_ row: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var count = 0
    for place in start..<max(start, end) where !isContinuation(row[place]) { count += 1 }
    return count
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
