import Autodiff
import Testing

@Suite struct `Gradients of the operations` {
  @Test func `every operation of the closed list is tried`() {
    let tried = Set(OperationCase.all.map { $0.operation.name })
    let left = Operation.all.map { $0.name }.filter { $0 != "leaf" && !tried.contains($0) }
    #expect(left.isEmpty)
  }

  @Test func `names and aliases of the closed list are told apart`() {
    let names = Operation.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    #expect(Operation.function(named: "ln")?.name == "log")
    #expect(Operation.function(named: "add") == nil)
  }

  @Test(arguments: OperationCase.all)
  func `the engine's own check finds no deviation`(tried: OperationCase) throws {
    var (trace, _, result) = try tried.run()
    var random = SplitMix(seed: 3)
    let shape = trace.graph.shape(of: result)
    trace.backward(from: result, seed: random.tensor(shape.axes, 0.5, 1.5))
    let check = trace.gradientCheck()
    if tried.labels.isEmpty {
      #expect(check.kinks.isEmpty)
      #expect((check.largest?.relative ?? 0) <= 1e-6, "\(String(describing: check.largest))")
    }
  }

  @Test(arguments: OperationCase.all)
  func `each operand's gradient is the difference quotient`(tried: OperationCase) throws {
    var random = SplitMix(seed: 4)
    let value = try tried.value()
    let seed = random.tensor(value.shape.axes, -1, 1)
    let gradients = try tried.gradients(seed: seed)
    for (slot, operand) in tried.operands.enumerated() {
      #expect(gradients[slot].shape == operand.shape)
      for i in operand.elements.indices {
        let gradient = gradients[slot].elements[i]
        if tried.labels.contains(slot) {
          #expect(gradient == 0)
          continue
        }
        let quotient = try extrapolated { h in
          var operands = tried.operands
          operands[slot].elements[i] += h
          return inner(seed, try tried.value(on: operands))
        }
        #expect(agree(gradient, quotient, 1e-7), "operand \(slot), element \(i)")
      }
    }
  }

  @Test(arguments: OperationCase.all)
  func `forward and backward are adjoint`(tried: OperationCase) throws {
    var random = SplitMix(seed: 5)
    let seed = random.tensor(try tried.value().shape.axes, -1, 1)
    var directions = tried.operands.map { random.tensor($0.shape.axes, -1, 1) }
    for slot in tried.labels {
      directions[slot] = Tensor(repeating: 0, shape: tried.operands[slot].shape)
    }
    // ⟨ḡ, J v⟩ against ⟨Jᵀ ḡ, v⟩.
    let ahead = try extrapolated { h in
      var operands = tried.operands
      for slot in operands.indices {
        for i in operands[slot].elements.indices {
          operands[slot].elements[i] += h * directions[slot].elements[i]
        }
      }
      return inner(seed, try tried.value(on: operands))
    }
    let back = zip(try tried.gradients(seed: seed), directions).reduce(0) {
      $0 + inner($1.0, $1.1)
    }
    #expect(agree(ahead, back, 1e-7))
  }

  @Test(arguments: OperationCase.all)
  func `the gradient is linear in what arrives`(tried: OperationCase) throws {
    var random = SplitMix(seed: 6)
    let seed = random.tensor(try tried.value().shape.axes, -1, 1)
    var tripled = seed
    tripled.elements = seed.elements.map { -3 * $0 }
    let once = try tried.gradients(seed: seed)
    let thrice = try tried.gradients(seed: tripled)
    for (a, b) in zip(once, thrice) {
      for (x, y) in zip(a.elements, b.elements) { #expect(agree(-3 * x, y, 1e-13)) }
    }
  }

  @Test(arguments: OperationCase.all.filter { $0.operation.isExpandable })
  func `drawn open, value and gradients stay the same`(tried: OperationCase) throws {
    var random = SplitMix(seed: 7)
    let value = try tried.value()
    let seed = random.tensor(value.shape.axes, -1, 1)
    let folded = try tried.gradients(seed: seed)
    for opening in [Graph.Opening(names: [tried.operation.name]), Graph.Opening(all: true)] {
      let (trace, _, result) = try tried.run(opening: opening)
      #expect(agree(trace.value(of: result), value, 1e-12))
      let group = try #require(trace.graph.group(of: result), "no group")
      let outermost = try #require(trace.graph.outermostGroup(of: result))
      #expect(trace.graph.groups[group].result == result)
      #expect(trace.graph.groups[outermost].function == tried.operation.name)
      #expect(trace.graph.groups[outermost].parent == nil)
      #expect(
        !trace.graph.nodes.contains { trace.graph.operation(of: $0).name == tried.operation.name }
      )
      for (a, b) in zip(try tried.gradients(seed: seed, opening: opening), folded) {
        #expect(agree(a, b, 1e-12), "\(a.plain) and \(b.plain)")
      }
    }
  }
}

/// The inner product of two tensors of one shape.
func inner(_ a: Tensor, _ b: Tensor) -> Double {
  zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 }
}

/// The derivative at 0 by central differences of step h and h/2, extrapolated to the fourth order.
private func extrapolated(_ f: (Double) throws -> Double) rethrows -> Double {
  let h = 1e-3
  let wide = (try f(h) - f(-h)) / (2 * h)
  let narrow = (try f(h / 2) - f(-h / 2)) / h
  return (4 * narrow - wide) / 3
}
