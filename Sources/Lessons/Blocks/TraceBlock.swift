internal import Autodiff
internal import Drawing
internal import Notation

/// Runs `trace` blocks.
enum TraceBlock {
  /// Runs a block and makes what its `view` asks for: the diagram and the steps if it says nothing.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    guard let source = runs.source(of: fence, in: lesson) else {
      // What it continues has a mistake, which has been told.
      let own = fence.sourceText(file: lesson.source.file)
      runs.blocks.append(.init(name: fence.name, source: own, run: nil))
      return .init(views: [])
    }
    var diagnostics: [Diagnostic] = []
    var options = Program.Options()
    options.tolerance = runs.tolerance
    options.opening = opening(fence, lesson, &diagnostics)
    do throws(Diagnostics) {
      let run = try Program.read(source, options: options).run()
      runs.blocks.append(.init(name: fence.name, source: source, run: run))
      for claim in run.expectations where fence.contains(line: claim.location.line) {
        runs.judge(claim.passed, claim.diagnostic)
      }
      runs.warnings += run.warnings.filter { fence.contains(line: $0.location.line) }
      return .init(views: views(fence, run), diagnostics: diagnostics)
    } catch {
      runs.blocks.append(.init(name: fence.name, source: source, run: nil))
      return .init(views: [], diagnostics: diagnostics + error.all)
    }
  }

  private static func opening(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ diagnostics: inout [Diagnostic]
  ) -> Graph.Opening {
    guard let option = fence.options.first(where: { $0.name == "expand" }) else { return .init() }
    var opening = Graph.Opening()
    let known = Operation.all.filter { $0.isExpandable }.map { $0.name }
    for word in option.words {
      if word.text == "all" {
        opening.all = true
      } else if word.text == "scalars" {
        opening.scalars = true
      } else if known.contains(word.text) {
        opening.names.insert(word.text)
      } else {
        let nearest = Suggestion.nearest(to: word.text, in: known + ["scalars"])
        diagnostics.append(
          fence.diagnostic(
            "expand expects functions that have an open form, found '\(word.text)'"
              + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
            in: lesson,
            at: option.range,
            help:
              "these can be drawn open: \(known.joined(separator: ", ")); or all; or scalars, for tensors"
          )
        )
      }
    }
    return opening
  }

  private static func views(_ fence: Fence, _ run: ProgramRun) -> [Figure.View] {
    var views: [Figure.View] = []
    let asked = fence.words("view") ?? ["diagram", "steps"]
    var board: Board?
    func fullBoard() -> Board {
      if let board { return board }
      let made = Board(run.trace, title: title(run))
      board = made
      return made
    }
    for word in asked {
      switch word {
      case "diagram": views.append(.diagram(fullBoard()))
      case "steps":
        views.append(
          .steps(asked.contains("diagram") ? fullBoard() : Board(stepsOf: run.trace))
        )
      case "derivation": views.append(.derivation(Derivation.all(run.trace)))
      case "table": views.append(.table(table(run.trace, format: fence.format())))
      default: views.append(.code(fence.content))
      }
    }
    return views
  }

  /// What the diagram shows, in a few words.
  private static func title(_ run: ProgramRun) -> String {
    let graph = run.program.graph
    guard let last = run.output ?? graph.namedNodes.last else { return "Empty computation graph" }
    let name = graph.label(of: last, limit: 40)
    return run.trace.pass == nil
      ? "Computation graph of \(name)" : "Computation graph of \(name), forward and backward"
  }

  /// Every named quantity with its value and gradient.
  static func table(_ trace: Trace, format: NumberFormat) -> DataTable {
    let graph = trace.graph
    let hasPass = trace.pass != nil
    var columns: [DataTable.Cell] = [.words("name"), .words("value", isNumeric: true)]
    if hasPass { columns.append(.words("gradient", isNumeric: true)) }
    var rows: [[DataTable.Cell]] = []
    for (name, node) in zip(graph.names, graph.namedNodes) {
      var row: [DataTable.Cell] = [
        .name(name), .number(trace.value(of: node), .value, format: format),
      ]
      if hasPass {
        row.append(
          trace.gradient(of: node).map { .number($0, .gradient, format: format) } ?? .words("")
        )
      }
      rows.append(row)
    }
    return DataTable(columns: columns, rows: rows)
  }
}
