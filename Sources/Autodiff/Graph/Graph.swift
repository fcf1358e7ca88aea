/// A computation graph: what is computed from what, in the order of computation.
///
/// It holds structure only, in flat columns with an entry for each node; scalars are tensors of rank
/// 0. Running it (``Trace``) fills one arena of numbers in which ``offset(of:)`` tells where a node's
/// elements begin.
public struct Graph: Sendable {
  /// The most elements that all tensors of a graph may have together.
  public static let elementLimit = 1 << 26
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
  public var opening = Opening()

  private var codes: [UInt8] = []
  private var operandStarts: [UInt32] = [0]
  private var operandNodes: [UInt32] = []
  private var shapePlaces: [UInt32] = []
  private var offsets: [UInt32] = []
  private var attributePlaces: [Int32] = []
  private var roles: [UInt8] = []
  private var varies: [Bool] = []
  private var groupPlaces: [Int32] = []
  private var namePlaces: [Int32] = []
  private var writtenStarts: [UInt32] = []
  private var writtenEnds: [UInt32] = []

  private var shapes: [Shape] = []
  private var shapeOf: [Shape: UInt32] = [:]
  private var attributes: [Attributes] = []
  var leafElements: [Double] = []

  /// Groups of nodes that belong together; a parent comes before its children.
  public private(set) var groups: [NodeGroup] = []
  /// Names and the nodes that bear them, in the order of naming.
  public private(set) var names: [String] = []
  /// The node of each entry of ``names``.
  public private(set) var namedNodes: [NodeID] = []
  private var nodeOfName: [String: NodeID] = [:]
  /// The text that the nodes' expressions are parts of.
  private var source: [UInt8] = []
  /// How many numbers a run of it holds.
  public private(set) var elementCount = 0
  /// How many numbers the contributions to all operands hold at the most.
  private var contributionCount = 0

  /// An empty graph.
  ///
  /// `source` is the text of the program that ``setWritten(_:from:to:)`` points into.
  public init(source: [UInt8] = []) { self.source = source }

  /// How many nodes there are.
  public var count: Int { codes.count }

  /// The nodes in the order of computation.
  public var nodes: [NodeID] { (0..<count).map(NodeID.init) }
}

// MARK: Building

extension Graph {
  /// Adds a given value.
  ///
  /// - Throws: ``GraphError/tooManyElements(limit:)``.
  @discardableResult
  public mutating func append(
    leaf value: Tensor,
    role: LeafRole,
    group: Int? = nil
  ) throws(GraphError) -> NodeID {
    let node = try append(code: 0, shape: value.shape, group: group)
    roles[node.index] = role.rawValue
    varies[node.index] = role != .constant
    leafElements += value.elements
    return node
  }

  /// Adds an operation on nodes that are there already; drawn open if ``opening`` says so.
  ///
  /// - Returns: The node of the result.
  /// - Throws: ``GraphError`` if the operands do not fit.
  @discardableResult
  public mutating func append(
    _ operation: Operation,
    _ operands: [NodeID],
    _ attributes: Attributes = Attributes(),
    group: Int? = nil
  ) throws(GraphError) -> NodeID {
    let shapes = operands.map { shape(of: $0) }
    let settled = try operation.settled(attributes, shapes: shapes)
    let result = try operation.resultShape(shapes, settled)
    if let expansion = operation.expansion, opening.opens(operation) {
      return try open(expansion, operation, operands, settled, group)
    }
    let node = try append(code: Operation.code(of: operation.name), shape: result, group: group)
    for operand in operands {
      contributionCount += self.shape(of: operand).count
      guard contributionCount <= 2 * Graph.elementLimit else {
        throw .tooManyElements(limit: Graph.elementLimit)
      }
      operandNodes.append(UInt32(operand.index))
      if varies[operand.index] { varies[node.index] = true }
    }
    operandStarts[operandStarts.count - 1] = UInt32(operandNodes.count)
    if settled != Attributes() {
      attributePlaces[node.index] = Int32(self.attributes.count)
      self.attributes.append(settled)
    }
    return node
  }

  /// Gives a node its name; a node keeps the first.
  public mutating func name(_ node: NodeID, _ name: String) {
    guard nodeOfName[name] == nil else { return }
    if namePlaces[node.index] < 0 { namePlaces[node.index] = Int32(names.count) }
    names.append(name)
    namedNodes.append(node)
    nodeOfName[name] = node
  }

  /// Says which part of the source a node's expression is, in bytes.
  public mutating func setWritten(_ node: NodeID, from start: Int, to end: Int) {
    writtenStarts[node.index] = UInt32(start)
    writtenEnds[node.index] = UInt32(end)
  }

