internal import Autodiff

extension ExactRule {
  /// The rule of an operation over fractions.
  ///
  /// An operation without a rule of its own goes by its open form; nil where it has none either.
  static func rule(of operation: Operation) -> ExactRule? {
    if let rule = own[operation.name] { return rule }
    if let form = OpenForms.all[operation.name] { return .opened(form) }
    guard operation.isExpandable else { return nil }
    return .opened { (graph, operands, told) throws(GraphError) in
      let before = graph.opening
      defer { graph.opening = before }
      graph.opening = Graph.Opening(names: [operation.name])
      return try graph.append(operation, operands, told)
    }
  }

  private static let own: [String: ExactRule] = {
    var rules: [String: ExactRule] = [
      "transpose": .rearranging, "reshape": .rearranging, "index": .rearranging,
      "concat": .rearranging, "stack": .rearranging,
      "matmul": .matrixProduct, "conv2d": .convolution, "one_hot": .oneHot,
    ]
    for table in [unary, binary, lanes, losses] { rules.merge(table) { own, _ in own } }
    return rules
  }()
}
