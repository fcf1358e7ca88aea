internal import Drawing
internal import Lessons

extension MarkdownPage {
  /// A pipe table; its caption stands above.
  func table(_ table: PipeTable) -> [String] {
    var lines: [String] = []
    if let label = table.label { lines += [Self.anchor(label.id), ""] }
    if table.label != nil || !table.caption.isEmpty {
      lines += caption(table.label, table.caption) + [""]
    }
    return lines
      + pipes(
        table.header.map { inlines($0, inTable: true) },
        table.rows.map { $0.map { inlines($0, inTable: true) } },
        table.alignments
      )
  }

  /// A table of results; rows to point out have a mark in a column of its own.
  func table(_ table: DataTable) -> [String] {
    let hasMarks = !table.markedRows.isEmpty
    let marked = Set(table.markedRows)
    let rows = table.rows.enumerated().map { i, row in
      (hasMarks ? [marked.contains(i) ? "▸" : ""] : []) + row.map(cell)
    }
    let alignments = table.columns.indices.map { column -> PipeTable.Alignment in
      let isNumeric = table.rows.allSatisfy { column >= $0.count || $0[column].isNumeric }
      return isNumeric ? .right : .left
    }
    return pipes(
      (hasMarks ? [""] : []) + table.columns.map(cell),
      rows,
      (hasMarks ? [.none] : []) + alignments
    )
  }

  private func cell(_ cell: DataTable.Cell) -> String {
    switch cell.content {
    case .empty: ""
    case .text(let text): MarkdownEscape.text(text, inTable: true)
    case .formula(let formula): MarkdownMath.inline(formula)
    }
  }

  /// The lines of a table from finished cells; columns are as wide as their widest cell, as far as
  /// that stays readable.
  func pipes(
    _ header: [String],
    _ rows: [[String]],
    _ alignments: [PipeTable.Alignment]
  ) -> [String] {
    let widths = header.indices.map { column in
      min(40, max(3, ([header] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 3))
    }
    let rule = header.indices.map { column -> String in
      let alignment = column < alignments.count ? alignments[column] : .none
      let dashes = String(repeating: "-", count: widths[column])
      return switch alignment {
      case .none: dashes
      case .left: ":" + dashes.dropFirst()
      case .right: dashes.dropLast() + ":"
      case .center: ":" + dashes.dropFirst(2) + ":"
      }
    }
    func line(_ cells: [String]) -> String {
      let padded = header.indices.map { column -> String in
        let cell = column < cells.count ? cells[column] : ""
        let room = String(repeating: " ", count: max(0, widths[column] - cell.count))
        let isRight = column < alignments.count && alignments[column] == .right
        return isRight ? room + cell : cell + room
      }
      return "| " + padded.joined(separator: " | ") + " |"
    }
    return [line(header), line(rule)] + rows.map(line)
  }
}
