internal import Autodiff

/// Open forms of operations for which the engine has none, of operations that have rules: their values and
/// gradients follow.
enum OpenForms {
  /// By name.
  static let all: [String: ExactRule.OpenForm] = [
    "outer": { (graph, operands, _) throws(GraphError) in
      let column = try reshaped(operands[0], [graph.shape(of: operands[0]).count, 1], &graph)
      return try graph.append(.multiply, [column, operands[1]])
    },
    "cosine_similarity": { (graph, operands, told) throws(GraphError) in
      let similarity = try cosine(operands[0], operands[1], &graph)
      return try reduced(try graph.append(.negate, [similarity]), told, &graph)
    },
    "cosine_embedding": { (graph, operands, told) throws(GraphError) in
      let similarity = try cosine(operands[0], operands[1], &graph)
      let margin = try graph.append(leaf: Tensor(told.first), role: .constant)
      let one = try graph.append(leaf: Tensor(1), role: .constant)
      let like = try graph.append(
        .multiply,
        [
          try whether(operands[2], is: 1, &graph),
          try graph.append(.subtract, [one, similarity]),
        ]
      )
      // Where the gap is 0 the gradient still flows.
      var bounds = Attributes()
      bounds.second = .infinity
      let distance = try graph.append(.subtract, [similarity, margin])
      let gap = try graph.append(.clip, [distance], bounds)
      let unlike = try graph.append(.multiply, [try whether(operands[2], is: -1, &graph), gap])
      return try reduced(try graph.append(.add, [like, unlike]), told, &graph)
    },
    "categorical_hinge": { (graph, operands, told) throws(GraphError) in
      let target = try distribution(operands[1], like: operands[0], &graph)
      let one = try graph.append(leaf: Tensor(1), role: .constant)
      let others = try graph.append(.subtract, [one, target])
      let wrong = try along(
        .max,
        try graph.append(.multiply, [others, operands[0]]),
        &graph
      )
      let right = try along(.sum, try graph.append(.multiply, [target, operands[0]]), &graph)
      let gap = try graph.append(.subtract, [wrong, right])
      let missed = try graph.append(.relu, [try graph.append(.add, [gap, one])])
      return try reduced(missed, told, &graph)
    },
    "multi_margin": { (graph, operands, told) throws(GraphError) in
      let target = try distribution(operands[1], like: operands[0], &graph)
      let margin = try graph.append(leaf: Tensor(told.second), role: .constant)
      let gap = try graph.append(.add, [try pairs(operands[0], &graph), margin])
      var missed = try graph.append(.relu, [gap])
      if told.first != 1 {
        let power = try graph.append(leaf: Tensor(told.first), role: .constant)
        missed = try graph.append(.power, [missed, power])
      }
      let classes = graph.shape(of: operands[0]).axes.last ?? 1
      var offDiagonal = Tensor(repeating: 1, shape: Shape([classes, classes]))
      for k in 0..<classes { offDiagonal.elements[k * classes + k] = 0 }
      let mask = try graph.append(leaf: offDiagonal, role: .constant)
      let losses = try along(.sum, try graph.append(.multiply, [missed, mask]), &graph)
      let weighted = try graph.append(.multiply, [target, losses])
      return try averagedOverClasses(weighted, classes, told, &graph)
    },
    "multi_label_margin": { (graph, operands, told) throws(GraphError) in
      let one = try graph.append(leaf: Tensor(1), role: .constant)
      let classes = graph.shape(of: operands[0]).axes.last ?? 1
      let gap = try graph.append(.add, [try pairs(operands[0], &graph), one])
      let missed = try graph.append(.relu, [gap])
      let wrong = try whether(operands[1], is: 0, &graph)
      let right = try graph.append(.subtract, [one, wrong])
      let lengths = graph.shape(of: operands[1]).axes
      let rows = try reshaped(wrong, lengths.dropLast() + [1, classes], &graph)
      let counted = try along(.sum, try graph.append(.multiply, [missed, rows]), &graph)
      let weighted = try graph.append(.multiply, [right, counted])
      return try averagedOverClasses(weighted, classes, told, &graph)
    },
    "multi_label_soft_margin": { (graph, operands, told) throws(GraphError) in
      var none = Attributes()
      none.reduction = .none
      let losses = try graph.append(.bceWithLogits, operands, none)
      let classes = graph.shape(of: operands[0]).axes.last ?? 1
      return try averagedOverClasses(losses, classes, told, &graph)
    },
  ]

