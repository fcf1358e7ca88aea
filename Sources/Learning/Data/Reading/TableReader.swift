/// Reads a table in text, row by row as its bytes come in, into a ``DataSet``.
///
///     var reader = TableReader<Float>(name: "iris.csv", format: format)
///     while let bytes = next() { try reader.feed(bytes) }
///     let set = try reader.finish()
///
/// Rows end with LF, CRLF or CR. A field may stand in quotes, with a quote in it written twice, and then hold
/// separators and line ends. Empty lines are skipped, and a byte order mark at the start. Numbers have a
/// point. The first ``DataMistakes/limit`` mistakes are collected; when there is one, no set is made.
public struct TableReader<Number: BinaryFloatingPoint & Sendable>: Sendable {
  private let name: String
  private let format: TableFormat
  private var scanner = RecordScanner()
  private var splitter: FieldSplitter
  /// The beginning of a row whose end is not there yet.
  private var carried: [UInt8] = []
  /// Whether the byte order mark was looked for.
  private var hasBegun = false
  /// Whether the last byte was a CR, which an LF belongs to.
  private var isBehindCR = false
  /// The line that the next row begins on.
  private var line = 1
  private var rows: TableRows<Number>

  /// Begins to read; `name` is what the set is called.
  public init(name: String, format: TableFormat = TableFormat()) {
    self.name = name
    self.format = format
    scanner.separator = format.separator
    splitter = FieldSplitter(
      separator: format.separator,
      hasComments: format.hasComments,
      hasArrows: format.hasArrows
    )
    rows = TableRows(format)
  }

  /// Reads a whole text.
  public static func read(
    _ text: String,
    name: String,
    format: TableFormat = TableFormat()
  ) throws(DataMistakes) -> DataSet<Number> {
    var reader = TableReader(name: name, format: format)
    try reader.feed(Array(text.utf8).span)
    return try reader.finish()
  }

  /// Reads on.
  ///
  /// Throws when so many mistakes were found that going on makes no sense.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func feed(_ bytes: Span<UInt8>) throws(DataMistakes) {
    if hasBegun { return try scan(bytes) }
    for place in bytes.indices { carried.append(bytes[place]) }
    if carried.count >= 3 { try begin() }
  }

  /// Ends reading and gives back the set.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func finish() throws(DataMistakes) -> DataSet<Number> {
    if !hasBegun { try begin() }
    if !carried.isEmpty {
      let last = carried
      carried = []
      try take(last.span)
    }
    return try rows.finish(name: name)
  }

  /// Passes over a byte order mark and goes on with what was kept back for it.
  private mutating func begin() throws(DataMistakes) {
    hasBegun = true
    var first = carried
    carried = []
    if first.starts(with: [0xEF, 0xBB, 0xBF]) { first.removeFirst(3) }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw DataMistakes([DataMistake(.encoding("UTF-16"))])
    }
    try scan(first.span)
  }

  private mutating func scan(_ bytes: Span<UInt8>) throws(DataMistakes) {
    var start = 0
    if isBehindCR, bytes.count > 0 {
      if bytes[0] == 0x0A { start = 1 }
      isBehindCR = false
    }
    while let end = scanner.rowEnd(in: bytes, from: start) {
      if carried.isEmpty {
        try take(bytes.extracting(start..<end))
      } else {
        for place in start..<end { carried.append(bytes[place]) }
        let row = carried
        carried.removeAll(keepingCapacity: true)
        try take(row.span)
      }
      scanner.reset()
      start = end + 1
      if bytes[end] == 0x0D {
        isBehindCR = start == bytes.count
        if start < bytes.count, bytes[start] == 0x0A { start += 1 }
      }
    }
    for place in start..<bytes.count { carried.append(bytes[place]) }
    if carried.count > TableFormat.rowLimit {
      try rows.give(up: .rowTooLong(row: rows.count + 1, limit: TableFormat.rowLimit), line: line)
    }
  }

  /// Takes a row without its line end.
  private mutating func take(_ row: Span<UInt8>) throws(DataMistakes) {
    defer { line += 1 + RowText.lineEnds(in: row) }
    guard !splitter.isBlank(row) else { return }
    if splitter.separator == .automatic {
      if let byte = RowText.firstBinary(in: row) { try rows.give(up: .binary(byte), line: line) }
      splitter.separator = RecordScanner.separator(of: row)
      scanner.separator = splitter.separator
    }
    do {
      try splitter.split(row)
    } catch {
      return try rows.note(error, in: row, line: line)
    }
    try rows.take(splitter, row, line: line)
  }
}
