import Autodiff
import Foundation
import Notation
import Testing

/// Programs drawn open into scalars tell the same as folded.
@Suite struct `Programs opened into scalars` {
  /// The openings that are tried.
  static let openings = [
    Graph.Opening(scalars: true), Graph.Opening(all: true, scalars: true),
    Graph.Opening(names: ["sigmoid", "softmax"], scalars: true),
  ]

  static func options(_ opening: Graph.Opening) -> Program.Options {
    var options = Program.Options()
    options.opening = opening
    return options
  }

  @Test(arguments: WorkedExample.all)
  func `every worked example tells the same`(example: WorkedExample) throws {
    let folded = try run(example.program)
    for opening in Self.openings {
      let opened = try run(example.program, options: Self.options(opening))
      try compare(opened, folded)
    }
  }

  static let programs = [
    "W = [[1, 2], [3, 4]]; x = [5, 6]; h = tanh(W @ x / 10); backward h with [1, -0.5]",
    "x = [1, 2, 3]; r = x[1]; f = r * sum(x); backward f",
    "x = [[1, 2], [3, 4]]; y = x.T; z = y @ x; s = sum(z * y); backward s",
    "x = [1, 2]; y = [x, x]; s = sum(y * y); backward s",
    "x = [1, 2]; s = sum(x * x); backward s; t = sum(x); backward t",
    "def f(a) = a * a + 1\nx = [1, 2]; y = f(x); s = sum(f(y)); backward s",
    "x = 3; y = x * x; backward y; expect grad x = 6; expect y + 1 = 10",
    "x = [[3, 1, 1], [1, 1, 1]]; m = max(x, axis=1); s = sum(m); backward s",
    "k = [0, 2]; z = one_hot(k, 3); x = [1, 2, 3]; y = z @ x; s = sum(y); backward s",
    "x = [[1, 2], [3, 4]]; y = softmax(x, axis=0); s = mse(y, eye(2)); backward s",
    "x = [1, 2, 3]; y = concat(x[1:], [x[0] * 2]); s = sum(y * [1, 2, 3]); backward s",
    "x = normal([4, 4], seed=3); k = [[1, 0], [0, -1]]; y = conv2d(x, k, padding=1); "
      + "s = sum(max_pool2d(y, 2)); backward s",
    "x = [2]; s = sum(x); y = s * s; backward y",
    "x = [1, 2]; s = sum(x[0:0]) + sum(x); backward s",
    "x = zeros([0]); s = sum(x); backward s",
    "",
  ]

  @Test(arguments: programs)
  func `every program tells the same`(text: String) throws {
    let folded = try run(text)
    for opening in Self.openings {
      try compare(try run(text, options: Self.options(opening)), folded)
    }
  }

  @Test(arguments: [
    "sgd(rate=0.1, momentum=0.9)", "adam(rate=0.1)", "lbfgs(rate=0.5)", "rprop()", "ftrl()",
    "adagrad(rate=step_decay(0.1, every=2, factor=0.5))",
  ])
  func `minimize moves the same numbers`(method: String) throws {
    let text = """
      param W = [[0.1, -0.2], [0.3, 0.4]]; param b = [0, 0.1]; param c = 0.5
      x = [[1, 2], [3, 4], [5, 6]]; y = softmax(x @ W + b * c)
      L = cross_entropy(y, [0, 1, 1])
      minimize L over W, b, c with \(method) for 5 steps
      backward L
      expect L + 0 ~ 0.5
      """
    let folded = try run(text)
    let opened = try run(text, options: Self.options(Self.openings[0]))
    #expect(opened.history.count == 6)
    // A quasi-Newton method magnifies rounding once it has converged.
    let tolerance = method.hasPrefix("lbfgs") ? 1e-5 : 1e-11
    for (mine, its) in zip(opened.history, folded.history) {
      #expect(agree(mine.loss, its.loss, 1e-12))
      #expect(mine.parameters.map { $0.name } == its.parameters.map { $0.name })
      for (p, q) in zip(mine.parameters, its.parameters) {
        #expect(agree(p.value, q.value, tolerance) && agree(p.gradient, q.gradient, tolerance))
        #expect(p.state.entries.map { $0.name } == q.state.entries.map { $0.name })
        for (s, t) in zip(p.state.entries, q.state.entries) {
          #expect(agree(s.value, t.value, 10 * tolerance), "\(s.name)")
        }
      }
    }
    if !method.hasPrefix("lbfgs") { try compare(opened, folded) }
  }

