/// Makes gates on scalars, and keeps which wire each of their operands came over.
struct ScalarBuilder {
  typealias Wire = ScalarGraph.Wire

  /// The scalars so far.
  var graph = Graph()
  /// For each use of a scalar by a gate, the wire that it came over.
  var uses: [Wire] = []
  /// Where the uses by each gate begin.
  var useStarts: [UInt32] = [0]
  /// How many steps all gates on gathered scalars take in a reverse pass, about.
  private var gatheringCost = 0
  /// Which functions are opened.
  let opening: Graph.Opening
  /// The group that gates are put into.
  var group: Int?

  /// The most that ``gatheringCost`` may become: about a second.
  private static let gatheringLimit = 1 << 26

  init(opening: Graph.Opening) { self.opening = opening }

  /// A given number.
  mutating func leaf(
    _ number: Double,
    role: LeafRole,
    written: String? = nil
  ) throws(GraphError) -> Wire {
    try makeRoom()
    let node = try graph.append(leaf: Tensor(number), role: role, group: group)
    graph.describe(node, as: written ?? NumberFormat.exact(number))
    useStarts.append(UInt32(uses.count))
    return Wire(scalar: UInt32(node.index))
  }

  /// An operation on scalars.
  mutating func gate(
    _ operation: Operation,
    _ operands: [Wire],
    _ attributes: Attributes = Attributes()
  ) throws(GraphError) -> Wire {
    try makeRoom()
    let node = try graph.append(operation, operands.map { $0.node }, attributes, group: group)
    graph.describe(
      node,
      as: graph.expression(
        of: node,
        operands: operands.map { graph.label(of: $0.node, limit: 60) },
        strengths: operands.map { graph.strength(of: $0.node) }
      )
    )
    uses += operands
    useStarts.append(UInt32(uses.count))
    return Wire(scalar: UInt32(node.index))
  }

  /// A function of single numbers, drawn open.
  mutating func open(
    _ operation: Operation,
    _ operands: [Wire],
    _ attributes: Attributes
  ) throws(GraphError) -> Wire {
    try makeRoom()
    let first = graph.count
    graph.opening = opening
    defer { graph.opening = Graph.Opening() }
    let node = try graph.append(operation, operands.map { $0.node }, attributes, group: group)
    for index in first..<graph.count {
      for operand in graph.operands(of: NodeID(index)) {
        let wire = operand.index < first ? operands.first { $0.node == operand } : nil
        uses.append(wire ?? Wire(scalar: UInt32(operand.index)))
      }
      useStarts.append(UInt32(uses.count))
    }
    return Wire(scalar: UInt32(node.index))
  }

  /// The sum: one gate of any number of terms; nothing is 0, and one term is itself.
  mutating func sum(_ terms: [Wire]) throws(GraphError) -> Wire {
    switch terms.count {
    // A given number, but one that a gradient arrives at as at every element of the result.
    case 0: try leaf(0, role: .input)
    case 1: terms[0]
    case 2: try gate(.add, terms)
    default: try gate(.sumOfTerms, terms)
    }
  }

  /// The product, factor by factor; nothing is 1, and one factor is itself.
  mutating func product(_ factors: [Wire]) throws(GraphError) -> Wire {
    guard var product = factors.first else { return try leaf(1, role: .input) }
    for factor in factors.dropFirst() { product = try gate(.multiply, [product, factor]) }
    return product
  }

  /// The sum over the number of terms.
  mutating func mean(_ terms: [Wire]) throws(GraphError) -> Wire {
    let sum = try sum(terms)
    if terms.count == 1 { return sum }
    return try gate(.divide, [sum, try leaf(Double(terms.count), role: .constant)])
  }

  /// An operation on tensors as one gate on the scalars that make them up; `gathering` says how.
  mutating func gathered(
    _ operation: Operation,
    _ operands: [Wire],
    _ attributes: Attributes,
    _ gathering: Attributes.Gathering
  ) throws(GraphError) -> Wire {
    guard let gate = operation.gathered else {
      throw .operandCount(operation: operation.name, expected: 0, found: operands.count)
    }
    let cost = Shape.saturatingProduct(operands.count, operands.count)
    guard cost <= ScalarBuilder.gatheringLimit - gatheringCost else { throw Self.tooMany }
    gatheringCost += cost
    var attributes = attributes
    attributes.axes = nil
    attributes.gathering = gathering
    return try self.gate(gate, operands, attributes)
  }

  private func makeRoom() throws(GraphError) {
    // Two gates of long sums may share their terms; wires are bounded as nodes are.
    guard graph.count < ScalarGraph.nodeLimit, uses.count < 8 * ScalarGraph.nodeLimit else {
      throw Self.tooMany
    }
  }

  static var tooMany: GraphError { .tooManyScalars(limit: ScalarGraph.nodeLimit) }
}
