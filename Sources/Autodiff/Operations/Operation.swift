/// One operation of the closed list: what it is called, what it takes, how its value and its
/// gradient come about, and how both are written.
///
/// Every operation is declared in one place, a `static let` in one of the folders beside this file,
/// and listed once in ``Operation/all``. How it is set in mathematics and said in words stands right
/// behind it, as a ``Setting``, listed in ``Setting/all``: an engine that sets nothing need not hold
/// it. Adding an operation means adding those declarations and those lines.
public final class Operation: Sendable {
  /// Its name in traces and, for functions, in programs: `add`, `sigmoid`.
  public let name: String
  /// Other names under which programs may call it.
  public let aliases: [String]
  /// What a call takes, in order.
  public let arguments: [Argument]
  /// How it is written in a program.
  public let form: Form
  /// For tensors, how the contribution to each operand is written in the notation, with `upstream`
  /// for what arrived: `upstream @ ②.T`; in templates `①` and `②` stand for the operands.
  ///
  /// Empty where the local derivative says it all.
  public let pullbacks: [String]
  /// How its value and its gradient come about.
  let rule: Rule
  /// How it is drawn open: the primitive operations that make the same value.
  let expansion: Expansion?

  /// Builds the open form on `operands` and returns the node of the result.
  typealias Expansion =
    @Sendable (inout GateBuilder, [NodeID], Attributes) throws(GraphError) -> NodeID

  /// What a call takes at one place.
  public enum Argument: Equatable, Sendable {
    /// A node.
    case operand(String)
    /// Any number of nodes, at least one.
    case operands
    /// A number without names in it; stored as the attribute at `slot` 0 or 1.
    case number(String, slot: Int, default: Double?)
    /// An axis.
    case axis(String, default: Int)
    /// An axis, a list of them, or all if left out.
    case axes(String)
    /// `true` or `false`, false if left out: whether reduced axes are kept.
    case keepsAxes(String)
    /// A list of lengths.
    case shape(String)
    /// A whole number, at least 1.
    case count(String)
    /// A whole number without names in it, at least `least`; stored as the attribute at `slot` 0 or 1.
    case whole(String, slot: Int, least: Int, default: Int?)
    /// `"mean"`, `"sum"` or `"none"`.
    case reduction(String)
  }

  /// How value and gradient come about.
  enum Rule: Sendable {
    /// A leaf: no rule, its value is given.
    case leaf
    /// Element by element, `value(x, p)` with derivative `derivative(x, y, p)`, where `y` is the
    /// value and `p` the attributes.
    case unary(
      value: @Sendable (Double, Attributes) -> Double,
      derivative: @Sendable (Double, Double, Attributes) -> Double
    )
    /// Element by element with broadcasting, `value(a, b)` with derivatives `left(a, b, y)` and
    /// `right(a, b, y)`.
    case binary(
      value: @Sendable (Double, Double) -> Double,
      left: @Sendable (Double, Double, Double) -> Double,
      right: @Sendable (Double, Double, Double) -> Double
    )
    /// Anything else.
    indirect case tensor(TensorRule)
  }

  /// How an operation is written in a program.
  public enum Form: Equatable, Sendable {
    /// Between its operands; operators with a higher precedence bind tighter.
    case infix(String, precedence: Int)
    /// Before its operand.
    case prefix(String, precedence: Int)
    /// After its operand: an index.
    case postfix
    /// Between any number of operands: `a + b + c`.
    case series(String, precedence: Int)
    /// `name(operands)`.
    case call
    /// The same for a gate on scalars, which programs cannot call.
    case listed(String)
  }

  /// Every declaration comes through here; one copy of it serves them all.
  @inline(never)
  init(
    name: String,
    aliases: [String] = [],
    arguments: [Argument],
    form: Form = .call,
    pullbacks: [String] = [],
    rule: Rule,
    expansion: Expansion? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.arguments = arguments
    self.form = form
    self.pullbacks = pullbacks
    self.rule = rule
    self.expansion = expansion
  }

  /// Whether each element of the result depends on the elements at the same place only.
  public var isElementwise: Bool {
    switch rule {
    case .unary, .binary: true
    case .leaf, .tensor: false
    }
  }

  /// Whether it can be drawn open.
  public var isExpandable: Bool { expansion != nil }
}

/// The rule of an operation that does not work element by element.
struct TensorRule: Sendable {
  /// The shape of the result.
  var shape: @Sendable ([Shape], Attributes) throws(GraphError) -> Shape
  /// Writes the result's elements.
  var forward: @Sendable (Frame, inout [Double]) -> Void
  /// Adds to `contribution`, from index `at` on, what operand `slot` receives of the gradient that
  /// has arrived at the result.
  var backward: Backward
  /// Finds an operand's value that the operation cannot work with.
  var check: (@Sendable (Frame, [Double]) -> GraphError?)?
  /// How it is made of gates on scalars.
  var scalars: ScalarForm

  /// Parameters: the frame, all values, all gradients, the operand's slot, the contributions, and
  /// where this one begins.
  typealias Backward =
    @Sendable (Frame, [Double], [Double], _ slot: Int, inout [Double], _ at: Int) -> Void

  init(
    shape: @escaping @Sendable ([Shape], Attributes) throws(GraphError) -> Shape,
    forward: @escaping @Sendable (Frame, inout [Double]) -> Void,
    backward: @escaping Backward,
    check: (@Sendable (Frame, [Double]) -> GraphError?)? = nil,
    scalars: ScalarForm = .whole
  ) {
    self.shape = shape
    self.forward = forward
    self.backward = backward
    self.check = check
    self.scalars = scalars
  }
}

/// Where one node's elements and those of its operands lie.
struct Frame {
  /// Some elements in a row.
  struct Block {
    /// Index of the first element in the arena.
    var offset: Int
    /// Their arrangement.
    var shape: Shape
  }

  /// The result.
  var output: Block
  /// Where the gradient that has arrived at the result begins in the gradients handed to the rule.
  var upstream: Int
  /// The operands, in order.
  var operands: [Block]
  /// What the operation was told besides.
  var attributes: Attributes
  /// How many elements the operands have that come before the one that a gradient is handed to.
  var before = 0
}
