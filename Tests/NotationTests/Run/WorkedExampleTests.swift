import Autodiff
import Notation
import Testing

@Suite struct `Worked examples` {
  @Test func `the reference file is read`() {
    #expect(WorkedExample.all.count >= 119)
    #expect(WorkedExample.all.allSatisfy { !$0.gradients.isEmpty })
    #expect(WorkedExample.all.contains { !$0.rowContributions.isEmpty })
  }

  @Test(arguments: WorkedExample.all)
  func `every named value is the reference's`(example: WorkedExample) throws {
    let run = try run(example.program)
    var compared = 0
    for (name, node) in zip(run.trace.graph.names, run.trace.graph.namedNodes) {
      guard let expected = example.values[name] else { continue }
      let value = run.trace.value(of: node)
      #expect(agree(value, expected), "\(name): \(value.plain), reference \(expected.plain)")
      compared += 1
    }
    #expect(compared > 1)
  }

  @Test(arguments: WorkedExample.all)
  func `every gradient is the reference's`(example: WorkedExample) throws {
    let run = try run(example.program)
    var compared = 0
    for (name, node) in zip(run.trace.graph.names, run.trace.graph.namedNodes) {
      let gradient = run.trace.gradient(of: node)
      guard let expected = example.gradients[name] else {
        // What is missing there does not lead to the output, or is a target, a constant there.
        if example.values[name] != nil, !run.trace.graph.isLeaf(node) {
          #expect(gradient?.elements.allSatisfy { $0 == 0 } ?? true, "\(name) has a gradient")
        }
        continue
      }
      #expect(
        gradient.map { agree($0, expected) } ?? false,
        "\(name): \(gradient?.plain ?? "none"), reference \(expected.plain)"
      )
      compared += 1
    }
    #expect(compared > 0)
    let names = Set(run.trace.graph.names)
    let unnamed = example.gradients.keys.filter { !names.contains($0) }
    #expect(unnamed.isEmpty, "the program does not name \(unnamed)")
  }

  @Test(arguments: WorkedExample.all.filter { !$0.contributions.isEmpty })
  func `every contribution is the reference's, in its order`(example: WorkedExample) throws {
    let run = try run(example.program)
    let names = Set(run.trace.graph.names)
    for name in run.trace.graph.names {
      guard let expected = example.contributions[name] else { continue }
      let actual = try run.contributions(name)
      #expect(actual.count == expected.count, "\(name)")
      for (mine, theirs) in zip(actual, expected) {
        #expect(
          agree(mine.value, theirs.value),
          "\(name) through \(theirs.through): \(mine.value.plain), not \(theirs.value.plain)"
        )
        if names.contains(mine.through), names.contains(theirs.through) {
          #expect(mine.through == theirs.through, "\(name)")
        }
      }
    }
  }

  @Test(arguments: WorkedExample.all)
  func `contributions add up to the gradient`(example: WorkedExample) throws {
    let run = try run(example.program)
    for (name, node) in zip(run.trace.graph.names, run.trace.graph.namedNodes) {
      guard let gradient = run.trace.gradient(of: node) else { continue }
      var sum = Tensor(repeating: name == example.output ? 1 : 0, shape: gradient.shape)
      for contribution in run.trace.contributions(to: node) {
        for i in sum.elements.indices { sum.elements[i] += contribution.value.elements[i] }
      }
      #expect(agree(sum, gradient, 1e-12), "\(name)")
    }
  }

  @Test(arguments: WorkedExample.all.filter { !$0.rowContributions.isEmpty })
  func `the rows of a batch add up to the parameters' gradients`(example: WorkedExample) throws {
    let run = try run(example.program)
    for (name, rows) in example.rowContributions {
      guard run.trace.graph.node(named: name) != nil, let first = rows.first else { continue }
      var sum = Tensor(repeating: 0, shape: first.shape)
      for row in rows { for i in sum.elements.indices { sum.elements[i] += row.elements[i] } }
      #expect(agree(sum, try run.gradient(name)), "\(name)")
    }
  }

  @Test(arguments: WorkedExample.all)
  func `central differences agree with every gradient`(example: WorkedExample) throws {
    let check = try run(example.program).trace.gradientCheck()
    #expect(check.compared > 0)
    #expect((check.largest?.relative ?? 0) <= 1e-6, "\(String(describing: check.largest))")
  }

  @Test(arguments: WorkedExample.all)
  func `drawn open, values and gradients stay the same`(example: WorkedExample) throws {
    var options = Program.Options()
    options.opening = Graph.Opening(all: true)
    let open = try run(example.program, options: options)
    let folded = try run(example.program)
    for name in folded.trace.graph.names {
      #expect(agree(try open.value(name), try folded.value(name), 1e-12), "\(name)")
      let node = try #require(folded.trace.graph.node(named: name))
      if let gradient = folded.trace.gradient(of: node) {
        #expect(agree(try open.gradient(name), gradient, 1e-12), "\(name)")
      }
    }
  }
}
