/// What a diagram shows of a graph: boxes, arrows and frames, before anything has a place.
public struct DiagramGraph: Equatable, Sendable {
  /// What a node is drawn as.
  public enum Kind: String, Equatable, Sendable {
    /// An input: a circle with its name.
    case input
    /// A parameter: drawn apart from an input.
    case parameter
    /// A target.
    case target
    /// A number written in the program.
    case constant
    /// An operation: its symbol, and its name beside it if it has one.
    case operation
    /// A folded group of nodes: a box with the function's name.
    case folded
  }

  /// A box.
  public struct Node: Equatable, Sendable {
    /// Its number in the graph; names the picture's group `n…`.
    public var id: Int
    /// What it is drawn as.
    public var kind: Kind
    /// The symbol or function name inside an operation: `+`, `σ`, `exp`.
    public var symbol: String
    /// Its name, `w₁` as a `w` and a subscript; empty if it has none.
    public var name: [Picture.Run]
    /// Its value as shown; nil if none is to be shown.
    public var value: String?
    /// Its accumulated gradient as shown, if the reverse pass reached it.
    public var gradient: String?
    /// The innermost frame it stands in.
    public var group: Int?
    /// What it is in words, for the tooltip and for who cannot see it.
    public var title: String

    /// Makes a box.
    public init(
      id: Int,
      kind: Kind,
      symbol: String,
      name: [Picture.Run],
      value: String?,
      gradient: String?,
      group: Int?,
      title: String
    ) {
      self.id = id
      self.kind = kind
      self.symbol = symbol
      self.name = name
      self.value = value
      self.gradient = gradient
      self.group = group
      self.title = title
    }
  }

  /// An arrow from an operand to its consumer.
  public struct Edge: Equatable, Sendable {
    /// The operand.
    public var from: Int
    /// The consumer.
    public var to: Int
    /// Which operand of the consumer; with `to` it names the picture's group `e<to>.<slot>`.
    public var slot: Int
    /// The value that flows forward, as shown above it.
    public var value: String?
    /// The contribution that flows back, as shown below it.
    public var gradient: String?

    /// Makes an arrow.
    public init(from: Int, to: Int, slot: Int, value: String?, gradient: String?) {
      self.from = from
      self.to = to
      self.slot = slot
      self.value = value
      self.gradient = gradient
    }
  }

  /// A frame around nodes that belong together.
  public struct Group: Equatable, Sendable {
    /// Its number.
    public var id: Int
    /// What it is called: `sigmoid`.
    public var label: String
    /// The frame around it.
    public var parent: Int?

    /// Makes a frame.
    public init(id: Int, label: String, parent: Int?) {
      self.id = id
      self.label = label
      self.parent = parent
    }
  }

  /// The boxes, in topological order.
  public var nodes: [Node]
  /// The arrows.
  public var edges: [Edge]
  /// The frames.
  public var groups: [Group]
  /// Nodes that get an arrow leaving the diagram, with value and seed: those without consumer.
  public var outputs: [Int]
  /// What the diagram shows, in a few words.
  public var title: String

  /// Makes a graph to draw.
  public init(nodes: [Node], edges: [Edge], groups: [Group], outputs: [Int], title: String) {
    self.nodes = nodes
    self.edges = edges
    self.groups = groups
    self.outputs = outputs
    self.title = title
  }
}
