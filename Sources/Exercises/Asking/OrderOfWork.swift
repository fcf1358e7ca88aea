internal import Autodiff
public import Notation

extension Exercise {
  /// A program with its own questions, or, where it asks nothing, with one for all that is worked out on the
  /// way: every computed value that has a name, then every gradient from the output back, in the order in
  /// which one computes them by hand.
  ///
  /// Where a program minimises, each of its steps is asked: the values before it, the gradients, the moved
  /// parameters. Left out are numbers that are not finite and arrays of more than ``entryLimit`` numbers.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - limit: How many questions there are at the most.
  /// - Returns: The exercise; without questions where nothing is computed that has a name.
  /// - Throws: What only a run shows to be wrong with the program: a label that names no class.
  public static func inOrderOfWork(
    _ program: Program,
    limit: Int = 100
  ) throws(Diagnostics) -> Exercise {
    var exercise = Exercise(program)
    guard exercise.questions.isEmpty else { return exercise }
    let quantities = OrderOfWork(program, limit: limit).quantities
    let scene = try Marker.scene(exercise, quantities)
    let start = SourceLocation(file: program.source.file, line: 1, column: 1)
    for quantity in quantities {
      guard let right = quantity.read(from: scene.right, of: program), right.isFinite,
        (1...entryLimit).contains(right.elements.count)
      else { continue }
      let location = program.location(ofName: quantity.node) ?? start
      exercise.questions.append(Question(quantity, location: location))
    }
    return exercise
  }

  /// An answer of more numbers is asked for only where the author does.
  public static let entryLimit = 64
}

/// What one works out by hand of a program, first things first.
private struct OrderOfWork {
  private(set) var quantities: [Quantity] = []
  private let program: Program
  private let limit: Int

  init(_ program: Program, limit: Int) {
    self.program = program
    self.limit = limit
    guard let loss = program.lastLoss else {
      addValues()
      if let output = program.lastOutput { addGradients(from: output.node) }
      return
    }
    let moved = program.movedParameters
    let isMoving = program.graph.depending(on: moved)
    // Every step that is asked for is kept; of a large net not many.
    let steps = min(program.lastSteps, max(1, 1_000_000 / max(1, program.graph.elementCount)))
    for step in 0..<steps where quantities.count < limit {
      addValues(step: step) { step == 0 || isMoving[$0.index] }
      addGradients(from: loss, step: step) { isMoving[$0.index] }
      for node in moved { add(node, .value, step + 1) }
    }
    if steps == program.lastSteps { addValues { steps == 0 || isMoving[$0.index] } }
  }

  private mutating func addValues(
    step: Int? = nil,
    where isWanted: (NodeID) -> Bool = { _ in true }
  ) {
    for node in program.graph.namedNodes where !program.graph.isLeaf(node) && isWanted(node) {
      add(node, .value, step)
    }
  }

  /// The gradients of what leads to the output, from it back.
  private mutating func addGradients(
    from output: NodeID,
    step: Int? = nil,
    where isWanted: (NodeID) -> Bool = { _ in true }
  ) {
    let graph = program.graph
    let leads = graph.leading(to: output)
    for node in graph.namedNodes.sorted(by: >)
    where node < output && leads[node.index] && graph.varies(node) && isWanted(node) {
      add(node, .gradient, step)
    }
  }

  private mutating func add(_ node: NodeID, _ kind: Quantity.Kind, _ step: Int?) {
    guard quantities.count < limit, let name = program.graph.name(of: node) else { return }
    quantities.append(Quantity(name, kind, step: step))
  }
}

extension Graph {
  /// For each node up to an output whether it leads there.
  func leading(to output: NodeID) -> [Bool] {
    var leads = [Bool](repeating: false, count: output.index + 1)
    leads[output.index] = true
    for index in stride(from: output.index, through: 0, by: -1) where leads[index] {
      let node = NodeID(index)
      for slot in 0..<operandCount(of: node) {
        leads[operand(of: node, slot: slot).index] = true
      }
    }
    return leads
  }

  /// For each node whether it is one of some nodes, or computed from one.
  fileprivate func depending(on sources: [NodeID]) -> [Bool] {
    var depends = [Bool](repeating: false, count: count)
    for source in sources { depends[source.index] = true }
    for node in nodes where !depends[node.index] {
      for slot in 0..<operandCount(of: node)
      where depends[operand(of: node, slot: slot).index] {
        depends[node.index] = true
      }
    }
    return depends
  }
}
