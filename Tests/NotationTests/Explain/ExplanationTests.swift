import Autodiff
import Notation
import Testing

@Suite struct `Explained gradients` {
  private func explain(
    _ program: String,
    _ question: String,
    paths: Int? = nil,
    opening: Graph.Opening = Graph.Opening()
  ) throws -> GradientExplanation {
    var options = Program.Options()
    options.opening = opening
    let run = try run(program, options: options)
    let asked = try run.gradientQuestion(SourceText(file: "q", text: question))
    return try #require(run.explain(asked, paths: paths))
  }

  /// The local derivatives on each path of the only element.
  private func locals(_ program: String, _ question: String) throws -> [[Double]] {
    try #require(try explain(program, question).ledgers.first).paths.map { path in
      path.factors.map { $0.local }
    }
  }

  // MARK: Figures worked out by hand

  /// f = (x + y) z at (−2, 5, −4): ∂f/∂q = z = −4, ∂q/∂x = 1; ∂f/∂z = q = 3.
  @Test func `the classic`() throws {
    let program = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"
    #expect(try locals(program, "grad x") == [[-4, 1]])
    #expect(try locals(program, "grad z") == [[3]])
    #expect(try locals(program, "grad f") == [[]])
  }

  /// x·x + x at 3: twice x through the product, once 1 through the sum.
  @Test func `a node used three times has three paths`() throws {
    #expect(try locals("x = 3; y = x*x + x; backward y", "grad x") == [[1, 3], [1, 3], [1]])
  }

  /// f = σ(2x) + 3x at 0: 1 · ¼ · 2 = ½ through the sigmoid, 1 · 3 beside it.
  @Test func `two paths, one through a sigmoid`() throws {
    let program = "x = 0; f = sigmoid(2 * x) + 3 * x; backward f"
    #expect(try locals(program, "grad x") == [[1, 3], [1, 0.25, 2]])
  }

  /// h₁ = relu(2x), h₂ = relu(−3x), y = 5h₁ + 7h₂, L = (y − 4)² at x = 1: y = 10, ∂L/∂y = 12, so
  /// 12 · 5 · 1 · 2 = 120 through h₁ and 0 through h₂, which is dead.
  @Test func `a net with two hidden units`() throws {
    let program = """
      x = 1
      h1 = relu(2 * x)
      h2 = relu(-3 * x)
      y = 5 * h1 + 7 * h2
      L = square(y - 4)
      backward L
      """
    let explanation = try explain(program, "grad x")
    let ledger = try #require(explanation.ledgers.first)
    #expect(ledger.paths.map { $0.share } == [120, 0])
    #expect(ledger.count.value == 2)
    #expect(ledger.zeroCount.value == 1)
    let finding = try #require(explanation.finding(ledger.paths[1]))
    #expect(
      finding.messageWithPlace
        == "h2 = relu(-3 * x) is dead: its input -3 * x = -3 is not above 0 (line 3, column 6)"
    )
  }

  /// L = Σ (W x)ᵢ² with W x = (1·1 + 2·1, 3·1 + 4·1) = (3, 7): ∂L/∂x₀ = 2·3·1 + 2·7·3 = 48, and
  /// ∂L/∂W₁₀ = 2·7·1 = 14 on one path.
  @Test func `matrices entry by entry`() throws {
    let program = "W = [[1, 2], [3, 4]]; x = [1, 1]; L = sum(square(W @ x)); backward L"
    #expect(try explain(program, "grad x[0]").ledgers.map { $0.paths.map(\.share) } == [[42, 6]])
    #expect(try explain(program, "grad W[1, 0]").ledgers.map { $0.paths.map(\.share) } == [[14]])
    let whole = try explain(program, "grad W")
    #expect(whole.ledgers.map { $0.gradient } == [6, 6, 14, 14])
    #expect(try explain(program, "grad W[:, 1]").ledgers.map { $0.target.index } == [1, 3])
  }

  /// y = x² with 10 handed to y: 10 · 2x.
  @Test func `a seed is the first factor`() throws {
    let path = try #require(
      try explain("x = 3; y = square(x); backward y with 10", "grad x").ledgers.first?.paths.first
    )
    #expect(path.seed == 10)
    #expect(path.products == [10, 60])
  }

  @Test func `a function drawn open has the paths of its gates`() throws {
    let program = "x = 0.5; y = tanh(x); backward y"
    let whole = try explain(program, "grad x").ledgers[0]
    let open = try explain(program, "grad x", opening: Graph.Opening(all: true)).ledgers[0]
    #expect(whole.count.value == 1)
    #expect(open.count.value == 4)
    #expect(open.agrees)
    #expect((open.total - whole.total).magnitude < 1e-15)
  }

  @Test func `of a large tensor the first elements are explained`() throws {
    let explanation = try explain("x = zeros([10, 10]); y = sum(x); backward y", "grad x")
    #expect(explanation.ledgers.count == 16)
    #expect(explanation.leftOut == 84)
    #expect(try explain("x = zeros([0]); y = sum(x); backward y", "grad x").ledgers.isEmpty)
  }

  @Test func `too many numbers to follow are told by one step`() throws {
    let run = try run("z = [1, 2, 3]; p = softmax(z); L = max(p) + z[0]; backward L")
    let z = try #require(run.trace.graph.node(named: "z"))
    let ledger = try #require(
      run.trace.ledgers(of: [Element(z, 0)], limit: 5, work: 100).first
    )
    #expect(ledger.isCut)
    #expect(ledger.paths.isEmpty)
    #expect(ledger.uses.map { $0.share }.reduce(0, +) == ledger.gradient)
    #expect(ledger.uses.map { $0.share }.first == 1)
  }
}

@Suite struct `Explained gradients of scalars` {
  /// h = W x − 4 = (−1, 3): of y = (h₀, h₁) through a ReLU, with (1, 2) handed to it, x₀ gets 2 · 3 = 6, and
  /// 0 through the dead unit.
  @Test func `a program opened into scalars has paths of scalars`() throws {
    var options = Program.Options()
    options.opening.scalars = true
    let matrix = try run(
      """
      W = [[1, 2], [3, 4]]; x = [1, 1]
      y = relu(W @ x - 4)
      backward y with [1, 2]
      """,
      options: options
    )
    let asked = try matrix.gradientQuestion(SourceText(file: "q", text: "grad x[0]"))
    let explanation = try #require(matrix.explain(asked))
    #expect(explanation.name(ofLedger: 0) == "grad x[0]")
    #expect(explanation.ledgers[0].paths.map { $0.share } == [6, 0])
    #expect(explanation.ledgers[0].agrees)
    let dead = try #require(explanation.finding(explanation.ledgers[0].paths[1]))
    #expect(dead.message.contains("is dead"))
    #expect(dead.location.line == 2)
    let loser = try run(
      "z = [1, 2, 5]; m = max(z); backward m",
      options: options
    )
    let question = try loser.gradientQuestion(SourceText(file: "q", text: "grad z[1]"))
    let lost = try #require(loser.explain(question))
    #expect(
      lost.finding(lost.ledgers[0].paths[0])?.message
        .hasSuffix("takes another one: z[1] = 2, and it is 5") == true
    )
  }
}
