/// What a hidden layer makes of samples, seen from the side from which they spread most: its outputs on their
/// first two principal directions.
public struct HiddenPlane: Equatable, Sendable {
  /// What the layer is called: `h2`.
  public var layer: String
  /// How many numbers the layer gives out.
  public var units: Int
  /// The samples.
  public var samples: [DecisionFields.Sample]
  /// What the classes are called.
  public var classNames: [String]
  /// The share of the whole variance along each of the two directions.
  public var shares: [Double]

  /// Puts a picture together.
  public init(
    layer: String,
    units: Int,
    samples: [DecisionFields.Sample],
    classNames: [String],
    shares: [Double]
  ) {
    self.layer = layer
    self.units = units
    self.samples = samples
    self.classNames = classNames
    self.shares = shares
  }

  /// The most samples that are drawn.
  public static let sampleLimit = 400

  /// The picture, and a table of where the middle of each class is.
  public func panels() -> Panels {
    let shown = samples.prefix(Self.sampleLimit)
    let plot = Plot(
      title: "The \(units) numbers of \(layer) on two directions",
      horizontal: .init(title: [.init(axis("first", 0))], range: Self.range(shown.map { $0.x })),
      vertical: .init(title: [.init(axis("second", 1))], range: Self.range(shown.map { $0.y })),
      width: 400,
      height: 320
    )
    let frame = PlotFrame(plot)
    var picture = plot.picture()
    let groups = max(classNames.count, 1)
    for index in 0..<groups {
      let places = shown.filter { $0.group == index || classNames.isEmpty }
        .map { frame.place(.init($0.x, $0.y)) }.filter { frame.contains($0) }
      picture.elements += ClassMarks.elements(ofClass: index, named: classNames, at: places)
    }
    let key = ClassMarks.key(classNames, left: frame.left, top: picture.height, width: frame.width)
    picture.elements += key.elements
    picture.height += key.height
    picture.description += " \(shown.count) samples of \(classNames.count) classes."
    return Panels(title: picture.title, pictures: [picture], data: table())
  }

  private func axis(_ word: String, _ index: Int) -> String {
    guard index < shares.count, shares[index].isFinite else { return "\(word) direction" }
    return "\(word) direction, \(Int((100 * shares[index]).rounded())) %"
  }

  private func table() -> DataTable {
    let rows = classNames.enumerated().prefix(40).map { index, name -> [DataTable.Cell] in
      let own = samples.filter { $0.group == index }
      let count = Double(max(1, own.count))
      let middle = own.reduce((0.0, 0.0)) { ($0.0 + $1.x / count, $0.1 + $1.y / count) }
      return [
        .text(name), .count(own.count), .figure(own.isEmpty ? nil : middle.0, .value),
        .figure(own.isEmpty ? nil : middle.1, .value),
      ]
    }
    return DataTable(
      columns: [
        .text("class"), .text("samples", isNumeric: true),
        .text("mean, first direction", isNumeric: true),
        .text("mean, second direction", isNumeric: true),
      ],
      rows: Array(rows)
    )
  }

  private static func range(_ numbers: [Double]) -> ClosedRange<Double>? {
    let finite = numbers.filter { abs($0) < 1e100 }
    guard let least = finite.min(), let most = finite.max(), most > least else { return nil }
    let margin = 0.05 * (most - least)
    return (least - margin)...(most + margin)
  }
}
