internal import Drawing
internal import Lessons

extension PageContext {
  /// The tables of steps, forward and backward, in one box that scrolls by itself.
  ///
  /// The number of a step leads to its words where the figure has them.
  func stepTables(_ board: Board, prefix: String?, name: String) -> HTML {
    scrollBox("Table of steps: \(name)", class: "steps-box") {
      table(board, .forward, BoardStep.forwardColumns, StepColumn.forward, prefix)
      table(board, .backward, BoardStep.backwardColumns, StepColumn.backward, prefix)
    }
  }

  private func table(
    _ board: Board,
    _ phase: BoardStep.Phase,
    _ names: [String],
    _ columns: [StepColumn],
    _ prefix: String?
  ) -> HTML? {
    let steps = zip(1..., board.steps).filter { $0.1.phase == phase }
    guard !steps.isEmpty else { return nil }
    return HTML(.table) {
      HTML(.caption, text: phase == .forward ? "Forward steps" : "Backward steps")
      HTML(.thead) {
        HTML(.tr) {
          HTML(.th, .set(.scope, "col"), text: "step")
          for (name, column) in zip(names, columns) {
            HTML(
              .th,
              column == .words ? nil : .class("number-cell"),
              .set(.scope, "col"),
              text: name
            )
          }
        }
      }
      HTML(.tbody) {
        for (number, step) in steps {
          HTML(.tr, .data("step", String(number))) {
            HTML(.td) { link(toStep: number, prefix) }
            for (index, column) in columns.enumerated() {
              let cell = step.cells.indices.contains(index) ? step.cells[index] : ""
              HTML(.td, column.attribute, text: withMinusSigns(cell))
            }
          }
        }
      }
    }
  }

  private func link(toStep number: Int, _ prefix: String?) -> HTML {
    guard let prefix else { return .text(String(number)) }
    return HTML(.a, .href(.here("\(prefix)\(number)")), text: String(number))
  }
}

/// What a column of a table of steps holds.
private enum StepColumn {
  case words, number, value, gradient

  /// As many as ``BoardStep/forwardColumns``.
  static let forward: [StepColumn] = [.words, .words, .words, .value]
  /// As many as ``BoardStep/backwardColumns``.
  static let backward: [StepColumn] = [.words, .words, .gradient, .number, .gradient, .gradient]

  /// How its cells look.
  var attribute: Attribute? {
    switch self {
    case .words: nil
    case .number: .class("number-cell")
    case .value: .class("value", "number-cell")
    case .gradient: .class("gradient", "number-cell")
    }
  }
}
