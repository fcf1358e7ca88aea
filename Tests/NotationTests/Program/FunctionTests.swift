import Autodiff
import Notation
import Testing

@Suite struct `Functions of a program` {
  @Test func `a call computes the body and is a group`() throws {
    let run = try run("def f(a, b) = a * b + a; x = 2; y = 5; z = f(x, y)")
    #expect(try run.value("z").plain == "12")
    let graph = run.trace.graph
    #expect(graph.groups.map { $0.function } == ["f"])
    let z = try #require(graph.node(named: "z"))
    #expect(graph.groups[0].result == z)
    #expect(graph.nodes.filter { graph.group(of: $0) == 0 }.count == 2)
  }

  @Test func `inside a def contributions go through the call's name`() throws {
    let run = try run("def f(a, b) = a * b + a; x = 2; y = 5; z = f(x, y); backward z")
    #expect(try run.contributions("x").map { $0.through } == ["z", "z"])
    #expect(try run.contributions("x").map { $0.value.plain } == ["1", "5"])
    #expect(try run.contributions("y").map { $0.through } == ["z"])
  }

  @Test func `a call inside an expression is named as written`() throws {
    let run = try run("def f(a) = a * a; x = 2; z = 1 + f( x ) * 3; backward z")
    #expect(try run.contributions("x").map { $0.through } == ["f( x )", "f( x )"])
    #expect(try run.contributions("x").map { $0.value.plain } == ["6", "6"])
  }

