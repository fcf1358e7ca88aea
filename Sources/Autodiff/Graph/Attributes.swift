/// What an operation is told besides its operands; each operation uses the part that it needs.
public struct Attributes: Equatable, Sendable {
  /// The operation's number: a slope, an alpha, a lower bound, a temperature, a delta.
  public var first = 0.0
  /// A second number: an upper bound.
  public var second = 0.0
  /// The axes it works along, counted from 0 and in order; nil for all.
  public var axes: [Int]?
  /// Whether reduced axes stay with length 1.
  public var keepsAxes = false
  /// The shape asked for.
  public var shape: [Int] = []
  /// What an index takes of each axis.
  public var selections: [Selection] = []
  /// How a loss makes one number of many.
  public var reduction = Reduction.mean
  /// What the operands of a gate on scalars make up together; nil for every other operation.
  public var gathering: Gathering?
  /// A factor for each operand of a weighted sum of scalars; empty where each counts once.
  public var weights: [Double] = []

  /// Nothing special.
  public init() {}

  /// A loss's way from many numbers to one.
  public enum Reduction: String, Sendable, CaseIterable {
    /// The average.
    case mean
    /// The total.
    case sum
    /// All of them stay.
    case none
  }

  /// Tensors that are made up of the operands of a gate on scalars, and the element of the result that
  /// is the gate's value.
  public struct Gathering: Equatable, Sendable {
    /// The tensors' shapes, in order; their elements are the operands.
    public var shapes: [Shape]
    /// The element of the result.
    public var element: Int
    /// The axes that the operation works along; nil for all.
    public var axes: [Int]?

    /// Makes a gathering.
    public init(shapes: [Shape], element: Int = 0, axes: [Int]? = nil) {
      self.shapes = shapes
      self.element = element
      self.axes = axes
    }
  }

  /// What is taken of one axis.
  public struct Selection: Equatable, Sendable {
    /// The first place taken, from 0.
    public var start: Int
    /// How many are taken.
    public var count: Int
    /// Whether the axis vanishes, as with a single index.
    public var dropsAxis: Bool

    /// Makes a selection.
    public init(start: Int, count: Int, dropsAxis: Bool) {
      self.start = start
      self.count = count
      self.dropsAxis = dropsAxis
    }
  }
}
