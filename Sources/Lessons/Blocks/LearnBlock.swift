internal import Autodiff
internal import Drawing
internal import Learning
internal import Notation

/// Runs `learn` blocks: a classical rule, row by row as one fills the table by hand.
enum LearnBlock {
  /// Runs a block.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    let file = lesson.source.file
    let lines = fence.lines.map { origin in
      LearnLine(
        BlockLine(origin, file: file).rawText,
        line: origin.line,
        column: origin.columnOffset + 1
      )
    }
    func excerpt(_ line: Int) -> String? { fence.lines.first { $0.line == line }?.raw }
    do throws(LearnMistakes) {
      let run = try LearnParser.parse(lines).run()
      for claim in run.specification.claims {
        var computed = ""
        if case .fails(let text) = run.check(claim) { computed = text }
        runs.judge(
          computed.isEmpty,
          Diagnostic(
            .error,
            "expected \(claim.text), computed \(computed)",
            at: SourceLocation(file: file, line: claim.line, column: claim.column),
            width: claim.width,
            excerpt: excerpt(claim.line),
            help: "correct the claim, or what the rule is given"
          )
        )
      }
      return .init(views: views(fence, run))
    } catch {
      return .init(
        views: [],
        diagnostics: error.all.map { mistake in
          guard let raw = excerpt(mistake.line) else {
            return fence.diagnostic(mistake.message, in: lesson, help: mistake.help)
          }
          return Diagnostic(
            .error,
            mistake.message,
            at: SourceLocation(file: file, line: mistake.line, column: mistake.column),
            width: mistake.width,
            excerpt: raw,
            help: mistake.help
          )
        }
      )
    }
  }

  private static func views(_ fence: Fence, _ run: LearnRun) -> [Figure.View] {
    let table = LearnTable(run, format: fence.format())
    var views: [Figure.View] = []
    for word in fence.words("view") ?? ["table", "pictures"] {
      switch word {
      case "table": views.append(.table(table.presentations()))
      case "pictures":
        let pictures = LearnPictures.lines(run)
        if !pictures.isEmpty { views.append(.pictures(pictures)) }
      default: views.append(.code(fence.content))
      }
    }
    for remark in run.remarks { views.append(.remark([.text(remark)])) }
    return views
  }
}

extension BlockLine {
  /// The line as it stands, comment and all.
  var rawText: String { text(from: 0, to: scalars.count) }
}
