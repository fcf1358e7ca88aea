/// A computation graph: what is computed from what, in the order of computation.
///
/// It holds structure only, in flat columns with an entry for each node; scalars are tensors of rank
/// 0. Running it (``Trace``) fills one arena of numbers in which ``offset(of:)`` tells where a node's
/// elements begin.
public struct Graph: Sendable {
  #if arch(wasm32)
  /// The most elements that all tensors of a graph may have together: in a page, whose memory ends at
  /// 4 GB, fewer than natively, so that a run and its JSON have room.
  public static let elementLimit = 1 << 20
  #else
  /// The most elements that all tensors of a graph may have together.
  public static let elementLimit = 1 << 26
  #endif
  /// The most axes that a tensor of a graph may have.
  public static let axisLimit = 256

  /// Functions that are built as their primitive gates instead of as one.
  public struct Opening: Sendable {
    /// Their names.
    public var names: Set<String>
    /// Whether every function that can be opened is.
    public var all: Bool
    /// Whether tensors are opened too; ``ScalarGraph`` does that to a graph that is complete.
    public var scalars: Bool

    /// Opens the functions named, or all, and tensors if `scalars` says so.
    public init(names: Set<String> = [], all: Bool = false, scalars: Bool = false) {
      self.names = names
      self.all = all
      self.scalars = scalars
    }

    /// Whether a function is opened.
    func opens(_ operation: Operation) -> Bool { all || names.contains(operation.name) }
  }

  /// Which functions ``append(_:_:_:group:)`` draws open.
  public var opening = Opening() {
    didSet { opensNothing = !opening.all && opening.names.isEmpty }
  }
  var opensNothing = true

  /// One entry for each node.
  var records: [NodeRecord] = []
  /// The operands of nodes that have three and more.
  var operandLists: [UInt32] = []
  /// The elements of all leaves, one after the other.
  var leafElements: [Double] = []
  /// The nodes whose operations may find a value that they cannot work with.
  var checkedNodes: [UInt32] = []

  /// Where each node's elements begin, its shape, and where the contributions to its operands begin.
  ///
  /// Empty as long as every node is a number with at most two operands: node `i` then has element `i`, and
  /// hands back contributions `2 i` and `2 i + 1`.
  var layout = Layout()
  /// How many numbers a run of it holds.
  public internal(set) var elementCount = 0
  /// How many numbers the contributions to all operands hold at the most.
  var contributionCount = 0

  var attributePlaces = SparseColumn<Int32>(standard: -1)
  var attributes: [Attributes] = []
  var groupPlaces = SparseColumn<Int32>(standard: -1)
  /// Groups of nodes that belong together; a parent comes before its children.
  public internal(set) var groups: [NodeGroup] = []

  var namePlaces = SparseColumn<Int32>(standard: -1)
  /// Names and the nodes that bear them, in the order of naming.
  public internal(set) var names: [String] = []
  /// The node of each entry of ``names``.
  public internal(set) var namedNodes: [NodeID] = []
  var nodeOfName: [String: NodeID] = [:]

  var changePlaces = SparseColumn<Int32>(standard: -1)
  /// Nodes whose rules are not their operations' own.
  var changed: [ChangedNode] = []

  /// The text that the nodes' expressions are parts of.
  var source: [UInt8] = []
  var written = SparseColumn<WrittenRange>(standard: WrittenRange(start: 0, end: 0))

  /// A node's expression as a part of the source, in bytes.
  struct WrittenRange: Sendable {
    var start: UInt32
    var end: UInt32
  }

  /// An empty graph.
  ///
  /// `source` is the text of the program that ``setWritten(_:from:to:)`` points into.
  public init(source: [UInt8] = []) { self.source = source }

  /// How many nodes there are.
  public var count: Int { records.count }

  /// The nodes in the order of computation.
  public var nodes: Nodes { Nodes(endIndex: count) }

  /// Forgets every node and name, and keeps the storage for the next graph.
  public mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    operandLists.removeAll(keepingCapacity: true)
    leafElements.removeAll(keepingCapacity: true)
    checkedNodes.removeAll(keepingCapacity: true)
    layout = Layout()
    (elementCount, contributionCount) = (0, 0)
    attributePlaces.removeAll()
    attributes.removeAll()
    groupPlaces.removeAll()
    groups.removeAll()
    namePlaces.removeAll()
    names.removeAll()
    namedNodes.removeAll()
    nodeOfName.removeAll()
    changePlaces.removeAll()
    changed.removeAll()
    source.removeAll()
    written.removeAll()
  }
}