  @Test func `expressions on named nodes can be asked for`() throws {
    let opened = try run(
      "W = [[1, 2], [3, 4]]; x = [5, 6]; h = W @ x; s = sum(h); backward s",
      options: Self.options(Self.openings[0])
    )
    for (text, expected) in [
      ("h", Tensor([17, 39])), ("h[1] + 1", Tensor(40)), ("grad W", Tensor([[5, 6], [5, 6]])),
      ("grad x[1]", Tensor(6)), ("sum(W)", Tensor(10)),
    ] {
      let value = try opened.evaluate(SourceText(file: "", text: text))
      #expect(agree(value, expected, 1e-12), "\(text)")
    }
  }

  @Test func `what is too large is refused with its place`() {
    let text = "a = ones([1000, 1000])\nb = a @ a"
    let source = SourceText(file: "big.grad", text: text)
    let error = #expect(throws: Diagnostics.self) {
      try Program.read(source, options: Self.options(Self.openings[0]))
    }
    #expect(
      error?.rendered() == """
        big.grad:2:5: error: a program drawn open into scalars expects at most 1048576 nodes, found more
            2 | b = a @ a
              |     ^^^^^
          help: make the tensors smaller, or leave 'scalars' out of 'expand'

        """
    )
  }

  @Test func `a class that does not exist is told at the program's place`() {
    let source = SourceText(file: "a.grad", text: "k = [0, 3]\ny = one_hot(k, 3)")
    let error = #expect(throws: Diagnostics.self) {
      try Program.read(source, options: Self.options(Self.openings[0])).run()
    }
    #expect(error?.rendered().hasPrefix("a.grad:2:5: error: one_hot expects a class") == true)
  }

  @Test func `where a number is no longer finite is told at the program's place`() throws {
    let text = "x = [1, 0]\ny = log(x)\ns = sum(y); backward s"
    let folded = try run(text)
    let opened = try run(text, options: Self.options(Self.openings[0]))
    #expect(opened.warnings.count == folded.warnings.count)
    #expect(opened.warnings.first?.message == "log of 0 is -infinity in y[1]")
    #expect(opened.warnings.map { $0.location.line } == folded.warnings.map { $0.location.line })
  }

  /// Compares what JSON tells of the program's own names.
  private func compare(_ opened: ProgramRun, _ folded: ProgramRun) throws {
    #expect(opened.program.graph.names == folded.program.graph.names)
    #expect(
      opened.trace.graph.nodes.allSatisfy { opened.trace.graph.shape(of: $0).isScalar }
    )
    #expect(opened.expectations.map { $0.passed } == folded.expectations.map { $0.passed })
    let mine = try object(opened)
    let its = try object(folded)
    for key in ["values", "gradients", "contributions"] {
      let difference = difference(mine[key], its[key], key)
      #expect(difference == nil, "\(difference ?? "")")
    }
  }

  private func object(_ run: ProgramRun) throws -> [String: Any] {
    let data = Data(run.json())
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The first place at which two JSON values differ by more than rounding.
  private func difference(_ a: Any?, _ b: Any?, _ place: String) -> String? {
    if let a = a as? [String: Any], let b = b as? [String: Any] {
      guard Set(a.keys) == Set(b.keys) else { return "\(place): \(a.keys) and \(b.keys)" }
      for key in a.keys.sorted() {
        if let found = difference(a[key], b[key], "\(place).\(key)") { return found }
      }
      return nil
    }
    if let a = a as? [Any], let b = b as? [Any] {
      guard a.count == b.count else { return "\(place): \(a.count) and \(b.count)" }
      for i in a.indices {
        if let found = difference(a[i], b[i], "\(place)[\(i)]") { return found }
      }
      return nil
    }
    if let a = a as? Double, let b = b as? Double {
      return agree(a, b, 1e-11) ? nil : "\(place): \(a) and \(b)"
    }
    if let a = a as? String, let b = b as? String { return a == b ? nil : "\(place): \(a), \(b)" }
    return "\(place): one is \(a ?? "missing"), the other \(b ?? "missing")"
  }
}
