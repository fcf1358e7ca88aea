public import Autodiff

/// A program that could be read: its graph, and what is to be done with it.
public struct Program: Sendable {
  /// How a program is read.
  public struct Options: Sendable {
    /// Functions that are built as their primitive gates.
    public var opening = Graph.Opening()
    /// Inputs that are bound, or whose literals are replaced, from outside.
    public var settings: [(name: String, value: Tensor)] = []
    /// The relative tolerance of `expect … =`.
    public var tolerance = 1e-9

    /// Reads a program as it stands.
    public init() {}
  }

  /// What an exercise asks.
  public struct Question: Sendable {
    /// The node that it is about.
    public var node: NodeID
    /// The node's name.
    public var nodeName: String
    /// Whether its gradient is asked for.
    public var isGradient: Bool
    /// After how many steps of the last `minimize`; nil for where the program ends.
    public var step: Int?
    /// The label that the author gave.
    public var label: String?
    /// How many significant digits are demanded.
    public var digits: Int?
    /// What it is worth; 1 where the author says nothing.
    public var points: Double
    /// Where it is asked.
    public var location: SourceLocation
    /// The statement's bytes.
    var bytes: Range<Int>
  }

  /// Its text.
  public let source: SourceText
  /// What is computed from what.
  public internal(set) var graph: Graph
  /// The same opened into its scalars, where the options ask for that; then they are what is run.
  public internal(set) var scalars: ScalarGraph?
  /// What is asked.
  public internal(set) var questions: [Question] = []
  /// Names of ``Options/settings`` that the program neither binds nor uses.
  public internal(set) var unusedSettings: [String] = []

  /// A reverse pass, a claim or a minimisation, in the order of the program.
  indirect enum Action: Sendable {
    case backward(NodeID, seed: Tensor?)
    case claim(Claim)
    case minimize(Minimisation)
  }

  /// What an `expect` says.
  struct Claim: Sendable {
    enum Subject: Sendable {
      case value(NodeID)
      /// A node of ``Program/claimGraph``.
      case expression(NodeID)
      case gradient(NodeID)
    }

    var subject: Subject
    var expected: Tensor
    /// For `~`, the unit of each entry's last digit.
    var units: [Double]?
    var start: Int
    var end: Int
  }

  /// About how many numbers a run computes: those of the graph, for every step of a `minimize` anew.
  public var workload: Int {
    var runs = 1
    for case .minimize(let plan) in actions { runs += 2 * (plan.steps + 1) }
    return runs * max(1, graph.elementCount)
  }

  var actions: [Action] = []
  /// Where the reverse pass of each `backward`, by its place among the actions, begins on scalars.
  var scalarOutputs: [Int: ScalarOutput] = [:]
  /// The graph with the expressions of claims added, if there are such.
  var claimGraph: Graph?
  /// Why values of expressions without names are not finite, by the expression's first byte.
  var constantWarnings: [Int: String] = [:]
  var bindings: Bindings
  let options: Options

  init(source: SourceText, graph: Graph, bindings: Bindings, options: Options) {
    self.source = source
    self.graph = graph
    self.bindings = bindings
    self.options = options
  }

  /// The first byte of a node's expression, for messages.
  func location(of node: NodeID) -> SourceLocation {
    source.location(of: place(of: node, in: graph).lowerBound)
  }

  /// The bytes of a node's expression; for a gate of a function drawn open, those of the call.
  func place(of node: NodeID, in graph: Graph) -> Range<Int> {
    let range = graph.writtenRange(of: node)
    guard range.upperBound > source.bytes.count, let group = graph.outermostGroup(of: node) else {
      return range
    }
    return graph.writtenRange(of: graph.groups[group].result)
  }

  /// Where a name is bound; nil if it is not.
  public func location(ofName name: String) -> SourceLocation? {
    bindings[name].map { source.location(of: $0.place) }
  }
}
