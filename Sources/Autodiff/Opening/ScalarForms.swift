// How each form of an operation is made of gates.

extension ScalarBuilder {
  /// An operation's result on scalars.
  ///
  /// - Parameters:
  ///   - operation: The operation; one that works element by element, or has a form of its own.
  ///   - operands: The scalars of each operand.
  ///   - frame: The operands' and the result's shapes, each beginning at 0.
  /// - Returns: The scalars of the result, the last axis running fastest.
  /// - Throws: ``GraphError/tooManyScalars(limit:)``.
  mutating func result(
    of operation: Operation,
    _ operands: [[Wire]],
    _ frame: Frame
  ) throws(GraphError) -> [Wire] {
    guard case .tensor(let rule) = operation.rule else {
      return try entries(operands, frame) { (builder, wires) throws(GraphError) in
        try builder.gate(operation, wires, frame.attributes)
      }
    }
    switch rule.scalars {
    case .wires: return ScalarBuilder.rewired(rule, operands, frame)
    case .products(_, let forEach): return try products(operands, frame, forEach)
    case .lanes(let form, let forEach): return try lanes(form, operands[0], frame, forEach)
    case .lanesToLanes: return try lanesToLanes(operation, operands[0], frame)
    case .entriesToLanes: return try entriesToLanes(operation, operands[0], frame)
    case .entries:
      var attributes = frame.attributes
      attributes.reduction = .none
      let losses = try entries(operands, frame) { (builder, wires) throws(GraphError) in
        try builder.gate(operation, wires, attributes)
      }
      return try reduced(losses, frame.attributes.reduction)
    case .rows:
      return try reduced(try rows(operation, operands, frame), frame.attributes.reduction)
    case .gate: return [try gate(operation, operands.flatMap { $0 }, frame.attributes)]
    case .whole: return try whole(operation, operands, frame)
    }
  }

  /// Element by element, with broadcasting.
  mutating func entries(
    _ operands: [[Wire]],
    _ frame: Frame,
    _ make: (inout ScalarBuilder, [Wire]) throws(GraphError) -> Wire
  ) throws(GraphError) -> [Wire] {
    guard let places = BroadcastPlaces(frame.operands.map { $0.shape }) else { return [] }
    var wiring: [[Wire]] = []
    wiring.reserveCapacity(places.shape.count)
    places.forEach { _, place in
      wiring.append(zip(operands, place).map { $0[$1] })
    }
    var result: [Wire] = []
    for wires in wiring { result.append(try make(&self, wires)) }
    return result
  }

  /// A rule that copies, told by where it copies the numbers 0, 1, 2, … to.
  private static func rewired(_ rule: TensorRule, _ operands: [[Wire]], _ frame: Frame) -> [Wire] {
    var frame = frame
    var sources: [Wire] = []
    for (slot, wires) in operands.enumerated() {
      frame.operands[slot].offset = sources.count
      sources += wires
    }
    frame.output.offset = sources.count
    var places = sources.indices.map { Double($0) }
    places += repeatElement(0, count: frame.output.shape.count)
    rule.forward(frame, &places)
    return places[sources.count...].map { sources[Int($0)] }
  }

  private mutating func products(
    _ operands: [[Wire]],
    _ frame: Frame,
    _ forEach: (Frame, ScalarForm.Product) -> Void
  ) throws(GraphError) -> [Wire] {
    var factors = [[(left: Int, right: Int)]](repeating: [], count: frame.output.shape.count)
    forEach(frame) { result, left, right in factors[result].append((left, right)) }
    var results: [Wire] = []
    for pairs in factors {
      var terms: [Wire] = []
      for (left, right) in pairs {
        terms.append(try gate(.multiply, [operands[0][left], operands[1][right]]))
      }
      results.append(try sum(terms))
    }
    return results
  }

