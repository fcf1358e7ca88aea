/// A table of plain text, with columns as wide as they need to be.
struct TextTable {
  /// What the text of a column means.
  enum Ink {
    case plain, faint, value, gradient
  }

  /// One column.
  struct Column {
    var head: String
    var isNumeric = false
    var ink = Ink.plain
    /// The most characters shown; longer texts are cut in the middle.
    var limit = 44
  }

  var columns: [Column]
  /// The rows; nil is a row that tells of rows left out.
  private(set) var rows: [[String]?] = []
  private var notes: [Int: String] = [:]

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ cells: [String]) { rows.append(cells) }

  /// Adds a line across all columns.
  mutating func append(note: String) {
    notes[rows.count] = note
    rows.append(nil)
  }

  /// The table, every line ended by a line end.
  func text(_ palette: TerminalPalette) -> String {
    let cells = rows.map { row in
      row.map { zip($0, columns).map { TextTable.cut($0, $1.limit) } }
    }
    var widths = columns.map { TextTable.width($0.head) }
    for case let row? in cells {
      for (i, cell) in row.enumerated() { widths[i] = max(widths[i], TextTable.width(cell)) }
    }
    var text = line(columns.map { $0.head }, widths, palette, inks: columns.map { _ in .faint })
    for (i, row) in cells.enumerated() {
      if let row {
        text += line(row, widths, palette, inks: columns.map { $0.ink })
      } else {
        text += "  " + palette.paint(notes[i] ?? "", .faint) + "\n"
      }
    }
    return text
  }

  private func line(
    _ cells: [String],
    _ widths: [Int],
    _ palette: TerminalPalette,
    inks: [Ink]
  ) -> String {
    var text = ""
    for (i, cell) in cells.enumerated() {
      let room = String(repeating: " ", count: max(0, widths[i] - TextTable.width(cell)))
      let painted = palette.paint(cell, inks[i])
      text += "  " + (columns[i].isNumeric ? room + painted : painted + room)
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text + "\n"
  }

  private static func width(_ text: String) -> Int { text.unicodeScalars.count }

  private static func cut(_ text: String, _ limit: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > limit else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<(limit / 2)])
    result.append("…")
    result.append(contentsOf: scalars[(scalars.count - limit + limit / 2 + 1)...])
    return String(result)
  }
}

/// The colours of a terminal, or none.
public struct TerminalPalette: Sendable {
  /// Whether escape sequences are written.
  public var isColoured: Bool

  /// Makes a palette.
  public init(isColoured: Bool) { self.isColoured = isColoured }

  /// What flows forward: blue.
  public func value(_ text: String) -> String { paint(text, .value) }
  /// What flows backward: orange.
  public func gradient(_ text: String) -> String { paint(text, .gradient) }
  /// Less important: grey.
  public func faint(_ text: String) -> String { paint(text, .faint) }
  /// Headings.
  public func strong(_ text: String) -> String { wrap(text, "1") }

  func paint(_ text: String, _ ink: TextTable.Ink) -> String {
    switch ink {
    case .plain: text
    case .faint: wrap(text, "2")
    case .value: wrap(text, "34")
    case .gradient: wrap(text, "33")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