  /// The loss's way from many numbers to one.
  private static func reduced(
    _ node: NodeID,
    _ told: Attributes,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    switch told.reduction {
    case .none: node
    case .sum: try graph.append(.sum, [node])
    case .mean: try graph.append(.mean, [node])
    }
  }

  private static func averagedOverClasses(
    _ node: NodeID,
    _ classes: Int,
    _ told: Attributes,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    let count = try graph.append(leaf: Tensor(Double(classes)), role: .constant)
    let rows = try along(.sum, node, &graph)
    return try reduced(try graph.append(.divide, [rows, count]), told, &graph)
  }

  /// A reduction over the last axis.
  private static func along(
    _ operation: Operation,
    _ node: NodeID,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    var lastAxis = Attributes()
    lastAxis.axes = [graph.shape(of: node).rank - 1]
    return try graph.append(operation, [node], lastAxis)
  }

  private static func reshaped(
    _ node: NodeID,
    _ lengths: [Int],
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    var wanted = Attributes()
    wanted.shape = lengths
    return try graph.append(.reshape, [node], wanted)
  }

  /// x_i − x_j at row j and column i of a square for each row of x.
  private static func pairs(_ x: NodeID, _ graph: inout Graph) throws(GraphError) -> NodeID {
    let lengths = graph.shape(of: x).axes
    let classes = lengths.last ?? 1
    let columns = try reshaped(x, lengths + [1], &graph)
    let rows = try reshaped(x, lengths.dropLast() + [1, classes], &graph)
    return try graph.append(.subtract, [rows, columns])
  }

  /// 1 where an element is a number, 0 elsewhere; flat, so that no gradient flows.
  private static func whether(
    _ node: NodeID,
    is number: Double,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    let wanted = try graph.append(leaf: Tensor(number), role: .constant)
    let one = try graph.append(leaf: Tensor(1), role: .constant)
    let distance = try graph.append(.sign, [try graph.append(.subtract, [node, wanted])])
    return try graph.append(.subtract, [one, try graph.append(.square, [distance])])
  }

  /// Class numbers as one-hot rows; a distribution as it is.
  private static func distribution(
    _ target: NodeID,
    like prediction: NodeID,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    let shape = graph.shape(of: prediction)
    guard graph.shape(of: target) != shape else { return target }
    var classes = Attributes()
    classes.first = Double(shape.axes.last ?? 1)
    return try graph.append(.oneHot, [target], classes)
  }

  /// The cosine of the angle over the last axis; 0 with a vector of length 0, where no gradient flows.
  private static func cosine(
    _ a: NodeID,
    _ b: NodeID,
    _ graph: inout Graph
  ) throws(GraphError) -> NodeID {
    let squares = try graph.append(
      .multiply,
      [
        try along(.sum, try graph.append(.square, [a]), &graph),
        try along(.sum, try graph.append(.square, [b]), &graph),
      ]
    )
    let isFlat = try whether(squares, is: 0, &graph)
    let lengths = try graph.append(.sqrt, [try graph.append(.add, [squares, isFlat])])
    let inner = try along(.sum, try graph.append(.multiply, [a, b]), &graph)
    let one = try graph.append(leaf: Tensor(1), role: .constant)
    return try graph.append(
      .multiply,
      [
        try graph.append(.divide, [inner, lengths]),
        try graph.append(.subtract, [one, isFlat]),
      ]
    )
  }
}
