/// A drawing as data: shapes with roles instead of colours, laid out in points, origin at the top
/// left.
///
/// The SVG and TikZ writers set it; neither computes a coordinate.
public struct Picture: Equatable, Sendable {
  /// Width of the drawing, in points.
  public var width: Double
  /// Height of the drawing, in points.
  public var height: Double
  /// What is seen, in a few words; the accessible name.
  public var title: String
  /// What is seen, in full sentences, for who cannot see it.
  public var description: String
  /// The shapes, from back to front.
  public var elements: [Element]

  /// Makes a drawing.
  public init(
    width: Double,
    height: Double,
    title: String,
    description: String,
    elements: [Element]
  ) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
    self.elements = elements
  }

  /// What a shape or text means; a theme gives it its colour and weight.
  public enum Role: String, Equatable, Sendable {
    /// Lines and letters of the drawing itself.
    case ink
    /// Less important: grids, axes, constants.
    case faint
    /// What flows forward.
    case value
    /// What flows backward.
    case gradient
    /// The inside of a node.
    case node
    /// An edge between nodes.
    case edge
    /// The frame of a group of nodes.
    case frame
    /// The lines of a plot's grid.
    case grid
    /// The n-th series of a plot; told apart by dash and mark as well as by colour.
    case series0, series1, series2, series3, series4, series5
    /// The ground of a label; seen only while its group is marked.
    case chip
    /// An arrowhead that is seen only while its group is marked in a forward step.
    case forward
    /// An arrowhead that is seen only while its group is marked in a backward step.
    case backward
  }

  /// A point, in points.
  public struct Point: Equatable, Sendable {
    /// Distance from the left.
    public var x: Double
    /// Distance from the top.
    public var y: Double

    /// Makes a point.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// One stroke of a path.
  public enum Segment: Equatable, Sendable {
    /// Starts anew at a point.
    case move(Point)
    /// A straight line to a point.
    case line(Point)
    /// A cubic Bézier curve to `end`.
    case curve(Point, Point, end: Point)
    /// Back to the start.
    case close
  }

  /// Where a text stands with respect to its point.
  public enum Anchor: String, Equatable, Sendable {
    /// The text begins at the point.
    case start
    /// The text is centred on the point.
    case middle
    /// The text ends at the point.
    case end
  }

  /// How the letters of a text look.
  public enum Face: String, Equatable, Sendable {
    /// Names of quantities: serif italics.
    case name
    /// Operation symbols: serif, upright, bold.
    case symbol
    /// Numbers and words: sans-serif.
    case plain
    /// Numbers that matter: sans-serif, bold.
    case strong
  }

  /// A piece of a text: `x₁` is an `x` and a subscript `1`.
  public struct Run: Equatable, Sendable {
    /// The characters.
    public var text: String
    /// −1 for a subscript, 1 for a superscript, 0 for neither.
    public var level: Int

    /// Makes a piece of text.
    public init(_ text: String, level: Int = 0) {
      self.text = text
      self.level = level
    }
  }

  /// A shape.
  public indirect enum Element: Equatable, Sendable {
    /// A line or an area.
    case path([Segment], role: Role, width: Double, filled: Bool, dashed: Bool)
    /// A circle.
    case circle(center: Point, radius: Double, role: Role)
    /// A rectangle, with rounded corners if `corner` is above 0.
    case rectangle(origin: Point, width: Double, height: Double, corner: Double, role: Role)
    /// A text on one line, centred vertically on its point.
    case text([Run], at: Point, anchor: Anchor, size: Double, face: Face, role: Role)
    /// An area in a tint, from 0 for none to 1 for all of the role's colour.
    ///
    /// What is enclosed twice is outside.
    case shade([Segment], role: Role, strength: Double)
    /// Many short strokes, the marks of many points.
    case marks([Segment], role: Role, width: Double)
    /// The same few characters, centred on each of many points.
    case glyphs(String, at: [Point], size: Double, role: Role)
    /// Shapes that belong together. `id` names them for steps to mark, `title` says what they are.
    case group(id: String?, title: String?, [Element])
  }
}
