internal import Drawing
internal import Lessons

extension LaTeXPage {
  /// A pipe table: with columns as wide as their text where that fits, else with columns that break
  /// their lines.
  func table(_ table: PipeTable) -> [String] {
    let header = table.header.map { $0.plainText.count }
    let widths = table.header.indices.map { column in
      table.rows.map { column < $0.count ? $0[column].plainText.count : 0 }
        .reduce(header[column], max)
    }
    let isWide = widths.reduce(0, +) + 3 * widths.count > 78
    let columns = widths.enumerated().map { column, width -> String in
      let alignment = column < table.alignments.count ? table.alignments[column] : .none
      let letter =
        switch alignment {
        case .none, .left: "l"
        case .right: "r"
        case .center: "c"
        }
      guard isWide, width > 18 else { return letter }
      return ">{\\raggedright\\arraybackslash}X"
    }
    let head =
      (table.label.map { [target($0.id)] } ?? []) + caption(table.label, table.caption)
    return head
      + rows(
        columns,
        table.header.map(cell),
        table.rows.map { $0.map(cell) },
        breaksLines: columns.contains { $0.hasSuffix("X") },
        size: ""
      )
  }

  /// A cell of text; where its lines are broken they stand one below the other.
  private func cell(_ content: [Inline]) -> String {
    let lines = content.split(separator: .lineBreak, omittingEmptySubsequences: false)
      .map { inlines(Array($0)) }
    guard lines.count > 1 else { return inlines(content) }
    return "\\begin{tabular}[t]{@{}l@{}}\(lines.joined(separator: " \\\\ "))\\end{tabular}"
  }

  /// A table of results; rows to point out have a mark in a column of its own.
  func table(_ table: DataTable) -> [String] {
    let hasMarks = !table.markedRows.isEmpty
    let marked = Set(table.markedRows)
    let columns = table.columns.indices.map { column in
      let isNumeric = table.rows.allSatisfy { column >= $0.count || $0[column].isNumeric }
      return isNumeric ? "r" : "l"
    }
    let header = (hasMarks ? [""] : []) + table.columns.map(cell)
    let cells = table.rows.enumerated().map { i, row in
      (hasMarks ? [marked.contains(i) ? "$\\blacktriangleright$" : ""] : []) + row.map(cell)
    }
    return rows(
      (hasMarks ? ["c"] : []) + columns,
      header,
      cells,
      breaksLines: false,
      size: size(table)
    )
  }

  /// The size of letters with which a table fits into the line, by the number of its characters; nil
  /// if none is small enough.
  private func size(_ table: DataTable) -> String? {
    var characters = table.markedRows.isEmpty ? 0 : 2
    for column in table.columns.indices {
      characters += table.rows.map { column < $0.count ? $0[column].text.count : 0 }
        .reduce(table.columns[column].text.count, max)
    }
    let columns = Double(table.columns.count + (table.markedRows.isEmpty ? 0 : 1))
    // A line is 437 points wide; a character takes about half of its size, a column its two edges.
    for (size, points) in [
      ("", 11.0), ("\\small", 10.0), ("\\footnotesize", 9), ("\\scriptsize", 8),
    ]
    where Double(characters) * points * 0.52 + columns * 8 <= 437 {
      return size
    }
    return nil
  }

  private func cell(_ cell: DataTable.Cell) -> String {
    let content =
      switch cell.content {
      case .empty: ""
      case .text(let text): LaTeXEscape.text(text)
      case .formula(let formula): "$\(TeXWriter.write(formula, ink: true))$"
      }
    guard cell.role != .plain, !content.isEmpty else { return content }
    return "\\textcolor{gradus\(cell.role.rawValue)}{\(content)}"
  }

  /// A table that goes over pages; one that fits in no size is cut into pieces that are made smaller.
  private func rows(
    _ columns: [String],
    _ header: [String],
    _ rows: [[String]],
    breaksLines: Bool,
    size: String?
  ) -> [String] {
    func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }
    let isHeadless = header.allSatisfy(\.isEmpty)
    let head = isHeadless ? ["\\toprule"] : ["\\toprule", line(header), "\\midrule"]
    let spec = "@{}\(columns.joined())@{}"
    guard let size else {
      let pieces = stride(from: 0, to: max(rows.count, 1), by: 40).map {
        Array(rows[$0..<min($0 + 40, rows.count)])
      }
      return pieces.flatMap { piece in
        ["\\GradusPicture{\\small\\begin{tabular}{\(spec)}"] + head + piece.map(line)
          + ["\\bottomrule", "\\end{tabular}}"]
      }
    }
    let begin =
      breaksLines
      ? "\\begin{xltabular}{\\linewidth}{\(spec)}" : "\\begin{longtable}{\(spec)}"
    return ["{\(size)\\setlength{\\tabcolsep}{4pt}", begin] + head + ["\\endhead"]
      + ["\\bottomrule", "\\endfoot"] + rows.map(line)
      + [breaksLines ? "\\end{xltabular}}" : "\\end{longtable}}"]
  }
}
