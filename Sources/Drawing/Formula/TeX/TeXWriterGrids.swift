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
        if j > 0 { add(" & ") }
        let continues = grid.environment == "aligned" && j % 2 == 1
        if case .row(let items) = cell {
          row(items, afterOperand: continues)
        } else {
          item(cell, before: continues ? .ordinary : nil, isAlone: true)
        }
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
