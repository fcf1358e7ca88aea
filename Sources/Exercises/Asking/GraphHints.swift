internal import Autodiff
internal import Notation

extension Exercise {
  /// Hints that any graph gives, from the vaguest to the plainest: where a number comes from, which uses of a
  /// node hand something back to it, and by what rule.
  ///
  /// They speak of names and expressions and hold no number that the program's text does not.
  ///
  /// - Parameter quantity: What is asked.
  /// - Returns: The hints; none for a name that the program does not have.
  public func hints(for quantity: Quantity) -> [String] {
    let graph = program.graph
    guard let node = graph.node(named: quantity.node) else { return [] }
    switch quantity.kind {
    case .value: return program.hints(forValue: node, step: quantity.step)
    case .gradient:
      let output = quantity.step == nil ? program.lastOutput?.node : nil
      guard let output = output ?? program.lastLoss else { return [] }
      return program.hints(forGradient: node, of: output, step: quantity.step)
    case .derivative(let name):
      guard let output = graph.node(named: name) else { return [] }
      return program.hints(forGradient: node, of: output, step: quantity.step)
    }
  }
}

extension Program {
  /// So many uses or steps are told of one by one.
  private static let limit = 6

  // MARK: Values

  fileprivate func hints(forValue node: NodeID, step: Int?) -> [String] {
    let name = graph.label(of: node, limit: 60)
    guard !graph.isLeaf(node) else { return hints(forParameter: node, name, step) }
    var hints = ["\(name) is computed as \(graph.written(node, limit: 200))."]
    if let step { hints[0] += " " + Program.point(step) } else { hints[0] += atTheEnd(node) }
    let way = unnamedSteps(to: node).map { graph.written($0, limit: 60) }
    if !way.isEmpty {
      hints.append("On the way there: " + Program.listing(way, joined: ", then ") + ".")
    }
    let names = namedOperands(of: node).map { graph.label(of: $0, limit: 60) }
    if !names.isEmpty {
      hints.append(
        "It needs the value\(names.count == 1 ? "" : "s") of " + Program.listing(names) + "."
      )
    }
    return hints
  }

  private func hints(forParameter node: NodeID, _ name: String, _ step: Int?) -> [String] {
    guard movedParameters.contains(node) else {
      return ["\(name) is given: it stands in the program."]
    }
    let number = step ?? lastSteps
    guard number > 0 else { return ["Before the first step, \(name) is what the program gives."] }
    return [
      "Step \(number) begins at \(name) @ \(number - 1) and moves it by what the gradient there says.",
      "It takes grad \(name) @ \(number - 1) and the learning rate; a step leads down the gradient.",
    ]
  }

  /// Which values count where parameters are moved.
  private static func point(_ step: Int) -> String {
    step == 0
      ? "The parameters are still as the program gives them."
      : "The parameters are those after \(step) step\(step == 1 ? "" : "s")."
  }

  private func atTheEnd(_ node: NodeID) -> String {
    let moved = movedParameters
    guard lastSteps > 0,
      moved.contains(where: { $0 < node && graph.leading(to: node)[$0.index] })
    else { return "" }
    return " " + Program.point(lastSteps)
  }

  /// The steps without names that lead from named ones to a node, in the order of computation.
  private func unnamedSteps(to node: NodeID) -> [NodeID] {
    var found: Set<NodeID> = []
    var open = [node]
    while let next = open.popLast(), found.count < 200 {
      for operand in graph.operands(of: next)
      where graph.name(of: operand) == nil && !graph.isLeaf(operand) && !found.contains(operand) {
        found.insert(operand)
        open.append(operand)
      }
    }
    return found.sorted()
  }

  /// What has a name and goes into a node, over steps without names.
  private func namedOperands(of node: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    for step in unnamedSteps(to: node) + [node] {
      for operand in graph.operands(of: step)
      where graph.name(of: operand) != nil && !found.contains(operand) { found.append(operand) }
    }
    return found
  }

  // MARK: Gradients

  fileprivate func hints(
    forGradient node: NodeID,
    of output: NodeID,
    step: Int?
  ) -> [String] {
    let name = graph.label(of: node, limit: 60)
    let end = graph.label(of: output, limit: 60)
    if node == output {
      return ["This is where the way back begins: how much \(end) changes with itself."]
    }
    let uses = uses(of: node, leadingTo: output)
    let point = step.map { " " + Program.point($0) } ?? ""
    guard !uses.isEmpty else {
      return ["Follow \(name) forward: is there a path from it to \(end)?" + point]
    }
    var hints = [overview(name, uses) + point]
    for use in uses.prefix(Program.limit) {
      let hint = hint(name, use)
      if !hints.contains(hint) { hints.append(hint) }
    }
    return hints
  }

  private typealias Use = (consumer: NodeID, slot: Int)

  private func uses(of node: NodeID, leadingTo output: NodeID) -> [Use] {
    guard node < output else { return [] }
    let leads = graph.leading(to: output)
    var uses: [Use] = []
    for index in (node.index + 1)...output.index where leads[index] {
      for slot in 0..<graph.operandCount(of: NodeID(index))
      where graph.operand(of: NodeID(index), slot: slot) == node {
        uses.append((NodeID(index), slot))
      }
    }
    return uses
  }

  private func overview(_ name: String, _ uses: [Use]) -> String {
    let places = uses.map { told($0.consumer) }
    guard uses.count > 1 else {
      return "\(name) is used once, by \(places[0]): what arrives there is handed back through it."
    }
    return "\(name) is used \(uses.count) times, by " + Program.listing(places)
      + ". Each use hands something back, and the gradient is the sum."
  }

  /// What one use hands back, in words.
  private func hint(_ name: String, _ use: Use) -> String {
    let operation = graph.operation(of: use.consumer)
    var text = "Through \(told(use.consumer)): take the gradient that arrives there"
    // Where elements are mixed, no single local derivative says it.
    if operation.pullbacks.isEmpty { text += ", times the local derivative by \(name)" }
    return text + ". " + operation.setting.words
  }

  /// A consumer with its name and its expression: `q = x + y`.
  private func told(_ node: NodeID) -> String {
    let written = graph.written(node, limit: 60)
    guard let name = graph.name(of: node), name != written else { return written }
    return written.isEmpty ? name : name + " = " + written
  }

  /// Words in a row; of many the first ones.
  private static func listing(_ words: [String], joined separator: String = ", ") -> String {
    let shown = words.prefix(limit)
    var text = ""
    for (i, word) in shown.enumerated() {
      let isLast = i + 1 == words.count
      if i > 0 { text += separator == ", " && isLast ? " and " : separator }
      text += word
    }
    let rest = words.count - shown.count
    return rest > 0 ? text + " and \(rest) more" : text
  }
}
