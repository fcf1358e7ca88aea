internal import Autodiff
internal import Notation

/// What is said at each step.
enum BoardWords {
  /// What happens at a forward step.
  static func forward(_ node: NodeID, _ trace: Trace) -> String {
    let graph = trace.graph
    let name = graph.label(of: node, limit: 40)
    let operation = graph.operation(of: node)
    var sentence = "\(name) is computed: \(phrase(operation, graph.operands(of: node).count))."
    if let group = graph.outermostGroup(of: node) {
      sentence = "Inside \(graph.groups[group].function): " + sentence
    }
    return sentence
  }

  /// What is handed back at a backward step, and why.
  static func backward(
    _ contribution: Contribution,
    _ node: NodeID,
    _ trace: Trace,
    isLast: Bool
  ) -> String {
    let graph = trace.graph
    let operation = graph.operation(of: contribution.consumer)
    var sentence =
      "Back through \(graph.label(of: contribution.consumer, limit: 40)) to "
      + "\(graph.label(of: node, limit: 40)). " + operation.setting.words
    let uses = trace.contributions(to: node).count
    if uses > 1 {
      sentence +=
        isLast
        ? " This was the last of \(uses) uses of \(graph.label(of: node, limit: 40)): their contributions add up."
        : " It has \(uses) uses; what they hand back is added up."
    }
    if let remark = remark(contribution, node, trace) { sentence += " " + remark }
    return sentence
  }

  /// Why a local derivative or an upstream gradient is 0; nil if neither is.
  static func remark(_ contribution: Contribution, _ node: NodeID, _ trace: Trace) -> String? {
    let graph = trace.graph
    let (consumer, slot) = (contribution.consumer, contribution.slot)
    let name = graph.label(of: node, limit: 40)
    if trace.upstream(of: contribution).elements.allSatisfy({ $0 == 0 }) {
      return "The upstream gradient is 0, so nothing reaches \(name) this way."
    }
    guard let local = trace.localDerivative(of: consumer, slot: slot),
      local.elements.allSatisfy({ $0 == 0 }), !local.elements.isEmpty
    else { return nil }
    let operands = graph.operands(of: consumer)
    switch graph.operation(of: consumer).name {
    case "relu":
      return "The unit is off, since \(name) is not above 0: its slope is 0 and nothing passes."
    case "multiply":
      let other = graph.label(of: operands[1 - slot], limit: 40)
      return "The other factor \(other) is 0, so \(name) has no influence here."
    case "step", "sign": return "A step is flat: its slope is 0 and nothing passes."
    case "clip": return "\(name) lies outside the bounds: the slope is 0 and nothing passes."
    case "maximum", "minimum", "max", "min":
      return "\(name) is not the one that was taken: nothing passes."
    case "sigmoid", "tanh":
      return "The unit is saturated: its slope has become 0 and nothing passes."
    default: return "The local derivative is 0 here, so nothing passes."
    }
  }

  private static func phrase(_ operation: Operation, _ operands: Int) -> String {
    switch operation.name {
    case "add": "the sum of its operands"
    case "subtract": "the difference of its operands"
    case "multiply": "the product of its operands"
    case "divide": "the quotient of its operands"
    case "power": "a power"
    case "negate": "its operand with the sign turned"
    case "matmul": "a matrix product"
    case "identity": "a second name for its operand"
    case "index": "some of its operand's elements"
    case "stack": "its \(operands) operands side by side"
    default: "\(operation.name) of its \(operands == 1 ? "operand" : "operands")"
    }
  }
}
