internal import Autodiff
internal import Notation

extension ExactRun {
  /// The nodes at which departures began, each told once.
  static func exits(
    _ present: GraphRun,
    _ pass: GraphRun?,
    _ trace: Trace,
    _ forms: ConstantForms
  ) -> [Exit] {
    var exits: [Exit] = []
    var told: Set<Int> = []
    func tell(_ numbers: [ExactNumber]) {
      for case .left(let departure) in numbers {
        guard let origin = departure.origin, told.insert(origin).inserted else { continue }
        let node = NodeID(origin)
        exits.append(
          Exit(
            node: node,
            location: forms.location(of: node),
            isDerivative: departure.isDerivative,
            reason: departure.reason
          )
        )
      }
    }
    for values in present.values { tell(values) }
    guard let pass else { return exits }
    for values in pass.values { tell(values) }
    for use in trace.schedule { tell(pass.contributions[use] ?? []) }
    for gradients in pass.gradients { tell(gradients) }
    return exits
  }

  /// The nodes whose value is a fraction by the luck of their input, each with its first element.
  static func coincidences(_ run: GraphRun) -> [Coincidence] {
    var coincidences: [Coincidence] = []
    for node in run.graph.nodes where !run.graph.isLeaf(node) {
      let operation = run.graph.operation(of: node)
      guard let x = run.operands(of: node).first, seldomRational.contains(operation.name) else {
        continue
      }
      for (x, y) in zip(x, run.values[node.index]) {
        guard let x = x.rational, let y = y.rational else { continue }
        coincidences.append(Coincidence(node: node, operand: x, result: y))
        break
      }
    }
    return coincidences
  }

  /// Functions of one number that have a fraction as their value at few fractions.
  private static let seldomRational: Set<String> = [
    "exp", "log", "log2", "log10", "sqrt", "sin", "cos", "tan", "tanh", "erf", "sigmoid", "silu",
    "gelu", "gaussian",
  ]
}
