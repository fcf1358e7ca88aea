/// Finds where the rows of a table end: at line ends outside quotes.
///
/// It goes on from one piece of a file to the next, so that a file never lies in memory as a whole.
struct RecordScanner {
  private enum State {
    case atFieldStart, inField, inQuotes, behindQuote
  }

  private var state = State.atFieldStart
  /// What parts fields; `automatic` for as long as it is not known, when all of them do.
  var separator = TableFormat.Separator.automatic

  /// Begins with the next row.
  mutating func reset() { state = .atFieldStart }

  /// The place of the line end, LF or CR, that ends the row, from `start` on; nil if it is not there.
  mutating func rowEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    while place < bytes.count {
      let byte = bytes[place]
      switch state {
      case .inQuotes: if byte == 0x22 { state = .behindQuote }
      case .atFieldStart, .inField, .behindQuote:
        if byte == 0x0A || byte == 0x0D { return place }
        if byte == 0x22, state != .inField {
          state = .inQuotes
        } else if parts(byte) {
          state = .atFieldStart
        } else if byte != 0x20 || state == .behindQuote {
          state = .inField
        }
      }
      place += 1
    }
    return nil
  }

  private func parts(_ byte: UInt8) -> Bool {
    switch separator {
    case .comma: byte == 0x2C
    case .semicolon: byte == 0x3B
    case .tab: byte == 0x09
    case .blanks: byte == 0x20 || byte == 0x09
    case .automatic: byte == 0x2C || byte == 0x3B || byte == 0x09 || byte == 0x20
    }
  }

  /// What parts the fields of a row, going by the row.
  ///
  /// A tab behind another separator, or behind a blank, only fills up.
  static func separator(of row: Span<UInt8>) -> TableFormat.Separator {
    var (commas, semicolons, tabs) = (false, false, false)
    var isQuoted = false
    for place in row.indices {
      switch row[place] {
      case 0x22: isQuoted.toggle()
      case 0x2C where !isQuoted: commas = true
      case 0x3B where !isQuoted: semicolons = true
      case 0x09 where !isQuoted && place > 0:
        let before = row[place - 1]
        if before != 0x2C, before != 0x3B, before != 0x20, before != 0x09 { tabs = true }
      default: break
      }
    }
    return tabs ? .tab : semicolons ? .semicolon : commas ? .comma : .blanks
  }
}
