/// What one fills in by hand, as data: columns, and rows of cells.
public struct LearnTable: Equatable, Sendable {
  /// What stands in a column.
  public enum Column: Equatable, Sendable {
    /// The name of the pattern.
    case name
    /// The epoch.
    case epoch
    /// An input, counted from 0.
    case input(Int)
    /// The constant 1 that the bias is the weight of.
    case one
    /// The target t.
    case target
    /// The net input z.
    case net
    /// The output y.
    case output
    /// t − y.
    case error
    /// Whether the row is classified right.
    case right
    /// The change of a weight, counted from 0.
    case change(Int)
    /// The change of the bias.
    case biasChange
    /// A new weight, counted from 0.
    case weight(Int)
    /// The new bias.
    case bias
    /// The perceptron criterion J.
    case criterion
  }

  /// What stands in a cell.
  public enum Cell: Equatable, Sendable {
    /// Nothing.
    case empty
    /// A number.
    case number(Double)
    /// Right or wrong.
    case verdict(Bool)
    /// The name of a pattern.
    case name(String)
    /// No output: the net input lies on the boundary.
    case tie
  }

  /// The columns.
  public var columns: [Column]
  /// The rows, each with a cell for every column.
  public var rows: [[Cell]]
  /// The rows, from 0, in which a pattern came out wrong.
  public var markedRows: [Int]
}

extension LearnRun {
  /// The table of the run: the start values, then a row for each presentation.
  ///
  /// For `mcp`, which learns nothing, it is the table of the tests.
  public var table: LearnTable {
    if specification.rule == .mcp { return testTable }
    var columns = patternColumns
    if epochs > 1 { columns.insert(.epoch, at: 0) }
    switch specification.rule {
    case .mcp, .hebb: break
    case .perceptron: columns += [.net, .right]
    case .delta: columns += [.net, .output, .error]
    }
    columns += weights.indices.map { .change($0) }
    if bias != nil { columns.append(.biasChange) }
    columns += weights.indices.map { .weight($0) }
    if bias != nil { columns.append(.bias) }
    if specification.recordsCriterion { columns.append(.criterion) }
    var table = LearnTable(columns: columns, rows: [], markedRows: [])
    table.rows.append(columns.map(startCell))
    for shown in presentations {
      let isMistake =
        specification.rule == .perceptron
        || (specification.rule == .delta && specification.output == .step)
      if isMistake, !shown.isRight { table.markedRows.append(table.rows.count) }
      table.rows.append(columns.map { cell($0, of: shown) })
    }
    return table
  }

  /// The table of the tests: how each row comes out with the final weights.
  public var testTable: LearnTable {
    var columns = patternColumns
    columns.removeAll { $0 == .one }
    columns += [.net, .output, .right]
    return LearnTable(
      columns: columns,
      rows: tests.indices.map { row in columns.map { cell($0, ofTest: row) } },
      markedRows: wrongRows
    )
  }

  private var patternColumns: [LearnTable.Column] {
    var columns: [LearnTable.Column] = []
    if specification.rows.contains(where: { !$0.name.isEmpty }) { columns.append(.name) }
    columns += weights.indices.map { .input($0) }
    if bias != nil { columns.append(.one) }
    return columns + [.target]
  }

  private func startCell(_ column: LearnTable.Column) -> LearnTable.Cell {
    switch column {
    case .weight(let i): .number(specification.weights[i])
    case .bias: specification.bias.map { .number($0) } ?? .empty
    case .criterion:
      .number(
        PerceptronCriterion(
          rows: specification.rows,
          weights: specification.weights,
          bias: specification.bias ?? 0
        ).value
      )
    default: .empty
    }
  }

  private func cell(_ column: LearnTable.Column, of shown: Presentation) -> LearnTable.Cell {
    switch column {
    case .epoch: .number(Double(shown.epoch))
    case .net: .number(shown.net)
    case .output: shown.output.map { .number($0) } ?? .tie
    case .error: shown.error.map { .number($0) } ?? .tie
    case .right: .verdict(shown.isRight)
    case .change(let i): .number(shown.change[i])
    case .biasChange: shown.biasChange.map { .number($0) } ?? .empty
    case .weight(let i): .number(shown.weights[i])
    case .bias: shown.bias.map { .number($0) } ?? .empty
    case .criterion: shown.criterion.map { .number($0) } ?? .empty
    default: pattern(column, shown.row)
    }
  }

  private func cell(_ column: LearnTable.Column, ofTest row: Int) -> LearnTable.Cell {
    switch column {
    case .net: .number(tests[row].net)
    case .output: tests[row].output.map { .number($0) } ?? .tie
    case .right: .verdict(tests[row].isRight)
    default: pattern(column, row)
    }
  }

  private func pattern(_ column: LearnTable.Column, _ row: Int) -> LearnTable.Cell {
    let pattern = specification.rows[row]
    return switch column {
    case .name: pattern.name.isEmpty ? .empty : .name(pattern.name)
    case .input(let i): .number(pattern.inputs[i])
    case .one: .number(1)
    case .target: .number(pattern.target)
    default: .empty
    }
  }
}
