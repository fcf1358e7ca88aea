internal import Drawing
internal import Learning

/// Draws what a `plot` block says.
enum PlotPictures {
  /// Curves over the first range, or points and lines in the plane of both.
  static func picture(_ layout: PlotLayout, _ curves: [PlotBlock.Curve]) -> Picture {
    let horizontal = layout.ranges[0]
    let vertical = layout.ranges.count > 1 ? layout.ranges[1] : nil
    return Plot(
      title: title(layout, curves),
      horizontal: .init(
        title: Formula.name(horizontal.name).runs,
        range: horizontal.from...horizontal.to
      ),
      vertical: .init(
        title: vertical.map { Formula.name($0.name).runs } ?? [],
        range: vertical.map { $0.from...$0.to }
      ),
      curves: curves.map { curve in
        Plot.Curve(
          name: curve.label.runs,
          samples: zip(curve.x, curve.y).map { Plot.Sample($0, $1) }
        )
      },
      points: layout.points.map {
        Plot.Point(.init($0.x, $0.y), label: $0.label.isEmpty ? [] : [Picture.Run($0.label)])
      },
      lines: layout.lines.map { line in
        Plot.Line(
          w1: line.w1,
          w2: line.w2,
          b: line.bias,
          label: line.label.isEmpty ? [] : [Picture.Run(line.label)],
          hatchesPositiveSide: layout.lines.count == 1,
          showsNormal: layout.lines.count == 1
        )
      },
      hasEqualUnits: vertical != nil,
      width: vertical == nil ? 440 : 320
    ).picture()
  }

  private static func title(_ layout: PlotLayout, _ curves: [PlotBlock.Curve]) -> String {
    let horizontal = layout.ranges[0].name
    if let vertical = layout.ranges.dropFirst().first?.name {
      return "The plane of \(horizontal) and \(vertical)"
    }
    let names = curves.map { PlainTextWriter.write($0.label) }.joined(separator: ", ")
    return names.isEmpty ? "Points over \(horizontal)" : "\(names) over \(horizontal)"
  }
}

/// Draws the separating lines of a `learn` block.
enum LearnPictures {
  /// At most so many pictures; of a longer run the first ones and the last are shown.
  private static let limit = 6

  /// A picture of the plane after each change of the weights; none unless there are two inputs.
  static func lines(_ run: LearnRun) -> [Picture] {
    var shown: [(title: String, line: SeparatingLine)] = []
    for (place, presentation) in run.presentations.enumerated() where presentation.changed {
      guard let line = presentation.line else { continue }
      let epoch = run.epochs > 1 ? " of epoch \(presentation.epoch)" : ""
      let row = place % run.specification.rows.count + 1
      shown.append(("The line after row \(row)\(epoch)", line))
    }
    if run.specification.rule == .mcp, let line = run.line { shown = [("The line", line)] }
    if shown.count > limit { shown.removeSubrange((limit - 1)..<(shown.count - 1)) }
    let examples = run.specification.rows.filter { $0.inputs.count == 2 }.map { row in
      PlanePicture.Example(row.inputs[0], row.inputs[1], isPositive: row.target > 0)
    }
    return shown.map { entry in
      var picture = PlanePicture(
        title: entry.title,
        examples: examples,
        w1: entry.line.w1,
        w2: entry.line.w2,
        b: entry.line.bias
      )
      let names = run.specification.inputNames
      if names.count == 2 {
        picture.names = (Formula.name(names[0]).runs, Formula.name(names[1]).runs)
      }
      return picture.picture()
    }
  }
}
