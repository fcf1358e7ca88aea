import Autodiff
import Notation
import Testing

@Suite struct GraphProgramTests {
  private func graph() throws -> (graph: Graph, f: NodeID) {
    var graph = Graph()
    let x = try graph.append(leaf: -2, role: .input)
    graph.name(x, "x")
    let w = try graph.append(leaf: Tensor([1, 2]), role: .parameter)
    graph.name(w, "w")
    let s = try graph.append(.multiply, [x, w])
    graph.describe(s, as: "x * w")
    let f = try graph.append(.sum, [s])
    graph.describe(f, as: "sum(x * w)")
    graph.name(f, "f")
    return (graph, f)
  }

  @Test func `a graph is written down as a program`() throws {
    let (graph, f) = try graph()
    let program = Program(graph, backward: f)
    #expect(
      program.source.text(0, program.source.bytes.count) == """
        input x = -2
        param w = [1, 2]
        f = sum(x * w)
        backward f

        """
    )
    #expect(program.location(ofName: "f")?.line == 3)
    let s = program.graph.operand(of: f, slot: 0)
    #expect(program.graph.label(of: s) == "x * w")
    #expect(program.graph.writtenRange(of: s).lowerBound == 38)
  }

  @Test func `it runs as the text would`() throws {
    let (graph, f) = try graph()
    let program = Program(graph, backward: f)
    let run = try program.run()
    let read = try Program.read(program.source).run()
    for run in [run, read] {
      let w = try #require(run.program.graph.node(named: "w"))
      let f = try #require(run.program.graph.node(named: "f"))
      #expect(run.trace.value(of: f).scalar == -6)
      #expect(run.trace.gradient(of: w)?.elements == [-2, -2])
    }
  }

  @Test func `what stands in no formula is a comment, and messages point at it`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: 0, role: .input)
    graph.name(x, "x")
    let y = try graph.append(.log, [x])
    graph.describe(y, as: "log(x)")
    let warnings = try Program(graph, called: "<mine>").run().warnings
    #expect(warnings.map { $0.location.line } == [2])
    #expect(warnings[0].excerpt == "# log(x)")
    #expect(warnings[0].location.column == 3)
    #expect(warnings[0].location.file == "<mine>")
  }

  @Test func `a seed, a large leaf and a name that is none do no harm`() throws {
    var graph = Graph()
    let x = try graph.append(leaf: Tensor(repeating: 1, shape: Shape([2000])), role: .input)
    graph.name(x, "a = b\n")
    let y = try graph.append(.square, [x])
    graph.describe(y, as: "square(…)")
    graph.name(y, "y")
    let program = Program(graph, backward: y, seed: Tensor(repeating: 2, shape: Shape([2000])))
    #expect(try program.run().trace.gradient(of: x)?.elements[7] == 4)
    #expect(program.misreadings().isEmpty)
  }
}
