/// Cuts a row of a table into its fields.
struct FieldSplitter {
  /// Where a field stands in its row, without blanks and quotes around it.
  struct Field {
    var start: Int
    var end: Int
    var isQuoted = false
  }

  /// What is wrong with a row, and at which byte.
  enum Fault: Error {
    case unclosedQuote(at: Int)
    case textAfterQuote(from: Int, to: Int)
    case tooMany
  }

  var separator: TableFormat.Separator
  var hasComments: Bool
  var hasArrows: Bool
  /// The fields of the row that was cut last.
  private(set) var fields: [Field] = []
  /// How many fields stand before `->`; 0 if there is none.
  private(set) var arrow = 0

  /// Cuts a row.
  mutating func split(_ row: Span<UInt8>) throws(Fault) {
    fields.removeAll(keepingCapacity: true)
    arrow = 0
    var place = 0
    while true {
      place = skipBlanks(row, from: place)
      if place == row.count || isComment(row, place) {
        if separator != .blanks { fields.append(Field(start: place, end: place)) }
        return
      }
      if let behind = arrowEnd(row, place) {
        arrow = fields.count
        place = behind
        continue
      }
      place = row[place] == 0x22 ? try quoted(row, place) : plain(row, place)
      guard fields.count <= TableFormat.columnLimit else { throw .tooMany }
      place = skipBlanks(row, from: place)
      if place == row.count || isComment(row, place) { return }
      if let behind = arrowEnd(row, place) {
        arrow = fields.count
        place = behind
      } else if separator != .blanks {
        place += 1
      }
    }
  }

  /// Whether there is nothing in a row, or only a comment.
  func isBlank(_ row: Span<UInt8>) -> Bool {
    for place in row.indices where row[place] != 0x20 && row[place] != 0x09 {
      return isComment(row, place)
    }
    return true
  }

  /// The bytes of a field, with a quote for two.
  func bytes(of field: Field, in row: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = field.start
    while place < field.end {
      bytes.append(row[place])
      place += field.isQuoted && row[place] == 0x22 ? 2 : 1
    }
    return bytes
  }

  /// Adds the field whose opening quote is at `opening`, and returns the place behind its closing one.
  private mutating func quoted(_ row: Span<UInt8>, _ opening: Int) throws(Fault) -> Int {
    var place = opening + 1
    while place < row.count {
      if row[place] == 0x22 {
        guard place + 1 < row.count, row[place + 1] == 0x22 else { break }
        place += 1
      }
      place += 1
    }
    guard place < row.count else { throw .unclosedQuote(at: opening) }
    fields.append(Field(start: opening + 1, end: place, isQuoted: true))
    let next = skipBlanks(row, from: place + 1)
    let isParted = separator == .blanks ? next > place + 1 : next < row.count && parts(row[next])
    guard next == row.count || isParted || arrowEnd(row, next) != nil || isComment(row, next) else {
      throw .textAfterQuote(from: next, to: fieldEnd(row, next))
    }
    return place + 1
  }

  /// Adds the field that begins at `start`, and returns the place of what ends it.
  private mutating func plain(_ row: Span<UInt8>, _ start: Int) -> Int {
    let end = fieldEnd(row, start)
    var last = end
    while last > start, row[last - 1] == 0x20 || row[last - 1] == 0x09 { last -= 1 }
    fields.append(Field(start: start, end: last))
    return end
  }

  private func fieldEnd(_ row: Span<UInt8>, _ start: Int) -> Int {
    var place = start
    while place < row.count, !parts(row[place]), arrowEnd(row, place) == nil,
      !isComment(row, place)
    {
      place += 1
    }
    return place
  }

  private func parts(_ byte: UInt8) -> Bool {
    switch separator {
    case .comma: byte == 0x2C
    case .semicolon: byte == 0x3B
    case .tab: byte == 0x09
    case .blanks, .automatic: byte == 0x20 || byte == 0x09
    }
  }

  private func skipBlanks(_ row: Span<UInt8>, from start: Int) -> Int {
    var place = start
    while place < row.count, row[place] == 0x20 || (row[place] == 0x09 && separator != .tab) {
      place += 1
    }
    return place
  }

  /// The place behind `->` or `→`, if the first of a row stands there.
  private func arrowEnd(_ row: Span<UInt8>, _ place: Int) -> Int? {
    guard hasArrows, arrow == 0, !fields.isEmpty || place > 0 else { return nil }
    if place + 1 < row.count, row[place] == 0x2D, row[place + 1] == 0x3E { return place + 2 }
    if place + 2 < row.count, row[place] == 0xE2, row[place + 1] == 0x86, row[place + 2] == 0x92 {
      return place + 3
    }
    return nil
  }

  /// Whether a comment begins at a place: at the start of the row, or behind a blank.
  private func isComment(_ row: Span<UInt8>, _ place: Int) -> Bool {
    hasComments && place < row.count && row[place] == 0x23
      && (place == 0 || row[place - 1] == 0x20 || row[place - 1] == 0x09)
  }
}
