internal import Exercises
public import Notation
public import Testing

/// Expects that numbers worked out by hand are right.
///
///     @Test func `the chain rule by hand`() {
///       expectAnswers("q = 3\ngrad x = -4", for: "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f")
///     }
///
/// Answers are written as for `gradus check`: one a line, `q = 3`, `grad x = -4`, `dq/dx = 1`,
/// `w @ 2 = 0.62`, arrays in brackets, numbers as a person writes them. Each that does not count is an issue
/// where this is called, with the verdict and the slip that explains it. The right number is not told.
///
/// - Parameters:
///   - answers: The answers. Where the program has `ask`s, each of them has to be answered.
///   - program: What the answers are about.
///   - isStrict: Whether numbers that are right but imprecise are issues, too.
///   - slips: Ids of slips that are not looked for.
///   - sourceLocation: Where issues are recorded.
public func expectAnswers(
  _ answers: String,
  for program: Program,
  strictly isStrict: Bool = false,
  leavingOut slips: Set<String> = [],
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  var exercise = Exercise(program)
  exercise.slipsLeftOut = slips
  AnswerIssues(exercise, isStrict: isStrict, at: sourceLocation).record(answers)
}

/// Expects that numbers worked out by hand are right, of a program in the notation.
///
/// See ``expectAnswers(_:for:strictly:leavingOut:sourceLocation:)-(_,Program,_,_,_)``. A program that cannot be
/// read is one issue, with its mistakes.
public func expectAnswers(
  _ answers: String,
  for program: String,
  strictly isStrict: Bool = false,
  leavingOut slips: Set<String> = [],
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  do throws(Diagnostics) {
    expectAnswers(
      answers,
      for: try Program.read(SourceText(file: "<program>", text: program)),
      strictly: isStrict,
      leavingOut: slips,
      sourceLocation: sourceLocation
    )
  } catch {
    AnswerIssues.record(error.rendered(), at: sourceLocation)
  }
}
