internal import Autodiff
public import Notation

/// A reverse pass in a wrong order beside the right one, as a terminal shows it.
public struct WrongOrderReport {
  private let demonstration: WrongOrderDemonstration
  private let palette: TerminalPalette
  private var order: WrongOrder { demonstration.order }
  private var trace: Trace { demonstration.run.trace }
  private var graph: Graph { trace.graph }

  /// At most so many nodes are listed.
  private static let nodeLimit = 40

  /// Prepares a report.
  public init(_ demonstration: WrongOrderDemonstration, palette: TerminalPalette) {
    self.demonstration = demonstration
    self.palette = palette
  }

  /// The report, every line ended by a line end.
  public func text() -> String {
    let node = label(order.node)
    let consumers = order.consumers.map(label)
    var text = ""
    if let program = demonstration.builtIn {
      text += palette.strong("The smallest program in which the order matters") + "\n"
      text += "  \(program)\n"
      text += "  Fewer nodes do not do: \(node) needs two consumers that lead to one output, and\n"
      text += "  something before it to hand on to.\n\n"
    }
    text += palette.strong("\(node) is used by \(listed(consumers))") + "\n"
    text +=
      "  Backward, each of them hands a contribution to \(node); its gradient is their sum.\n\n"
    text += steps(consumers)
    text += "\n" + palette.strong("Gradients") + "\n" + gradients()
    text += "\n" + palette.strong("The cure") + "\n"
    text +=
      "  A node is processed when all its consumers have been: \(listed(consumers)), then \(node)."
    text += "\n  That is the order of computation backwards, since operands are computed before\n"
    text += "  their consumers (a reverse topological order). Then \(node) hands on all of "
    text += palette.gradient(trace.shortText(order.full)) + ".\n"
    return text
  }

  // MARK: Step by step

  private func steps(_ consumers: [String]) -> String {
    let node = label(order.node)
    let first = consumers.first ?? ""
    let others = Array(consumers.dropFirst())
    let before = order.handed.map { label($0.operand) }
    var text = palette.strong("Wrong: \(node) directly after \(first)") + "\n"
    text += "  right order: " + (consumers + [node] + before).joined(separator: ", ") + "\n"
    text += "  wrong order: "
    text += ([first, node] + others + before).joined(separator: ", ") + "\n\n"
    var table = TextTable([
      .init(head: "step", isNumeric: true), .init(head: "from"), .init(head: "to"),
      .init(head: "upstream", isNumeric: true, ink: .gradient),
      .init(head: "local", isNumeric: true, ink: .value),
      .init(head: "contribution", isNumeric: true, ink: .gradient), .init(head: "", limit: 80),
    ])
    var number = 0
    var sum = Tensor(repeating: 0, shape: graph.shape(of: order.node))
    func receive(_ contribution: Contribution, _ remark: String) {
      number += 1
      for (i, part) in contribution.value.elements.enumerated() { sum.elements[i] += part }
      table.append([
        String(number), label(contribution.consumer), node,
        trace.shortText(trace.upstream(of: contribution)),
        local(contribution.consumer, contribution.slot), trace.shortText(contribution.value),
        "\(node) holds \(trace.shortText(sum))\(remark)",
      ])
    }
    for contribution in order.early { receive(contribution, "") }
    for handed in order.handed {
      number += 1
      table.append([
        String(number), node, label(handed.operand), trace.shortText(order.partial),
        local(order.node, handed.slot), trace.shortText(handed.wrong),
        "too early: \(listed(others)) missing; right is \(trace.shortText(handed.right))",
      ])
    }
    for contribution in order.late { receive(contribution, ", but has handed on already") }
    return text + table.text(palette)
  }

  private func local(_ consumer: NodeID, _ slot: Int) -> String {
    trace.localDerivative(of: consumer, slot: slot).map { trace.shortText($0) }
      ?? trace.pullback(of: consumer, slot: slot)
  }

  private func gradients() -> String {
    var table = TextTable([
      .init(head: "of", limit: 40), .init(head: "wrong order", isNumeric: true, ink: .gradient),
      .init(head: "right order", isNumeric: true, ink: .gradient),
    ])
    for (i, affected) in order.affected.enumerated() {
      if i == WrongOrderReport.nodeLimit {
        table.append(note: "… \(order.affected.count - i) more nodes before \(label(order.node))")
        break
      }
      table.append([
        label(affected.node), trace.shortText(affected.wrong), trace.shortText(affected.right),
      ])
    }
    return table.text(palette)
  }

  private func label(_ node: NodeID) -> String { graph.label(of: node, limit: 40) }

  private func listed(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
