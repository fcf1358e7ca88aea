import Autodiff
import Testing

@Suite struct `Gradients as sums over paths` {
  // MARK: Every operation

  @Test(arguments: OperationCase.all)
  func `the shares add up to the gradient of every element`(tried: OperationCase) throws {
    try expectShares(tried, Graph.Opening())
  }

  @Test(arguments: OperationCase.all.filter { $0.operation.isExpandable })
  func `the shares of an operation drawn open do too`(tried: OperationCase) throws {
    try expectShares(tried, Graph.Opening(all: true))
  }

  private func expectShares(_ tried: OperationCase, _ opening: Graph.Opening) throws {
    var (trace, inputs, result) = try tried.run(opening: opening)
    var random = SplitMix(seed: 9)
    let shape = trace.graph.shape(of: result)
    trace.backward(from: result, seed: random.tensor(shape.axes, -1, 1))
    for (slot, input) in inputs.enumerated() {
      let count = trace.graph.shape(of: input).count
      let elements = (0..<count).map { Element(input, $0) }
      for ledger in trace.ledgers(of: elements, limit: 1000) {
        #expect(!ledger.isCut)
        #expect(ledger.agrees, "\(ledger.total) is not \(ledger.gradient)")
        if tried.labels.contains(slot), !opening.all {
          #expect(ledger.ends == .label(consumer: result, slot: slot))
        } else if !ledger.count.isAtLeast, ledger.count.value <= 1000 {
          #expect(ledger.paths.count == ledger.count.value)
          #expect((ledger.listed - ledger.gradient).magnitude <= 1e-9 * (1 + ledger.magnitude))
        }
      }
    }
  }

  // MARK: What depends on what

  /// How many paths lead from a result to the first element of an operand.
  private func paths(
    _ operation: Autodiff.Operation,
    _ shapes: [[Int]],
    slot: Int = 0,
    number: Double = 0,
    filling: Double? = nil
  ) throws -> Int? {
    var random = SplitMix(seed: 5)
    var attributes = Attributes()
    attributes.first = number
    if operation.name == "softmax" { (attributes.first, attributes.axes) = (1, [-1]) }
    let operands = shapes.map { axes in
      filling.map { Tensor(repeating: $0, shape: Shape(axes)) } ?? random.tensor(axes, 0.2, 0.9)
    }
    var (trace, inputs, result) = try OperationCase(
      operation: operation,
      operands: operands,
      attributes: attributes
    ).run()
    trace.backward(from: result)
    return trace.ledgers(of: [Element(inputs[slot], 0)], limit: 1).first?.count.value
  }

  @Test(arguments: [nil, 0.0, 1.0])
  func `dependencies are those of the operation, whatever the values`(filling: Double?) throws {
    // An entry of a matrix meets a whole row of the other, at 0 too.
    #expect(try paths(.matmul, [[2, 3], [3, 4]], filling: filling) == 4)
    #expect(try paths(.matmul, [[2, 3], [3, 4]], slot: 1, filling: filling) == 2)
    #expect(try paths(.outer, [[2], [5]], filling: filling) == 5)
    #expect(try paths(.linear, [[2, 3], [3, 4], [4]], slot: 2, filling: filling) == 2)
    #expect(try paths(.sum, [[2, 3]], filling: filling) == 1)
    #expect(try paths(.max, [[7]], filling: filling) == 1)
    #expect(try paths(.min, [[7]], filling: filling) == 1)
    #expect(try paths(.product, [[7]], filling: filling) == 1)
    #expect(try paths(.variance, [[7]], filling: filling) == 1)
    #expect(try paths(.norm, [[7]], filling: filling) == 1)
    #expect(try paths(.maxPool2d, [[4, 4]], number: 2, filling: filling) == 1)
    #expect(try paths(.softmax, [[2, 3]], filling: filling) == 3)
    #expect(try paths(.transpose, [[2, 3]], filling: filling) == 1)
    #expect(try paths(.stack, [[2], [2]], slot: 1, filling: filling) == 1)
    #expect(try paths(.multiply, [[], [2, 3]], filling: filling) == 6)
    #expect(try paths(.relu, [[5]], filling: filling) == 1)
    #expect(try paths(.hinge, [[5], [5]], filling: filling) == 1)
    #expect(try paths(.mse, [[5], [5]], filling: filling) == 1)
  }

  // MARK: Many paths

