public import Exercises
public import Notation

/// A course that was read and run: ready to be set, with what its claims came to.
public struct BuiltCourse: Sendable {
  /// What one lesson's claims came to.
  public struct LessonResult: Sendable {
    /// Its path inside the course.
    public var path: String
    /// How many claims it makes.
    public var claims: Int
    /// Claims that do not hold, in order.
    public var failures: [Diagnostic]
    /// What is worth a warning, in order.
    public var warnings: [Diagnostic]
    /// Its exercises, in order; their hints are plain text.
    public var exercises: [Exercise]
  }

  /// The course.
  public var course: Course
  /// An entry for each of its lessons.
  public var results: [LessonResult]
  /// The one lesson that was asked for, as an index; nil for a whole course.
  public var selected: Int?

  /// All claims that do not hold, in order.
  public var failures: [Diagnostic] { results.flatMap(\.failures) }
}

/// Reads a course and runs its blocks.
public enum CourseBuilder {
  /// Builds what a path names: a course's folder, or a single lesson.
  ///
  /// Claims that do not hold are no mistakes of the course's form: they are in the result.
  ///
  /// - Parameters:
  ///   - path: The folder or the lesson.
  ///   - variant: Which variant of the exercises whose numbers may be drawn; nil for that of the page.
  /// - Returns: The course with what its blocks came to.
  /// - Throws: All mistakes of all lessons that do not follow from each other, in their order.
  public static func build(
    _ path: String,
    variant: UInt64? = nil
  ) throws(Diagnostics) -> BuiltCourse {
    try build(path, variant: variant, trainingLimit: TrainBlock.timeLimit)
  }

  /// The same with another limit for the time that a `train` block takes.
  static func build(
    _ path: String,
    variant: UInt64? = nil,
    trainingLimit: Duration
  ) throws(Diagnostics) -> BuiltCourse {
    let parsed = try CourseReader.read(path)
    var start = LessonRuns(folder: parsed.folder)
    start.variant = variant
    start.trainingLimit = trainingLimit
    let output = LessonAssembler.assemble(parsed, running: runner(start))
    if !output.diagnostics.isEmpty { throw Diagnostics(output.diagnostics) }
    let results = zip(parsed.lessons, output.environments).map { lesson, runs in
      BuiltCourse.LessonResult(
        path: lesson.path,
        claims: runs.claims,
        failures: runs.failures,
        warnings: runs.warnings,
        exercises: runs.exercises
      )
    }
    return BuiltCourse(course: output.course, results: results, selected: parsed.selected)
  }

  private static func runner(_ start: LessonRuns) -> BlockRunner<LessonRuns> {
    BlockRunner(
      begin: { _, settings in
        var runs = start
        runs.slipsOff = Set(settings.slipsOff)
        if let tolerance = settings.tolerance { runs.tolerance = tolerance }
        return runs
      },
      run: { fence, lesson, runs in
        switch fence.kind {
        case .trace: TraceBlock.run(fence, lesson, &runs)
        case .table: TableBlock.run(fence, lesson, &runs)
        case .learn: LearnBlock.run(fence, lesson, &runs)
        case .plot: PlotBlock.run(fence, lesson, &runs)
        case .exercise: ExerciseRunner.run(fence, lesson, &runs)
        case .train: TrainBlock.run(fence, lesson, &runs)
        case .question: .init(views: [])
        }
      },
      fill: { (interpolation, lesson, runs) throws(Diagnostics) in
        try Fill.value(interpolation, lesson, &runs)
      },
      keep: { exercise, runs in
        guard let place = runs.exercises.lastIndex(where: { $0.id == exercise.id }) else { return }
        for (index, ask) in exercise.asks.enumerated()
        where runs.exercises[place].questions.indices.contains(index) {
          runs.exercises[place].questions[index].hints = ask.hints.map(\.spoken)
        }
      }
    )
  }
}
