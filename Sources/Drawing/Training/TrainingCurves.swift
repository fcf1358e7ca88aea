/// Loss and metric by epoch, of the samples that are trained on and of those that are held back.
public struct TrainingCurves: Equatable, Sendable {
  /// Where training stands after an epoch.
  public struct Epoch: Equatable, Sendable {
    /// Which one; 0 before the first step.
    public var epoch: Int
    /// The learning rate.
    public var rate: Double
    /// The mean loss of the training part.
    public var loss: Double
    /// That of the validation part; nil where there is none.
    public var validationLoss: Double?
    /// The metric of the training part; nil where there is none.
    public var metric: Double?
    /// That of the validation part.
    public var validationMetric: Double?

    /// Puts the figures of an epoch together.
    public init(
      epoch: Int,
      rate: Double,
      loss: Double,
      validationLoss: Double? = nil,
      metric: Double? = nil,
      validationMetric: Double? = nil
    ) {
      self.epoch = epoch
      self.rate = rate
      self.loss = loss
      self.validationLoss = validationLoss
      self.metric = metric
      self.validationMetric = validationMetric
    }
  }

  /// The epochs, in order.
  public var epochs: [Epoch]
  /// What the metric is called: `accuracy`.
  public var metricName: String
  /// The epoch whose parameters were kept; nil for none to point out.
  public var bestEpoch: Int?

  /// Makes curves.
  public init(epochs: [Epoch], metricName: String, bestEpoch: Int? = nil) {
    self.epochs = epochs
    self.metricName = metricName
    self.bestEpoch = bestEpoch
  }

  /// The figures of every epoch; of many epochs those at even distances, and the best.
  public func table(rows limit: Int = 40) -> DataTable {
    let best = bestEpoch.flatMap { best in epochs.firstIndex { $0.epoch == best } }
    let places = Thinning.places(of: epochs.count, limit: limit, keeping: best)
    let hasMetric = epochs.contains { $0.metric != nil }
    let hasValidation = epochs.contains { $0.validationLoss != nil }
    let hasValidationMetric = epochs.contains { $0.validationMetric != nil }
    var heads: [DataTable.Cell] = [.text("epoch", isNumeric: true), .text("loss", isNumeric: true)]
    if hasMetric { heads.append(.text(metricName, isNumeric: true)) }
    if hasValidation { heads.append(.text("validation loss", isNumeric: true)) }
    if hasValidationMetric { heads.append(.text("validation \(metricName)", isNumeric: true)) }
    heads.append(.text("learning rate", isNumeric: true))
    let rows = places.map { place -> [DataTable.Cell] in
      let epoch = epochs[place]
      var row: [DataTable.Cell] = [.count(epoch.epoch), .figure(epoch.loss)]
      if hasMetric { row.append(.figure(epoch.metric)) }
      if hasValidation { row.append(.figure(epoch.validationLoss)) }
      if hasValidationMetric { row.append(.figure(epoch.validationMetric)) }
      return row + [.figure(epoch.rate)]
    }
    let marked = best.flatMap { places.firstIndex(of: $0) }
    return DataTable(columns: heads, rows: rows, markedRows: marked.map { [$0] } ?? [])
  }

  /// A picture of the loss and one of the metric, where there is one.
  public func panels() -> Panels {
    var pictures = [
      picture(
        "Loss by epoch",
        axis: "loss",
        training: { $0.loss },
        validation: { $0.validationLoss },
        isLogarithmic: spansDecades
      )
    ]
    if epochs.contains(where: { $0.metric != nil || $0.validationMetric != nil }) {
      pictures.append(
        picture(
          "\(Self.capitalised(metricName)) by epoch",
          axis: metricName,
          training: { $0.metric },
          validation: { $0.validationMetric },
          isLogarithmic: false
        )
      )
    }
    return Panels(title: "Training, epoch by epoch", pictures: pictures, data: table())
  }

