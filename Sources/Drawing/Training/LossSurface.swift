/// The loss over a plane of parameters, with the ways that optimisers took.
public struct LossSurface: Equatable, Sendable {
  /// The way of one optimiser.
  public struct Path: Equatable, Sendable {
    /// What it is called: `adam`.
    public var name: String
    /// Where it was, from the start on.
    public var points: [Plot.Sample]
    /// The loss at the end.
    public var loss: Double

    /// Puts a way together.
    public init(name: String, points: [Plot.Sample], loss: Double) {
      self.name = name
      self.points = points
      self.loss = loss
    }
  }

  /// What the axes are: parameters, or directions.
  public var horizontalName: String
  /// That of the other axis.
  public var verticalName: String
  /// From where to where the plane goes.
  public var horizontal: ClosedRange<Double>
  /// From where to where it goes upwards.
  public var vertical: ClosedRange<Double>
  /// How many points are in a row of the grid, and in a column.
  public var side: Int
  /// The loss at every point, row by row from the lowest, from left to right.
  public var losses: [Double]
  /// The ways, at most four to a picture.
  public var paths: [Path]

  /// Puts a surface together.
  public init(
    horizontalName: String,
    verticalName: String,
    horizontal: ClosedRange<Double>,
    vertical: ClosedRange<Double>,
    side: Int,
    losses: [Double],
    paths: [Path]
  ) {
    self.horizontalName = horizontalName
    self.verticalName = verticalName
    self.horizontal = horizontal
    self.vertical = vertical
    self.side = side
    self.losses = losses
    self.paths = paths
  }

  private static let pathsPerPicture = 4
  private static let roles: [Picture.Role] = [.series0, .series1, .series2, .series3]

  /// Pictures of the plane with the ways, and where each ends.
  public func panels() -> Panels {
    let levels = levels
    var pictures: [Picture] = []
    // As many in each picture, as far as it can be.
    let count = max(1, (paths.count + Self.pathsPerPicture - 1) / Self.pathsPerPicture)
    for index in 0..<count {
      let shown = paths[index * paths.count / count..<(index + 1) * paths.count / count]
      pictures.append(picture(Array(shown), levels))
    }
    return Panels(
      title: "The loss over the plane, and ways down",
      pictures: pictures,
      data: table()
    )
  }

  /// Losses that part the plane into nine areas of about one size.
  private var levels: [Double] {
    let sorted = losses.filter { $0.isFinite }.sorted { $0 < $1 }
    guard let least = sorted.first, let most = sorted.last, most > least else { return [] }
    var levels: [Double] = []
    for part in 1...8 {
      let level = sorted[part * (sorted.count - 1) / 9]
      if level > (levels.last ?? least) { levels.append(level) }
    }
    return levels
  }

  private func picture(_ shown: [Path], _ levels: [Double]) -> Picture {
    let names = shown.map { $0.name }.joined(", ")
    let plot = Plot(
      title: shown.isEmpty ? "The loss over the plane" : "The ways of \(names)",
      horizontal: .init(title: [.init(horizontalName)], range: horizontal),
      vertical: .init(title: [.init(verticalName)], range: vertical),
      curves: shown.enumerated().map { index, path in
        .init(
          name: [.init(path.name)],
          samples: path.points,
          role: Self.roles[index],
          isMeasured: true
        )
      },
      width: 270,
      height: 240
    )
    let frame = PlotFrame(plot)
    var thinned = plot
    for index in thinned.curves.indices {
      thinned.curves[index].samples = Self.thinned(thinned.curves[index].samples, frame)
    }
    var picture = thinned.picture()
    var ground: [Picture.Element] = []
    var lines: [Picture.Segment] = []
    if let field = Contours(losses, columns: side, rows: side, in: frame) {
      for level in levels {
        let area = field.area(from: level)
        if !area.isEmpty { ground.append(.shade(area, role: .ink, strength: 0.04)) }
        lines += field.lines(at: level)
      }
    }
    if !lines.isEmpty { ground.append(.marks(lines, role: .faint, width: 0.7)) }
    // Above the grid, under the ways.
    picture.elements.insert(contentsOf: ground, at: min(1, picture.elements.count))
    for path in shown {
      guard let first = path.points.first, let last = path.points.last else { continue }
      let (a, b) = (frame.place(first), frame.place(last))
      if frame.contains(a) { picture.elements.append(.circle(center: a, radius: 4.5, role: .ink)) }
      if frame.contains(b) {
        picture.elements.append(.marks([.move(b), .line(b)], role: .ink, width: 9))
      }
    }
    let note = "level lines at " + levels.map { HistogramGrid.short($0) }.joined(", ")
    picture.elements += Self.note(
      shown.isEmpty ? [note] : ["ring: start, disc: end", note],
      frame,
      &picture
    )
    picture.description +=
      " The stronger the tint, the higher the loss; \(note)."
      + shown.map { " \($0.name) ends at a loss of \(PlotDescription.number($0.loss))." }.joined("")
    return picture
  }

  /// Words under the field, in lines as long as there is room for.
  private static func note(
    _ sentences: [String],
    _ frame: PlotFrame,
    _ picture: inout Picture
  ) -> [Picture.Element] {
    var lines: [String] = []
    for sentence in sentences {
      var line = ""
      for word in sentence.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : line + " " + String(word)
        if TextWidth.of(longer, size: 12, face: .plain) > picture.width - 20, !line.isEmpty {
          lines.append(line)
          line = String(word)
        } else {
          line = longer
        }
      }
      lines.append(line)
    }
    var elements: [Picture.Element] = []
    for line in lines {
      elements.append(
        .text(
          [.init(line)],
          at: .init(10, picture.height + 4),
          anchor: .start,
          size: 12,
          face: .plain,
          role: .faint
        )
      )
      picture.height += 16
    }
    picture.height += 2
    return elements
  }

  /// A way without steps of less than a point and a half, and with at most 300 of them.
  private static func thinned(_ samples: [Plot.Sample], _ frame: PlotFrame) -> [Plot.Sample] {
    var kept: [Plot.Sample] = []
    var last: Picture.Point?
    for (index, sample) in samples.enumerated() {
      let point = frame.place(sample)
      if let last, index + 1 < samples.count, kept.count < 300,
        abs(point.x - last.x) + abs(point.y - last.y) < 1.5
      {
        continue
      }
      guard kept.count < 300 || index + 1 == samples.count else { continue }
      kept.append(sample)
      last = point
    }
    return kept
  }

  private func table() -> DataTable {
    DataTable(
      columns: [
        .text("optimiser"), .text("steps", isNumeric: true),
        .text("loss at the end", isNumeric: true),
        .text("\(horizontalName) at the end", isNumeric: true),
        .text("\(verticalName) at the end", isNumeric: true),
      ],
      rows: paths.map { path in
        [
          .text(path.name), .count(max(0, path.points.count - 1)), .figure(path.loss, .value),
          .figure(path.points.last?.x, .value), .figure(path.points.last?.y, .value),
        ]
      }
    )
  }
}
