internal import Autodiff
internal import Drawing
internal import Notation

/// Runs `plot` blocks: curves over a range, their slopes, points, lines.
enum PlotBlock {
  /// How many points of a curve are computed.
  static let samples = 241

  /// A curve with its computed points.
  struct Curve {
    var label: Formula
    var x: [Double]
    var y: [Double]
  }

  /// Runs a block.
  static func run(
    _ fence: Fence,
    _ lesson: ParsedLesson,
    _ runs: inout LessonRuns
  ) -> BlockRunner<LessonRuns>.Result {
    guard let whole = runs.source(of: fence, in: lesson) else { return .init(views: []) }
    do throws(Diagnostics) {
      let layout = try PlotLayout(fence, lesson)
      let curves = try curves(layout, whole, fence, lesson)
      let picture = PlotPictures.picture(layout, curves)
      let data = data(layout, curves, fence)
      let views = (fence.words("view") ?? ["plot"]).map { word -> Figure.View in
        switch word {
        case "table": .table(data)
        case "code": .code(fence.content)
        default: .plot(picture, data: data)
        }
      }
      return .init(views: views)
    } catch {
      return .init(views: [], diagnostics: error.all)
    }
  }

  private static func curves(
    _ layout: PlotLayout,
    _ whole: SourceText,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> [Curve] {
    guard !layout.curves.isEmpty, let range = layout.ranges.first else { return [] }
    let program = program(layout, whole, fence, lesson)
    var curves = layout.curves.map { Curve(label: label($0, range.name), x: [], y: []) }
    for i in 0..<samples {
      let x = range.from + (range.to - range.from) * Double(i) / Double(samples - 1)
      var options = Program.Options()
      options.settings = [(range.name, Tensor(x))]
      let run = try Program.read(program, options: options).run()
      for (k, curve) in layout.curves.enumerated() {
        curves[k].x.append(x)
        curves[k].y.append(try value(curve, run, range.name, fence, lesson))
      }
    }
    return curves
  }

  private static func value(
    _ curve: PlotLayout.Curve,
    _ run: ProgramRun,
    _ variable: String,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) throws(Diagnostics) -> Double {
    let graph = run.trace.graph
    guard let node = graph.node(named: curve.name), let x = graph.node(named: variable) else {
      return .nan
    }
    guard graph.shape(of: node).count == 1 else {
      throw Diagnostics([
        fence.diagnostic(
          "a curve expects a single number, found shape \(graph.shape(of: node)) for "
            + "'\(curve.name)'",
          in: lesson,
          help: "take one entry of it, or its sum"
        )
      ])
    }
    guard curve.isDerivative else { return run.trace.value(of: node).scalar ?? .nan }
    var trace = run.trace
    trace.backward(from: node)
    return trace.gradient(of: x)?.scalar ?? 0
  }

  /// The block's bindings, and what it continues.
  private static func program(
    _ layout: PlotLayout,
    _ whole: SourceText,
    _ fence: Fence,
    _ lesson: ParsedLesson
  ) -> SourceText {
    var lines: [String] = []
    var origins: [LineOrigin] = []
    for (text, origin) in whole.lines {
      let isOwn = fence.contains(line: origin.line)
      lines.append(!isOwn || layout.programLines.contains(origin.line) ? text : "")
      origins.append(origin)
    }
    return SourceText(
      file: lesson.source.file,
      text: lines.joined(separator: "\n"),
      origins: origins
    )
  }

  private static func label(_ curve: PlotLayout.Curve, _ variable: String) -> Formula {
    guard curve.isDerivative else { return .name(curve.name) }
    return .row([
      .row([.identifier("d"), .name(curve.name)]), .symbol("/", .tight),
      .row([.identifier("d"), .name(variable)]),
    ])
  }

  /// The data behind the picture: 13 points of every curve, the points, the lines.
  private static func data(
    _ layout: PlotLayout,
    _ curves: [Curve],
    _ fence: Fence
  ) -> DataTable {
    let format = fence.format(.short(4))
    func number(_ x: Double) -> DataTable.Cell { .number(Tensor(x), .value, format: format) }
    var rows: [[DataTable.Cell]] = []
    if let first = curves.first {
      let step = max(1, (first.x.count - 1) / 12)
      let heads: [DataTable.Cell] = curves.map {
        DataTable.Cell(formula: $0.label, text: PlainTextWriter.write($0.label))
      }
      for i in stride(from: 0, to: first.x.count, by: step) {
        rows.append([number(first.x[i])] + curves.map { number($0.y[i]) })
      }
      return DataTable(
        columns: [.name(layout.ranges[0].name, isNumeric: true)] + heads,
        rows: rows
      )
    }
    for point in layout.points {
      rows.append([.words("point " + point.label), number(point.x), number(point.y), .words("")])
    }
    for line in layout.lines {
      rows.append([
        .words("line " + line.label), number(line.w1), number(line.w2), number(line.bias),
      ])
    }
    let names = layout.ranges.map { DataTable.Cell.name($0.name, isNumeric: true) }
    let columns =
      [.words("what")] + names + (names.count < 2 ? [.words("")] : [])
      + [.words("constant", isNumeric: true)]
    return DataTable(columns: columns, rows: rows)
  }
}
