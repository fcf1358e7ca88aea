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
    let showsScalars = fence.words("view")?.contains("scalars") ?? false
    var scalarOptions = options
    if showsScalars {
      // What is drawn open is drawn open in the picture of the scalars; beside it all is folded.
      scalarOptions.opening.scalars = true
      options.opening = Graph.Opening()
    }
    do throws(Diagnostics) {
      let run = try Program.read(source, options: options).run()
      let scalars =
        showsScalars
        ? try scalarPicture(Program.read(source, options: scalarOptions), fence, lesson) : nil
      runs.blocks.append(.init(name: fence.name, source: source, run: run))
      for claim in run.expectations where fence.contains(line: claim.location.line) {
        runs.judge(claim.passed, claim.diagnostic)
      }
      runs.warnings += run.warnings.filter { fence.contains(line: $0.location.line) }
      let folded = folding(fence, lesson, run, &diagnostics)
      return .init(views: views(fence, run, folded, scalars), diagnostics: diagnostics)
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

  /// The frames that `fold` names.
  private static func folding(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ run: ProgramRun,
    _ diagnostics: inout [Diagnostic]
  ) -> Board.Folding {
    var folding = Board.Folding()
    guard let option = fence.options.first(where: { $0.name == "fold" }) else { return folding }
    let known = Set(run.trace.graph.groups.map { $0.function }).sorted()
    for word in option.words {
      if word.text == "all" {
        folding.all = true
      } else if known.contains(word.text) {
        folding.names.insert(word.text)
      } else {
        let nearest = Suggestion.nearest(to: word.text, in: known)
        diagnostics.append(
          fence.diagnostic(
            "fold expects functions that the diagram frames, found '\(word.text)'"
              + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
            in: lesson,
            at: option.range,
            help: known.isEmpty
              ? "calls of your own functions have frames, and those that 'expand' opens"
              : "these have frames: \(known.joined(separator: ", ")); or all"
          )
        )
      }
    }
    return folding
  }

  /// The most nodes that a picture of scalars has.
  private static let scalarLimit = 1000

  /// The picture of a program's scalars.
  private static func scalarPicture(
    _ program: Program,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> ScalarPicture? {
    let count = program.scalars?.graph.count ?? 0
    guard count <= scalarLimit else {
      let option = fence.options.first { $0.name == "view" }
      throw Diagnostics([
        fence.diagnostic(
          "a picture of scalars expects at most \(scalarLimit) nodes, found \(count)",
          in: lesson,
          at: option?.range,
          help: "make the tensors smaller, or leave 'scalars' out of 'view'"
        )
      ])
    }
    let run = try program.run()
    return ScalarPicture(run, title: title(run) + ", scalar by scalar")
  }

  private static func views(
    _ fence: Fence,
    _ run: ProgramRun,
    _ folded: Board.Folding,
    _ scalars: ScalarPicture?
  ) -> [Figure.View] {
    var views: [Figure.View] = []
    let asked = fence.words("view") ?? ["diagram", "steps"]
    var board: Board?
    func fullBoard() -> Board {
      if let board { return board }
      let made = Board(run.trace, title: title(run), folded: folded)
      board = made
      return made
    }
    for word in asked {
      switch word {
      case "diagram": views.append(.diagram(fullBoard()))
      case "scalars":
        if let scalars { views.append(.scalars(scalars)) }
      case "steps":
        views.append(
          .steps(asked.contains("diagram") ? fullBoard() : Board(stepsOf: run.trace))
        )
      case "derivation": views.append(.derivation(Derivation.all(run.trace)))
      case "table":
        views += DescentTable.tables(of: run, format: fence.format()).map { .table($0) }
        views.append(.table(table(run.trace, format: fence.format())))
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
