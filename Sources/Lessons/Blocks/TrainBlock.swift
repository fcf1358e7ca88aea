internal import FastKernels
internal import Notation
internal import Training
internal import TrainingFiles

/// Runs `train` blocks: a plan for data, net and descent is carried out while the course is built, and shown.
///
/// Kernels are those that every processor has, on one thread, so that the same lesson gives the same bytes.
enum TrainBlock {
  /// How long one block may train: a build must end.
  static let timeLimit = Duration.seconds(60)

  /// Runs a block, or with `use` shows more of an earlier one.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    do throws(Diagnostics) {
      // The experiment needs no plan.
      if fence.words("view") == ["initialisation"], fence.firstText(in: lesson) == nil {
        return try experiment(fence, lesson)
      }
      if let used = fence.words("use")?.first {
        return try more(of: used, fence, lesson, runs)
      }
      let text = try PlanReader.text(fence.sourceText(file: lesson.source.file))
      let result = try train(text, lesson, runs)
      runs.trained.append(.init(name: fence.name, result: result))
      runs.blocks.append(figures(result, fence, lesson))
      judge(text, result, &runs)
      return try shown(result, fence, lesson, text)
    } catch {
      let source = fence.sourceText(file: lesson.source.file)
      // Later blocks and numbers in the prose that need this one say nothing more.
      if !runs.trained.contains(where: { $0.name == fence.name }) {
        runs.trained.append(.init(name: fence.name, result: nil))
        runs.blocks.append(.init(name: fence.name, source: source, run: nil))
      }
      return .init(views: [], diagnostics: error.all)
    }
  }

  // MARK: Training

  private static func train(
    _ text: PlanText,
    _ lesson: ParsedLesson,
    _ runs: LessonRuns
  ) throws(Diagnostics) -> PlanRun.Result {
    let own = CourseFolder.folder(of: lesson.path)
    try CoursePaths(folder: runs.folder, own: own, text: text).check()
    let samples = try PlanFiles(folder: runs.folder.name(own)).samples(text)
    var run = PlanRun(text.plan, samples, level: .base, threads: 1)
    run.keepsSnapshots = true
    let clock = ContinuousClock()
    let deadline = clock.now + runs.trainingLimit
    var epochs = 0
    var isLate = false
    let result: PlanRun.Result
    do throws(PlanRun.Failure) {
      result = try run.run { event in
        if case .progress(.epoch(let record), _) = event { epochs = record.epoch }
        isLate = isLate || clock.now > deadline
        return isLate ? .stop : .goOn
      }
    } catch {
      throw text.diagnostics(of: error)
    }
    guard !isLate else {
      throw Diagnostics([
        text.diagnostic(
          "a train block expects to end within \(runs.trainingLimit.components.seconds) seconds, "
            + "found it in epoch \(epochs) of \(text.plan.epochs)",
          help: "take fewer epochs, fewer samples or a smaller net; gradus train has no such limit",
          at: text.place(of: "epochs")
        )
      ])
    }
    return result
  }

  /// Checks the claims of a plan against the figures of its run.
  private static func judge(
    _ text: PlanText,
    _ result: PlanRun.Result,
    _ runs: inout LessonRuns
  ) {
    let figures = result.figures
    for claim in text.plan.claims {
      let check = claim.check(figures)
      runs.judge(check.holds, text.diagnostic(of: claim, check))
    }
  }

  /// The figures of a run as a program that binds them, for numbers in the prose: `{{ digits.accuracy }}`.
  private static func figures(
    _ result: PlanRun.Result,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) -> LessonRuns.Block {
    let figures = result.figures
    var lines: [String] = []
    for name in TrainingFigures.names {
      if let figure = figures[name], figure.isFinite { lines.append("\(name) = \(figure)") }
    }
    let line = lesson.source.line(of: fence.range.lowerBound)
    let origin = LineOrigin(
      line: line,
      columnOffset: 0,
      raw: lesson.source.text(lesson.source.content(ofLine: line))
    )
    let source = SourceText(
      file: lesson.source.file,
      text: lines.joined(separator: "\n"),
      origins: lines.map { _ in origin }
    )
    return .init(name: fence.name, source: source, run: try? Program.read(source).run())
  }
}
