internal import Drawing
internal import Lessons

extension TerminalPage {
  /// A pipe table, with its caption above.
  func lines(of table: PipeTable) -> [TerminalLine] {
    caption(table.label, table.caption)
      + columns(
        table.header.map { spans($0) },
        table.rows.map { $0.map { spans($0) } },
        isRight: table.alignments.map { $0 == .right }
      )
  }

  /// A table of results; rows to point out have a mark before them.
  func lines(of table: DataTable) -> [TerminalLine] {
    let marked = Set(table.markedRows)
    let hasMarks = !marked.isEmpty
    let rows = table.rows.enumerated().map { i, row in
      (hasMarks ? [[span(marked.contains(i) ? "▸" : " ")]] : []) + row.map(cell)
    }
    let isRight = table.columns.indices.map { column in
      table.rows.allSatisfy { column >= $0.count || $0[column].isNumeric }
    }
    return columns(
      (hasMarks ? [[]] : []) + table.columns.map(cell),
      rows,
      isRight: (hasMarks ? [false] : []) + isRight
    )
  }

  private func cell(_ cell: DataTable.Cell) -> TerminalLine {
    if cell.text.isEmpty { return [] }
    return [
      span(withMinusSigns(cell.text)) { look in
        switch cell.role {
        case .plain: break
        case .value: look.color = .value
        case .gradient: look.color = .gradient
        }
      }
    ]
  }

  /// Columns two blanks apart, with a line below the heads.
  ///
  /// Where they are too wide together, the
  /// widest break their cells.
  func columns(
    _ header: [TerminalLine],
    _ rows: [[TerminalLine]],
    isRight: [Bool]
  ) -> [TerminalLine] {
    guard !header.isEmpty else { return [] }
    var widths = header.indices.map { column in
      ([header] + rows).map { column < $0.count ? $0[column].width : 0 }.max() ?? 0
    }
    let available = style.width - 2 * (widths.count - 1)
    while widths.reduce(0, +) > available,
      let widest = widths.indices.max(by: {
        widths[$0] < widths[$1]
      }), widths[widest] > 4
    {
      widths[widest] -= 1
    }
    func set(_ cells: [TerminalLine]) -> [TerminalLine] {
      let wrapped = header.indices.map { column in
        TerminalText.wrap(column < cells.count ? cells[column] : [], to: max(1, widths[column]))
      }
      return (0..<(wrapped.map(\.count).max() ?? 1)).map { i in
        var line: TerminalLine = []
        for (column, cell) in wrapped.enumerated() {
          let content = i < cell.count ? cell[i] : []
          let room = span(String(repeating: " ", count: max(0, widths[column] - content.width)))
          if column > 0 { line.append(span("  ")) }
          line += column < isRight.count && isRight[column] ? [room] + content : content + [room]
        }
        return line
      }
    }
    let isHeadless = header.allSatisfy { $0.width == 0 }
    let rule = [faint(widths.map { String(repeating: "─", count: $0) }.joined(separator: "──"))]
    return (isHeadless ? [] : set(header) + [rule]) + rows.flatMap(set)
  }
}