  /// Says how a node is written where no source says it.
  public mutating func describe(_ node: NodeID, as text: String) {
    // Beyond a gigabyte of descriptions nodes go without.
    guard source.count < 1 << 30 else { return }
    writtenStarts[node.index] = UInt32(source.count)
    source += Array(text.utf8)
    writtenEnds[node.index] = UInt32(source.count)
  }

  /// Begins a group; its result is set by ``close(group:result:)``.
  public mutating func openGroup(function: String, parent: Int?) -> Int {
    groups.append(NodeGroup(function: function, parent: parent, result: NodeID(0)))
    return groups.count - 1
  }

  /// Ends a group with the node of its result.
  public mutating func close(group: Int, result: NodeID) { groups[group].result = result }

  /// How far a graph has grown; see ``shrink(to:)``.
  public struct Mark: Sendable {
    fileprivate var nodes: Int
    fileprivate var uses: Int
    fileprivate var attributes: Int
    fileprivate var leafElements: Int
    fileprivate var groups: Int
    fileprivate var source: Int
    fileprivate var elements: Int
    fileprivate var contributions: Int
  }

  /// How far it has grown by now.
  public var mark: Mark {
    Mark(
      nodes: codes.count,
      uses: operandNodes.count,
      attributes: attributes.count,
      leafElements: leafElements.count,
      groups: groups.count,
      source: source.count,
      elements: elementCount,
      contributions: contributionCount
    )
  }

  /// Takes away everything that was added since `mark`; none of it may have a name.
  public mutating func shrink(to mark: Mark) {
    let surplus = codes.count - mark.nodes
    codes.removeLast(surplus)
    operandStarts.removeLast(surplus)
    shapePlaces.removeLast(surplus)
    offsets.removeLast(surplus)
    attributePlaces.removeLast(surplus)
    roles.removeLast(surplus)
    varies.removeLast(surplus)
    groupPlaces.removeLast(surplus)
    namePlaces.removeLast(surplus)
    writtenStarts.removeLast(surplus)
    writtenEnds.removeLast(surplus)
    operandNodes.removeLast(operandNodes.count - mark.uses)
    attributes.removeLast(attributes.count - mark.attributes)
    leafElements.removeLast(leafElements.count - mark.leafElements)
    groups.removeLast(groups.count - mark.groups)
    source.removeLast(source.count - mark.source)
    elementCount = mark.elements
    contributionCount = mark.contributions
  }

  private mutating func append(
    code: UInt8,
    shape: Shape,
    group: Int?
  ) throws(GraphError) -> NodeID {
    guard shape.count <= Graph.elementLimit, elementCount + shape.count <= Graph.elementLimit,
      codes.count < Graph.elementLimit, !shape.axes.contains(where: { $0 > Graph.elementLimit })
    else { throw .tooManyElements(limit: Graph.elementLimit) }
    guard shape.rank <= Graph.axisLimit else {
      throw .tooManyAxes(limit: Graph.axisLimit, found: shape.rank)
    }
    codes.append(code)
    operandStarts.append(UInt32(operandNodes.count))
    if let place = shapeOf[shape] {
      shapePlaces.append(place)
    } else {
      let place = UInt32(shapes.count)
      shapes.append(shape)
      shapeOf[shape] = place
      shapePlaces.append(place)
    }
    offsets.append(UInt32(elementCount))
    elementCount += shape.count
    attributePlaces.append(-1)
    roles.append(LeafRole.input.rawValue)
    varies.append(false)
    groupPlaces.append(Int32(group ?? -1))
    namePlaces.append(-1)
    writtenStarts.append(0)
    writtenEnds.append(0)
    return NodeID(codes.count - 1)
  }

  private mutating func open(
    _ expansion: Operation.Expansion,
    _ operation: Operation,
    _ operands: [NodeID],
    _ attributes: Attributes,
    _ group: Int?
  ) throws(GraphError) -> NodeID {
    let inner = openGroup(function: operation.name, parent: group)
    let first = count
    var gates = GateBuilder(graph: Graph(), group: inner)
    swap(&gates.graph, &self)
    defer { swap(&gates.graph, &self) }
    let result = try expansion(&gates, operands, attributes)
    gates.graph.close(group: inner, result: result)
    gates.graph.describeGates(from: first)
    return result
  }
}

// MARK: Reading

extension Graph {
  /// The operation of a node; ``Operation/leaf`` for a given value.
  public func operation(of node: NodeID) -> Operation { Operation.all[Int(codes[node.index])] }

  /// Whether a node is a given value.
  public func isLeaf(_ node: NodeID) -> Bool { codes[node.index] == 0 }

