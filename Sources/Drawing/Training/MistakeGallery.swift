/// The samples that a net was surest and wrong about.
public struct MistakeGallery: Equatable, Sendable {
  /// A sample, what it is, and what it was taken for.
  public struct Mistake: Equatable, Sendable {
    /// Its row in the data, from 1.
    public var row: Int
    /// The name of its class.
    public var truth: String
    /// The name of the class that it was taken for.
    public var predicted: String
    /// The probability that the net gives the latter.
    public var probability: Double
    /// The probability that it gives the right class.
    public var truthProbability: Double
    /// What the net sees: the grey numbers of an image, or features.
    public var features: [Double]

    /// Puts a mistake together.
    public init(
      row: Int,
      truth: String,
      predicted: String,
      probability: Double,
      truthProbability: Double,
      features: [Double]
    ) {
      self.row = row
      self.truth = truth
      self.predicted = predicted
      self.probability = probability
      self.truthProbability = truthProbability
      self.features = features
    }
  }

  /// The mistakes, the worst first.
  public var mistakes: [Mistake]
  /// What the features are called, for those that are no images.
  public var featureNames: [String]
  /// How high and wide images are; nil for samples that are none.
  public var image: ImageSize?

  /// Rows and columns of an image.
  public struct ImageSize: Equatable, Sendable {
    /// How many rows of grey numbers it has.
    public var height: Int
    /// How many are in a row.
    public var width: Int

    /// Makes a size.
    public init(height: Int, width: Int) {
      self.height = height
      self.width = width
    }
  }

  /// Puts a gallery together.
  public init(mistakes: [Mistake], featureNames: [String], image: ImageSize?) {
    self.mistakes = mistakes
    self.featureNames = featureNames
    self.image = image
  }

  /// The most features of a sample that stand in the table.
  private static let featureLimit = 6

  /// A picture of each image, and the table; of other samples the table alone.
  public func panels() -> Panels {
    var pictures: [Picture] = []
    if let image {
      pictures = mistakes.map { mistake in
        let sure = Self.percent(mistake.probability)
        return GreyImage(
          values: mistake.features,
          height: image.height,
          width: image.width,
          title: "\(mistake.truth) taken for \(mistake.predicted), \(sure)",
          description:
            "Row \(mistake.row), class \(mistake.truth). The net says \(mistake.predicted) with "
            + "probability \(sure), and \(mistake.truth) with \(Self.percent(mistake.truthProbability))."
        ).picture()
      }
    }
    return Panels(title: "The surest mistakes", pictures: pictures, data: table())
  }

  private func table() -> DataTable {
    let names = image == nil ? Array(featureNames.prefix(Self.featureLimit)) : []
    var heads: [DataTable.Cell] = [
      .text("row", isNumeric: true), .text("true"), .text("predicted"),
      .text("probability", isNumeric: true), .text("of the true class", isNumeric: true),
    ]
    heads += names.map { .text($0, isNumeric: true) }
    return DataTable(
      columns: heads,
      rows: mistakes.map { mistake in
        [
          .count(mistake.row), .text(mistake.truth), .text(mistake.predicted),
          .figure(mistake.probability), .figure(mistake.truthProbability),
        ] + names.indices.map { .figure($0 < mistake.features.count ? mistake.features[$0] : nil) }
      }
    )
  }

  /// A share in percent, to a tenth: `99.8 %`.
  private static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "NaN" }
    return PlotDescription.number((share * 1000).rounded() / 10) + " %"
  }
}

/// An image of grey numbers, drawn as ink on paper: the largest number is full ink, the least none.
struct GreyImage {
  /// The numbers, row by row from the top.
  var values: [Double]
  var height: Int
  var width: Int
  var title: String
  var description: String

  /// How strong the ink is in each step, and from which share on.
  private static let steps = [(0.1, 0.18), (0.3, 0.4), (0.5, 0.62), (0.7, 0.82), (0.9, 1)]

  func picture() -> Picture {
    let side = Double(max(height, width, 1))
    // Whole points for a cell, so that no seams are seen between rows.
    let cell = max(side > 84 ? 84 / side : 1, (84 / side).rounded(.down))
    let (left, top) = (8.0, 8.0)
    var elements: [Picture.Element] = []
    let finite = values.filter { $0.isFinite }
    if let least = finite.min(), let most = finite.max(), most > least,
      values.count == width * height
    {
      var reached = 0.0
      for (share, strength) in Self.steps {
        let area = runs(from: least + share * (most - least), cell, left, top)
        if !area.isEmpty {
          let added = (strength - reached) / (1 - reached)
          elements.append(.shade(area, role: .ink, strength: added))
        }
        reached = strength
      }
    }
    let (w, h) = (Double(width) * cell, Double(height) * cell)
    let frame: [Picture.Segment] = [
      .move(.init(left - 2, top - 2)), .line(.init(left + w + 2, top - 2)),
      .line(.init(left + w + 2, top + h + 2)), .line(.init(left - 2, top + h + 2)), .close,
    ]
    elements.append(.marks(frame, role: .grid, width: 1))
    return Picture(
      width: w + 2 * left,
      height: h + 2 * top,
      title: title,
      description: description,
      elements: elements
    )
  }

  /// The cells with at least that number; neighbours in a row are one rectangle.
  private func runs(
    from level: Double,
    _ cell: Double,
    _ left: Double,
    _ top: Double
  ) -> [Picture.Segment] {
    var segments: [Picture.Segment] = []
    for row in 0..<height {
      var column = 0
      while column < width {
        guard values[row * width + column] >= level else {
          column += 1
          continue
        }
        let start = column
        while column < width, values[row * width + column] >= level { column += 1 }
        let (x, y) = (left + Double(start) * cell, top + Double(row) * cell)
        let right = left + Double(column) * cell
        segments += [
          .move(.init(x, y)), .line(.init(right, y)), .line(.init(right, y + cell)),
          .line(.init(x, y + cell)), .close,
        ]
      }
    }
    return segments
  }
}
