import Autodiff

extension OperationCase {
  /// Gates on scalars: for each operation that has one, its first few cases with every element an operand
  /// of its own, and Σ and the seed on a few numbers.
  static func scalarGates(_ cases: [OperationCase], _ random: inout SplitMix) -> [OperationCase] {
    var gates: [OperationCase] = []
    for operation in Operation.all {
      switch operation.name {
      case "total":
        gates.append(OperationCase(operation: operation, operands: scalars(random.spread([4]))))
      case "seed":
        var attributes = Attributes()
        attributes.weights = [0.5, -2, 1.25]
        gates.append(
          OperationCase(
            operation: operation,
            operands: scalars(random.spread([3])),
            attributes: attributes
          )
        )
      default:
        guard operation.name.hasSuffix(" of scalars") else { continue }
        let name = String(operation.name.dropLast(" of scalars".count))
        for inner in cases.filter({ $0.operation.name == name }).prefix(4) {
          guard inner.operands.allSatisfy({ !$0.elements.isEmpty }) else { continue }
          gates.append(gate(operation, inner))
        }
      }
    }
    return gates
  }

  private static func gate(_ operation: Operation, _ inner: OperationCase) -> OperationCase {
    var attributes = inner.attributes
    attributes.axes = nil
    let rank = inner.operands[0].shape.rank
    attributes.gathering = Attributes.Gathering(
      shapes: inner.operands.map { $0.shape },
      element: 0,
      axes: inner.attributes.axes.map { $0.map { $0 < 0 ? $0 + rank : $0 }.sorted() }
    )
    var labels: Set<Int> = []
    var place = 0
    for (slot, operand) in inner.operands.enumerated() {
      if inner.labels.contains(slot) { labels.formUnion(place..<place + operand.elements.count) }
      place += operand.elements.count
    }
    return OperationCase(
      operation: operation,
      operands: inner.operands.flatMap { scalars($0) },
      attributes: attributes,
      labels: labels,
      note: inner.note
    )
  }

  private static func scalars(_ tensor: Tensor) -> [Tensor] { tensor.elements.map { Tensor($0) } }
}
