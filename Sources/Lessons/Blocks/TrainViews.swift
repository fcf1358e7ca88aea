internal import Drawing
internal import FastKernels
internal import Notation
internal import Training

// What a `train` block shows.

extension TrainBlock {
  /// More views of a net that an earlier block trained.
  static func more(
    of used: String,
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: LessonRuns
  ) throws(Diagnostics) -> BlockRunner<LessonRuns>.Result {
    guard let earlier = runs.trained.last(where: { $0.name == Fence.name(ofID: used) }) else {
      throw Diagnostics([
        fence.diagnostic(
          "a train block can show more of an earlier train block, found that '\(used)' is none",
          in: lesson
        )
      ])
    }
    if let line = fence.firstText(in: lesson) {
      throw Diagnostics([
        Diagnostic(
          .error,
          "a train block that shows more of an earlier one expects no statements, found one",
          at: SourceLocation(
            file: lesson.source.file,
            line: line.line,
            column: line.columnOffset + 1
          ),
          excerpt: line.raw,
          help: "leave it empty, or leave out use=\"\(used)\""
        )
      ])
    }
    guard let result = earlier.result else { return .init(views: []) }
    return try shown(result, fence, lesson, nil)
  }

  /// The views that a block asks for, else those of its plan.
  static func shown(
    _ result: PlanRun.Result,
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ text: PlanText?
  ) throws(Diagnostics) -> BlockRunner<LessonRuns>.Result {
    try checkViews(result, fence, lesson, text)
    var views: [Figure.View] = []
    do throws(TrainingMistake) {
      if let words = fence.words("view") {
        for word in words {
          if let view = TrainingView(rawValue: word) {
            let report = try TrainingReport(result, views: [view], level: .base, threads: 1)
            views += report.sections.flatMap { Figure.views(of: $0) }
          } else if word == "initialisation" {
            views += try initialisation()
          } else {
            views.append(.code(fence.content))
          }
        }
      } else {
        let report = try TrainingReport(result, level: .base, threads: 1)
        views += report.sections.flatMap { Figure.views(of: $0) }
      }
    } catch {
      throw Diagnostics([fence.diagnostic(error.message, in: lesson, help: error.help)])
    }
    // Where images of others are shown, their makers are named.
    let shows = fence.words("view")?.contains("mistakes") ?? true
    if shows, let makers = Figure.attribution(of: result.plan) {
      views.append(.remark([.text(makers)]))
    }
    return .init(views: views)
  }

  /// The experiment on how activations begin, in a block of its own: it needs no plan.
  static func experiment(
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> BlockRunner<LessonRuns>.Result {
    do throws(TrainingMistake) {
      return .init(views: try initialisation())
    } catch {
      throw Diagnostics([fence.diagnostic(error.message, in: lesson, help: error.help)])
    }
  }

  /// How activations begin in ten layers, by initialiser.
  private static func initialisation() throws(TrainingMistake) -> [Figure.View] {
    let experiment = try InitialisationExperiment(samples: 120, level: .base, threads: 1)
    let words =
      "120 samples of 500 standard normal numbers, through ten layers that were not trained yet. "
      + "Behind the pictures are the standard deviations, measured and as theory predicts them."
    return [.panels(experiment.panels()), .remark([.text(words)])]
  }

  /// Tells of views that cannot be made of these samples and this net.
  private static func checkViews(
    _ result: PlanRun.Result,
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ text: PlanText?
  ) throws(Diagnostics) {
    var wrong: [Diagnostic] = []
    if let option = fence.options.first(where: { $0.name == "view" }) {
      for word in option.words {
        guard let view = TrainingView(rawValue: word.text),
          let obstacle = TrainingReport.obstacle(to: view, result.plan, result.data)
        else { continue }
        wrong.append(
          fence.diagnostic("view \(word.text): \(obstacle)", in: lesson, at: word.range)
        )
      }
    } else if let text {
      for (index, view) in text.plan.views.enumerated() {
        guard let obstacle = TrainingReport.obstacle(to: view, result.plan, result.data) else {
          continue
        }
        wrong.append(
          text.diagnostic("show \(view.rawValue): \(obstacle)", at: text.item(index, of: "show"))
        )
      }
    }
    if !wrong.isEmpty { throw Diagnostics(wrong) }
  }
}

extension Fence {
  /// Its first line that holds more than blanks and a comment.
  func firstText(in lesson: ParsedLesson) -> LineOrigin? {
    lines.first { BlockLine($0, file: lesson.source.file).holdsText }
  }
}

extension BlockLine {
  /// Whether something stands on the line besides blanks and a comment.
  fileprivate var holdsText: Bool {
    for scalar in rawText.unicodeScalars {
      if scalar == "#" { return false }
      if scalar != " ", scalar != "\t" { return true }
    }
    return false
  }
}
