extension Operation {
  /// The same elements in another shape; a length −1 is worked out from the others.
  public static let reshape = Operation.tensor(
    "reshape",
    arguments: [.operand("x"), .shape("shape")],
    pullbacks: ["reshape(upstream)"],
    rule: .rearrangement { (shapes, attributes) throws(GraphError) in
      try resolvedShape(shapes[0], attributes.shape)
    }
  )

  /// How it is set and said.
  static let reshapeSetting = Setting(
    of: .reshape,
    tex: #"\operatorname{reshape}(①)"#,
    words: "A reshape hands its gradient back in the old shape."
  )

  /// Tensors one after the other along an axis that they have.
  public static let concat = Operation.tensor(
    "concat",
    arguments: [.operands, .axis("axis", default: 0)],
    pullbacks: ["slice(upstream)"],
    rule: .joining("concat") { (shapes, axis) throws(GraphError) in
      let first = shapes[0]
      guard first.rank > 0 else {
        throw .shapeMismatch(
          operation: "concat",
          expected: "operands with at least one axis",
          found: shapes
        )
      }
      guard let axis = first.normalized(axis: axis) else {
        throw .axisOutOfRange(operation: "concat", axis: axis, shape: first)
      }
      var lengths = first.axes
      lengths[axis] = 0
      for shape in shapes {
        var same = shape.rank == first.rank
        for i in 0..<first.rank where same && i != axis { same = shape.axes[i] == first.axes[i] }
        guard same else {
          throw .shapeMismatch(
            operation: "concat",
            expected: "equal shapes but for axis \(axis)",
            found: [first, shape]
          )
        }
        lengths[axis] = lengths[axis] + shape.axes[axis]
      }
      return (Shape(lengths), axis)
    }
  )

  /// How it is set and said.
  static let concatSetting = Setting(
    of: .concat,
    tex: #"\operatorname{concat}(①)"#,
    words: "A concatenation hands each operand its own part of the gradient."
  )

  /// `stack(a, b)` and `[a, b]`: tensors of one shape side by side on a new axis.
  public static let stack = Operation.tensor(
    "stack",
    arguments: [.operands, .axis("axis", default: 0)],
    pullbacks: ["slice(upstream)"],
    rule: .joining("stack") { (shapes, axis) throws(GraphError) in
      let first = shapes[0]
      for shape in shapes where shape != first {
        throw .shapeMismatch(operation: "stack", expected: "equal shapes", found: [first, shape])
      }
      let place = axis < 0 ? axis + first.rank + 1 : axis
      guard place >= 0, place <= first.rank else {
        throw .axisOutOfRange(operation: "stack", axis: axis, shape: first)
      }
      var lengths = first.axes
      lengths.insert(shapes.count, at: place)
      return (Shape(lengths), place)
    }
  )

  /// How it is set and said.
  static let stackSetting = Setting(
    of: .stack,
    symbol: "[ ]",
    tex: #"\operatorname{stack}(①)"#,
    words: "A stack hands each operand its own part of the gradient."
  )

  /// `x[i]`, `x[a:b]`: some of the elements.
  public static let index = Operation.tensor(
    "index",
    arguments: [.operand("x")],
    form: .postfix,
    pullbacks: ["scatter(upstream)"],
    rule: TensorRule(
      shape: { (_, attributes) throws(GraphError) in
        var lengths: [Int] = []
        for selection in attributes.selections where !selection.dropsAxis {
          lengths.append(selection.count)
        }
        return Shape(lengths)
      },
      forward: { frame, values in
        for (i, place) in selectedPlaces(frame).enumerated() {
          values[frame.output.offset + i] = values[frame.operands[0].offset + place]
        }
      },
      backward: { frame, _, gradients, _, contributions, at in
        for (i, place) in selectedPlaces(frame).enumerated() {
          contributions[at + place] += gradients[frame.upstream + i]
        }
      },
      scalars: .wires
    )
  )

  /// How it is set and said.
  static let indexSetting = Setting(
    of: .index,
    symbol: "[i]",
    tex: "①_{…}",
    words: "An index hands its gradient to the elements that it took, and nothing to the others."
  )

