extension TeXWriter {
  /// Rows over each other, small: `\substack`.
  mutating func stack(_ rows: [Formula]) {
    add("\\substack{")
    for (i, row) in rows.enumerated() {
      if i > 0 { add(" \\\\ ") }
      content(row)
    }
    add("}")
  }

  /// A cell by itself.
  private func written(_ cell: Formula, afterOperand: Bool) -> String {
    var writer = TeXWriter(ink: ink)
    writer.inScript = inScript
    // What stands first must not lose the space that tells a relation.
    if case .row(let items) = cell {
      writer.row(items, afterOperand: afterOperand)
      if items.first?.atomClass == .relation { writer.output = " " + writer.output }
    } else {
      writer.item(cell, before: afterOperand ? .ordinary : nil, isAlone: true)
    }
    return writer.output
  }

  /// Writes `\begin{…} … \end{…}`.
  mutating func grid(_ grid: Formula.Grid) {
    if grid.environment == "substack" {
      return stack(grid.rows.map { $0.count == 1 ? $0[0] : .row($0) })
    }
    let isArray = grid.environment == "array"
    let name = grid.columns.isEmpty || isArray ? grid.environment : grid.environment + "*"
    add("\\begin{\(name)}")
    if isArray {
      add("{\(grid.columns)}")
    } else if !grid.columns.isEmpty {
      add("[\(grid.columns)]")
    }
    add(" ")
    for (i, cells) in grid.rows.enumerated() {
      if i > 0 { add(" \\\\ ") }
      if grid.lines.contains(i) { add("\\hline ") }
      for (j, cell) in cells.enumerated() {
        if j > 0 { add(" &") }
        let text = written(cell, afterOperand: grid.environment == "aligned" && j % 2 == 1)
        let startsWithRelation = text.utf8.first == UInt8(ascii: " ")
        if j > 0, !startsWithRelation { add(" ") }
        // A bracket behind \\ would be taken for the height of a gap.
        if j == 0, i > 0, text.hasPrefix("[") || text.hasPrefix("*") { add("\\relax ") }
        add(startsWithRelation ? String(text.dropFirst()) : text)
      }
      if let tag = grid.tags[i] {
        // Inside of brackets TeX takes no \tag.
        add("\\qquad")
        item(tag)
      }
    }
    if grid.lines.contains(grid.rows.count) {
      add(" \\\\ \\hline")
    } else if grid.rows.last == [.row([])] {
      add(" \\\\")
    }
    add(" \\end{\(name)}")
  }
}
