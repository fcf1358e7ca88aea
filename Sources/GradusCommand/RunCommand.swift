internal import ArgumentParser
internal import Drawing
internal import Lessons
internal import Notation
internal import Writers

/// `gradus run`: a lesson, or a program, in the terminal.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read a lesson in the terminal, or step through what it computes.",
    discussion: """
      Examples:
        gradus run lessons/06-computation-graph.md
        gradus run lessons/06-computation-graph.md --step
        gradus run examples/xyz.grad --step

      Stepping: the right and left arrows go forward and back, a number goes
      to that step, n x to the next contribution of the node x, f to the next
      figure; q leaves, ? helps. Without a terminal the same commands are read
      a line at a time.

      Exit status: 0 fine, 1 a claim of the lesson is wrong, 64 the command
      line is unusable, 65 the lesson is, 66 it can't be read.
      """
  )

  @Argument(help: "A lesson (.md) or a program (.grad).")
  var lesson: String

  @Flag(help: "Step forward and back through what is computed.")
  var step = false

  func run() throws {
    // Says what is wrong with a file that can't be read.
    let bytes = try Input.file(lesson)
    if lesson.lowercased().hasSuffix(".grad") {
      try run(SourceText(file: lesson, bytes: bytes))
    } else {
      try runLesson()
    }
  }

  private func run(_ source: SourceText) throws {
    let run: ProgramRun
    do throws(Diagnostics) {
      run = try Program.read(source).run()
    } catch {
      throw Stop(error)
    }
    try show(
      figures: { [StepFigure(title: lesson.escapingHidden, board: Board(stepsOf: run.trace))] },
      text: {
        TraceReport(run, palette: TerminalPalette(isColoured: Console.isColoured), limit: 100)
          .text()
      }
    )
    try tell(
      run.expectations.filter { !$0.passed }.map(\.diagnostic),
      run.warnings
    )
  }

  private func runLesson() throws {
    let built = try CourseArgument.build(lesson)
    let place = built.selected ?? 0
    guard built.course.lessons.indices.contains(place) else {
      throw Stop(.data, "'\(lesson)' is a draft: there is nothing to show")
    }
    let shown = built.course.lessons[place]
    try show(
      figures: { StepFigure.all(in: shown) },
      text: {
        TerminalWriter.text(
          shown,
          of: built.course,
          style: TerminalStyle(width: Console.width, isColored: Console.isColoured)
        )
      }
    )
    let result = built.results.first { $0.path == shown.path }
    try tell(result?.failures ?? [], result?.warnings ?? [])
  }

  private func show(figures: () -> [StepFigure], text: () -> String) throws {
    guard step else { return try Console.print(text()) }
    let figures = figures().filter { !$0.steps.isEmpty }
    guard let walk = StepWalk(figures) else {
      throw Stop(.data, "'\(lesson)' computes nothing that could be stepped through")
    }
    var session = StepSession(walk)
    try session.run()
  }

  private func tell(_ failures: [Diagnostic], _ warnings: [Diagnostic]) throws {
    for diagnostic in failures + warnings { Console.complain(diagnostic.rendered() + "\n") }
    if !failures.isEmpty { throw Stop(status: .wrong) }
  }
}
