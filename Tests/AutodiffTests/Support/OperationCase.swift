import Autodiff
import Testing

/// An operation with operands to try it on.
struct OperationCase: CustomTestStringConvertible, Sendable {
  var operation: Operation
  var operands: [Tensor]
  var attributes = Attributes()
  /// Operands that no gradient flows to.
  var labels: Set<Int> = []
  var note = ""

  var testDescription: String {
    let shapes = operands.map { $0.shape.description }.joined(separator: " ")
    return "\(operation.name) \(shapes) \(note)"
  }

  /// Builds and runs the operation as a graph of its own.
  func run(
    on operands: [Tensor]? = nil,
    opening: Graph.Opening = Graph.Opening()
  ) throws -> (trace: Trace, inputs: [NodeID], result: NodeID) {
    var graph = Graph()
    graph.opening = opening
    var inputs: [NodeID] = []
    for (i, operand) in (operands ?? self.operands).enumerated() {
      let node = try graph.append(leaf: operand, role: .input)
      graph.name(node, "x\(i)")
      inputs.append(node)
    }
    let result = try graph.append(operation, inputs, attributes)
    graph.name(result, "y")
    return (try Trace(running: graph), inputs, result)
  }

  /// The operation's value.
  func value(on operands: [Tensor]? = nil) throws -> Tensor {
    let (trace, _, result) = try run(on: operands)
    return trace.value(of: result)
  }

  /// The gradients of the operands when the result receives `seed`.
  func gradients(seed: Tensor, opening: Graph.Opening = Graph.Opening()) throws -> [Tensor] {
    var (trace, inputs, result) = try run(opening: opening)
    trace.backward(from: result, seed: seed)
    return inputs.map { trace.gradient(of: $0) ?? Tensor(0) }
  }
}

extension OperationCase {
  /// All operations on operands of many shapes, away from kinks and ties.
  static let all: [OperationCase] = {
    var random = SplitMix(seed: 20)
    var cases: [OperationCase] = []
    for operation in Operation.all {
      cases += OperationCase.unary(operation, &random)
      cases += OperationCase.binary(operation, &random)
      cases += OperationCase.reductions(operation, &random)
      cases += OperationCase.arranging(operation, &random)
      cases += OperationCase.losses(operation, &random)
      cases += OperationCase.moreLosses(operation, &random)
      cases += OperationCase.layers(operation, &random)
    }
    return cases + OperationCase.scalarGates(cases, &random)
  }()

  private static let shapes: [[Int]] = [[], [1], [4], [2, 3], [3, 1], [2, 2, 3]]

  private static let pairs: [([Int], [Int])] = [
    ([], []), ([4], [4]), ([2, 3], [2, 3]), ([], [3]), ([3], []), ([2, 3], [3]), ([3], [2, 3]),
    ([2, 1], [1, 3]), ([1, 3], [2, 1]), ([2, 2, 3], [2, 1]), ([3], [2, 2, 3]), ([1], [1, 1, 2]),
  ]

  private static func unary(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    let names = [
      "identity", "negate", "exp", "log", "log2", "log10", "sqrt", "square", "abs", "sign", "step",
      "sin", "cos", "tan", "tanh", "erf", "sigmoid", "softplus", "relu", "silu", "gelu", "gaussian",
      "leaky_relu", "elu", "clip",
    ]
    guard names.contains(operation.name) else { return [] }
    let needsPositive = operation.name.hasPrefix("log") || operation.name == "sqrt"
    var cases: [OperationCase] = []
    for axes in shapes {
      var attributes = Attributes()
      switch operation.name {
      case "leaky_relu": attributes.first = 0.2
      case "elu": attributes.first = 1.7
      case "clip": (attributes.first, attributes.second) = (-0.55, 0.62)
      default: break
      }
      let operand =
        needsPositive
        ? random.tensor(axes, 0.3, 3)
        : operation.name == "tan" ? random.tensor(axes, -1.2, 1.2) : random.spread(axes)
      cases.append(OperationCase(operation: operation, operands: [operand], attributes: attributes))
    }
    return cases
  }

  private static func binary(_ operation: Operation, _ random: inout SplitMix) -> [OperationCase] {
    let names = ["add", "subtract", "multiply", "divide", "power", "maximum", "minimum"]
    guard names.contains(operation.name) else { return [] }
    return pairs.map { left, right in
      let positive = operation.name == "power"
      var a = positive ? random.tensor(left, 0.4, 2.5) : random.spread(left)
      if operation.name.hasSuffix("imum") { a.elements = a.elements.map { $0 + 0.083 } }
      return OperationCase(operation: operation, operands: [a, random.spread(right)])
    }
  }

  private static func reductions(
    _ operation: Operation,
    _ random: inout SplitMix
  ) -> [OperationCase] {
    let names = ["sum", "mean", "max", "min", "var", "std", "norm", "prod", "logsumexp"]
    let plans: [([Int], [Int]?)] = [
      ([], nil), ([4], nil), ([4], [0]), ([2, 3], nil), ([2, 3], [0]), ([2, 3], [-1]),
      ([2, 3], [1, 0]), ([2, 3, 2], [1]), ([2, 3, 2], [0, 2]), ([2, 3, 2], [-1, 0]),
      ([2, 1, 3], [1]),
    ]
    guard names.contains(operation.name) else { return [] }
    var cases: [OperationCase] = []
    for (axes, along) in plans {
      // The spread of one number has a kink everywhere.
      let isSingle = axes.isEmpty || along == [1] && axes == [2, 1, 3]
      if isSingle, operation.name == "std" { continue }
      for keeps in [false, true] {
        var attributes = Attributes()
        attributes.axes = along
        attributes.keepsAxes = keeps
        cases.append(
          OperationCase(
            operation: operation,
            operands: [random.spread(axes)],
            attributes: attributes,
            note: "axis \(along.map { "\($0)" } ?? "all")\(keeps ? " kept" : "")"
          )
        )
      }
    }
    return cases
  }
}
