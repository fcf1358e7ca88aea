internal import Autodiff
internal import Notation

extension Slip {
  /// The 1/n of a mean, left out or put in twice.
  static let missingMean = Slip(
    "missing-mean",
    "left out the 1/n of a mean, or put it in twice"
  ) { scene in
    var makings: [Making] = []
    for mean in scene.means where mean.count > 1 {
      let (node, count) = (mean.node, mean.count)
      func add(_ manner: Int, _ told: String, value factor: Double?, gradient: Double) {
        var change = RuleChange(contribution: { use in
          guard mean.slot == nil || use.slot == mean.slot else { return nil }
          return use.own(use.upstream.scaled(by: gradient))
        })
        if let factor { change.value = { _, own in own.scaled(by: factor) } }
        makings.append(Making(at: node, manner: manner, told, .rules([(node, change)])))
      }
      let missing = "the 1/n of the mean is missing"
      let twice = "the 1/n of the mean was put in twice"
      add(0, missing, value: count, gradient: count)
      add(1, missing + " on the way back", value: nil, gradient: count)
      add(2, twice, value: 1 / count, gradient: 1 / count)
      add(3, twice + " on the way back", value: nil, gradient: 1 / count)
    }
    return makings
  }

  /// A matrix for its transpose.
  static let transposed = Slip("transposed", "gave or used the transpose of a matrix") { scene in
    var makings = [
      Making(
        at: nil,
        manner: nil,
        "this is the transpose of the right matrix",
        .answer { quantity, run, program in
          quantity.read(from: run, of: program)?.transposed.map { [$0] } ?? []
        }
      )
    ]
    for node in scene.nodes(of: [.matmul, .linear]) {
      makings.append(
        .handing(
          at: node,
          "the matrix itself was used on the way back where its transpose belongs"
        ) { use in
          guard use.slot < 2 else { return nil }
          return Slip.untransposed(use, isLinear: scene.isOperation(node, .linear))
        }
      )
    }
    return makings
  }

  /// What an operand of a product receives by the other one as it stands; nil where shapes forbid it.
  private static func untransposed(_ use: borrowing RuleChange.Use, isLinear: Bool) -> Tensor? {
    let other = use.operands[1 - use.slot]
    guard other.shape.rank == 2, other.shape.axes[0] == other.shape.axes[1],
      let flipped = other.transposed
    else { return nil }
    // The transpose of a square matrix has the shape that the rule expects.
    var operands = use.operands
    operands[1 - use.slot] = flipped
    return Scene.gradient(
      of: isLinear ? .linear : .matmul,
      Attributes(),
      operands,
      use.slot,
      upstream: use.upstream
    )
  }

  /// A broadcast operand's gradient, not added up.
  static let biasNotSummed = Slip(
    "bias-not-summed",
    "did not add a broadcast operand's gradient up over the broadcast axis"
  ) { scene in
    var makings: [Making] = []
    for (node, slot) in scene.broadcastUses {
      let shape = scene.graph.shape(of: node)
      let operand = scene.operand(node, slot)
      let copies = Double(shape.count) / Double(max(1, scene.graph.shape(of: operand).count))
      let label = scene.label(operand)
      let told =
        "the gradient of \(label) is not added up over the axis along which it was repeated"
      for row in 0..<min(shape.axes.first ?? 0, 8) {
        makings.append(
          .handing(at: node, manner: row, "\(told): only one row of it is left") {
            $0.slot == slot ? $0.own($0.upstream.keeping(row: row)) : nil
          }
        )
      }
      makings.append(
        .handing(at: node, manner: 8, "\(told), but averaged") {
          $0.slot == slot ? $0.own($0.upstream.scaled(by: 1 / copies)) : nil
        }
      )
      makings.append(
        Making(
          at: node,
          manner: nil,
          told,
          .answer { quantity, run, program in
            guard quantity.kind != .value, program.graph.name(of: operand) == quantity.node,
              let output = quantity.outputForRows(of: program, at: node),
              let upstream = run.gradient(of: node, by: output.node, after: quantity.step)
            else { return [] }
            return scene.standing(node, slot, upstream).map { [$0] } ?? []
          }
        )
      )
    }
    return makings
  }
}

extension Quantity {
  /// The output that a gradient is of, for reading another node's gradient in the same pass.
  func outputForRows(of program: Program, at node: NodeID) -> (node: NodeID?, Void)? {
    switch kind {
    case .value: return nil
    case .gradient: return (nil, ())
    case .derivative(let name):
      guard let output = program.graph.node(named: name) else { return nil }
      return (output, ())
    }
  }
}

