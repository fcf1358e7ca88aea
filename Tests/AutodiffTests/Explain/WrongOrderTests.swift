import Autodiff
import Testing

@Suite struct `A reverse pass in a wrong order` {
  /// x = 2, a = x², b = a², f = a + b: f hands a 1, b hands it 2a = 8; a hands x 2x = 4 times what it has.
  @Test func `what arrives too late is lost to everything before`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(2), role: .input)
    let a = try graph.append(.square, [x])
    let b = try graph.append(.square, [a])
    let f = try graph.append(.add, [a, b])
    var trace = try Trace(running: graph)
    trace.backward(from: f)
    let order = try #require(trace.smallestWrongOrder)
    #expect(order.node == a)
    #expect(order.consumers == [f, b])
    #expect(order.partial.scalar == 1)
    #expect(order.full.scalar == 9)
    #expect(order.handed.map { $0.wrong.scalar } == [4])
    #expect(order.handed.map { $0.right.scalar } == [36])
    #expect(order.affected.map { $0.node } == [x])
    #expect(order.affected.map { $0.wrong.scalar } == [4])
    #expect(order.affected.map { $0.right.scalar } == [36])
  }

  @Test func `a node used twice by one consumer, or a shared leaf, loses nothing`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(3), role: .input)
    let a = try graph.append(.square, [x])
    let b = try graph.append(.multiply, [a, a])
    let f = try graph.append(.add, [b, x])
    var trace = try Trace(running: graph)
    trace.backward(from: f)
    #expect(trace.smallestWrongOrder == nil)
    #expect(trace.wrongOrder(at: a) == nil)
    #expect(try Trace(running: graph).smallestWrongOrder == nil)
  }

  /// c = a + x, d = c·c, g = c + d … : of a chain of such nodes the first has the fewest before it.
  @Test func `the smallest part is the one with the fewest nodes before`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(1), role: .input)
    var last = x
    var shared: [NodeID] = []
    for _ in 0..<5 {
      let a = try graph.append(.negate, [last])
      let b = try graph.append(.exp, [a])
      shared.append(a)
      last = try graph.append(.add, [a, b])
    }
    var trace = try Trace(running: graph)
    trace.backward(from: last)
    let order = try #require(trace.smallestWrongOrder)
    #expect(order.node == shared[0])
    // Any other can be asked for, and what is before it goes wrong too, down to x.
    let late = try #require(trace.wrongOrder(at: shared[4]))
    #expect(late.affected.count == 13)
    #expect(late.affected.allSatisfy { $0.wrong != $0.right })
  }

  @Test func `a wide graph is answered`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(0.5), role: .input)
    let small = try graph.append(leaf: Tensor(1e-5), role: .constant)
    var sum = try graph.append(.sin, [x])
    for _ in 0..<5000 {
      let a = try graph.append(.multiply, [sum, small])
      sum = try graph.append(.add, [a, sum])
    }
    var trace = try Trace(running: graph)
    trace.backward(from: sum)
    let affected = trace.smallestWrongOrder.map { $0.affected.count }
    #expect(affected == 1)
  }
}
