internal import Exercises
public import Gradus
public import Testing

extension Blackboard {
  /// Expects that numbers worked out by hand are the values and gradients of what stands on the board.
  ///
  ///     let board = Blackboard()
  ///     let x = board.input("x", 3)
  ///     let y = (x * x).named("y")
  ///     board.verify("y = 9\ngrad x = 6", backward: y)
  ///
  /// Answers name quantities by the names that they have on the board; see
  /// ``expectAnswers(_:for:strictly:leavingOut:sourceLocation:)-(_,Program,_,_,_)``. What keeps the board from
  /// being run is one issue.
  ///
  /// - Parameters:
  ///   - answers: The answers.
  ///   - output: What gradients are of; nil where only values are asked, and derivatives that name their
  ///     output.
  ///   - seed: What the reverse pass begins with, of the output's shape; ones if left out.
  ///   - isStrict: Whether numbers that are right but imprecise are issues, too.
  ///   - slips: Ids of slips that are not looked for.
  ///   - sourceLocation: Where issues are recorded.
  public func verify(
    _ answers: String,
    backward output: Gradus.Quantity? = nil,
    seed: Tensor? = nil,
    strictly isStrict: Bool = false,
    leavingOut slips: Set<String> = [],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    do throws(GraphError) {
      // Says what is wrong with the board, its output or its seed.
      if let output { _ = try run(backward: output, seed: seed) } else { _ = try run() }
      expectAnswers(
        answers,
        for: Program(graph, backward: output?.node, seed: seed, called: "<board>"),
        strictly: isStrict,
        leavingOut: slips,
        sourceLocation: sourceLocation
      )
    } catch {
      let help = error.help.map { "\n  help: " + $0 } ?? ""
      AnswerIssues.record(error.message + help, at: sourceLocation)
    }
  }
}
