internal import Autodiff
internal import Drawing
internal import Notation

/// Runs `table` blocks: a truth table or a sweep.
///
///     for x1, x2 in {0, 1}          # all combinations, the first slowest
///     for x1, x2 in {(0, 0), (0, 1)}  # or rows given
///     total = x1 + x2               # columns
///     expect total = [0, 1, 1, 2]   # an entry for each row
enum TableBlock {
  /// At most so many rows.
  static let rowLimit = 1024

  /// Runs a block once for each row.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    guard let whole = runs.source(of: fence, in: lesson) else { return .init(views: []) }
    do throws(Diagnostics) {
      let layout = try TableLayout(fence, lesson)
      let program = try layout.program(whole, fence, lesson)
      var results: [ProgramRun] = []
      for row in layout.rows {
        var options = Program.Options()
        options.tolerance = runs.tolerance
        options.settings = zip(layout.names, row).map { (name: $0, value: Tensor($1)) }
        results.append(try Program.read(program, options: options).run())
      }
      runs.blocks.append(.init(name: fence.name, source: program, run: results.first))
      for claim in layout.claims { try judge(claim, results, &runs) }
      let table = table(layout, results, fence)
      let views = (fence.words("view") ?? ["table"]).map { word -> Figure.View in
        word == "code" ? .code(fence.content) : .table(table)
      }
      return .init(views: views)
    } catch {
      return .init(views: [], diagnostics: error.all)
    }
  }

  private static func judge(
    _ claim: TableLayout.Claim,
    _ results: [ProgramRun],
    _ runs: inout LessonRuns
  ) throws(Diagnostics) {
    let claimed = try ClaimedNumbers(claim.literal, isRounded: claim.isRounded)
    let place = claim.place
    guard claimed.value.shape == Shape([results.count]) else {
      throw Diagnostics([
        Diagnostic(
          .error,
          "expected a list with an entry for each of the \(results.count) rows, found shape "
            + claimed.value.shape.description,
          at: claim.literal.location(of: 0),
          excerpt: place.excerpt,
          help: "write [a, b, …], in the order of the rows"
        )
      ])
    }
    var computed: [Double] = []
    var holds = true
    for (row, run) in results.enumerated() {
      let value = try run.evaluate(claim.subject)
      guard let number = value.scalar else {
        throw Diagnostics([
          Diagnostic(
            .error,
            "expected a single number in each row, found shape \(value.shape)",
            at: claim.subject.location(of: 0),
            excerpt: place.excerpt,
            help: "claim one entry of it"
          )
        ])
      }
      computed.append(number)
      holds = holds && claimed.holds(number, at: row, tolerance: runs.tolerance)
    }
    runs.judge(
      holds,
      Diagnostic(
        .error,
        "expected \(claimed.value.text(NumberFormat.exact)), computed "
          + Tensor(computed).text(NumberFormat.exact),
        at: place.location,
        width: place.width,
        excerpt: place.excerpt,
        help: "correct the claim, or the columns above it"
      )
    )
  }

  private static func table(
    _ layout: TableLayout,
    _ results: [ProgramRun],
    _ fence: Fence
  ) -> DataTable {
    let format = fence.format()
    let bound = layout.names + layout.columns
    var rows: [[DataTable.Cell]] = []
    for run in results {
      rows.append(
        bound.map { name in
          guard let node = run.trace.graph.node(named: name) else { return .words("") }
          let role: DataTable.Cell.Role = layout.names.contains(name) ? .plain : .value
          return .number(run.trace.value(of: node), role, format: format)
        }
      )
    }
    return DataTable(columns: bound.map { .name($0, isNumeric: true) }, rows: rows)
  }
}
