internal import Autodiff
internal import Drawing
internal import FastKernels
internal import Learning

/// What every view of a run is made of.
struct ReportMaker {
  let plan: TrainingPlan
  let data: PreparedData
  let result: TrainingSession.Result
  let snapshots: [TrainingObserver.Snapshot]
  let form: NetForm
  let level: KernelLevel
  let threads: Int

  /// One view; nil where there turns out to be nothing to see.
  func section(_ view: TrainingView) throws(TrainingMistake) -> TrainingReport.Section? {
    switch view {
    case .curves: curves
    case .table: table
    case .histograms: histograms
    case .boundary: try boundary()
    case .fit: try fit()
    case .confusion: try confusion()
    case .mistakes: try mistakes()
    case .hidden: try hidden()
    case .surface: try surface()
    }
  }

  // MARK: What they share

  /// The rows that are reported on, and what they are called.
  var reported: (rows: [Int], name: String) {
    if !data.test.isEmpty { return (data.test, "test samples") }
    if !data.validation.isEmpty { return (data.validation, "validation samples") }
    return (data.training, "training samples")
  }

  /// What the classes are called.
  var classNames: [String] {
    if case .classes(_, let names) = data.set.targets { return names }
    return []
  }

  /// A net over rows of the samples, with the parameters of the result.
  func probe(_ rows: [Int]) throws(TrainingMistake) -> NetProbe {
    let probe = try NetProbe(form, data.set, rows: rows, level: level, threads: threads)
    probe.use(result.net.parameters)
    return probe
  }

  /// The moments of which pictures are made: a few of the epochs that were kept, and the result.
  func moments(_ limit: Int) -> [TrainingObserver.Snapshot] {
    let best = result.record.bestEpoch
    let before = snapshots.filter { $0.epoch < best }
    let last = TrainingObserver.Snapshot(epoch: best, parameters: result.net.parameters)
    guard before.count > limit - 1 else { return before + [last] }
    let count = limit - 1
    let chosen = (0..<count).map { before[$0 * (before.count - 1) / max(1, count - 1)] }
    return chosen + [last]
  }

  /// At most so many of some rows, at even distances.
  static func thinned(_ rows: [Int], to limit: Int) -> [Int] {
    guard rows.count > limit, limit > 0 else { return rows }
    return (0..<limit).map { rows[$0 * rows.count / limit] }
  }

  // MARK: Curves

  private var epochFigures: TrainingCurves {
    TrainingCurves(
      epochs: result.record.epochs.map { epoch in
        .init(
          epoch: epoch.epoch,
          rate: epoch.rate,
          loss: epoch.training.loss,
          validationLoss: epoch.validation?.loss,
          metric: epoch.training.metric,
          validationMetric: epoch.validation?.metric
        )
      },
      metricName: data.set.targets.classCount == nil ? "R²" : "accuracy",
      bestEpoch: data.validation.isEmpty && plan.stopping == nil ? nil : result.record.bestEpoch
    )
  }

  private var curves: TrainingReport.Section {
    let record = result.record
    var words = ""
    if record.end == .stoppedEarly, let last = record.epochs.last {
      words =
        "Training stopped after epoch \(last.epoch); the parameters of epoch \(record.bestEpoch) were kept."
    } else if record.end == .interrupted {
      words = "Training was interrupted after epoch \(record.epochs.last?.epoch ?? 0)."
    }
    return .init(view: .curves, panels: epochFigures.panels(), words: words)
  }

  private var table: TrainingReport.Section {
    let figures = epochFigures
    return .init(
      view: .table,
      panels: Panels(title: "Training, epoch by epoch", pictures: [], data: figures.table()),
      words: ""
    )
  }

  // MARK: Histograms

  /// The most layers and epochs that have histograms.
  private static let histogramLimits = (layers: 8, epochs: 4)

  private var histograms: TrainingReport.Section? {
    // Of a training that went on from a saved one, the figures of layers begin there.
    let epochs = result.record.epochs.filter { !$0.layers.isEmpty }
    guard let first = epochs.first else { return nil }
    let limits = ReportMaker.histogramLimits
    // Epochs 0 and 1, where most happens, and others at even distances to the last.
    var places: [Int] = []
    for place in [0, 1, epochs.count / 3, epochs.count - 1].prefix(limits.epochs)
    where place < epochs.count && place > (places.last ?? -1) {
      places.append(place)
    }
    let shown = places.map { epochs[$0] }
    let layers = ReportMaker.thinned(Array(first.layers.indices), to: limits.layers)
    let panels = LayerHistograms(
      epochs: shown.map { $0.epoch },
      layers: layers.map { layer in
        .init(
          name: first.layers[layer].name,
          activations: shown.map { Histogram($0.layers[layer].activations) },
          gradients: shown.map { Histogram($0.layers[layer].gradients) }
        )
      }
    ).panels()
    return .init(view: .histograms, panels: panels, words: "")
  }

  // MARK: The last hidden layer

  private func hidden() throws(TrainingMistake) -> TrainingReport.Section? {
    // Few samples show little: then all are taken.
    let (own, ownName) = reported
    let isEnough = own.count >= 100
    let all = isEnough ? own : data.training + data.validation + data.test
    let name = isEnough ? ownName : "samples"
    let rows = ReportMaker.thinned(all, to: HiddenPlane.sampleLimit)
    guard !rows.isEmpty, let values = try probe(rows).values(of: form.hidden) else { return nil }
    let width = values.count / rows.count
    let numbers = values.map { Double($0) }
    let principal = PrincipalDirections(numbers, columns: width, count: 2)
    guard !principal.directions.isEmpty else { return nil }
    let classes = data.set.targets.classIndices
    let samples = rows.enumerated().map { index, row in
      let numbers = numbers[index * width..<(index + 1) * width]
      return DecisionFields.Sample(
        principal.place(numbers, along: 0),
        principal.place(numbers, along: 1),
        group: classes?[row] ?? 0
      )
    }
    let shares = principal.shares.count > 1 ? principal.shares : principal.shares + [0]
    let plane = HiddenPlane(
      layer: form.hidden,
      units: width,
      samples: samples,
      classNames: classNames,
      shares: shares
    )
    let together = Int((100 * shares.reduce(0, +)).rounded())
    return .init(
      view: .hidden,
      panels: plane.panels(),
      words:
        "\(rows.count) \(name) as the last layer sees them: the two directions hold \(together) % "
        + "of the variance of the \(width) numbers of \(form.hidden)."
    )
  }
}

extension Histogram {
  /// Many numbers, summed up.
  init(_ summary: NumberSummary) {
    self.init(
      least: summary.least,
      largest: summary.largest,
      bins: summary.bins,
      mean: summary.mean,
      deviation: summary.deviation,
      zeros: summary.zeros
    )
  }
}
