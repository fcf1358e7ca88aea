extension MathMLWriter {
  /// Rows and columns, with the brackets of their environment.
  mutating func grid(_ grid: Formula.Grid) {
    let (left, right) = grid.brackets
    let isFenced = !left.isEmpty || !right.isEmpty
    let outer = inScript
    if grid.isSmall { output += "<mstyle scriptlevel=\"1\">" }
    inScript = grid.isSmall || (inScript && grid.environment == "substack")
    if isFenced {
      output += "<mrow>"
      tallFence(left, form: "prefix")
    }
    output += "<mtable class=\"\(grid.tableClass)\""
    if grid.isDisplayed { output += " displaystyle=\"true\"" }
    output += ">"
    let width = grid.rows.reduce(0) { max($0, $1.count) }
    for (i, cells) in grid.rows.enumerated() { row(i, cells, of: grid, width) }
    output += "</mtable>"
    if isFenced {
      tallFence(right, form: "postfix")
      output += "</mrow>"
    }
    inScript = outer
    if grid.isSmall { output += "</mstyle>" }
  }

  private mutating func row(_ index: Int, _ cells: [Formula], of grid: Formula.Grid, _ width: Int) {
    output += "<mtr>"
    let columns = grid.columnMarks
    for (j, cell) in cells.enumerated() {
      var classes: [String] = []
      if j < columns.count {
        if columns[j].letter == "l" { classes.append("l") }
        if columns[j].letter == "r" { classes.append("r") }
        if columns[j].hasLineBefore { classes.append("bl") }
        if j == columns.count - 1, columns[j].hasLineBehind { classes.append("br") }
      }
      if grid.lines.contains(index) { classes.append("bt") }
      if index == grid.rows.count - 1, grid.lines.contains(grid.rows.count) { classes.append("bb") }
      if classes.isEmpty {
        output += "<mtd>"
      } else {
        output += "<mtd class=\"\(classes.joined(separator: " "))\">"
      }
      if case .row(let items) = cell { row(items) } else { item(cell) }
      output += "</mtd>"
    }
    if !grid.tags.isEmpty {
      for _ in cells.count..<max(width, cells.count) { output += "<mtd></mtd>" }
      output += "<mtd class=\"tag\">"
      if let tag = grid.tags[index] { single(tag) }
      output += "</mtd>"
    }
    output += "</mtr>"
  }
}

extension Formula.Grid {
  /// The brackets around the rows; empty for none.
  var brackets: (left: String, right: String) {
    switch environment {
    case "pmatrix", "psmallmatrix": ("(", ")")
    case "bmatrix", "bsmallmatrix": ("[", "]")
    case "Bmatrix": ("{", "}")
    case "vmatrix": ("|", "|")
    case "Vmatrix": ("‖", "‖")
    case "cases", "dcases": ("{", "")
    case "rcases": ("", "}")
    default: ("", "")
    }
  }

  var isSmall: Bool { environment.hasSuffix("smallmatrix") }

  /// Whether its cells are set as displayed formulas.
  var isDisplayed: Bool {
    switch environment {
    case "aligned", "gathered", "dcases": true
    default: false
    }
  }

  var tableClass: String {
    switch environment {
    case "cases", "dcases", "rcases": "cases"
    case "aligned", "gathered", "substack", "array": environment
    default: isSmall ? "matrix small" : "matrix"
    }
  }

  /// The columns of an array: how each is aligned, and whether lines stand beside it.
  var columnMarks: [(letter: Character, hasLineBefore: Bool, hasLineBehind: Bool)] {
    var marks: [(letter: Character, hasLineBefore: Bool, hasLineBehind: Bool)] = []
    var line = false
    for scalar in columns.unicodeScalars {
      if scalar == "|" {
        line = true
        if !marks.isEmpty { marks[marks.count - 1].hasLineBehind = true }
      } else {
        marks.append((Character(scalar), line, false))
        line = false
      }
    }
    return marks
  }
}
