internal import ArgumentParser
internal import Lessons
internal import Notation
internal import Writers

/// `gradus test`: checks every claim of a course.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Check every claim of every lesson.",
    discussion: """
      Examples:
        gradus test
        gradus test my-course

      A line for each lesson; what does not hold is told on standard error.

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
    let palette = TerminalPalette(isColoured: Console.isColoured)
    for result in built.results {
      for failure in result.failures { Console.complain(failure.rendered() + "\n") }
      for warning in result.warnings { Console.complain(warning.rendered() + "\n") }
      let name = CourseArgument.shown(result.path, in: folder).escapingHidden
      try Console.print("\(name): \(result.verdict(palette))\n")
    }
    let count = built.failures.count
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
