extension Graph {
  /// The operation of a node; ``Operation/leaf`` for a given value.
  public func operation(of node: NodeID) -> Operation {
    Operation.all[Int(code(of: node))]
  }

  /// The gate of a node, where it is one.
  public func gate(of node: NodeID) -> Gate? { Gate(rawValue: code(of: node)) }

  /// Whether a node is a given value.
  public func isLeaf(_ node: NodeID) -> Bool { records[node.index].code == 0 }

  /// How many operands a node has.
  public func operandCount(of node: NodeID) -> Int {
    let record = records[node.index]
    return record.hasList ? Int(record.b) : Int(record.count)
  }

  /// One of the nodes that a node is computed from.
  public func operand(of node: NodeID, slot: Int) -> NodeID {
    let record = records[node.index]
    if record.hasList { return NodeID(Int(operandLists[Int(record.a) + slot])) }
    return NodeID(Int(slot == 0 ? record.a : record.b))
  }

  /// The nodes that a node is computed from, in order.
  public func operands(of node: NodeID) -> [NodeID] {
    (0..<operandCount(of: node)).map { operand(of: node, slot: $0) }
  }

  /// How many uses of nodes there are: the edges of the graph.
  public var useCount: Int {
    var count = 0
    for node in nodes { count += operandCount(of: node) }
    return count
  }

  /// Whether a gradient flows to an operand of a node.
  func operandVaries(_ node: NodeID, slot: Int) -> Bool {
    let record = records[node.index]
    if record.hasList { return varies(operand(of: node, slot: slot)) }
    return record.traits & (slot == 0 ? NodeRecord.firstVaries : NodeRecord.secondVaries) != 0
  }

  /// Where the contribution of a node to one of its operands begins among all contributions.
  func contributionStart(of node: NodeID, slot: Int) -> Int {
    var start = layout.contributionStart(node.index)
    if layout.isUniform { return start + slot }
    for earlier in 0..<slot { start += shape(of: operand(of: node, slot: earlier)).count }
    return start
  }

  /// The arrangement of a node's elements.
  public func shape(of node: NodeID) -> Shape { layout.shape(node.index) }

  /// Whether a node is a single number of rank 0.
  public func isScalar(_ node: NodeID) -> Bool { records[node.index].isScalar }

  /// Where a node's elements begin in the arena of a run.
  public func offset(of node: NodeID) -> Int { layout.offset(node.index) }

  /// What a node's operation was told besides its operands.
  public func attributes(of node: NodeID) -> Attributes {
    let place = attributePlaces[node.index]
    return place < 0 ? Attributes() : attributes[Int(place)]
  }

  /// What a leaf is for; nil for an operation.
  public func role(of node: NodeID) -> LeafRole? {
    isLeaf(node) ? records[node.index].role : nil
  }

  /// Whether a node depends on a leaf that is not a constant, so that a gradient can mean something.
  public func varies(_ node: NodeID) -> Bool { records[node.index].varies }

  /// The innermost group of a node, as an index into ``groups``.
  public func group(of node: NodeID) -> Int? {
    let place = groupPlaces[node.index]
    return place < 0 ? nil : Int(place)
  }

  /// The outermost group of a node.
  public func outermostGroup(of node: NodeID) -> Int? {
    guard var group = group(of: node) else { return nil }
    while let parent = groups[group].parent { group = parent }
    return group
  }

  /// The value that a leaf is given.
  public func leafValue(of node: NodeID) -> Tensor {
    let shape = shape(of: node)
    let place = Int(records[node.index].a)
    return Tensor(shape: shape, elements: Array(leafElements[place..<place + shape.count]))
  }

  /// Replaces the value that a leaf is given; as many elements as before.
  mutating func setLeaf(_ leaf: NodeID, to elements: [Double]) {
    let place = Int(records[leaf.index].a)
    for i in 0..<min(elements.count, shape(of: leaf).count) {
      leafElements[place + i] = elements[i]
    }
  }
}