  /// x₁ = x₀ + x₀, x₂ = x₁ + x₁, …: every step doubles the number of paths.
  private func doubling(_ steps: Int) throws -> (Trace, NodeID) {
    var graph = Graph()
    let first = try graph.append(leaf: Tensor(1.5), role: .input)
    var last = first
    for _ in 0..<steps { last = try graph.append(.add, [last, last]) }
    var trace = try Trace(running: graph)
    trace.backward(from: last)
    return (trace, first)
  }

  @Test func `2 to the 60 paths are counted to the last one`() throws {
    let (trace, first) = try doubling(60)
    let ledger = try #require(trace.ledgers(of: [Element(first, 0)], limit: 20).first)
    #expect(ledger.count.value == 1 << 60)
    #expect(!ledger.count.isAtLeast)
    #expect(ledger.paths.count == 20)
    #expect(ledger.paths.allSatisfy { $0.share == 1 && $0.factors.count == 60 })
    #expect(Set(ledger.paths.map { $0.factors.map { String($0.slot) }.joined() }).count == 20)
    #expect(ledger.total == 0x1p60)
    #expect(ledger.rest == 0x1p60 - 20)
    #expect(ledger.restCount.value == 1 << 60 - 20)
    #expect(ledger.agrees)
  }

  @Test func `more paths than can be counted are at least so many`() throws {
    let (trace, first) = try doubling(63)
    let ledger = try #require(trace.ledgers(of: [Element(first, 0)], limit: 3).first)
    #expect(ledger.count.isAtLeast)
    #expect(ledger.paths.count == 3)
    #expect(ledger.total == 0x1p63)
  }

  @Test func `a deep graph is followed without recursion`() throws {
    var graph = Graph()
    let first = try graph.append(leaf: Tensor(1), role: .input)
    var last = first
    for _ in 0..<30_000 { last = try graph.append(.negate, [last]) }
    var trace = try Trace(running: graph)
    trace.backward(from: last)
    let ledger = try #require(trace.ledgers(of: [Element(first, 0)], limit: 20).first)
    #expect(ledger.paths.first?.share == 1)
    #expect(ledger.count.value == 1)
  }

  // MARK: Against every path walked

  @Test(arguments: 0..<40)
  func `the paths found are the largest of all`(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    var graph = Graph()
    var nodes = [try graph.append(leaf: Tensor(1.25), role: .input)]
    nodes.append(try graph.append(leaf: Tensor(-0.75), role: .input))
    let kinds: [Autodiff.Operation] = [.add, .multiply, .subtract, .maximum, .multiply]
    for step in 0..<9 {
      let pick = { (bound: Int) -> Int in
        Int(random.tensor([], 0, 0.999).elements[0] * Double(bound))
      }
      let right = nodes[pick(nodes.count)]
      nodes.append(
        step == 4
          ? try graph.append(.relu, [nodes[nodes.count - 1]])
          : try graph.append(kinds[pick(kinds.count)], [nodes[nodes.count - 1], right])
      )
    }
    var trace = try Trace(running: graph)
    trace.backward(from: nodes[nodes.count - 1], seed: Tensor(2))
    let all = walk(trace, from: nodes[nodes.count - 1], to: nodes[0])
      .sorted { $0.magnitude > $1.magnitude }
    let ledger = try #require(trace.ledgers(of: [Element(nodes[0], 0)], limit: 12).first)
    #expect(ledger.count.value == all.count)
    #expect(ledger.zeroCount.value == all.filter { $0 == 0 }.count)
    #expect(ledger.paths.count == min(12, all.count))
    for (path, share) in zip(ledger.paths, all) {
      #expect((path.share.magnitude - share.magnitude).magnitude <= 1e-12 * share.magnitude)
    }
    #expect(ledger.blocks.reduce(0) { $0 + $1.count.value } == ledger.zeroCount.value)
  }

  /// The shares of all paths, each walked by itself.
  private func walk(_ trace: Trace, from output: NodeID, to target: NodeID) -> [Double] {
    var shares: [Double] = []
    func go(_ node: NodeID, _ product: Double) {
      if node == target { return shares.append(product) }
      for (slot, operand) in trace.graph.operands(of: node).enumerated() {
        let local = trace.localDerivative(of: node, slot: slot)?.scalar ?? .nan
        go(operand, product * local)
      }
    }
    go(output, 2)
    return shares
  }
}
