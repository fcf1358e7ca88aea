/// Functions, points and straight lines over two axes, as data; ``picture()`` draws them.
///
/// What is not finite is not drawn. Curves are told apart by dash and weight and named at their right
/// end; the two colours of values and gradients are used only where a role says so.
public struct Plot: Equatable, Sendable {
  /// An axis.
  public struct Axis: Equatable, Sendable {
    /// What it shows: `x` and a subscript `1`.
    public var title: [Picture.Run]
    /// From where to where it goes; nil for as far as needed.
    public var range: ClosedRange<Double>?
    /// Whether equal factors are equally long; only for the vertical axis.
    ///
    /// What is not above 0 is not drawn.
    public var isLogarithmic: Bool

    /// Makes an axis.
    public init(
      title: [Picture.Run] = [],
      range: ClosedRange<Double>? = nil,
      isLogarithmic: Bool = false
    ) {
      self.title = title
      self.range = range
      self.isLogarithmic = isLogarithmic
    }
  }

  /// A pair of numbers.
  public struct Sample: Equatable, Sendable {
    /// Along the horizontal axis.
    public var x: Double
    /// Along the vertical axis.
    public var y: Double

    /// Makes a pair.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A function, as many of its values as make it look smooth.
  public struct Curve: Equatable, Sendable {
    /// What stands at its end.
    public var name: [Picture.Run]
    /// Its values in the order in which they are joined.
    ///
    /// The line is interrupted where a value is not finite and where the function jumps.
    public var samples: [Sample]
    /// How it looks; nil for the next of the series.
    public var role: Picture.Role?
    /// Whether neighbours are joined however far apart they are: figures that were measured, not the values of
    /// a function that may jump.
    public var isMeasured: Bool

    /// Makes a curve.
    public init(
      name: [Picture.Run],
      samples: [Sample],
      role: Picture.Role? = nil,
      isMeasured: Bool = false
    ) {
      self.name = name
      self.samples = samples
      self.role = role
      self.isMeasured = isMeasured
    }
  }

  /// What a point looks like.
  public enum Mark: String, Equatable, Sendable {
    /// A disc.
    case filled
    /// A ring.
    case hollow
    /// A plus sign in a ring: a positive example.
    case plus
    /// A minus sign in a ring: a negative example.
    case minus
    /// A cross.
    case cross
  }

  /// A point.
  public struct Point: Equatable, Sendable {
    /// Where it is.
    public var at: Sample
    /// What it looks like.
    public var mark: Mark
    /// What stands beside it; may be empty.
    public var label: [Picture.Run]
    /// What it means.
    public var role: Picture.Role

    /// Makes a point.
    public init(
      _ at: Sample,
      mark: Mark = .filled,
      label: [Picture.Run] = [],
      role: Picture.Role = .ink
    ) {
      self.at = at
      self.mark = mark
      self.label = label
      self.role = role
    }
  }

  /// The straight line w₁x + w₂y + b = 0.
  public struct Line: Equatable, Sendable {
    /// The factor of the horizontal coordinate.
    public var w1: Double
    /// The factor of the vertical coordinate.
    public var w2: Double
    /// What is added.
    public var b: Double
    /// What stands beside it; may be empty.
    public var label: [Picture.Run]
    /// Whether the side where w₁x + w₂y + b > 0 is hatched.
    public var hatchesPositiveSide: Bool
    /// Whether the arrow of (w₁, w₂) stands on it.
    public var showsNormal: Bool
    /// Drawn dashed and faint: a line that was or is to be compared with.
    public var isFaint: Bool

    /// Makes a line.
    ///
    /// With w₁ = w₂ = 0 there is none.
    public init(
      w1: Double,
      w2: Double,
      b: Double,
      label: [Picture.Run] = [],
      hatchesPositiveSide: Bool = false,
      showsNormal: Bool = false,
      isFaint: Bool = false
    ) {
      self.w1 = w1
      self.w2 = w2
      self.b = b
      self.label = label
      self.hatchesPositiveSide = hatchesPositiveSide
      self.showsNormal = showsNormal
      self.isFaint = isFaint
    }
  }

  /// What is seen, in a few words.
  public var title: String
  /// From left to right.
  public var horizontal: Axis
  /// From bottom to top.
  public var vertical: Axis
  /// The functions.
  public var curves: [Curve]
  /// The points, drawn on top.
  public var points: [Point]
  /// The straight lines.
  public var lines: [Line]
  /// Whether a unit is as long on both axes, so that right angles are right.
  public var hasEqualUnits: Bool
  /// The width of the field inside the axes, in points.
  public var width: Double
  /// The height of the field inside the axes, in points; with equal units it follows from the width.
  public var height: Double

  /// Makes a plot.
  public init(
    title: String,
    horizontal: Axis,
    vertical: Axis,
    curves: [Curve] = [],
    points: [Point] = [],
    lines: [Line] = [],
    hasEqualUnits: Bool = false,
    width: Double = 440,
    height: Double = 280
  ) {
    self.title = title
    self.horizontal = horizontal
    self.vertical = vertical
    self.curves = curves
    self.points = points
    self.lines = lines
    self.hasEqualUnits = hasEqualUnits
    self.width = width
    self.height = height
  }
}
