import Autodiff
import Drawing
import Notation
import Testing

/// The ids of a picture's groups.
private func ids(_ elements: [Picture.Element]) -> Set<String> {
  var found: Set<String> = []
  for element in elements {
    guard case .group(let id, _, let inside) = element else { continue }
    if let id { found.insert(id) }
    found.formUnion(ids(inside))
  }
  return found
}

private func run(_ text: String, _ opening: Graph.Opening = Graph.Opening()) throws -> ProgramRun {
  var options = Program.Options()
  options.opening = opening
  return try Program.read(SourceText(file: "t", text: text), options: options).run()
}

private let neurons = """
  def neuron(x, w, b) = sigmoid(w * x + b)
  x = 1; w = 2; b = 3; c = 4
  h = neuron(x, w, b)
  y = neuron(h, w, c)
  backward y
  """

@Suite struct `Folding frames` {
  @Test func `two frames fold by themselves: four pictures`() throws {
    let board = Board(try run(neurons).trace, title: "y")
    #expect(board.folds.count == 4)
    #expect(board.folds[0].picture == board.picture)
    #expect(board.folds[0].toggles.map { $0.part } == ["f0", "f1"])
    #expect(board.folds[0].toggles.allSatisfy { !$0.isFolded && $0.label == "neuron" })
    for (index, state) in board.folds.enumerated() {
      let there = ids(state.picture.elements)
      for toggle in state.toggles {
        #expect(there.contains(toggle.part), "\(toggle.part)")
        // Folding and unfolding again leads back.
        let back = board.folds[toggle.state].toggles.first { $0.group == toggle.group }
        #expect(back?.state == index && back?.isFolded == !toggle.isFolded)
      }
    }
  }

  @Test func `every step marks something in every state`() throws {
    let board = Board(try run(neurons, .init(all: true)).trace, title: "y")
    #expect(board.folds.count > 2)
    for state in board.folds {
      let there = ids(state.picture.elements)
      let aliases = Dictionary(uniqueKeysWithValues: state.aliases.map { ($0.name, $0.part) })
      for step in board.steps {
        #expect(step.marks.allSatisfy { there.contains(aliases[$0] ?? $0) }, "\(step.text)")
      }
    }
  }

  // y = σ(w h + c), h = σ(w x + b): what the box of the outer neuron hands back to w is σ'·h, with
  // numbers from the formula, not from the code under test.
  @Test func `a box shows what all its inside hands back`() throws {
    let trace = try run(neurons).trace
    let folded = Picture.diagram(of: trace, title: "y", folded: .init(all: true))
    let there = ids(folded.elements)
    #expect(!there.contains("n4") && there.contains("n6") && there.contains("n9"))
    #expect(there.contains("e9.0") && there.contains("e9.1") && there.contains("e9.2"))
    #expect(!there.contains("e9.3") && !there.contains("f0"))
    #expect(folded.description.contains("neuron"))
  }

  @Test func `an operand that the inside uses twice has one arrow with the sum`() throws {
    let trace = try run("def sq(a) = a * a + a\nx = 3\ny = sq(x)\nbackward y").trace
    let folded = Picture.diagram(of: trace, title: "y", folded: .init(names: ["sq"]))
    // d(x² + x)/dx at 3 is 7.
    #expect(folded.description.contains("sq of x (receives 7), value 12, gradient 1."))
  }

  @Test func `frames inside a folded frame are gone, and back when it unfolds`() throws {
    let board = Board(
      try run("def f(a) = sigmoid(a) * 2\nx = 1\ny = f(x)", .init(all: true)).trace,
      title: "y"
    )
    // Open, inner folded, outer folded.
    #expect(board.folds.count == 3)
    #expect(
      board.folds.map { $0.toggles.count } == [2, 2, 1]
        || board.folds.map { $0.toggles.count } == [2, 1, 2]
    )
  }

  @Test func `many frames fold by function, so that there are few pictures`() throws {
    var text = "def f(a) = a * a + 1\ndef g(a) = a * 2 - 1\nx0 = 0.1\n"
    for i in 1...6 { text += "x\(i) = \(i % 2 == 0 ? "f" : "g")(x\(i - 1))\n" }
    let board = Board(try run(text).trace, title: "x6")
    #expect(board.folds.count == 4)
    #expect(board.folds[0].toggles.count == 6)
  }

  @Test func `very many functions fold at once`() throws {
    var text = "x0 = 0.1\n"
    for i in 1...6 { text += "def f\(i)(a) = a * a + \(i)\nx\(i) = f\(i)(x\(i - 1))\n" }
    let board = Board(try run(text).trace, title: "x6")
    #expect(board.folds.count == 2)
    #expect(board.folds[1].toggles.allSatisfy { $0.isFolded })
  }

  @Test func `what is folded at first is the first picture`() throws {
    let trace = try run(neurons).trace
    let board = Board(trace, title: "y", folded: .init(names: ["neuron"]))
    #expect(board.picture == .diagram(of: trace, title: "y", folded: .init(all: true)))
    #expect(board.folds[0].toggles.allSatisfy { $0.isFolded })
  }

  @Test func `without frames there is one picture`() throws {
    #expect(Board(try run("x = 1; y = x * 2").trace, title: "y").folds.isEmpty)
  }
}

@Suite struct `Pictures of scalars` {
  @Test func `every node of the program has its scalars`() throws {
    let text = "W = [[1, 2], [3, 4]]; x = [5, 6]; h = tanh(W @ x); s = sum(h); backward s"
    let opened = try run(text, .init(scalars: true))
    let picture = try #require(ScalarPicture(opened, title: "s"))
    let there = ids(picture.picture.elements)
    #expect(picture.tensors.map { $0.label } == ["W", "x", "W @ x", "h", "s"])
    #expect(picture.tensors.map { $0.part } == ["n0", "n1", "n2", "n3", "n4"])
    #expect(picture.tensors[3].scalars.map { $0.label } == ["h[0]", "h[1]"])
    // Two sums are the product's elements, four products the gates inside.
    #expect(
      picture.tensors[2].scalars.map { $0.isElement } == [true, true, false, false, false, false]
    )
    #expect(picture.tensors.flatMap { $0.scalars }.allSatisfy { there.contains($0.part) })
    #expect(ScalarPicture(try run(text), title: "s") == nil)
  }

  @Test(arguments: [
    ("W[0, 1]", "W_{0,1}"), ("h[1]", "h₁"), ("w_1[0]", "w₁[0]"), ("alpha[2]", "α₂"),
  ])
  func `elements are set with their indices`(name: String, shown: String) {
    #expect(PlainTextWriter.write(.name(name)).filter { $0 != " " } == shown)
  }
}
