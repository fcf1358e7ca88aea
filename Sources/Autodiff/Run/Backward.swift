/// One reverse pass: what arrived at each node, and every contribution before it was added up.
public struct ReversePass: Sendable {
  /// Where it began.
  public let output: NodeID
  /// The gradient that it began with, of the output's shape.
  public let seed: Tensor
  /// The values that it ran with: those of its time, where leaves have been set anew since.
  let values: [Double]
  /// For each node, whether it leads to the output.
  var reached: [Bool]
  /// For each use of a node on the way, where its contribution begins; −1 elsewhere.
  var starts: [Int32]
  /// Every contribution, each with the shape of its operand.
  var contributions: [Double]
  /// What has arrived at each node in all, at the node's offset.
  var gradients: [Double]
}

extension Graph {
  /// Runs back from `output`, which receives `seed`.
  ///
  /// Consumers are taken from last to first, the operands of each from left to right; a node is taken
  /// only when all its consumers have been, since operands come before consumers.
  ///
  /// The seed has the output's shape.
  func backward(from output: NodeID, seed: Tensor, values: [Double]) -> ReversePass {
    var pass = ReversePass(
      output: output,
      seed: seed,
      values: values,
      reached: [Bool](repeating: false, count: count),
      starts: [Int32](repeating: -1, count: useCount),
      contributions: [],
      gradients: [Double](repeating: 0, count: elementCount)
    )
    pass.reached[output.index] = true
    for (i, number) in seed.elements.enumerated() {
      pass.gradients[offset(of: output) + i] = number
    }
    for index in stride(from: output.index, through: 0, by: -1) where pass.reached[index] {
      let node = NodeID(index)
      var frame: Frame?
      if case .tensor = operation(of: node).rule { frame = self.frame(of: node) }
      for (slot, place) in operandRange(of: node).enumerated() {
        let operand = operand(at: place)
        defer { frame?.before += shape(of: operand).count }
        guard varies(operand) else { continue }
        pass.reached[operand.index] = true
        let start = pass.contributions.count
        pass.starts[place] = Int32(truncatingIfNeeded: start)
        let size = shape(of: operand).count
        pass.contributions += repeatElement(0, count: size)
        contribute(node, slot, frame, values, pass.gradients, &pass.contributions, start)
        let offset = offset(of: operand)
        for i in 0..<size { pass.gradients[offset + i] += pass.contributions[start + i] }
      }
    }
    return pass
  }

  /// Adds to `contributions`, from `start` on, what operand `slot` of a node receives.
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
    switch operation(of: node).rule {
    case .leaf: break
    case .unary(_, let derivative):
      let attributes = attributes(of: node)
      let input = offset(of: operand(at: operandRange(of: node).lowerBound))
      for i in 0..<shape(of: node).count {
        let local = derivative(values[input + i], values[output + i], attributes)
        contributions[start + i] = gradients[output + i] * local
      }
    case .binary(_, let left, let right):
      let first = operandRange(of: node).lowerBound
      let origin = offset(of: operand(at: first + slot))
      pairs(of: node) { i, a, b in
        let slope = slot == 0 ? left : right
        let local = slope(values[a], values[b], values[output + i])
        contributions[start + (slot == 0 ? a : b) - origin] += gradients[output + i] * local
      }
    case .tensor(let rule):
      rule.backward(frame ?? self.frame(of: node), values, gradients, slot, &contributions, start)
    }
  }
}
