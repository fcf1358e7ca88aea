internal import Autodiff
internal import Drawing
internal import Learning

// The loss over a plane of parameters.

extension ReportMaker {
  /// How many numbers may be worked out for a surface: operations of a net's weights on samples.
  private static let budget = 6e9
  /// How many steps each optimiser makes.
  private static let steps = 40

  func surface() throws(TrainingMistake) -> TrainingReport.Section? {
    let weights = Double(
      form.parameters.reduce(0) { $0 + ($1.isTrained ? $1.shape.count : 0) }
    )
    // Six rates, a dozen optimisers, forward and back: some 6 operations for each weight and sample.
    let runs = 6.0 * 12 * Double(ReportMaker.steps) * 6
    let most = max(16, min(256, ReportMaker.budget / max(1, weights * runs)))
    let rows = ReportMaker.thinned(data.training, to: Int(most))
    let paths = OptimiserPaths(plan, form, data, rows: rows, level: level, threads: threads)
    let trained = result.net.parameters.filter { $0.isTrained }
    let center = trained.flatMap { $0.elements.map { Double($0) } }
    let start = paths.start.filter { $0.isTrained }.flatMap { $0.elements.map { Double($0) } }
    // Two and a half times as far as training itself led.
    let led = zip(start, center).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    let ways = try paths.best(steps: ReportMaker.steps, within: max(2.5 * led, 1e-3))
    guard !ways.isEmpty, !center.isEmpty else { return nil }
    let plane = ParameterPlane(
      center,
      ways,
      names: trained.flatMap { ReportMaker.elementNames($0) }
    )
    let places = ways.map { way in way.points.map { plane.place($0) } }
    let (horizontal, vertical) = ReportMaker.ranges(places.flatMap { $0 } + [plane.place(center)])
    let probe = try NetProbe(form, data.set, rows: rows, level: level, threads: threads)
    probe.use(result.net.parameters)
    let side = weights * Double(rows.count) > 2e6 ? 21 : 37
    var losses: [Double] = []
    for i in 0..<side * side {
      let point = plane.point(
        ReportMaker.place(i % side, side, horizontal),
        ReportMaker.place(i / side, side, vertical)
      )
      var start = 0
      for parameter in trained {
        let count = parameter.elements.count
        probe.set(parameter.name, to: point[start..<start + count].map { Float($0) })
        start += count
      }
      losses.append(probe.loss())
    }
    let surface = LossSurface(
      horizontalName: plane.names[0],
      verticalName: plane.names[1],
      horizontal: horizontal,
      vertical: vertical,
      side: side,
      losses: losses,
      paths: zip(ways, places).map { way, places in
        .init(name: way.name, points: places, loss: way.loss)
      }
    )
    let whole =
      plane.isExact
      ? "" : " The plane holds \(ReportMaker.percent(plane.share)) of the way that they went."
    return .init(
      view: .surface,
      panels: surface.panels(),
      words:
        "\(ways.count) optimisers from the same start, \(ReportMaker.steps) steps each over \(rows.count) "
        + "samples at once, each with the best of six learning rates that stays in the picture, which stands behind its name.\(whole)"
    )
  }

  /// Everything that is shown and a little around it; no side much shorter than what happens on it.
  private static func ranges(
    _ points: [Plot.Sample]
  ) -> (ClosedRange<Double>, ClosedRange<Double>) {
    // One way that strays far must not make all others a dot.
    func inner(_ numbers: [Double]) -> [Double] {
      let sorted = numbers.filter { $0.isFinite }.sorted()
      guard sorted.count > 20 else { return sorted }
      let few = sorted.count / 50
      let most = Array(sorted[few..<(sorted.count - few)])
      guard let low = most.first, let high = most.last else { return sorted }
      let isFar = sorted[sorted.count - 1] - sorted[0] > 1.8 * (high - low)
      return isFar ? most : sorted
    }
    return (range(inner(points.map { $0.x })), range(inner(points.map { $0.y })))
  }

  /// What the elements of a parameter are called: `W1[0, 1]`.
  private static func elementNames(_ parameter: TrainedNet.Parameter) -> [String] {
    guard parameter.elements.count > 1 else { return [parameter.name] }
    let axes = parameter.shape.axes
    return parameter.elements.indices.map { index in
      var (rest, places) = (index, [Int]())
      for axis in axes.reversed() {
        places.insert(rest % axis, at: 0)
        rest /= axis
      }
      return "\(parameter.name)[\(places.map { "\($0)" }.joined(separator: ", "))]"
    }
  }
}

/// A plane through the result: of its two parameters, or of the two directions in which the ways spread most.
private struct ParameterPlane {
  /// What its axes are called.
  let names: [String]
  /// Whether it is all there is.
  let isExact: Bool
  /// The share of the ways' spread that lies in it.
  let share: Double
  private let center: [Double]
  private let directions: [[Double]]

  init(_ center: [Double], _ ways: [OptimiserPaths.Way], names: [String]) {
    guard center.count > 2 else {
      isExact = true
      share = 1
      self.center = [Double](repeating: 0, count: center.count)
      directions = center.indices.map { i in center.indices.map { $0 == i ? 1 : 0 } }
      self.names = names + (names.count < 2 ? [""] : [])
      return
    }
    isExact = false
    self.center = center
    self.names = ["first direction", "second direction"]
    var points: [Double] = []
    for way in ways {
      // A few of each way, the start and the end among them.
      let last = way.points.count - 1
      for part in 0...4 { points += way.points[part * last / 4] }
    }
    let principal = PrincipalDirections(points, columns: center.count, count: 2, center: center)
    var found = principal.directions
    while found.count < 2 {
      let place = found.count
      found.append(center.indices.map { $0 == place ? 1 : 0 })
    }
    directions = found
    share = principal.shares.reduce(0, +)
  }

  /// Where a point lies on the plane.
  func place(_ point: [Double]) -> Plot.Sample {
    var (x, y) = (0.0, 0.0)
    for i in point.indices {
      let distance = point[i] - center[i]
      x += distance * directions[0][i]
      if directions.count > 1 { y += distance * directions[1][i] }
    }
    return .init(x, y)
  }

  /// The parameters at a place of the plane.
  func point(_ x: Double, _ y: Double) -> [Double] {
    center.indices.map { i in
      center[i] + x * directions[0][i] + (directions.count > 1 ? y * directions[1][i] : 0)
    }
  }
}
