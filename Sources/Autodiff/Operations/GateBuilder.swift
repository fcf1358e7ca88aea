/// What an operation uses to draw itself open: it builds primitive gates into the graph.
struct GateBuilder {
  /// The graph that is built.
  var graph: Graph
  /// The group that the gates belong to.
  var group: Int

  /// Adds an operation on one operand.
  @inline(never)
  mutating func apply(
    _ operation: Operation,
    _ operand: NodeID,
    _ attributes: Attributes
  ) throws(GraphError) -> NodeID {
    try graph.append(operation, [operand], attributes, group: group)
  }

  /// Adds an operation on one operand that is told nothing besides.
  @inline(never)
  mutating func apply(_ operation: Operation, _ operand: NodeID) throws(GraphError) -> NodeID {
    try apply(operation, operand, Attributes())
  }

  /// Adds an operation on two operands.
  @inline(never)
  mutating func apply(
    _ operation: Operation,
    _ left: NodeID,
    _ right: NodeID
  ) throws(GraphError) -> NodeID {
    try graph.append(operation, [left, right], Attributes(), group: group)
  }

  /// Adds a number.
  mutating func constant(_ number: Double, written: String? = nil) throws(GraphError) -> NodeID {
    let node = try graph.append(leaf: Tensor(number), role: .constant, group: group)
    graph.describe(node, as: written ?? NumberFormat.exact(number))
    return node
  }

  /// How many axes a node has.
  func rank(_ node: NodeID) -> Int { graph.shape(of: node).rank }

  /// How many elements a reduction of `node` puts into one.
  func laneCount(_ node: NodeID, _ attributes: Attributes) -> Double {
    let shape = graph.shape(of: node)
    let kept = Lanes.reduced(shape, along: attributes.axes, keepsAxes: false)
    return Double(kept.count == 0 ? 0 : shape.count / kept.count)
  }

  /// The same axes, kept with length 1, so that the result broadcasts against what was reduced.
  func keepingAxes(_ attributes: Attributes) -> Attributes {
    var kept = Attributes()
    kept.axes = attributes.axes
    kept.keepsAxes = true
    return kept
  }

  /// z/T, or z itself where T is 1.
  mutating func divide(
    _ node: NodeID,
    byTemperature temperature: Double
  ) throws(GraphError) -> NodeID {
    temperature == 1 ? node : try apply(.divide, node, constant(temperature))
  }

  /// mean((x − mean x)²).
  mutating func variance(_ x: NodeID, _ attributes: Attributes) throws(GraphError) -> NodeID {
    let mean = try apply(.mean, x, keepingAxes(attributes))
    let distance = try apply(.subtract, x, mean)
    return try apply(.mean, try apply(.square, distance), attributes)
  }

  /// A loss's way from many numbers to one.
  mutating func reduce(_ node: NodeID, _ attributes: Attributes) throws(GraphError) -> NodeID {
    switch attributes.reduction {
    case .none: node
    case .sum: try apply(.sum, node)
    case .mean: try apply(.mean, node)
    }
  }

  /// max(0, gap + margin), which still hands its gradient on where the sum is 0, as PyTorch's ranking
  /// losses do.
  mutating func missed(_ gap: NodeID, margin: Double) throws(GraphError) -> NodeID {
    let sum = margin == 0 ? gap : try apply(.add, gap, constant(margin))
    var bounds = Attributes()
    bounds.first = 0
    bounds.second = .infinity
    let missed = try apply(.clip, sum, bounds)
    graph.describe(missed, as: "clip(\(graph.label(of: sum, limit: 60)), 0, Infinity)")
    return missed
  }

  /// √x of a sum of squares: the length that they make, with slope 0 at 0.
  mutating func root(ofSquares x: NodeID) throws(GraphError) -> NodeID {
    var attributes = Attributes()
    attributes.first = 1
    return try apply(.sqrt, x, attributes)
  }

  /// The 2-norm over the last axis.
  mutating func length(_ x: NodeID) throws(GraphError) -> NodeID {
    var lastAxis = Attributes()
    lastAxis.axes = [rank(x) - 1]
    return try apply(.norm, x, lastAxis)
  }

  /// The sum over the last axis of the products of two.
  mutating func inner(_ a: NodeID, _ b: NodeID) throws(GraphError) -> NodeID {
    var lastAxis = Attributes()
    lastAxis.axes = [rank(a) - 1]
    return try apply(.sum, try apply(.multiply, a, b), lastAxis)
  }

  /// ReLU(1 − y·s), whose slope at the margin is 0 as the hinge's.
  mutating func hinge(_ score: NodeID, _ target: NodeID) throws(GraphError) -> NodeID {
    let product = try apply(.multiply, target, score)
    let margin = try apply(.subtract, constant(1), product)
    return try apply(.relu, margin)
  }

  /// −(y ln p + (1 − y) ln(1 − p)), reduced.
  mutating func binaryCrossEntropy(
    _ p: NodeID,
    _ y: NodeID,
    _ attributes: Attributes
  ) throws(GraphError) -> NodeID {
    let hit = try apply(.multiply, y, try apply(.log, p))
    let otherTarget = try apply(.subtract, constant(1), y)
    let otherProbability = try apply(.subtract, constant(1), p)
    let miss = try apply(.multiply, otherTarget, try apply(.log, otherProbability))
    let loss = try apply(.negate, try apply(.add, hit, miss))
    return try reduce(loss, attributes)
  }

  /// −Σ y·x over the last axis, reduced over the rows; class indices become one-hot rows first.
  mutating func negativeLogLikelihood(
    _ logarithm: NodeID,
    _ target: NodeID,
    _ attributes: Attributes
  ) throws(GraphError) -> NodeID {
    let shape = graph.shape(of: logarithm)
    guard shape.rank > 0 else {
      throw .shapeMismatch(
        operation: "nll",
        expected: "[…, C]",
        found: [shape, graph.shape(of: target)]
      )
    }
    var distribution = target
    if graph.shape(of: target) != shape {
      var classes = Attributes()
      classes.first = Double(shape.axes[shape.rank - 1])
      distribution = try apply(.oneHot, target, classes)
    }
    let products = try apply(.multiply, distribution, logarithm)
    var lastAxis = Attributes()
    lastAxis.axes = [shape.rank - 1]
    let rows = try apply(.negate, try apply(.sum, products, lastAxis))
    return try reduce(rows, attributes)
  }
}
