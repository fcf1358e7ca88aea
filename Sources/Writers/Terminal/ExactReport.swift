internal import Autodiff
public import Exact
internal import Notation

/// An exact run as a terminal shows it: every named value, contribution and gradient as a fraction and as a
/// decimal, how far float64 is off, and where the fractions were left and why.
public struct ExactReport {
  private let exact: ExactRun
  private let palette: TerminalPalette
  private let limit: Int
  /// The most elements of a tensor that are shown.
  private static let elementLimit = 12

  /// Prepares a report; of more than `2 * limit` rows of a table only the first and last `limit` are shown,
  /// all if it is 0.
  public init(_ exact: ExactRun, palette: TerminalPalette, limit: Int) {
    self.exact = exact
    self.palette = palette
    self.limit = limit
  }

  /// The report, every line ended by a line end.
  public func text() -> String {
    var text = "\n" + values()
    text += contributions()
    text += gradients()
    text += list("Left the fractions", exact.exits.map { exact.message(of: $0) })
    text += list("Exact here because", exact.coincidences.map { exact.message(of: $0) })
    text += list("Taken as they are", exact.notices.map { $0.message })
    return text + "exact: " + exact.summary + "\n"
  }

  private var trace: Trace { exact.run.trace }
  private var graph: Graph { exact.run.trace.graph }

  // MARK: Tables

  private func values() -> String {
    let rows = zip(graph.names, graph.namedNodes).map { name, node in
      [name] + cells(exact.value(of: node), trace.value(of: node), ofNode: node)
    }
    return table("Exact values", [.init(head: "name")], .value, rows)
  }

  private func gradients() -> String {
    let rows = zip(graph.names, graph.namedNodes).compactMap { name, node -> [String]? in
      guard let gradient = exact.gradient(of: node), let double = trace.gradient(of: node) else {
        return nil
      }
      return [name] + cells(gradient, double)
    }
    return table("Exact gradients", [.init(head: "name")], .gradient, rows)
  }

  private func contributions() -> String {
    var rows: [[String]] = []
    trace.forEachContribution { contribution in
      let node = graph.operand(of: contribution.consumer, slot: contribution.slot)
      guard let name = graph.name(of: node),
        let handed = exact.contribution(of: contribution.consumer, slot: contribution.slot)
      else { return }
      rows.append(
        [graph.consumerLabel(of: contribution.consumer, limit: 60), name]
          + cells(handed, contribution.value)
      )
    }
    let columns: [TextTable.Column] = [.init(head: "back through"), .init(head: "to")]
    return table("Exact contributions", columns, .gradient, rows)
  }

  /// What is shown of a quantity: fraction, decimal, how far float64 is off, and where it left the
  /// fractions.
  private func cells(
    _ number: ExactTensor,
    _ double: Tensor,
    ofNode node: NodeID? = nil
  ) -> [String] {
    let isShort = number.elements.count <= ExactReport.elementLimit
    let shape = "(shape \(number.shape))"
    let fractions = number.text { number.elements[$0].rational?.shortFraction ?? "–" }
    let decimals = number.text { i in
      number.elements[i].rational?.decimal() ?? NumberFormat.exact(double.elements[i])
    }
    let units = number.units(of: double).compactMap { $0 }.max()
    return [
      isShort ? fractions : shape, isShort ? decimals : shape,
      units.map { NumberFormat.short(2).text($0) } ?? "",
      number.exits.map { $0 == node ? "here" : exact.label(of: $0) }.joined(separator: ", "),
    ]
  }

  private func table(
    _ head: String,
    _ columns: [TextTable.Column],
    _ ink: TextTable.Ink,
    _ rows: [[String]]
  ) -> String {
    guard !rows.isEmpty else { return "" }
    let hasExits = rows.contains { $0.last != "" }
    var columns = columns
    columns.append(.init(head: "fraction", isNumeric: true, ink: ink, limit: 60))
    columns.append(.init(head: "decimal", isNumeric: true, ink: ink, limit: 60))
    columns.append(.init(head: "float64 off by (ulp)", isNumeric: true))
    if hasExits { columns.append(.init(head: "left the fractions at")) }
    var table = TextTable(columns)
    for (place, row) in rows.enumerated() {
      if limit > 0, rows.count > 2 * limit, place >= limit, place < rows.count - limit {
        if place == limit {
          table.append(note: "… \(rows.count - 2 * limit) rows left out; --steps 0 shows all")
        }
        continue
      }
      table.append(hasExits ? row : Array(row.dropLast()))
    }
    return palette.strong(head) + "\n" + table.text(palette) + "\n"
  }

  private func list(_ head: String, _ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    var told = lines.map { "  \($0)\n" }
    if limit > 0, lines.count > 2 * limit {
      let note = "  … \(lines.count - 2 * limit) left out; --steps 0 shows all\n"
      told = told.prefix(limit) + [note] + told.suffix(limit)
    }
    return palette.strong(head) + "\n" + told.joined() + "\n"
  }
}
