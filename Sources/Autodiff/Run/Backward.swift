/// One reverse pass: what arrived at each node, and every contribution before it was added up.
public struct ReversePass: Sendable {
  /// Where it began.
  public internal(set) var output = NodeID(0)
  /// The gradient that it began with, of the output's shape.
  public internal(set) var seed = Tensor(1)
  /// The values that it ran with: those of its time, where leaves have been set anew since.
  var values: [Double] = []
  /// For each node, 1 if it leads to the output, else 0.
  var reached: [UInt8] = []
  /// Every contribution, each with the shape of its operand, where the graph's layout says; only those of
  /// reached nodes to operands that vary mean something.
  var contributions: [Double] = []
  /// What has arrived at each node in all, at the node's offset.
  var gradients: [Double] = []

  /// Whether a node leads to the output.
  func hasReached(_ node: NodeID) -> Bool { reached[node.index] != 0 }

  /// A pass that has not run.
  public init() {}

  /// Makes it as large as a graph, with nothing reached yet; allocates only where it was smaller.
  fileprivate mutating func reset(for graph: Graph, output: NodeID, seed: Tensor) {
    self.output = output
    self.seed = seed
    ReversePass.clear(&reached, to: 0, count: graph.count)
    ReversePass.clear(&gradients, to: 0, count: graph.elementCount)
    if contributions.count != graph.contributionCount {
      ReversePass.clear(&contributions, to: 0, count: graph.contributionCount)
    }
    reached[output.index] = 1
    let origin = graph.offset(of: output)
    for (i, number) in seed.elements.enumerated() { gradients[origin + i] = number }
  }

  private static func clear<Element>(_ array: inout [Element], to value: Element, count: Int) {
    if array.count == count {
      for i in array.indices { array[i] = value }
    } else {
      array.removeAll(keepingCapacity: array.capacity >= count)
      array.append(contentsOf: repeatElement(value, count: count))
    }
  }
}

extension Graph {
  /// Runs back from `output`, which receives `seed`, in the storage of `pass`.
  ///
  /// Consumers are taken from last to first, the operands of each from left to right; a node is taken
  /// only when all its consumers have been, since operands come before consumers.
  ///
  /// The seed has the output's shape.
  func backward(
    from output: NodeID,
    seed: Tensor,
    values: [Double],
    into pass: inout ReversePass
  ) {
    pass.reset(for: self, output: output, seed: seed)
    var index = output.index
    while index >= 0 {
      index = Arena.backward(self, from: index, values, &pass)
      guard index >= 0 else { break }
      if pass.reached[index] != 0 { backward(through: NodeID(index), values, &pass) }
      index -= 1
    }
  }

  /// Hands on what has arrived at one node.
  private func backward(
    through node: NodeID,
    _ values: [Double],
    _ pass: inout ReversePass
  ) {
    var frame: Frame?
    if case .tensor = operation(of: node).rule { frame = self.frame(of: node) }
    var start = layout.contributionStart(node.index)
    for slot in 0..<operandCount(of: node) {
      let operand = operand(of: node, slot: slot)
      let size = shape(of: operand).count
      defer {
        frame?.before += size
        start += size
      }
      guard operandVaries(node, slot: slot) else { continue }
      pass.reached[operand.index] = 1
      for i in start..<start + size { pass.contributions[i] = 0 }
      if isChanged(node) {
        contributeChanged(node, slot, values, pass.gradients, &pass.contributions, start)
      } else {
        contribute(node, slot, frame, values, pass.gradients, &pass.contributions, start)
      }
      let offset = offset(of: operand)
      for i in 0..<size {
        // What is 0 is recorded without a sign.
        pass.contributions[start + i] += 0
        pass.gradients[offset + i] += pass.contributions[start + i]
      }
    }
  }

  /// Adds to `contributions`, from `start` on, what operand `slot` of a node receives by its operation's
  /// rule; what has arrived at the node stands where the frame says, without one where its value stands.
  func contribute(
    _ node: NodeID,
    _ slot: Int,
    _ frame: Frame?,
    _ values: [Double],
    _ gradients: [Double],
    _ contributions: inout [Double],
    _ start: Int
  ) {
    let output = offset(of: node)
    let upstream = frame?.upstream ?? output
    switch operation(of: node).rule {
    case .leaf: break
    case .unary(_, let derivative):
      let attributes = attributes(of: node)
      let input = offset(of: operand(of: node, slot: 0))
      for i in 0..<shape(of: node).count {
        let local = derivative(values[input + i], values[output + i], attributes)
        contributions[start + i] += gradients[upstream + i] * local
      }
    case .binary(_, let left, let right):
      let origin = offset(of: operand(of: node, slot: slot))
      pairs(of: node) { i, a, b in
        let slope = slot == 0 ? left : right
        let local = slope(values[a], values[b], values[output + i])
        contributions[start + (slot == 0 ? a : b) - origin] += gradients[upstream + i] * local
      }
    case .tensor(let rule):
      rule.backward(frame ?? self.frame(of: node), values, gradients, slot, &contributions, start)
    }
  }
}
