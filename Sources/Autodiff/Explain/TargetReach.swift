/// What depends on one element of a node, on the way to the output of a pass.
struct TargetReach {
  /// A use of a node by one of its consumers.
  struct Use {
    /// The consumer.
    var consumer: NodeID
    /// Which of its operands.
    var slot: Int
  }

  /// Uses on the way between the two nodes that do not take the element, or take it as a label.
  private(set) var ends: [Use] = []
  /// Whether the elements are too many to be told apart.
  private(set) var isCut = false
  private var marks: [Int: [Bool]] = [:]

  /// Whether an element depends on the target.
  func isReached(_ element: Element) -> Bool {
    marks[element.node.index]?[element.index] ?? false
  }

  /// Whether some element of a node does.
  func isOnTheWay(_ node: NodeID) -> Bool { marks[node.index] != nil }

  /// Looks from `target` forward to the output of the trace's last pass.
  init(_ trace: Trace, from target: Element, _ budget: inout ElementGraph.Budget) {
    guard let pass = trace.pass, pass.hasReached(target.node),
      target.node.index <= pass.output.index
    else { return }
    let graph = trace.graph
    var first = [Bool](repeating: false, count: graph.shape(of: target.node).count)
    first[target.index] = true
    marks[target.node.index] = first
    var size = first.count
    guard target.node.index < pass.output.index else { return }
    for index in (target.node.index + 1)...pass.output.index
    where pass.hasReached(NodeID(index)) {
      let node = NodeID(index)
      var probe: RuleProbe?
      var own: [Bool]?
      for slot in 0..<graph.operandCount(of: node) {
        guard let marked = marks[graph.operand(of: node, slot: slot).index] else { continue }
        if own == nil { probe = RuleProbe(node, of: graph, pass.values) }
        let count = graph.shape(of: node).count
        var reached: [Bool]
        if graph.takesAsLabel(node, slot) {
          reached = [Bool](repeating: false, count: count)
        } else if probe == nil {
          reached = (0..<count).map { place in
            marked[graph.operandElement(of: node, slot: slot, for: place)]
          }
        } else {
          budget.work -= probe?.cost ?? 0
          reached = probe?.reached(slot: slot, from: marked) ?? []
        }
        if !reached.contains(true) { ends.append(Use(consumer: node, slot: slot)) }
        if let before = own {
          for place in reached.indices where before[place] { reached[place] = true }
        } else {
          size += count
        }
        own = reached
        guard budget.work > 0, size <= 4 * budget.size else {
          isCut = true
          return
        }
      }
      if let own, own.contains(true) { marks[index] = own }
    }
  }
}

extension Graph {
  /// Whether a consumer takes an operand as labels or as an index, to which no gradient flows.
  func takesAsLabel(_ consumer: NodeID, _ slot: Int) -> Bool {
    let operation = operation(of: consumer)
    guard case .tensor = operation.rule else { return false }
    guard let gathering = attributes(of: consumer).gathering else {
      return operation.takesAsLabel(slot, operands(of: consumer).map { shape(of: $0) })
    }
    // A gate on scalars: it is the tensor that counts which the scalar is an element of.
    var tensor = 0
    var end = gathering.shapes.first?.count ?? 0
    while end <= slot, tensor + 1 < gathering.shapes.count {
      tensor += 1
      end += gathering.shapes[tensor].count
    }
    return operation.onTensors.takesAsLabel(tensor, gathering.shapes)
  }
}

extension Operation {
  /// The operation that a gate on scalars computes an element of; itself for any other.
  var onTensors: Operation {
    let ending = " of scalars"
    guard name.hasSuffix(ending) else { return self }
    let tensorName = String(name.dropLast(ending.count))
    return Operation.all.first { $0.name == tensorName } ?? self
  }

  /// Whether operand `slot` holds labels or an index, where the operands have these shapes.
  fileprivate func takesAsLabel(_ slot: Int, _ shapes: [Shape]) -> Bool {
    guard case .tensor(let rule) = rule, slot < shapes.count else { return false }
    let setting = setting
    if slot < setting.locals.count, setting.locals[slot] == "0" { return true }
    if slot < pullbacks.count, pullbacks[slot] == "zeros" { return true }
    return rule.check != nil && slot > 0 && shapes[slot] != shapes[0]
  }
}
