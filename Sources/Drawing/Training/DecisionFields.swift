/// What a net says over the plane of two features, at a few moments of its training, with samples on top.
///
/// Areas of different classes have different tints and a line between them; samples have different marks. For
/// two classes the tint deepens with the probability of the second one.
public struct DecisionFields: Equatable, Sendable {
  /// The net's answers at one moment.
  public struct Moment: Equatable, Sendable {
    /// After how many epochs.
    public var epoch: Int
    /// For every point of the grid a number for each class, the largest of which wins; for two classes one
    /// number suffices, the probability of the second.
    ///
    /// Row by row from the lowest, from left to right.
    public var scores: [Double]
    /// The share of samples that are right; nil to say nothing of it.
    public var metric: Double?

    /// Puts a moment together.
    public init(epoch: Int, scores: [Double], metric: Double? = nil) {
      self.epoch = epoch
      self.scores = scores
      self.metric = metric
    }
  }

  /// A sample on the plane.
  public struct Sample: Equatable, Sendable {
    /// Its first feature.
    public var x: Double
    /// Its second feature.
    public var y: Double
    /// The index of its class.
    public var group: Int

    /// Makes a sample.
    public init(_ x: Double, _ y: Double, group: Int) {
      self.x = x
      self.y = y
      self.group = group
    }
  }

  /// What the first feature is called.
  public var horizontalName: String
  /// What the second feature is called.
  public var verticalName: String
  /// From where to where the grid goes.
  public var horizontal: ClosedRange<Double>
  /// From where to where it goes upwards.
  public var vertical: ClosedRange<Double>
  /// How many points are in a row of the grid, and in a column.
  public var side: Int
  /// What the classes are called.
  public var classNames: [String]
  /// What the net says, in order.
  public var moments: [Moment]
  /// The samples; of very many only the first are drawn.
  public var samples: [Sample]

  /// Puts fields together.
  public init(
    horizontalName: String,
    verticalName: String,
    horizontal: ClosedRange<Double>,
    vertical: ClosedRange<Double>,
    side: Int,
    classNames: [String],
    moments: [Moment],
    samples: [Sample]
  ) {
    self.horizontalName = horizontalName
    self.verticalName = verticalName
    self.horizontal = horizontal
    self.vertical = vertical
    self.side = side
    self.classNames = classNames
    self.moments = moments
    self.samples = samples
  }

  /// The most samples that are drawn.
  public static let sampleLimit = 240

  /// A picture for each moment, and a table of how large a share of the plane each class has.
  public func panels() -> Panels {
    Panels(
      title: "What the net says over the plane",
      pictures: moments.map { picture($0) },
      data: table()
    )
  }

  // MARK: Areas

  /// For every class how much it is ahead of the best of the others, at every point of the grid.
  private func margins(_ moment: Moment) -> [[Double]] {
    let count = side * side
    if moment.scores.count == count {
      return [moment.scores.map { 0.5 - $0 }, moment.scores.map { $0 - 0.5 }]
    }
    let classes = classNames.count
    guard classes > 0, moment.scores.count == count * classes else { return [] }
    var margins = [[Double]](repeating: [Double](repeating: 0, count: count), count: classes)
    for point in 0..<count {
      let scores = moment.scores[point * classes..<(point + 1) * classes]
      for (index, score) in scores.enumerated() {
        var best = -Double.infinity
        for (other, rival) in scores.enumerated() where other != index { best = max(best, rival) }
        margins[index][point] = score - best
      }
    }
    return margins
  }

  private static let tints = [0, 0.14, 0.28, 0.07, 0.21]

  private func picture(_ moment: Moment) -> Picture {
    var title = "Epoch \(moment.epoch)"
    if let metric = moment.metric {
      title += ", \(PlotDescription.number((1000 * metric).rounded() / 10)) % right"
    }
    let plot = Plot(
      title: title,
      horizontal: .init(title: [.init(horizontalName)], range: horizontal),
      vertical: .init(title: [.init(verticalName)], range: vertical),
      width: 172,
      height: 172
    )
    let frame = PlotFrame(plot)
    var picture = plot.picture()
    var ground: [Picture.Element] = []
    var borders: [Picture.Segment] = []
    let margins = margins(moment)
    if moment.scores.count == side * side {
      for level in [0.1, 0.3, 0.5, 0.7, 0.9] {
        guard let field = Contours(moment.scores, columns: side, rows: side, in: frame) else {
          break
        }
        let area = field.area(from: level)
        if !area.isEmpty { ground.append(.shade(area, role: .ink, strength: 0.07)) }
        if level == 0.5 { borders = field.lines(at: level) }
      }
    } else {
      for (index, margin) in margins.enumerated() {
        guard let field = Contours(margin, columns: side, rows: side, in: frame) else { break }
        let area = field.area(from: 0)
        let tint = Self.tints[index % Self.tints.count]
        if !area.isEmpty, tint > 0 { ground.append(.shade(area, role: .ink, strength: tint)) }
        borders += field.lines(at: 0)
      }
    }
    if !borders.isEmpty { ground.append(.marks(borders, role: .ink, width: 1.8)) }
    // Above the grid, under the axes.
    picture.elements.insert(contentsOf: ground, at: min(1, picture.elements.count))
    for index in classNames.indices {
      let places = samples.prefix(Self.sampleLimit).filter { $0.group == index }
        .map { frame.place(.init($0.x, $0.y)) }.filter { frame.contains($0) }
      picture.elements += ClassMarks.elements(ofClass: index, named: classNames, at: places)
    }
    let key = ClassMarks.key(
      classNames,
      left: frame.left,
      top: picture.height,
      width: max(150, picture.width - frame.left)
    )
    picture.elements += key.elements
    picture.height += key.height
    picture.description += " " + sentence(margins)
    return picture
  }

  // MARK: In words

  /// The share of the plane that each class has; of several as good ones the first.
  private func shares(_ margins: [[Double]]) -> [Double] {
    var counts = [Int](repeating: 0, count: margins.count)
    let points = margins.first?.count ?? 0
    for point in 0..<points {
      if let winner = margins.firstIndex(where: { $0[point] >= 0 }) { counts[winner] += 1 }
    }
    return counts.map { Double($0) / Double(max(1, points)) }
  }

  private func sentence(_ margins: [[Double]]) -> String {
    let shares = shares(margins)
    let parts = zip(classNames, shares).map { name, share in
      "\(name) \(Int((100 * share).rounded())) %"
    }
    return "Shares of the plane: " + parts.joined(", ") + ". "
      + "\(min(samples.count, Self.sampleLimit)) samples are drawn on it."
  }

  private func table() -> DataTable {
    let heads: [DataTable.Cell] = [.text("epoch", isNumeric: true)]
    let hasMetric = moments.contains { $0.metric != nil }
    let shown = classNames.prefix(10)
    return DataTable(
      columns: heads + (hasMetric ? [.text("share right", isNumeric: true)] : [])
        + shown.map { .text("plane of \($0)", isNumeric: true) },
      rows: moments.map { moment in
        [.count(moment.epoch)] + (hasMetric ? [.figure(moment.metric)] : [])
          + shares(margins(moment)).prefix(10).map { .figure(($0 * 1000).rounded() / 1000) }
      }
    )
  }
}
