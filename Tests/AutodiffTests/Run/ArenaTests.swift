import Autodiff
import Testing

/// The sweeps over numbers are held against the rules that run tensors: one and the same random program,
/// once of numbers, once of tensors with one element.
@Suite struct `Sweeps over numbers` {
  /// A program of every gate on numbers near 1, a tensor and a list of operands now and then.
  private static func graph(
    seed: UInt64,
    shape: Shape,
    isMixed: Bool
  ) throws -> (Graph, NodeID) {
    var random = SplitMix(seed: seed)
    var graph = Graph()
    var nodes: [NodeID] = []
    for i in 0..<8 {
      let number = 0.5 + random.unit()
      let role: LeafRole = i == 3 ? .constant : i % 2 == 0 ? .input : .parameter
      nodes.append(try graph.append(leaf: Tensor(repeating: number, shape: shape), role: role))
    }
    func pick() -> NodeID { nodes[nodes.count - 1 - Int(random.next() % 8)] }
    for turn in 0..<400 {
      let gate = Gate.allCases[Int(random.next() % UInt64(Gate.allCases.count))]
      // Exponentials and powers of each other leave the numbers soon; a sigmoid brings them back.
      let node = try graph.append(gate, pick(), pick())
      nodes.append(try graph.append(.sigmoid, node))
      if isMixed, turn % 40 == 39 {
        let list = try graph.append(.stack, [pick(), pick(), pick()])
        nodes.append(try graph.append(.mean, [list], axis(0)))
      }
    }
    return (graph, nodes[nodes.count - 1])
  }

  private static func axis(_ axis: Int) -> Attributes {
    var attributes = Attributes()
    attributes.axes = [axis]
    return attributes
  }

  @Test(arguments: 0..<20, [false, true])
  func `agree to the last bit with the rules for tensors`(seed: Int, isMixed: Bool) throws {
    let (numbers, end) = try Self.graph(seed: UInt64(seed), shape: .scalar, isMixed: isMixed)
    let (tensors, _) = try Self.graph(seed: UInt64(seed), shape: Shape([1]), isMixed: isMixed)
    try #require(numbers.count == tensors.count)
    var quick = try Trace(running: numbers)
    var plain = try Trace(running: tensors)
    for node in numbers.nodes {
      #expect(bits(quick.value(of: node)) == bits(plain.value(of: node)))
    }
    quick.backward(from: end)
    plain.backward(from: end)
    var handed: [[UInt64]] = []
    quick.forEachContribution { handed.append(bits($0.value)) }
    var expected: [[UInt64]] = []
    plain.forEachContribution { expected.append(bits($0.value)) }
    #expect(handed == expected)
    for node in numbers.nodes {
      #expect(
        quick.gradient(of: node).map { bits($0) } == plain.gradient(of: node).map { bits($0) }
      )
    }
  }

  private func bits(_ tensor: Tensor) -> [UInt64] { tensor.elements.map { $0.bitPattern } }

  @Test func `a node that does not lead to the output hands nothing on, whatever its slope`() throws
  {
    var graph = Graph()
    let x = try graph.append(leaf: 0, role: .input)
    let lost = try graph.append(.log, x)
    let y = try graph.append(.add, x, x)
    var trace = try Trace(running: graph)
    trace.backward(from: y)
    #expect(trace.gradient(of: x) == Tensor(2))
    #expect(trace.gradient(of: lost) == nil)
    #expect(trace.contributions(to: x).map { $0.consumer } == [y, y])
  }

  @Test func `gates stand first in the list, in their order`() {
    for gate in Gate.allCases {
      #expect(Operation.all[Int(gate.rawValue)].name == gate.operation.name)
    }
  }

  @Test func `a later pass in the same storage starts anew`() throws {
    let (graph, end) = try Self.graph(seed: 7, shape: .scalar, isMixed: true)
    var trace = try Trace(running: graph)
    trace.backward(from: end)
    let first = trace.nodesAndGradients
    trace.backward(from: NodeID(end.index / 2))
    trace.backward(from: end)
    #expect(trace.nodesAndGradients == first)
  }
}

extension Trace {
  fileprivate var nodesAndGradients: [Tensor?] { graph.nodes.map { gradient(of: $0) } }
}
