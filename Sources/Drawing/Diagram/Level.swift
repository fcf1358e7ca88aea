/// What lies directly inside one frame, or outside all of them: boxes, and the stretches of wires
/// between them.
///
/// A frame inside it counts as one box whose inside is laid out already.
struct Level {
  /// A box.
  struct Item {
    /// What a box is.
    enum Kind: Equatable {
      /// A node of the graph, by its index.
      case node(Int)
      /// A frame, by its container's index.
      case frame(Int)
      /// Where a wire comes into this frame.
      case entrance(wire: Int)
      /// Where a wire leaves this frame.
      case exit(wire: Int)
      /// The arrow at the end of a wire that leaves the diagram, and the name behind it.
      case tip(wire: Int)
      /// The name of the operand, where a wire from far away is not drawn.
      case reference(wire: Int)
    }

    var kind: Kind
    /// Room from side to side.
    var width: Double
    /// Room above the line on which its wires come in.
    var up: Double
    /// Room below it.
    var down: Double
    /// The outline of a node.
    var figure: NodeFigure?
    /// Of a frame: how far below its line a wire goes in or out.
    var entrances: [Int: Double] = [:]
    var exits: [Int: Double] = [:]
  }

  /// A stretch of a wire between two boxes.
  struct Stretch {
    /// Which wire.
    var wire: Int
    /// The box on the operand's side.
    var from: Int
    /// The box on the consumer's side.
    var to: Int
    /// The labels to be written at it.
    var label: WireLabel?
    /// Its place among the operands of a consumer.
    var slot: Int
    /// What the operand is called, where its wire is not drawn.
    var operandName: [Picture.Run] = []
  }

  var items: [Item]
  var stretches: [Stretch]
}

/// Value and gradient of a wire.
struct WireLabel {
  var value: LabelBlock?
  var gradient: LabelBlock?

  /// Room from side to side.
  var width: Double { max(value?.width ?? 0, gradient?.width ?? 0) }
  /// Room above the wire.
  var up: Double { value.map { $0.height + DiagramStyle.wireGap } ?? 0 }
  /// Room below the wire.
  var down: Double { gradient.map { $0.height + DiagramStyle.wireGap } ?? 0 }
}

/// Where everything of a level is, from its left top corner.
struct PlacedLevel {
  /// The room that it takes.
  var width: Double
  var height: Double
  /// The middle of each box, on the line where its wires come in; of the level's items, then of
  /// references that had to be added.
  var items: [(kind: Level.Item.Kind, center: Picture.Point)]
  /// The course of each wire in it, by wire.
  var paths: [(wire: Int, segments: [Picture.Segment])]
  /// The middle of the label of a wire, on the wire.
  var labels: [(wire: Int, point: Picture.Point)]
  /// How far below the top the wires come in and go out.
  var entrances: [Int: Double]
  var exits: [Int: Double]
}