extension Scene {
  /// What an operation hands back to one of its operands, in a graph of its own; nil where it cannot take
  /// them.
  static func gradient(
    of operation: Operation,
    _ attributes: Attributes,
    _ operands: [Tensor],
    _ slot: Int,
    upstream: Tensor
  ) -> Tensor? {
    var graph = Graph()
    var nodes: [NodeID] = []
    for operand in operands {
      guard let node = try? graph.append(leaf: operand, role: .input) else { return nil }
      nodes.append(node)
    }
    guard let result = try? graph.append(operation, nodes, attributes),
      graph.shape(of: result) == upstream.shape, var trace = try? Trace(running: graph)
    else { return nil }
    trace.backward(from: result, seed: upstream)
    return trace.gradient(of: nodes[slot])
  }

  /// What a repeated operand would receive at each place where it stands, not added up.
  func standing(_ node: NodeID, _ slot: Int, _ upstream: Tensor) -> Tensor? {
    if isOperation(node, .linear) { return upstream }
    var operands = graph.operands(of: node).map { value($0) }
    guard let repeated = operands[slot].repeated(to: upstream.shape) else { return nil }
    operands[slot] = repeated
    return Scene.gradient(
      of: graph.operation(of: node),
      graph.attributes(of: node),
      operands,
      slot,
      upstream: upstream
    )
  }

  /// Operands that are repeated to the shape of a sum or difference.
  var broadcastUses: [(node: NodeID, slot: Int)] {
    var found: [(node: NodeID, slot: Int)] = []
    for node in nodes(of: [.add, .subtract, .multiply, .divide]) {
      for slot in 0..<2 {
        let operand = operand(node, slot)
        if graph.varies(operand), graph.shape(of: operand) != graph.shape(of: node) {
          found.append((node, slot))
        }
      }
    }
    for node in nodes(of: [.linear])
    where graph.operandCount(of: node) > 2
      && graph.shape(of: operand(node, 2)).count < graph.shape(of: node).count
    {
      found.append((node, 2))
    }
    return found
  }

  /// Means: the node, over how many numbers it averages, and the operand that it averages; nil for all.
  var means: [(node: NodeID, count: Double, slot: Int?)] {
    var found: [(node: NodeID, count: Double, slot: Int?)] = []
    for node in computed {
      let operation = graph.operation(of: node)
      let attributes = graph.attributes(of: node)
      if isOperation(node, .mean, .variance) {
        let count = graph.shape(of: operand(node, 0)).count
        found.append((node, Double(count) / Double(max(1, graph.shape(of: node).count)), nil))
      } else if isOperation(node, .divide), let count = number(operand(node, 1)), count > 1,
        graph.isLeaf(operand(node, 1)), isTotal(operand(node, 0), of: count)
      {
        found.append((node, count, 0))
      } else if operation.takesReduction, attributes.reduction == .mean,
        let count = averagedCount(of: node)
      {
        found.append((node, count, nil))
      }
    }
    return found
  }

  /// Whether a node adds up that many numbers, so that dividing by their count is a mean.
  private func isTotal(_ node: NodeID, of count: Double) -> Bool {
    if isOperation(node, .sum) {
      return Double(graph.shape(of: operand(node, 0)).count) / Double(graph.shape(of: node).count)
        == count
    }
    var terms = 1.0
    var node = node
    while isOperation(node, .add), terms <= count {
      terms += 1
      node = operand(node, 0)
    }
    return terms == count
  }

  /// Over how many numbers a loss averages: its sum over its mean.
  private func averagedCount(of node: NodeID) -> Double? {
    var graph = Graph()
    var nodes: [NodeID] = []
    for operand in self.graph.operands(of: node) {
      guard let leaf = try? graph.append(leaf: value(operand), role: .input) else { return nil }
      nodes.append(leaf)
    }
    var attributes = self.graph.attributes(of: node)
    attributes.reduction = .none
    guard
      let all = try? graph.append(self.graph.operation(of: node), nodes, attributes)
    else { return nil }
    return Double(graph.shape(of: all).count)
  }
}

extension Operation {
  /// Whether a call says how many numbers become one.
  var takesReduction: Bool {
    arguments.contains { if case .reduction = $0 { true } else { false } }
  }
}
