internal import Autodiff
internal import Drawing
internal import Notation

extension ExerciseBlock {
  /// What is given, with a diagram that has blanks where a person writes values and gradients.
  var givenOnPaper: [Figure.View] {
    given.map { view in
      guard case .diagram = view, let board = boardToFillIn else { return view }
      return .diagram(board)
    }
  }

  /// The program's diagram with blanks; nil where the program cannot be run.
  private var boardToFillIn: Board? {
    guard let run = try? Program.read(SourceText(file: id, text: program)).run() else { return nil }
    var trace = run.trace
    if !run.history.isEmpty {
      // Of a `minimize` the parameters are given as they stand before its first step.
      guard let first = try? Trace(running: run.program.graph) else { return nil }
      trace = first
    }
    let hidden = Set(run.program.questions.filter { !$0.isGradient }.map { $0.node })
    return Board(toFillIn: trace, title: "Computation graph, to fill in", hiding: hidden)
  }
}
