public import Autodiff
public import Drawing
internal import Learning
public import Notation

/// What a `minimize` did, step by step, as one writes it down by hand: the loss, and of each parameter its
/// value, its gradient there, and what the optimiser keeps: m, v and both corrected ones for Adam.
public enum DescentTable {
  /// One table for each `minimize` of a run, in order.
  public static func tables(of run: ProgramRun, format: NumberFormat) -> [DataTable] {
    var tables: [DataTable] = []
    var first = 0
    while first < run.history.count {
      let number = run.history[first].minimisation
      let end = run.history[first...].firstIndex { $0.minimisation != number } ?? run.history.count
      tables.append(table(run.history[first..<end], format))
      first = end
    }
    return tables
  }

  private static func table(
    _ entries: ArraySlice<ProgramRun.HistoryEntry>,
    _ format: NumberFormat
  ) -> DataTable {
    guard let last = entries.last else { return DataTable(columns: [], rows: []) }
    // The last entry has noted everything; the first may lack what a step works out.
    let quantities = last.parameters.map { $0.state.entries.map { $0.name } }
    var columns: [DataTable.Cell] = [
      .words("step", isNumeric: true), .words("loss", isNumeric: true),
    ]
    for (parameter, names) in zip(last.parameters, quantities) {
      columns.append(.name(parameter.name))
      columns.append(.words("grad \(parameter.name)", isNumeric: true))
      for name in names {
        columns.append(
          last.parameters.count == 1
            ? .name(name) : .words("\(name) of \(parameter.name)", isNumeric: true)
        )
      }
    }
    let rows = entries.map { entry in
      var row: [DataTable.Cell] = [
        .number(Tensor(Double(entry.step)), .plain, format: .decimals(0)),
        .number(Tensor(entry.loss), .value, format: format),
      ]
      for (parameter, names) in zip(entry.parameters, quantities) {
        row.append(.number(parameter.value, .value, format: format))
        row.append(.number(parameter.gradient, .gradient, format: format))
        for name in names {
          row.append(
            parameter.state[name].map { .number($0, .plain, format: format) } ?? .words("")
          )
        }
      }
      return row
    }
    return DataTable(columns: columns, rows: rows)
  }
}
