/// The measures of a diagram, in points.
enum DiagramStyle {
  /// Letters of values and gradients.
  static let labelSize = 15.0
  /// Letters of names.
  static let nameSize = 17.0
  /// A sign such as `+` inside a node.
  static let signSize = 20.0
  /// The name of a function inside a node.
  static let wordSize = 15.0
  /// The name of a frame.
  static let frameSize = 13.0

  /// The radius of a node with a sign.
  static let radius = 18.0
  /// The radius of a leaf, and of a node with a short word.
  static let leafRadius = 19.0
  /// The dot of a constant.
  static let dotRadius = 4.5
  /// Half the height of a box.
  static let boxHalf = 17.0
  /// The height of a line of numbers with its ground.
  static let lineHeight = 22.0
  /// The distance of rows in a matrix.
  static let rowHeight = 19.0
  /// Between a wire and the ground of its labels.
  static let wireGap = 4.0
  /// What a label may be wide before less of it is shown.
  static let labelLimit = 250.0
  /// What a name or symbol may be wide before it is cut.
  static let nameLimit = 220.0

  /// Around the whole drawing.
  static let margin = 12.0
  /// What a diagram is widened to if it is narrower and there is something to widen.
  static let airyWidth = 540.0
  /// Inside a frame, at its sides and below.
  static let framePadding = 12.0
  /// Inside a frame, for its name.
  static let frameHead = 26.0

  /// A wire.
  static let edgeWidth = 1.4
}
