import Gradus
import Testing

@Suite struct BlackboardTests {
  @Test func `the classic graph has the values and gradients of the textbook`() throws {
    let board = Blackboard()
    let x = board.input("x", -2)
    let y = board.input("y", 5)
    let z = board.input("z", -4)
    let q = (x + y).named("q")
    let f = (q * z).named("f")
    let trace = try board.run(backward: f)
    #expect(trace.value(of: q).scalar == 3)
    #expect(trace.value(of: f).scalar == -12)
    #expect(trace.gradient(of: x)?.scalar == -4)
    #expect(trace.gradient(of: y)?.scalar == -4)
    #expect(trace.gradient(of: z)?.scalar == 3)
  }

  @Test func `every use of a quantity is a contribution, the last consumer first`() throws {
    let board = Blackboard()
    let x = board.input("x", 3)
    let f = (x * x + x).named("f")
    let trace = try board.run(backward: f)
    let contributions = trace.contributions(to: x)
    #expect(contributions.map { $0.value.scalar } == [1, 3, 3])
    #expect(
      contributions.map { trace.graph.consumerLabel(of: $0.consumer) } == ["f", "x * x", "x * x"]
    )
    #expect(trace.gradient(of: x)?.scalar == 7)
  }

  @Test func `numbers mix with quantities on either side`() throws {
    let board = Blackboard()
    let x = board.input("x", 4)
    let f = (2 / (1 - 3 * x) - 5 + x.power(2) / 8).named("f")
    let trace = try board.run(backward: f)
    // 2/(1 − 12) − 5 + 2, and 6/(1 − 3x)² + x/4
    #expect(abs(trace.value(of: f).elements[0] - (2.0 / -11 - 3)) < 1e-15)
    #expect(abs((trace.gradient(of: x)?.scalar ?? 0) - (6.0 / 121 + 1)) < 1e-15)
  }

  @Test func `softmax with cross entropy hands back p minus y`() throws {
    let board = Blackboard()
    let z = board.parameter("z", Tensor([[1, 2, 3], [1, 1, 1]]))
    let y = board.target("y", Tensor([2, 0]))
    let loss = softmaxCrossEntropy(z, y).named("L")
    let trace = try board.run(backward: loss)
    let gradient = try #require(trace.gradient(of: z))
    #expect(gradient.shape == Shape([2, 3]))
    // Half of p − y in each row, since the loss is the mean of two; p = ⅓ in the second.
    #expect(abs(gradient.elements[3] - (1.0 / 3 - 1) / 2) < 1e-15)
    #expect(abs(gradient.elements[4] - 1.0 / 6) < 1e-15)
    #expect(abs(gradient.elements[0] - 0.090_030_573_170_380_46 / 2) < 1e-12)
  }

  @Test func `a shape that does not fit is thrown by the run`() {
    let board = Blackboard()
    let a = board.input("a", Tensor([[1, 2, 3], [4, 5, 6]]))
    let h = matmul(a, a)
    _ = sum(h)
    #expect(
      throws: GraphError.shapeMismatch(
        operation: "matmul",
        expected: "[M, K] · [K, N]",
        found: [Shape([2, 3]), Shape([2, 3])]
      )
    ) { try board.run() }
  }

  @Test func `an index outside is thrown by the run`() {
    let board = Blackboard()
    let v = board.input("v", Tensor([1, 2]))
    _ = v[2]
    #expect(throws: GraphError.indexOutOfRange(index: 2, axis: 0, shape: Shape([2]))) {
      try board.run()
    }
  }

  @Test func `a reverse pass from several numbers needs a seed`() throws {
    let board = Blackboard()
    let v = board.input("v", Tensor([1, 2]))
    let w = (v * v).named("w")
    #expect(throws: GraphError.self) { try board.run(backward: w) }
    let trace = try board.run(backward: w, seed: Tensor([1, 10]))
    #expect(trace.gradient(of: v)?.elements == [2, 40])
  }

  @Test func `a second name is a node of its own`() throws {
    let board = Blackboard()
    let x = board.input("x", 2)
    let y = x.named("y")
    let trace = try board.run(backward: y)
    #expect(trace.gradient(of: x)?.scalar == 1)
    #expect(trace.contributions(to: x).count == 1)
  }

  @Test func `a function drawn open has the same value and gradient`() throws {
    func run(_ opening: Graph.Opening) throws -> (Double?, Double?, Int) {
      let board = Blackboard(opening: opening)
      let x = board.input("x", 0.7)
      let trace = try board.run(backward: sigmoid(x).named("y"))
      let y = trace.graph.node(named: "y").map { trace.value(of: $0) }
      return (y?.scalar, trace.gradient(of: x)?.scalar, trace.graph.count)
    }
    let closed = try run(.init())
    let open = try run(.init(names: ["sigmoid"]))
    #expect(abs((closed.0 ?? 0) - (open.0 ?? 1)) < 1e-15)
    #expect(abs((closed.1 ?? 0) - (open.1 ?? 1)) < 1e-15)
    #expect(open.2 > closed.2)
  }
}
