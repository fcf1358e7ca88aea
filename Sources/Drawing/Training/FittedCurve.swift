/// What a net says along one feature, among the samples.
public struct FittedCurve: Equatable, Sendable {
  /// The net's answers at one moment.
  public struct Moment: Equatable, Sendable {
    /// After how many epochs.
    public var epoch: Int
    /// The answer at each place.
    public var curve: [Plot.Sample]

    /// Puts a moment together.
    public init(epoch: Int, curve: [Plot.Sample]) {
      self.epoch = epoch
      self.curve = curve
    }
  }

  /// What the feature is called.
  public var feature: String
  /// What is predicted.
  public var target: String
  /// The answers, in order; the last is the result.
  public var moments: [Moment]
  /// The samples that were trained on.
  public var training: [Plot.Sample]
  /// Those that were held back.
  public var heldBack: [Plot.Sample]

  /// Puts a curve among samples.
  public init(
    feature: String,
    target: String,
    moments: [Moment],
    training: [Plot.Sample],
    heldBack: [Plot.Sample]
  ) {
    self.feature = feature
    self.target = target
    self.moments = moments
    self.training = training
    self.heldBack = heldBack
  }

  /// The most samples that are drawn of either kind.
  public static let sampleLimit = 300

  /// The last three moments' curves at most, with the samples.
  public func panels() -> Panels {
    let shown = Thinning.places(of: moments.count, limit: 3).map { moments[$0] }
    let roles: [Picture.Role] = [.series2, .series1, .series0]
    let curves = shown.enumerated().map { index, moment in
      Plot.Curve(
        name: [.init("epoch \(moment.epoch)")],
        samples: moment.curve,
        role: roles[index + roles.count - shown.count],
        isMeasured: true
      )
    }
    let all = training + heldBack
    let plot = Plot(
      title: "\(target) by \(feature)",
      horizontal: .init(title: [.init(feature)], range: nil),
      vertical: .init(title: [.init(target)], range: Self.range(all, moments.last?.curve ?? [])),
      curves: curves,
      width: 420,
      height: 260
    )
    let frame = PlotFrame(plot)
    var picture = plot.picture()
    let names = heldBack.isEmpty ? ["trained on"] : ["trained on", "held back"]
    for (index, samples) in [training, heldBack].enumerated() {
      let places = samples.prefix(Self.sampleLimit).map { frame.place($0) }
        .filter { frame.contains($0) }
      picture.elements += ClassMarks.elements(ofClass: index, named: names, at: places, size: 2.6)
    }
    let key = ClassMarks.key(names, left: frame.left, top: picture.height, width: frame.width)
    picture.elements += key.elements
    picture.height += key.height
    picture.description +=
      " \(training.count) samples were trained on, \(heldBack.count) held back."
    return Panels(title: "The fitted curve", pictures: [picture], data: table(shown))
  }

  private func table(_ shown: [Moment]) -> DataTable {
    let places = Thinning.places(of: shown.last?.curve.count ?? 0, limit: 13)
    let rows = places.map { place -> [DataTable.Cell] in
      [.figure(shown.last?.curve[place].x)]
        + shown.map { moment in
          .figure(place < moment.curve.count ? moment.curve[place].y : nil, .value)
        }
    }
    return DataTable(
      columns: [.text(feature, isNumeric: true)]
        + shown.map { .text("epoch \($0.epoch)", isNumeric: true) },
      rows: rows
    )
  }

  /// What shows the samples and the result.
  private static func range(
    _ samples: [Plot.Sample],
    _ curve: [Plot.Sample]
  ) -> ClosedRange<Double>? {
    let figures = (samples + curve).map { $0.y }.filter { abs($0) < 1e100 }
    guard let least = figures.min(), let most = figures.max(), most > least else { return nil }
    let margin = 0.06 * (most - least)
    return (least - margin)...(most + margin)
  }
}