  /// Whether the losses are all above 0 and the largest is more than twenty times the least.
  private var spansDecades: Bool {
    let losses = epochs.flatMap { [$0.loss] + ($0.validationLoss.map { [$0] } ?? []) }
    let finite = losses.filter { $0.isFinite }
    guard let least = finite.min(), let most = finite.max() else { return false }
    return least > 0 && most > 20 * least
  }

  private func picture(
    _ title: String,
    axis: String,
    training: (Epoch) -> Double?,
    validation: (Epoch) -> Double?,
    isLogarithmic: Bool
  ) -> Picture {
    let best = bestEpoch.flatMap { best in epochs.firstIndex { $0.epoch == best } }
    let shown = Thinning.places(of: epochs.count, limit: 240, keeping: best).map { epochs[$0] }
    func samples(_ figure: (Epoch) -> Double?) -> [Plot.Sample] {
      shown.compactMap { epoch in figure(epoch).map { .init(Double(epoch.epoch), $0) } }
    }
    let (first, second) = (samples(training), samples(validation))
    var curves: [Plot.Curve] = []
    if !first.isEmpty {
      curves.append(
        .init(name: [.init("training")], samples: first, role: .series0, isMeasured: true)
      )
    }
    if !second.isEmpty {
      curves.append(
        .init(name: [.init("validation")], samples: second, role: .series1, isMeasured: true)
      )
    }
    var lines: [Plot.Line] = []
    var points: [Plot.Point] = []
    var label: (words: String, epoch: Double)?
    if let best, let figure = validation(epochs[best]) ?? training(epochs[best]), epochs.count > 2 {
      let epoch = Double(epochs[best].epoch)
      lines.append(.init(w1: 1, w2: 0, b: -epoch, isFaint: true))
      points.append(.init(.init(epoch, figure)))
      label = ("best: " + PlotDescription.number(figure), epoch)
    }
    let last = Double(epochs.last?.epoch ?? 1)
    let plot = Plot(
      title: title,
      horizontal: .init(title: [.init("epoch")], range: 0...max(last, 1)),
      vertical: .init(
        title: [.init(axis)],
        range: Self.range(first + second, isLogarithmic),
        isLogarithmic: isLogarithmic
      ),
      curves: curves,
      points: points,
      lines: lines,
      width: 270,
      height: 190
    )
    guard let label else { return plot.picture() }
    return Self.labelled(plot, label.words, at: label.epoch)
  }

  /// A plot with words above its field, over a place on the horizontal axis; curves are not covered so.
  private static func labelled(_ plot: Plot, _ words: String, at x: Double) -> Picture {
    let frame = PlotFrame(plot)
    var picture = plot.picture()
    let half = TextWidth.of(words, size: PlotFrame.tickSize, face: .plain) / 2
    // Behind the name of the axis, and inside the picture.
    let name = TextWidth.of(plot.vertical.title, size: PlotFrame.titleSize, face: .name)
    let least = max(frame.left - 4 + name / 2, name + 4) + 16 + half
    let place = frame.place(.init(x, frame.y.lowerBound)).x
    picture.elements.append(
      .text(
        [.init(words)],
        at: .init(min(max(place, least), picture.width - half - 4), frame.top - 11),
        anchor: .middle,
        size: PlotFrame.tickSize,
        face: .plain,
        role: .ink
      )
    )
    return picture
  }

  /// All that is finite and a little room around it.
  private static func range(_ samples: [Plot.Sample], _ isLogarithmic: Bool) -> ClosedRange<Double>?
  {
    let figures = samples.map { $0.y }.filter { abs($0) < 1e100 && (!isLogarithmic || $0 > 0) }
    guard let least = figures.min(), let most = figures.max(), most > least else { return nil }
    if isLogarithmic { return (least / 1.3)...(most * 1.3) }
    let margin = 0.06 * (most - least)
    return (least - margin)...(most + margin)
  }

  private static func capitalised(_ word: String) -> String {
    guard let first = word.unicodeScalars.first, first.isASCII, first.value >= 97,
      first.value <= 122,
      let upper = Unicode.Scalar(first.value - 32)
    else { return word }
    return String(Character(upper)) + word.dropFirst()
  }
}
