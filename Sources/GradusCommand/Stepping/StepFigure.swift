internal import Drawing
internal import Lessons

/// A figure that can be stepped through.
struct StepFigure: Equatable {
  /// What it is called: "Figure 3".
  var title: String
  /// Its steps, numbered from 1 in order.
  var steps: [BoardStep]

  init(title: String, board: Board) {
    self.title = title
    steps = board.steps
  }

  /// Those of a lesson, in order.
  static func all(in lesson: Lesson) -> [StepFigure] {
    var figures: [StepFigure] = []
    collect(lesson.blocks, &figures)
    return figures
  }

  private static func collect(_ blocks: [Block], _ figures: inout [StepFigure]) {
    for block in blocks {
      switch block {
      case .quote(let inner): collect(inner, &figures)
      case .list(_, _, let items): for item in items { collect(item, &figures) }
      case .figure(let figure):
        for case .diagram(let board) in figure.views.map(\.steppable) {
          figures.append(
            StepFigure(title: figure.label?.name ?? "Block \(figure.id)", board: board)
          )
          break
        }
      default: break
      }
    }
  }

  /// The nodes that steps lead to or from, in order.
  var nodes: [String] {
    var nodes: [String] = []
    for step in steps {
      for name in step.nodes where !nodes.contains(name) { nodes.append(name) }
    }
    return nodes
  }
}

extension Figure.View {
  /// A list of steps as what a diagram has, too.
  fileprivate var steppable: Figure.View {
    if case .steps(let board) = self { return .diagram(board) }
    return self
  }
}

extension BoardStep {
  /// The node that a forward step computes; those that a backward step leads from and to.
  var nodes: [String] { phase == .forward ? Array(cells.prefix(1)) : Array(cells.prefix(2)) }

  /// The node that a backward step hands a contribution to.
  var receiver: String? { phase == .backward && cells.count > 1 ? cells[1] : nil }
}