  /// The nodes that a node is computed from, in order.
  public func operands(of node: NodeID) -> [NodeID] {
    operandRange(of: node).map { NodeID(Int(operandNodes[$0])) }
  }

  /// One of the nodes that a node is computed from.
  public func operand(of node: NodeID, slot: Int) -> NodeID {
    operand(at: operandRange(of: node).lowerBound + slot)
  }

  /// The places of a node's operands in the graph's list of uses; a use is an edge of the graph.
  func operandRange(of node: NodeID) -> Range<Int> {
    Int(operandStarts[node.index])..<Int(operandStarts[node.index + 1])
  }

  /// The operand at a place of the list of uses.
  func operand(at place: Int) -> NodeID { NodeID(Int(operandNodes[place])) }

  /// How many uses of nodes there are: the edges of the graph.
  public var useCount: Int { operandNodes.count }

  /// The arrangement of a node's elements.
  public func shape(of node: NodeID) -> Shape { shapes[Int(shapePlaces[node.index])] }

  /// Where a node's elements begin in the arena of a run.
  public func offset(of node: NodeID) -> Int { Int(offsets[node.index]) }

  /// What a node's operation was told besides its operands.
  public func attributes(of node: NodeID) -> Attributes {
    let place = attributePlaces[node.index]
    return place < 0 ? Attributes() : attributes[Int(place)]
  }

  /// What a leaf is for; nil for an operation.
  public func role(of node: NodeID) -> LeafRole? {
    isLeaf(node) ? LeafRole(rawValue: roles[node.index]) : nil
  }

  /// Whether a node depends on a leaf that is not a constant, so that a gradient can mean something.
  public func varies(_ node: NodeID) -> Bool { varies[node.index] }

  /// The innermost group of a node, as an index into ``groups``.
  public func group(of node: NodeID) -> Int? {
    groupPlaces[node.index] < 0 ? nil : Int(groupPlaces[node.index])
  }

  /// The outermost group of a node.
  public func outermostGroup(of node: NodeID) -> Int? {
    guard var group = group(of: node) else { return nil }
    while let parent = groups[group].parent { group = parent }
    return group
  }

  /// The name of a node, if it has one.
  public func name(of node: NodeID) -> String? {
    namePlaces[node.index] < 0 ? nil : names[Int(namePlaces[node.index])]
  }

  /// The node with a name.
  public func node(named name: String) -> NodeID? { nodeOfName[name] }

  /// The part of the source that is a node's expression, in bytes.
  public func writtenRange(of node: NodeID) -> Range<Int> {
    Int(writtenStarts[node.index])..<Int(writtenEnds[node.index])
  }

  /// A node's expression as written, with every run of white space as one space, cut in the middle
  /// where it is longer than `limit` characters.
  public func written(_ node: NodeID, limit: Int = 1000) -> String {
    var bytes: [UInt8] = []
    var range = writtenRange(of: node)
    var tail: [UInt8] = []
    if range.count > 4 * limit {
      tail = Graph.collapsed(source[(range.upperBound - 2 * limit)..<range.upperBound])
      range = range.lowerBound..<(range.lowerBound + 2 * limit)
    }
    bytes = Graph.collapsed(source[range]) + tail
    guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
    let half = max(limit / 2 - 1, 1)
    var head = half
    while head > 0, bytes[head] & 0xC0 == 0x80 { head -= 1 }
    var rest = bytes.count - half
    while rest < bytes.count, bytes[rest] & 0xC0 == 0x80 { rest += 1 }
    return String(decoding: bytes[..<head], as: UTF8.self) + "…"
      + String(decoding: bytes[rest...], as: UTF8.self)
  }

  /// A node's name, or its expression as written.
  public func label(of node: NodeID, limit: Int = 1000) -> String {
    name(of: node) ?? written(node, limit: limit)
  }

  /// How a consumer is called where it hands something back: inside a function's call, as the call.
  public func consumerLabel(of node: NodeID, limit: Int = 1000) -> String {
    guard let group = outermostGroup(of: node) else { return label(of: node, limit: limit) }
    return label(of: groups[group].result, limit: limit)
  }

  /// The value that a leaf is given.
  public func leafValue(of node: NodeID) -> Tensor {
    var place = 0
    for index in 0..<node.index where codes[index] == 0 {
      place += shape(of: NodeID(index)).count
    }
    let shape = shape(of: node)
    return Tensor(shape: shape, elements: Array(leafElements[place..<place + shape.count]))
  }

  private static func collapsed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var pending = false
    for byte in bytes {
      if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        pending = true
      } else {
        if pending, !result.isEmpty { result.append(0x20) }
        pending = false
        result.append(byte)
      }
    }
    return result
  }
}