  private mutating func lanes(
    _ form: ScalarForm.LaneForm,
    _ operand: [Wire],
    _ frame: Frame,
    _ forEach: (Frame, ScalarForm.Lane) -> Void
  ) throws(GraphError) -> [Wire] {
    var lanes = [[Wire]](repeating: [], count: frame.output.shape.count)
    forEach(frame) { result, places in lanes[result] = places.map { operand[$0] } }
    var results: [Wire] = []
    for lane in lanes {
      switch form {
      case .sum: results.append(try sum(lane))
      case .product: results.append(try product(lane))
      case .mean: results.append(try mean(lane))
      case .reduction(let name): results.append(try reduction(name, lane, frame.attributes))
      }
    }
    return results
  }

  private mutating func reduction(
    _ name: String,
    _ lane: [Wire],
    _ attributes: Attributes
  ) throws(GraphError) -> Wire {
    if lane.count == 1, name == "max" || name == "min" { return lane[0] }
    if lane.count == 2, name == "max" { return try gate(.maximum, lane) }
    if lane.count == 2, name == "min" { return try gate(.minimum, lane) }
    guard let operation = Operation.function(named: name) else { return try sum(lane) }
    var attributes = attributes
    attributes.keepsAxes = false
    return try gathered(
      operation,
      lane,
      attributes,
      .init(shapes: [Shape([lane.count])])
    )
  }

  private mutating func lanesToLanes(
    _ operation: Operation,
    _ operand: [Wire],
    _ frame: Frame
  ) throws(GraphError) -> [Wire] {
    let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
    var results = operand
    for base in lanes.bases {
      let lane = lanes.places.map { operand[base + $0] }
      for (k, place) in lanes.places.enumerated() {
        results[base + place] = try gathered(
          operation,
          lane,
          frame.attributes,
          .init(shapes: [Shape([lane.count])], element: k, axes: [0])
        )
      }
    }
    return results
  }

  private mutating func entriesToLanes(
    _ operation: Operation,
    _ operand: [Wire],
    _ frame: Frame
  ) throws(GraphError) -> [Wire] {
    guard !operand.isEmpty else { return [] }
    var results: [Wire] = []
    for wire in operand {
      for element in 0..<frame.output.shape.count / operand.count {
        results.append(
          try gathered(
            operation,
            [wire],
            frame.attributes,
            .init(shapes: [.scalar], element: element)
          )
        )
      }
    }
    return results
  }

  /// A gate for each row: what lies along the last axis of the first operand, and what belongs to it of
  /// the others.
  private mutating func rows(
    _ operation: Operation,
    _ operands: [[Wire]],
    _ frame: Frame
  ) throws(GraphError) -> [Wire] {
    let vectors = frame.operands[0].shape
    let width = vectors.axes.last ?? 1
    var attributes = frame.attributes
    attributes.reduction = .none
    var results: [Wire] = []
    for row in 0..<vectors.count / max(1, width) {
      var wires: [Wire] = []
      var shapes: [Shape] = []
      for (operand, block) in zip(operands, frame.operands) {
        let isVector = block.shape == vectors
        wires += isVector ? operand[row * width..<(row + 1) * width] : operand[row...row]
        shapes.append(isVector ? Shape([width]) : .scalar)
      }
      results.append(try gathered(operation, wires, attributes, .init(shapes: shapes)))
    }
    return results
  }

  private mutating func whole(
    _ operation: Operation,
    _ operands: [[Wire]],
    _ frame: Frame
  ) throws(GraphError) -> [Wire] {
    let wires = operands.flatMap { $0 }
    let shapes = frame.operands.map { $0.shape }
    var results: [Wire] = []
    for element in 0..<frame.output.shape.count {
      results.append(
        try gathered(
          operation,
          wires,
          frame.attributes,
          .init(shapes: shapes, element: element, axes: frame.attributes.axes)
        )
      )
    }
    return results
  }

  /// A loss's way from many numbers to one.
  private mutating func reduced(
    _ losses: [Wire],
    _ reduction: Attributes.Reduction
  ) throws(GraphError) -> [Wire] {
    switch reduction {
    case .none: losses
    case .sum: [try sum(losses)]
    case .mean: [try mean(losses)]
    }
  }
}