  @Test func `of nested calls the outermost one counts`() throws {
    let text = """
      def g(b) = sigmoid(b) * 2
      def f(a) = g(a) + a
      x = 0
      y = f(x)
      w = 1 - f(x)
      backward y + w
      """
    let run = try run(text)
    #expect(
      try run.contributions("x").map { $0.through } == ["f(x)", "f(x)", "y", "y"]
    )
    let graph = run.trace.graph
    #expect(graph.groups.map { $0.function } == ["f", "g", "f", "g"])
    #expect(graph.groups.map { $0.parent } == [nil, 0, nil, 2])
  }

  @Test func `a function may be the identity, a constant or take another function's call`() throws {
    let text = """
      def same(a) = a
      def three() = 3
      def twice(a) = same(a) + same(a)
      x = 4
      y = same(x)
      z = twice(same(y)) * three()
      backward z
      """
    let run = try run(text)
    #expect(try run.value("y").plain == "4")
    #expect(try run.value("z").plain == "24")
    #expect(try run.gradient("x").plain == "6")
    #expect(try run.contributions("x").map { $0.through } == ["y"])
  }

  @Test func `arguments by name, constants and whole tensors`() throws {
    let text = """
      def dense(x, W, b) = x @ W + b
      y = dense(W=[[1, 2], [3, 4]], x=[1, 1], b=0)
      v = [1, 2]
      z = dense(v, b=v, W=eye(2))
      """
    let run = try run(text)
    #expect(try run.value("y").plain == "[4, 6]")
    #expect(try run.value("z").plain == "[2, 4]")
  }

  @Test func `a parameter hides a node of its name`() throws {
    let run = try run("x = 1; def f(x) = 10 * x; y = f(x + 1)")
    #expect(try run.value("y").plain == "20")
  }

  @Test func `numbers in an expression are constants without a gradient`() throws {
    let run = try run("x = 3; y = 2 * x + [1, 1]; s = sum(y); backward s")
    let graph = run.trace.graph
    for node in graph.nodes where graph.role(of: node) == .constant {
      #expect(!graph.varies(node))
      #expect(run.trace.contributions(to: node).isEmpty)
    }
    #expect(graph.nodes.filter { graph.role(of: $0) == .constant }.count == 2)
    #expect(run.trace.steps.count == 3 + 3)
  }

  @Test func `uses by one consumer are told from left to right, consumers from last to first`()
    throws
  {
    let run = try run("x = 2; a = x * x; b = [x, a, x]; c = a - x; s = sum(b) * c; backward s")
    // s = (2 + 4 + 2) · 2 = 16; ds/dc = 8, ds/db = 2.
    #expect(try run.contributions("x").map { $0.through } == ["c", "b", "b", "a", "a"])
    #expect(try run.contributions("x").map { $0.value.plain } == ["-8", "2", "2", "20", "20"])
    #expect(try run.contributions("a").map { $0.through } == ["c", "b"])
    #expect(try run.contributions("b").map { $0.through } == ["sum(b)"])
    #expect(try run.gradient("x").plain == "36")
  }

  @Test func `an inner operation is the consumer as written`() throws {
    let run = try run("x = 2; y = 3; z = sum([x, y]) + x  *  x; backward z")
    #expect(try run.contributions("x").map { $0.through } == ["x * x", "x * x", "[x, y]"])
    #expect(try run.contributions("y").map { $0.through } == ["[x, y]"])
  }

  /// Functions that can be drawn open, and a program with each.
  static let expandable: [(name: String, program: String)] = [
    ("sigmoid", "x = [-2, 0.5]; y = sum(sigmoid(x))"), ("tanh", "x = [-2, 0.5]; y = sum(tanh(x))"),
    ("softplus", "x = [-2, 0.5]; y = sum(softplus(x))"),
    ("silu", "x = [-2, 0.5]; y = sum(silu(x))"),
    ("gelu", "x = [-2, 0.5]; y = sum(gelu(x))"),
    ("gaussian", "x = [-1, 0.5]; y = sum(gaussian(x))"),
    ("mean", "x = [[1, 2], [3, 5]]; y = sum(mean(x, axis=0)^2)"),
    ("var", "x = [[1, 2], [3, 5]]; y = sum(var(x, axis=1)^2)"),
    ("std", "x = [1, 2, 4]; y = std(x)"),
    ("norm", "x = [3, 4]; y = norm(x)"), ("norm", "x = [0, 0]; y = norm(x)"),
    ("std", "x = [2, 2, 2]; y = std(x)"), ("logsumexp", "x = [3, 4]; y = logsumexp(x)"),
    ("dot", "x = [3, 4]; y = dot(x, [1, 2])"),
    ("softmax", "x = [[1, 2, 4], [0, 1, 0]]; y = sum(softmax(x) * [1, 2, 3])"),
    ("log_softmax", "x = [1, 2, 4]; y = sum(log_softmax(x, temperature=2) * [1, 2, 3])"),
    ("mse", "x = [1, 2]; y = mse(x, [0, 4])"), ("mae", "x = [1, 2]; y = mae(x, [0, 4])"),
    ("bce", "x = [0.2, 0.7]; y = bce(x, [0, 1])"),
    ("bce_with_logits", "x = [0.2, 0.7]; y = bce_with_logits(x, [0, 1])"),
    ("hinge", "x = [0.2, 3]; y = hinge(x, [1, -1])"),
    ("squared_hinge", "x = [0.2, 3]; y = squared_hinge(x, [1, -1])"),
    ("cross_entropy", "x = [0.2, 0.8]; y = cross_entropy(x, 1)"),
    ("softmax_cross_entropy", "x = [[1, 2, 4], [0, 1, 0]]; y = softmax_cross_entropy(x, [2, 0])"),
    ("nll", "x = [-1, -2]; y = nll(x, [0.5, 0.5], reduction=\"sum\")"),
    ("batch_norm", "x = [[1, 2], [3, 5], [4, 0]]; y = sum(batch_norm(x, [1, 2], [0, 1])^2)"),
    ("dropout", "x = [1, 2]; y = sum(dropout(x, [1, 0], 0.5)^2)"),
    ("linear", "x = [[1, 2]]; y = sum(linear(x, [[1, 0], [2, 1]], [0.5, 1])^2)"),
    ("cosine_similarity", "x = [[1, 2], [3, 1]]; y = cosine_similarity(x, [[2, 1], [0, 1]])"),
    ("margin_ranking", "x = [1, 2]; y = margin_ranking(x, [3, 1], [1, 1], margin=0.5)"),
    ("msle", "x = [1, 2]; y = msle(x, [0.5, 4])"),
    ("poisson", "x = [1, 2]; y = poisson(x, [0.5, 4])"),
    ("soft_margin", "x = [1, -2]; y = soft_margin(x, [1, 1])"),
    ("triplet_margin", "x = [[1, 2]]; y = triplet_margin(x, [[0, 1]], [[1, 4]])"),
    (
      "triplet_margin_with_distance",
      "x = [1, 2]; y = triplet_margin_with_distance(x, [0.5, 4])"
    ),
  ]

  @Test func `each function that can be drawn open is tried`() {
    let names = Operation.all.filter { $0.isExpandable }.map { $0.name }
    #expect(Set(names) == Set(Self.expandable.map { $0.name }))
  }

  @Test(arguments: expandable)
  func `drawn open, a program computes the same`(row: (name: String, program: String)) throws {
    let text = row.program + "; backward y"
    let folded = try run(text)
    for opening in [Graph.Opening(names: [row.name]), Graph.Opening(all: true)] {
      var options = Program.Options()
      options.opening = opening
      let open = try run(text, options: options)
      #expect(open.trace.graph.count > folded.trace.graph.count || row.name == "dot")
      #expect(open.trace.graph.groups.contains { $0.function == row.name })
      #expect(agree(try open.value("y"), try folded.value("y"), 1e-12))
      #expect(agree(try open.gradient("x"), try folded.gradient("x"), 1e-12))
    }
  }
}
