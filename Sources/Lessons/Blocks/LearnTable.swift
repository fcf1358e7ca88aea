internal import Autodiff
internal import Drawing
internal import Learning

/// The table that one fills by hand: inputs, target, net input, output, changes, new weights.
struct LearnTable {
  private let run: LearnRun
  private let format: NumberFormat
  private var specification: LearnSpecification { run.specification }

  init(_ run: LearnRun, format: NumberFormat) {
    self.run = run
    self.format = format
  }

  /// A row for each presentation; for `mcp`, which learns nothing, a row for each pattern.
  func presentations() -> DataTable {
    specification.rule == .mcp ? answers() : changes()
  }

  private func answers() -> DataTable {
    var columns = labels() + inputs() + [.words("sum", isNumeric: true)]
    columns += [name("y"), target()]
    var wrong: [Int] = []
    let rows = zip(specification.rows, run.tests).enumerated().map { place, pair in
      let (row, test) = pair
      if !test.isRight { wrong.append(place) }
      return label(row) + row.inputs.map { number($0, .plain) }
        + [number(test.net, .value), output(test.output), number(row.target, .plain)]
    }
    return DataTable(columns: columns, rows: rows, markedRows: wrong)
  }

  private func changes() -> DataTable {
    let hasBias = run.bias != nil
    let showsEpochs = run.epochs > 1
    let weightNames = inputNames.indices.map { Formula.name("w\($0 + 1)") }
    var columns: [DataTable.Cell] = showsEpochs ? [.words("epoch", isNumeric: true)] : []
    columns += labels() + inputs()
    if hasBias { columns.append(.words("1", isNumeric: true)) }
    columns += [target(), .words("net", isNumeric: true), name("y")]
    columns += weightNames.map { cell(.row([.symbol("Δ", .tight), $0])) }
    if hasBias { columns.append(cell(.row([.symbol("Δ", .tight), .name("b")]))) }
    columns += weightNames.map { cell($0) }
    if hasBias { columns.append(name("b")) }
    let showsCriterion = specification.recordsCriterion
    if showsCriterion { columns.append(name("J")) }
    var rows = [start(count: columns.count, hasBias: hasBias, showsCriterion: showsCriterion)]
    var marked: [Int] = []
    for shown in run.presentations {
      let row = specification.rows[shown.row]
      if shown.changed { marked.append(rows.count) }
      var cells: [DataTable.Cell] = showsEpochs ? [number(Double(shown.epoch), .plain)] : []
      cells += label(row) + row.inputs.map { number($0, .plain) }
      if hasBias { cells.append(number(1, .plain)) }
      cells += [number(row.target, .plain), number(shown.net, .value), output(shown.output)]
      cells += shown.change.map { number($0, .gradient) }
      if hasBias { cells.append(number(shown.biasChange ?? 0, .gradient)) }
      cells += shown.weights.map { number($0, .value) }
      if hasBias { cells.append(number(shown.bias ?? 0, .value)) }
      if showsCriterion { cells.append(number(shown.criterion ?? 0, .value)) }
      rows.append(cells)
    }
    return DataTable(columns: columns, rows: rows, markedRows: marked)
  }

  /// The weights before the first row.
  private func start(
    count: Int,
    hasBias: Bool,
    showsCriterion: Bool
  ) -> [DataTable.Cell] {
    var last = specification.weights.map { number($0, .value) }
    if hasBias { last.append(number(specification.bias ?? 0, .value)) }
    if showsCriterion { last.append(.words("")) }
    var cells: [DataTable.Cell] = [.words("start")]
    while cells.count + last.count < count { cells.append(.words("")) }
    return cells + last
  }

  // MARK: Cells

  private var inputNames: [String] {
    specification.inputNames.isEmpty
      ? specification.weights.indices.map { "x\($0 + 1)" } : specification.inputNames
  }

  private var hasLabels: Bool { specification.rows.contains { !$0.name.isEmpty } }

  private func labels() -> [DataTable.Cell] { hasLabels ? [.words("pattern")] : [] }

  private func label(_ row: LearnRow) -> [DataTable.Cell] { hasLabels ? [.words(row.name)] : [] }

  private func inputs() -> [DataTable.Cell] { inputNames.map { name($0) } }

  private func target() -> DataTable.Cell {
    name(specification.targetName.isEmpty ? "t" : specification.targetName)
  }

  private func name(_ name: String) -> DataTable.Cell { .name(name, isNumeric: true) }

  private func cell(_ formula: Formula) -> DataTable.Cell {
    DataTable.Cell(formula: formula, text: PlainTextWriter.write(formula))
  }

  private func number(_ number: Double, _ role: DataTable.Cell.Role) -> DataTable.Cell {
    .number(Tensor(number), role, format: format)
  }

  /// An output; a tie is said in words.
  private func output(_ output: Double?) -> DataTable.Cell {
    output.map { number($0, .value) } ?? .words("tie", isNumeric: true)
  }
}