  /// Class numbers to rows with a single 1: `k` of shape `S` to `S + [n]`.
  ///
  /// No gradient flows back.
  public static let oneHot = Operation.tensor(
    "one_hot",
    arguments: [.operand("k"), .count("n")],
    pullbacks: ["zeros"],
    rule: TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        Shape(shapes[0].axes + [Int(attributes.first)])
      },
      forward: { frame, values in
        let classes = Int(frame.attributes.first)
        let output = frame.output.offset
        for i in 0..<frame.output.shape.count { values[output + i] = 0 }
        for i in 0..<frame.operands[0].shape.count {
          if let place = classIndex(values[frame.operands[0].offset + i], of: classes) {
            values[output + i * classes + place] = 1
          }
        }
      },
      backward: { _, _, _, _, _, _ in },
      check: { frame, values in
        firstBadClass(
          frame.operands[0],
          values,
          classes: Int(frame.attributes.first),
          operation: "one_hot"
        )
      },
      scalars: .entriesToLanes
    )
  )

  /// How it is set and said.
  static let oneHotSetting = Setting(
    of: .oneHot,
    tex: #"e(①)"#,
    words: "No gradient flows to a label."
  )

  /// The shape that a reshape leads to, with −1 worked out.
  private static func resolvedShape(_ shape: Shape, _ wanted: [Int]) throws(GraphError) -> Shape {
    var lengths = wanted
    var known = 1
    var open: Int?
    for (i, length) in wanted.enumerated() {
      if length >= 0 {
        known = Shape.saturatingProduct(known, length)
      } else if length == -1, open == nil {
        open = i
      } else {
        throw .reshapeCount(from: shape, to: wanted)
      }
    }
    if let open, known > 0, shape.count % known == 0 { lengths[open] = shape.count / known }
    guard !lengths.contains(-1), Shape(lengths).count == shape.count else {
      throw .reshapeCount(from: shape, to: wanted)
    }
    return Shape(lengths)
  }

  private static func selectedPlaces(_ frame: Frame) -> [Int] {
    guard frame.output.shape.count > 0 else { return [] }
    var places = [0]
    let strides = frame.operands[0].shape.strides
    for (axis, selection) in frame.attributes.selections.enumerated() {
      var next: [Int] = []
      for place in places {
        for i in 0..<selection.count { next.append(place + (selection.start + i) * strides[axis]) }
      }
      places = next
    }
    return places
  }
}

/// The class that a number names: a whole number from 0 to `classes − 1`.
func classIndex(_ number: Double, of classes: Int) -> Int? {
  guard number >= 0, number < Double(classes), number == number.rounded() else { return nil }
  return Int(number)
}

/// The first element of a block of labels that names no class, as an error.
func firstBadClass(
  _ labels: Frame.Block,
  _ values: [Double],
  classes: Int,
  operation: String
) -> GraphError? {
  for i in 0..<labels.shape.count {
    let value = values[labels.offset + i]
    if classIndex(value, of: classes) == nil {
      return .badClass(operation: operation, value: value, classes: classes)
    }
  }
  return nil
}

extension TensorRule {
  /// A rule that keeps the elements in their order and changes only the shape.
  @inline(never)
  static func rearrangement(
    _ shape: @escaping @Sendable ([Shape], Attributes) throws(GraphError) -> Shape
  ) -> TensorRule {
    TensorRule(
      shape: shape,
      forward: { frame, values in
        for i in 0..<frame.output.shape.count {
          values[frame.output.offset + i] = values[frame.operands[0].offset + i]
        }
      },
      backward: { frame, _, gradients, _, contributions, at in
        for i in 0..<frame.output.shape.count {
          contributions[at + i] += gradients[frame.upstream + i]
        }
      },
      scalars: .wires
    )
  }

  /// A rule that lays its operands side by side along one axis of the result.
  ///
  /// `plan` gives the result's shape and that axis.
  @inline(never)
  static func joining(
    _ name: String,
    _ plan: @escaping @Sendable ([Shape], Int) throws(GraphError) -> (Shape, Int)
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard !shapes.isEmpty else {
          throw .operandCount(operation: name, expected: 1, found: 0)
        }
        return try plan(shapes, Int(attributes.first)).0
      },
      forward: { frame, values in
        var frame = frame
        for slot in frame.operands.indices {
          let operand = frame.operands[slot]
          joinedPlaces(frame, slot) { i, place in
            values[frame.output.offset + place] = values[operand.offset + i]
          }
          frame.before += operand.shape.count
        }
      },
      backward: { frame, _, gradients, slot, contributions, at in
        joinedPlaces(frame, slot) { i, place in
          contributions[at + i] += gradients[frame.upstream + place]
        }
      },
      scalars: .wires
    )
  }

  /// Calls `body(i, place)` for each element `i` of an operand and its place in the result.
  private static func joinedPlaces(_ frame: Frame, _ slot: Int, _ body: (Int, Int) -> Void) {
    let shape = frame.output.shape
    let operand = frame.operands[slot].shape
    let isStack = operand.rank < shape.rank
    let requested = Int(frame.attributes.first)
    let axis = requested < 0 ? requested + shape.rank : requested
    guard operand.count > 0 else { return }
    var outer = 1
    for i in 0..<axis { outer *= shape.axes[i] }
    var inner = 1
    for i in (axis + 1)..<max(axis + 1, shape.rank) { inner *= shape.axes[i] }
    let before = frame.before / (outer * inner)
    let length = (isStack ? 1 : operand.axes[axis]) * inner
    for i in 0..<operand.count {
      body(i, i / length * shape.axes[axis] * inner + before * inner + i % length)
    }
  }
}
