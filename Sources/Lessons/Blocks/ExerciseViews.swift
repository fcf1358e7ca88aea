internal import Autodiff
internal import Drawing
internal import Notation

// What is seen of an exercise's program: before it is solved, and as a solution.

extension ExerciseRunner {
  /// A run with more steps is shown as a table.
  private static let stepLimit = 100

  /// What is given: the program without claims and questions, and a diagram if the block asks for one.
  static func given(
    _ run: ProgramRun,
    _ asked: [Program.Question],
    _ fence: Fence
  ) -> [Figure.View] {
    var views: [Figure.View] = []
    for word in fence.words("view") ?? ["code"] {
      if word == "diagram" {
        // As it stands before any step of a `minimize`.
        guard let trace = try? Trace(running: run.program.graph) else { continue }
        let hidden = Set(asked.filter { !$0.isGradient }.map { $0.node })
        views.append(
          .diagram(Board(givenIn: trace, title: "Computation graph", hiding: hidden))
        )
      } else {
        let text = run.program.textWithoutClaims { _ in false }
        views.append(.code(text.trimmingLineEnds))
      }
    }
    return views
  }

  /// What stands in for a solution that the author did not write: the steps of the run.
  static func solution(_ run: ProgramRun, _ fence: Fence) -> [Block] {
    guard let text = fence.text, text.solution == nil else { return [] }
    let format = fence.format()
    var views = DescentTable.tables(of: run, format: format).map { Figure.View.table($0) }
    if run.trace.stepCount <= stepLimit {
      views.append(.steps(Board(stepsOf: run.trace)))
      if run.trace.pass != nil { views.append(.derivation(Derivation.all(run.trace))) }
    } else {
      views.append(.table(TraceBlock.table(run.trace, format: format)))
    }
    return [
      .figure(Figure(kind: .trace, id: text.solutionID, label: nil, caption: [], views: views))
    ]
  }
}

extension String {
  /// Without line ends at both ends.
  fileprivate var trimmingLineEnds: String {
    var rest = self[...]
    while let last = rest.last, last.isNewline { rest.removeLast() }
    while let first = rest.first, first.isNewline { rest.removeFirst() }
    return String(rest)
  }
}
