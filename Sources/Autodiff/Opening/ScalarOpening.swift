extension ScalarGraph {
  /// Opens a graph of tensors into its scalars.
  ///
  /// Whether a function's open form is used is decided at the values that the leaves have now.
  ///
  /// - Parameters:
  ///   - tensors: The graph.
  ///   - opening: Which functions of single numbers are opened too.
  /// - Throws: ``Trace/Fault`` at the node where more than ``nodeLimit`` scalars would be needed, or whose
  ///   operation cannot work with its operands' values.
  public init(
    opening tensors: Graph,
    _ opening: Graph.Opening = Graph.Opening()
  ) throws(Trace.Fault) {
    try ScalarGraph.checkSize(of: tensors)
    var pass = OpeningPass(tensors, try Trace(running: tensors), opening)
    for node in tensors.nodes {
      do throws(GraphError) {
        try pass.open(node)
      } catch {
        throw Trace.Fault(node: node, error: error)
      }
    }
    self = pass.finished()
  }

  /// Refuses at once what would only be refused after much work.
  private static func checkSize(of tensors: Graph) throws(Trace.Fault) {
    var count = 0
    for node in tensors.nodes {
      var gates = tensors.shape(of: node).count
      if case .tensor(let rule) = tensors.operation(of: node).rule {
        switch rule.scalars {
        case .wires: gates = 0
        case .products(let products, _): gates = products(tensors.frame(of: node))
        default: break
        }
      }
      guard gates <= nodeLimit - count else {
        throw Trace.Fault(node: node, error: ScalarBuilder.tooMany)
      }
      count += gates
    }
  }
}

/// One walk over a graph of tensors that makes its scalars.
private struct OpeningPass {
  typealias Wire = ScalarGraph.Wire

  /// A graph whose nodes are opened: the program's, or that of a function's open form.
  struct Level {
    var graph: Graph
    var trace: Trace
  }

  private let top: Level
  private var builder: ScalarBuilder
  /// For each element of the program's tensors, where it comes from.
  private var wires: [Wire] = []
  private var owners: [UInt32] = []
  private var elements: [Int32] = []
  private var tensorUses: [ScalarGraph.TensorUse] = []

  init(_ tensors: Graph, _ trace: Trace, _ opening: Graph.Opening) {
    top = Level(graph: tensors, trace: trace)
    builder = ScalarBuilder(opening: opening)
    for group in tensors.groups {
      _ = builder.graph.openGroup(function: group.function, parent: group.parent)
    }
  }

  /// Makes the scalars of one node.
  mutating func open(_ node: NodeID) throws(GraphError) {
    let graph = top.graph
    let first = builder.graph.count
    builder.group = graph.group(of: node)
    var operands: [[Wire]] = []
    for (slot, operand) in graph.operands(of: node).enumerated() {
      operands.append(reading(operand, through: tensorUses.count))
      tensorUses.append(.init(consumer: node, slot: slot, operand: operand))
    }
    var results =
      graph.isLeaf(node) ? try leaf(node) : try result(of: node, operands, in: top)
    let name = graph.name(of: node)
    let shape = graph.shape(of: node)
    var seen: Set<UInt32> = []
    for i in results.indices {
      // A wire with a name is a node, so that the gradient at that name can be told.
      if name != nil, Int(results[i].scalar) < first || !seen.insert(results[i].scalar).inserted {
        results[i] = try builder.gate(.identity, [results[i]])
      }
      if let name {
        builder.graph.name(
          results[i].node,
          ScalarGraph.name(name, element: i, of: shape)
        )
      }
    }
    for _ in first..<builder.graph.count {
      owners.append(UInt32(node.index))
      elements.append(-1)
    }
    for i in results.indices where Int(results[i].scalar) >= first {
      if elements[Int(results[i].scalar)] < 0 {
        elements[Int(results[i].scalar)] = Int32(i)
        results[i].use = -1
      }
    }
    wires += results
  }

  func finished() -> ScalarGraph {
    var graph = builder.graph
    for (i, group) in top.graph.groups.enumerated() {
      let offset = top.graph.offset(of: group.result)
      guard offset < wires.count else { continue }
      graph.close(group: i, result: wires[offset].node)
    }
    return ScalarGraph(
      tensors: top.graph,
      graph: graph,
      wires: wires,
      owners: owners,
      elements: elements,
      uses: builder.uses,
      useStarts: builder.useStarts,
      tensorUses: tensorUses
    )
  }

  /// The elements of an operand as a consumer reads them.
  private func reading(_ operand: NodeID, through use: Int) -> [Wire] {
    let offset = top.graph.offset(of: operand)
    return (0..<top.graph.shape(of: operand).count).map { i in
      Wire(scalar: wires[offset + i].scalar, use: Int32(use), element: UInt32(i))
    }
  }

  private mutating func leaf(_ node: NodeID) throws(GraphError) -> [Wire] {
    let value = top.trace.value(of: node)
    let role = top.graph.role(of: node) ?? .input
    let written =
      value.shape.isScalar ? top.graph.written(node, limit: 60) : ""
    var results: [Wire] = []
    for number in value.elements {
      results.append(
        try builder.leaf(number, role: role, written: written.isEmpty ? nil : written)
      )
    }
    return results
  }

  /// The scalars of an operation's result.
  private mutating func result(
    of node: NodeID,
    _ operands: [[Wire]],
    in level: Level
  ) throws(GraphError) -> [Wire] {
    let graph = level.graph
    let operation = graph.operation(of: node)
    let attributes = graph.attributes(of: node)
    var frame = graph.frame(of: node)
    for slot in frame.operands.indices { frame.operands[slot].offset = 0 }
    frame.output.offset = 0
    if operation.isExpandable, !operation.isElementwise || builder.opening.opens(operation),
      let opened = OpenedFunction(
        faithfulTo: operation,
        graph.operands(of: node).map { level.trace.value(of: $0) },
        attributes
      )
    {
      if operation.isElementwise {
        return try builder.entries(operands, frame) { (builder, wires) throws(GraphError) in
          try builder.open(operation, wires, attributes)
        }
      }
      return try opening(opened, operation.name, operands)
    }
    return try builder.result(of: operation, operands, frame)
  }

  /// The scalars of a function's open form, in a group of their own.
  private mutating func opening(
    _ function: OpenedFunction,
    _ name: String,
    _ operands: [[Wire]]
  ) throws(GraphError) -> [Wire] {
    let outer = builder.group
    let group = builder.graph.openGroup(function: name, parent: outer)
    builder.group = group
    defer { builder.group = outer }
    let level = Level(graph: function.graph, trace: function.trace)
    var results: [[Wire]] = []
    for node in level.graph.nodes {
      if let slot = function.operands.firstIndex(of: node) {
        results.append(operands[slot])
      } else if level.graph.isLeaf(node) {
        let written = level.graph.written(node, limit: 60)
        results.append([
          try builder.leaf(
            level.trace.value(of: node).elements[0],
            role: .constant,
            written: written
          )
        ])
      } else {
        let inputs = level.graph.operands(of: node).map { results[$0.index] }
        results.append(try result(of: node, inputs, in: level))
      }
    }
    let result = results[function.result.index]
    if let first = result.first { builder.graph.close(group: group, result: first.node) }
    return result
  }
}
