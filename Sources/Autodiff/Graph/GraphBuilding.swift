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
    if value.shape.isScalar, group == nil {
      return try append(leaf: value.elements[0], role: role)
    }
    let traits = leafTraits(role)
    let node = try append(
      NodeRecord(code: 0, traits: traits, a: UInt32(leafElements.count), b: 0),
      shape: value.shape,
      contributions: 0,
      group: group
    )
    leafElements += value.elements
    return node
  }

  /// Adds a given number.
  ///
  /// - Throws: ``GraphError/tooManyElements(limit:)``.
  @discardableResult
  public mutating func append(leaf number: Double, role: LeafRole) throws(GraphError) -> NodeID {
    let record = NodeRecord(
      code: 0,
      traits: leafTraits(role) | NodeRecord.isScalar,
      a: UInt32(truncatingIfNeeded: leafElements.count),
      b: 0
    )
    let node = try append(scalar: record)
    leafElements.append(number)
    return node
  }

  /// Adds a gate on one number or two, as ``append(_:_:_:group:)`` does with its operation, in a few
  /// nanoseconds; on tensors too, at that one's pace.
  ///
  /// - Parameters:
  ///   - gate: The gate.
  ///   - a: Its first operand.
  ///   - b: Its second operand; not looked at where it takes one.
  /// - Returns: The node of the result.
  /// - Throws: ``GraphError`` if the operands do not fit or the graph is full.
  /// - Precondition: The operands are nodes of this graph.
  @discardableResult
  public mutating func append(
    _ gate: Gate,
    _ a: NodeID,
    _ b: NodeID
  ) throws(GraphError) -> NodeID {
    guard layout.isUniform, opensNothing else {
      return try append(gate.operation, gate.isBinary ? [a, b] : [a])
    }
    guard gate.isBinary else { return try append(gate, a) }
    precondition(a.index < records.count && b.index < records.count, "operands are of this graph")
    let first = records[a.index].traits & NodeRecord.varies
    let second = records[b.index].traits & NodeRecord.varies
    let varying = first | second | first << 1 | second << 2
    return try append(scalar: NodeRecord(gate, operands: 2, varying: varying, a, b))
  }

  /// Adds a gate on one number; see ``append(_:_:_:)-swift.method``.
  ///
  /// - Throws: ``GraphError`` if the graph is full.
  /// - Precondition: The gate takes one operand, which is a node of this graph.
  @discardableResult
  public mutating func append(_ gate: Gate, _ a: NodeID) throws(GraphError) -> NodeID {
    guard layout.isUniform, opensNothing, !gate.isBinary else {
      return try append(gate.operation, [a])
    }
    precondition(a.index < records.count, "operands are of this graph")
    let first = records[a.index].traits & NodeRecord.varies
    return try append(scalar: NodeRecord(gate, operands: 1, varying: first | first << 1, a, a))
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
    var contributions = 0
    for shape in shapes {
      // Each is at most the limit, so that the sum cannot overflow before it is refused.
      contributions += shape.count
      guard contributionCount + contributions <= 2 * Graph.elementLimit else {
        throw .tooManyElements(limit: Graph.elementLimit)
      }
    }
    let node = try append(
      record(operation, operands, isScalar: result.isScalar),
      shape: result,
      contributions: contributions,
      group: group
    )
    if operands.count > 2 { operandLists += operands.map { UInt32($0.index) } }
    if settled != Attributes() {
      attributePlaces[node.index] = Int32(self.attributes.count)
      self.attributes.append(settled)
    }
    if case .tensor(let rule) = operation.rule, rule.check != nil {
      checkedNodes.append(UInt32(node.index))
    }
    return node
  }

  /// Takes over nodes that a tape recorded, all of them numbers, in place of its own.
  mutating func adopt(_ nodes: [NodeRecord], _ leaves: [Double]) {
    removeAll()
    records = nodes
    leafElements = leaves
    (elementCount, contributionCount) = (nodes.count, 2 * nodes.count)
  }

  /// Begins a group; its result is set by ``close(group:result:)``.
  public mutating func openGroup(function: String, parent: Int?) -> Int {
    groups.append(NodeGroup(function: function, parent: parent, result: NodeID(0)))
    return groups.count - 1
  }

  /// Ends a group with the node of its result.
  public mutating func close(group: Int, result: NodeID) { groups[group].result = result }

  private func leafTraits(_ role: LeafRole) -> UInt8 {
    role.rawValue << NodeRecord.roleShift | (role == .constant ? 0 : NodeRecord.varies)
  }

  private func record(
    _ operation: Operation,
    _ operands: [NodeID],
    isScalar: Bool
  ) -> NodeRecord {
    var traits: UInt8 = isScalar ? NodeRecord.isScalar : 0
    for operand in operands { traits |= records[operand.index].traits & NodeRecord.varies }
    guard operands.count <= 2 else {
      return NodeRecord(
        code: operation.code,
        traits: traits | 3 << NodeRecord.countShift,
        a: UInt32(operandLists.count),
        b: UInt32(operands.count)
      )
    }
    for (slot, operand) in operands.enumerated() {
      traits |= (records[operand.index].traits & NodeRecord.varies) << UInt8(slot + 1)
    }
    return NodeRecord(
      code: operation.code,
      traits: traits | UInt8(operands.count) << NodeRecord.countShift,
      a: UInt32(operands.first?.index ?? 0),
      b: UInt32(operands.last?.index ?? 0)
    )
  }

  /// Adds a number to a graph; of at most two operands, which are numbers too.
  @inline(__always)
  private mutating func append(scalar record: NodeRecord) throws(GraphError) -> NodeID {
    guard layout.isUniform else {
      let count = record.count == 0 ? 0 : Int(record.count)
      return try append(record, shape: .scalar, contributions: count, group: nil)
    }
    let index = records.count
    guard index < Graph.elementLimit else { throw .tooManyElements(limit: Graph.elementLimit) }
    records.append(record)
    elementCount = index + 1
    contributionCount = 2 * (index + 1)
    return NodeID(index)
  }

  private mutating func append(
    _ record: NodeRecord,
    shape: Shape,
    contributions: Int,
    group: Int?
  ) throws(GraphError) -> NodeID {
    guard shape.count <= Graph.elementLimit, elementCount + shape.count <= Graph.elementLimit,
      records.count < Graph.elementLimit, !shape.axes.contains(where: { $0 > Graph.elementLimit })
    else { throw .tooManyElements(limit: Graph.elementLimit) }
    guard shape.rank <= Graph.axisLimit else {
      throw .tooManyAxes(limit: Graph.axisLimit, found: shape.rank)
    }
    let index = records.count
    if shape.isScalar, layout.isUniform, !record.hasList {
      records.append(record)
      elementCount += 1
      contributionCount += 2
    } else {
      layout.beginKeeping(nodes: index)
      records.append(record)
      layout.append(shape, element: elementCount, contribution: contributionCount)
      elementCount += shape.count
      contributionCount += contributions
    }
    if let group { groupPlaces[index] = Int32(group) }
    return NodeID(index)
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
