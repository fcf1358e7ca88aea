internal import Autodiff
internal import Drawing
internal import Lessons
public import Notation

/// A run as a terminal shows it: a table of forward steps, one of backward steps, and what every named
/// quantity came to.
public struct TraceReport {
  private let run: ProgramRun
  private let palette: TerminalPalette
  private let limit: Int

  /// Prepares a report; of more than `2 * limit` steps only the first and last `limit` are shown, all
  /// if it is 0.
  public init(_ run: ProgramRun, palette: TerminalPalette, limit: Int) {
    self.run = run
    self.palette = palette
    self.limit = limit
  }

  /// The report, every line ended by a line end.
  public func text() -> String {
    var forward = TextTable([
      .init(head: "step", isNumeric: true), .init(head: "node"), .init(head: "computed as"),
      .init(head: "with values"), .init(head: "value", isNumeric: true, ink: .value),
    ])
    var backward = TextTable([
      .init(head: "step", isNumeric: true), .init(head: "back through"), .init(head: "to"),
      .init(head: "upstream", isNumeric: true, ink: .gradient),
      .init(head: "local", isNumeric: true, ink: .value),
      .init(head: "contribution", isNumeric: true, ink: .gradient),
      .init(head: "sum so far", isNumeric: true, ink: .gradient),
    ])
    let forwardCount = graph.nodes.lazy.filter { !graph.isLeaf($0) }.count
    let backwardCount = trace.stepCount - forwardCount
    trace.forEachStep { index, step in
      switch step {
      case .forward(let node):
        if shows(index, of: forwardCount, &forward) { forward.append(row(index, node)) }
      case .backward(let contribution, let node, let sum):
        if shows(index - forwardCount, of: backwardCount, &backward) {
          backward.append(row(index, contribution, node, sum))
        }
      }
    }
    var text = ""
    if forwardCount > 0 {
      text += palette.strong("Forward") + "\n" + forward.text(palette) + "\n"
    }
    if backwardCount > 0 {
      text += palette.strong("Backward") + "\n" + backward.text(palette) + "\n"
    }
    return text + descents() + summary() + claims()
  }

  private var trace: Trace { run.trace }
  private var graph: Graph { run.trace.graph }

  /// Whether the step `place` of `count` is shown; at the first that is not, a line says so.
  private func shows(_ place: Int, of count: Int, _ table: inout TextTable) -> Bool {
    guard limit > 0, count > 2 * limit else { return true }
    if place == limit + 1 {
      table.append(note: "… \(count - 2 * limit) steps left out; --steps 0 shows all")
    }
    return place <= limit || place > count - limit
  }

  private func row(_ index: Int, _ node: NodeID) -> [String] {
    let operands = graph.operands(of: node).map { trace.value(of: $0) }
    let values = operands.map { trace.shortText($0) }
    return [
      String(index), graph.name(of: node) ?? "", graph.written(node, limit: 60),
      graph.operation(of: node).name == "identity"
        ? ""
        : graph.expression(
          of: node,
          operands: values,
          strengths: Trace.strengths(of: operands)
        ),
      trace.shortText(trace.value(of: node)),
    ]
  }

  private func row(
    _ index: Int,
    _ contribution: Contribution,
    _ node: NodeID,
    _ sum: Tensor
  ) -> [String] {
    let local = trace.localDerivative(of: contribution.consumer, slot: contribution.slot)
    return [
      String(index), graph.label(of: contribution.consumer, limit: 60),
      graph.label(of: node, limit: 60), trace.shortText(trace.upstream(of: contribution)),
      local.map { trace.shortText($0) }
        ?? trace.pullback(of: contribution.consumer, slot: contribution.slot),
      trace.shortText(contribution.value), trace.shortText(sum),
    ]
  }

  /// What each `minimize` did, step by step.
  private func descents() -> String {
    var text = ""
    for descent in DescentTable.tables(of: run, format: .table) {
      var table = TextTable(
        descent.columns.enumerated().map { place, cell in
          let role = descent.rows.first?[place].role ?? .plain
          return .init(
            head: cell.text,
            isNumeric: true,
            ink: role == .gradient ? .gradient : role == .value ? .value : .plain
          )
        }
      )
      for (i, row) in descent.rows.enumerated()
      where shows(i + 1, of: descent.rows.count, &table) {
        table.append(row.map { $0.text })
      }
      text += palette.strong("Minimize") + "\n" + table.text(palette) + "\n"
    }
    return text
  }

  /// Every named quantity with its value and gradient.
  private func summary() -> String {
    var table = TextTable([
      .init(head: "name"), .init(head: "value", isNumeric: true, ink: .value, limit: 60),
      .init(head: "gradient", isNumeric: true, ink: .gradient, limit: 60),
    ])
    let count = graph.names.count
    for (i, (name, node)) in zip(graph.names, graph.namedNodes).enumerated() {
      guard shows(i + 1, of: count, &table) else { continue }
      let gradient = trace.gradient(of: node).map { trace.shortText($0, limit: 12) }
      table.append([name, trace.shortText(trace.value(of: node), limit: 12), gradient ?? ""])
    }
    return count == 0 ? "" : palette.strong("Values and gradients") + "\n" + table.text(palette)
  }

  private func claims() -> String {
    guard !run.expectations.isEmpty else { return "" }
    let held = run.expectations.filter { $0.passed }.count
    return "\n\(held) of \(run.expectations.count) expectations hold\n"
  }
}
