/// Values, gradients and contributions of tensors, put together from the run of their scalars.
public struct TensorReading: Sendable {
  private let opened: ScalarGraph
  private let trace: Trace
  /// For each tensor, whether the last pass reached it.
  private var reached: [Bool] = []

  /// Reads a run of `opened.graph`.
  public init(_ opened: ScalarGraph, _ trace: Trace) {
    self.opened = opened
    self.trace = trace
    guard let output = trace.pass?.output else { return }
    let tensors = opened.tensors
    reached = [Bool](repeating: false, count: tensors.count)
    let start = opened.owner(of: output)
    reached[start.index] = true
    for index in stride(from: start.index, through: 0, by: -1) where reached[index] {
      for operand in tensors.operands(of: NodeID(index)) where tensors.varies(operand) {
        reached[operand.index] = true
      }
    }
  }

  /// A tensor's value.
  public func value(of node: NodeID) -> Tensor {
    Tensor(
      shape: opened.tensors.shape(of: node),
      elements: opened.scalars(of: node).map { trace.value(of: $0).elements[0] }
    )
  }

  /// The gradient of the last pass's output with respect to a tensor: zeros for a leaf that does not lead
  /// to the output, nil for another node that does not, and where there was no pass.
  ///
  /// Of a node without a name that only arranges others' elements it is nil: its scalars are theirs.
  public func gradient(of node: NodeID) -> Tensor? {
    guard trace.pass != nil, reached[node.index] || opened.tensors.isLeaf(node) else { return nil }
    var elements: [Double] = []
    for scalar in opened.scalars(of: node) {
      guard opened.owner(of: scalar) == node else { return nil }
      elements.append(trace.gradient(of: scalar)?.elements[0] ?? 0)
    }
    return Tensor(shape: opened.tensors.shape(of: node), elements: elements)
  }

  /// What one use of a tensor handed back to it.
  public struct Contribution: Equatable, Sendable {
    /// The node that used it.
    public let consumer: NodeID
    /// Which operand of the consumer it is.
    public let slot: Int
    /// What was handed back, of the used tensor's shape.
    public var value: Tensor
  }

  /// What the last pass handed back to every tensor, by the place of its node, in the order in which a
  /// pass over the tensors makes them: consumers from last to first, the operands of each from left to
  /// right.
  ///
  /// What a tensor received over wires, as of an index, is also what the index received.
  public func contributions() -> [Int: [Contribution]] {
    guard trace.pass != nil else { return [:] }
    let tensors = opened.tensors
    var sums: [Tensor?] = opened.tensorUses.map { use in
      guard reached[use.consumer.index], tensors.varies(use.operand) else { return nil }
      return Tensor(repeating: 0, shape: tensors.shape(of: use.operand))
    }
    trace.forEachContribution { contribution in
      let place = Int(opened.useStarts[contribution.consumer.index]) + contribution.slot
      var (use, element) = (opened.uses[place].use, Int(opened.uses[place].element))
      while use >= 0 {
        let operand = opened.tensorUses[Int(use)].operand
        sums[Int(use)]?.elements[element] += contribution.value.elements[0]
        let wire = opened.wires[tensors.offset(of: operand) + element]
        (use, element) = (wire.use, Int(wire.element))
      }
    }
    var result: [Int: [Contribution]] = [:]
    // The uses are in order: by consumer, then by slot.
    var end = sums.count
    while end > 0 {
      let consumer = opened.tensorUses[end - 1].consumer
      let start = end - opened.tensorUses[end - 1].slot - 1
      for place in start..<end {
        guard let value = sums[place] else { continue }
        let use = opened.tensorUses[place]
        result[use.operand.index, default: []].append(
          Contribution(consumer: consumer, slot: use.slot, value: value)
        )
      }
      end = start
    }
    return result
  }
}
