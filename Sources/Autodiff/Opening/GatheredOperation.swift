extension Operation {
  /// An operation on tensors as one gate on their scalars: it takes every element as an operand of its
  /// own and gives one element of the result, by the rule of the operation itself.
  ///
  /// It is what a graph opened into scalars uses where no simpler gates have the same value and the same
  /// gradient: the largest of many numbers, whose ties share; a softmax that would overflow, were it
  /// drawn open. ``Attributes/gathering`` says which tensors the scalars make up.
  static func gathering(_ operation: Operation, _ rule: TensorRule) -> Operation {
    Operation(
      name: operation.name + " of scalars",
      arguments: [.operands],
      form: .listed(operation.name),
      rule: .tensor(.gathering(operation.name, rule))
    )
  }

  /// The gate of an operation on tensors; nil for one that has simpler gates only.
  var gathered: Operation? {
    Operation.gatheredByName[name]
  }

  private static let gatheredByName: [String: Operation] = {
    var gates: [String: Operation] = [:]
    for operation in all {
      if let name = operation.name.cut(before: " of scalars") { gates[name] = operation }
    }
    return gates
  }()

  /// The gates of all operations that may need one.
  static func gatheredOperations(of operations: [Operation]) -> [Operation] {
    operations.compactMap { operation in
      guard case .tensor(let rule) = operation.rule, rule.scalars.mayGather else { return nil }
      return gathering(operation, rule)
    }
  }
}

extension TensorRule {
  /// One element of a rule's result, of scalars that make up the rule's operands.
  fileprivate static func gathering(_ name: String, _ rule: TensorRule) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let expected = attributes.gathering?.shapes.reduce(0) { $0 + $1.count } ?? -1
        guard shapes.allSatisfy({ $0.isScalar }), shapes.count == expected else {
          throw .operandCount(operation: name, expected: max(0, expected), found: shapes.count)
        }
        return .scalar
      },
      forward: { frame, values in
        guard let gathered = Gathered(frame, values, rule) else { return }
        values[frame.output.offset] = gathered.result
      },
      backward: { frame, values, gradients, slot, contributions, at in
        guard let gathered = Gathered(frame, values, rule) else { return }
        contributions[at] += gathered.share(of: slot, gradients[frame.upstream], rule)
      },
      check: { frame, values in
        guard let check = rule.check, let gathered = Gathered(frame, values, rule) else {
          return nil
        }
        return check(gathered.frame, gathered.values)
      },
      scalars: .gate
    )
  }
}

/// Scalars put together to the tensors that an operation takes, and its result on them.
private struct Gathered {
  /// Where the tensors and the result lie in ``values``.
  var frame: Frame
  /// The elements of the tensors, then those of the result.
  var values: [Double]
  private let element: Int

  init?(_ outer: Frame, _ all: [Double], _ rule: TensorRule) {
    guard let gathering = outer.attributes.gathering else { return nil }
    var attributes = outer.attributes
    attributes.gathering = nil
    attributes.axes = gathering.axes
    guard let shape = try? rule.shape(gathering.shapes, attributes) else { return nil }
    values = outer.operands.map { all[$0.offset] }
    var blocks: [Frame.Block] = []
    var offset = 0
    for shape in gathering.shapes {
      blocks.append(Frame.Block(offset: offset, shape: shape))
      offset += shape.count
    }
    guard offset == values.count, gathering.element < shape.count else { return nil }
    values += repeatElement(0, count: shape.count)
    frame = Frame(
      output: Frame.Block(offset: offset, shape: shape),
      upstream: 0,
      operands: blocks,
      attributes: attributes
    )
    element = gathering.element
    // A label that names no class is told by the rule's check.
    rule.forward(frame, &values)
  }

  var result: Double { values[frame.output.offset + element] }

  /// What scalar `slot` receives of what arrived at the result.
  func share(of slot: Int, _ upstream: Double, _ rule: TensorRule) -> Double {
    var place = 0
    while place + 1 < frame.operands.count, frame.operands[place + 1].offset <= slot { place += 1 }
    var gradients = [Double](repeating: 0, count: frame.output.shape.count)
    gradients[element] = upstream
    var contribution = [Double](repeating: 0, count: frame.operands[place].shape.count)
    var frame = frame
    frame.before = frame.operands[place].offset
    rule.backward(frame, values, gradients, place, &contribution, 0)
    return contribution[slot - frame.operands[place].offset]
  }
}
