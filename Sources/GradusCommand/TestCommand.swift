internal import ArgumentParser
internal import Exercises
internal import Lessons
internal import Notation
internal import Writers

/// `gradus test`: checks every claim of a course.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Check every claim and every exercise of every lesson.",
    discussion: """
      Examples:
        gradus test
        gradus test my-course

      A line for each lesson; what does not hold is told on standard error.
      Each exercise is answered rightly, with every slip, with numbers that
      follow from wrong ones, rounded, and with nonsense; a line says how many
      slips its numbers tell from the right answer. A number that a slip gets
      right is a warning, with a better number.

      Exit status: 0 all claims hold, 1 one does not, 64 the command line is
      unusable, 65 a lesson has a mistake, 66 the course can't be read.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "The course's folder; lessons if there is one, else the current folder.",
      valueName: "dir"
    )
  )
  var course: String?

  func run() throws {
    let folder = try CourseArgument.folder(course)
    let built = try CourseArgument.build(folder)
    var faults = 0
    let palette = TerminalPalette(isColoured: Console.isColoured)
    for result in built.results {
      for failure in result.failures { Console.complain(failure.rendered() + "\n") }
      for warning in result.warnings { Console.complain(warning.rendered() + "\n") }
      let name = CourseArgument.shown(result.path, in: folder).escapingHidden
      try Console.print("\(name): \(result.verdict(palette))\n")
      for exercise in result.exercises {
        let trial = ExerciseTrial(exercise)
        for warning in trial.warnings { Console.complain(warning.rendered() + "\n") }
        try Console.print("  \(exercise.id.escapingHidden): \(trial.summary)\n")
        faults += trial.faults.count
      }
    }
    let count = built.failures.count + faults
    try Console.print(
      built.summary + ": " + (count == 0 ? "all hold\n" : "\(count) wrong\n")
    )
    if count > 0 { throw Stop(status: .wrong) }
  }
}

extension BuiltCourse.LessonResult {
  /// "14 claims hold", "1 of 9 claims is wrong".
  func verdict(_ palette: TerminalPalette) -> String {
    switch (claims, failures.count) {
    case (0, _): "no claims"
    case (1, 0): "1 claim holds"
    case (_, 0): "\(claims) claims hold"
    case (_, 1): palette.strong("1 of \(claims) claims is wrong")
    case (_, let wrong): palette.strong("\(wrong) of \(claims) claims are wrong")
    }
  }
}
