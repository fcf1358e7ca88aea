/// The plane of two inputs with its examples and the line that parts them: a picture for each change of
/// a threshold unit's weights.
public struct PlanePicture: Equatable, Sendable {
  /// An input pattern and the side on which it belongs.
  public struct Example: Equatable, Sendable {
    /// The first input.
    public var x1: Double
    /// The second input.
    public var x2: Double
    /// Whether its target is the upper one.
    public var isPositive: Bool

    /// Makes an example.
    public init(_ x1: Double, _ x2: Double, isPositive: Bool) {
      self.x1 = x1
      self.x2 = x2
      self.isPositive = isPositive
    }
  }

  /// What is seen, in a few words.
  public var title: String
  /// The examples, at most one at a place.
  public var examples: [Example]
  /// The weight of the first input.
  public var w1: Double
  /// The weight of the second input.
  public var w2: Double
  /// The bias.
  public var b: Double
  /// What the axes are called.
  public var names: (horizontal: [Picture.Run], vertical: [Picture.Run]) {
    get { (horizontalName, verticalName) }
    set { (horizontalName, verticalName) = newValue }
  }

  private var horizontalName = [Picture.Run("x"), Picture.Run("1", level: -1)]
  private var verticalName = [Picture.Run("x"), Picture.Run("2", level: -1)]

  /// Makes a picture of the line w₁x₁ + w₂x₂ + b = 0 among examples.
  public init(title: String, examples: [Example], w1: Double, w2: Double, b: Double) {
    self.title = title
    self.examples = examples
    self.w1 = w1
    self.w2 = w2
    self.b = b
  }

  /// The drawing: positive examples as plus signs, negative ones as minus signs, the line with its
  /// positive side hatched and its weight vector as an arrow.
  ///
  /// Where both weights are 0 there is no line.
  public func picture() -> Picture {
    let finite = examples.filter { abs($0.x1) < 1e100 && abs($0.x2) < 1e100 }
    let line = Plot.Line(
      w1: w1,
      w2: w2,
      b: b,
      hatchesPositiveSide: true,
      showsNormal: true
    )
    let hasLine = w1 != 0 || w2 != 0
    return Plot(
      title: title,
      horizontal: .init(title: horizontalName, range: Self.range(finite.map { $0.x1 })),
      vertical: .init(title: verticalName, range: Self.range(finite.map { $0.x2 })),
      points: finite.map {
        Plot.Point(.init($0.x1, $0.x2), mark: $0.isPositive ? .plus : .minus)
      },
      lines: hasLine ? [line] : [],
      hasEqualUnits: true,
      width: 180,
      height: 180
    ).picture()
  }

  /// The examples and half as much again around them.
  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    guard let low = values.min(), let high = values.max(), high > low else {
      let middle = values.first ?? 0
      return (middle - 1)...(middle + 1)
    }
    let margin = 0.5 * (high - low)
    return (low - margin)...(high + margin)
  }
}
