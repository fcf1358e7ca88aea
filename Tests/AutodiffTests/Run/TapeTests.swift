import Autodiff
import Testing

@Suite struct Tapes {
  @Test func `a tape computes as it records`() {
    var trace = Trace.empty
    var nodes: [NodeID] = []
    trace.record(capacity: 5) { tape in
      let (x, y, z) = (tape.leaf(-2), tape.leaf(5), tape.leaf(-4))
      let q = tape.add(x, y)
      let f = tape.multiply(q, z)
      #expect(tape.value(of: f) == -12)
      #expect(tape.count == 5)
      nodes = [x, y, z, q, f]
    }
    trace.backward(from: nodes[4])
    #expect(nodes.map { trace.value(of: $0).elements[0] } == [-2, 5, -4, 3, -12])
    #expect(nodes.map { trace.gradient(of: $0)?.elements[0] } == [-4, -4, 3, -4, 1])
  }

  @Test func `a tape is the trace of the same graph`() throws {
    var trace = Trace.empty
    // Too little room, so that the storage moves several times.
    var last = NodeID(0)
    trace.record(capacity: 2) { tape in
      var a = tape.leaf(0.7, role: .parameter)
      var b = tape.leaf(1.5, role: .constant)
      for i in 0..<5000 {
        let c =
          switch i % 9 {
          case 0: tape.multiply(a, b)
          case 1: tape.subtract(b, a)
          case 2: tape.divide(a, b)
          case 3: tape.relu(a)
          case 4: tape.apply(.tanh, a)
          case 5: tape.apply(.maximum, a, b)
          case 6: tape.leaf(Double(i % 13), role: .target)
          case 7: tape.apply(.sigmoid, b)
          default: tape.add(a, b)
          }
        (a, b) = (b, c)
      }
      last = b
    }
    let again = try Trace(running: trace.graph)
    #expect(trace.graph.count == 5002)
    for node in trace.graph.nodes { #expect(trace.value(of: node) == again.value(of: node)) }
    #expect(trace.graph.role(of: NodeID(0)) == .parameter)
    trace.backward(from: last)
    #expect(trace.gradientCheck().compared >= 0)
  }

  @Test func `what depends on constants alone does not vary, wherever they stand`() throws {
    var random = SplitMix(seed: 3)
    var trace = Trace.empty
    var graph = Graph()
    var last = NodeID(0)
    try trace.record(capacity: 4) { (tape) throws(GraphError) in
      for count in 0..<400 {
        // Constants first, then now and then; operands often near, sometimes from the start.
        let a = NodeID(Int(random.next() % UInt64(max(1, count))))
        let b = NodeID(max(0, count - 1 - Int(random.next() % 4)))
        switch random.next() % 8 {
        case _ where count < 3, 0:
          tape.leaf(0.5, role: .constant)
          try graph.append(leaf: 0.5, role: .constant)
        case 1:
          tape.leaf(Double(count) / 100)
          try graph.append(leaf: Double(count) / 100, role: .input)
        case 2:
          _ = tape.relu(b)
          try graph.append(Gate.relu, b)
        case 3:
          _ = tape.apply(.tanh, a)
          try graph.append(Gate.tanh, a)
        case 4:
          _ = tape.apply(.maximum, b, a)
          try graph.append(.maximum, b, a)
        case 5:
          _ = tape.subtract(a, b)
          try graph.append(.subtract, a, b)
        default:
          _ = tape.multiply(a, b)
          try graph.append(.multiply, a, b)
        }
        let node = NodeID(count)
        if graph.varies(node), !graph.isLeaf(node) { last = node }
      }
    }
    var expected = try Trace(running: graph)
    trace.backward(from: last)
    expected.backward(from: last)
    #expect(graph.nodes.filter { graph.varies($0) }.count > 100)
    #expect(graph.nodes.filter { !graph.varies($0) && !graph.isLeaf($0) }.count > 10)
    for node in graph.nodes {
      #expect(trace.graph.varies(node) == graph.varies(node))
      #expect(trace.value(of: node) == expected.value(of: node))
      #expect(trace.gradient(of: node) == expected.gradient(of: node))
      #expect(trace.contributions(to: node) == expected.contributions(to: node))
    }
  }

  @Test func `recorded again, a trace forgets what it was`() throws {
    var trace = Trace.empty
    for count in [1000, 10, 300, 5000, 1] {
      trace.record(capacity: 100) { tape in
        var sum = tape.leaf(1)
        for _ in 1..<max(2, count) { sum = tape.add(sum, sum) }
      }
      #expect(trace.pass == nil)
      let end = NodeID(trace.graph.count - 1)
      #expect(end.index == max(2, count) - 1)
      trace.backward(from: end)
      #expect(trace.value(of: end) == trace.gradient(of: NodeID(0)))
    }
  }

  @Test func `what the body throws is passed on, and what it recorded stays`() {
    struct Stop: Error {}
    var trace = Trace.empty
    #expect(throws: Stop.self) {
      try trace.record(capacity: 10) { (tape) throws(Stop) in
        tape.leaf(3)
        throw Stop()
      }
    }
    #expect(trace.graph.count == 1)
    #expect(trace.value(of: NodeID(0)) == Tensor(3))
  }

  @Test func `micrograd's published expression`() {
    var trace = Trace.empty
    var nodes: [NodeID] = []
    trace.record(capacity: 40) { tape in
      let a = tape.leaf(-4)
      let b = tape.leaf(2)
      let (one, two, three) = (
        tape.leaf(1, role: .constant), tape.leaf(2, role: .constant), tape.leaf(3, role: .constant)
      )
      var c = tape.add(a, b)
      var d = tape.add(tape.multiply(a, b), tape.apply(.power, b, three))
      c = tape.add(c, tape.add(c, one))
      c = tape.add(
        c,
        tape.subtract(tape.add(tape.add(one, c), tape.apply(.negate, a)), tape.leaf(0))
      )
      d = tape.add(d, tape.add(tape.multiply(d, two), tape.relu(tape.add(b, a))))
      d = tape.add(d, tape.add(tape.multiply(three, d), tape.relu(tape.subtract(b, a))))
      let e = tape.subtract(c, d)
      let f = tape.apply(.square, e)
      var g = tape.divide(f, two)
      g = tape.add(g, tape.divide(tape.leaf(10, role: .constant), f))
      nodes = [a, b, g]
    }
    trace.backward(from: nodes[2])
    let numbers = [
      trace.value(of: nodes[2]), trace.gradient(of: nodes[0]), trace.gradient(of: nodes[1]),
    ]
    // The figures of its README.
    for (mine, theirs) in zip(numbers, [24.7041, 138.8338, 645.5773]) {
      #expect(((mine?.elements[0] ?? .nan) - theirs).magnitude < 5e-5)
    }
  }
}
