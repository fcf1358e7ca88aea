internal import Autodiff
internal import Notation

/// A program with its right run, and what slips ask about it.
struct Scene: Sendable {
  let program: Program
  /// The right run; where numbers are carried on, the run with them.
  private(set) var right: Rehearsal
  /// After how many steps of `minimize` something is asked.
  let steps: Set<Int>
  /// For each node its uses: the consumer, and which operand of it the node is.
  let uses: [[Use]]
  /// Numbers that every run goes on with in place of its own.
  private var carried: [Carried] = []

  /// A number that is put in.
  struct Carried: Sendable {
    var quantity: Quantity
    var value: Tensor
    /// What is asked of the run: gradients are put into passes of the same output only.
    var target: Quantity
  }

  /// A use of a node.
  struct Use: Sendable {
    var consumer: NodeID
    var slot: Int
  }

  init(_ program: Program, asking quantities: [Quantity]) throws(Trace.Fault) {
    self.program = program
    steps = Set(quantities.compactMap { $0.step })
    var conditions = Rehearsal.Conditions(program)
    // Updates are told from gradients by the point before them.
    conditions.steps = Scene.neighbours(of: steps)
    right = try Rehearsal(program, conditions)
    var uses = [[Use]](repeating: [], count: program.graph.count)
    for node in program.graph.nodes {
      for slot in 0..<program.graph.operandCount(of: node) {
        let operand = program.graph.operand(of: node, slot: slot)
        uses[operand.index].append(Use(consumer: node, slot: slot))
      }
    }
    self.uses = uses
  }

  /// The program's graph.
  var graph: Graph { program.graph }

  /// Steps, and those before and after each.
  static func neighbours(of steps: Set<Int>) -> Set<Int> {
    var all = steps
    for step in steps {
      all.insert(step - 1)
      all.insert(step + 1)
    }
    return all
  }

  /// The same program going on with someone's own numbers; nil where a label then names no class.
  func carrying(_ numbers: [Carried]) -> Scene? {
    var scene = self
    scene.carried += numbers
    guard let right = try? Rehearsal(program, scene.conditions) else { return nil }
    scene.right = right
    return scene
  }

  /// What every run begins with.
  var conditions: Rehearsal.Conditions {
    var conditions = Rehearsal.Conditions(program)
    conditions.steps = Scene.neighbours(of: steps)
    for number in carried { put(number, into: &conditions) }
    return conditions
  }

  /// Puts a number in: a value in place of the rule's own, or what its node hands on as if it had arrived.
  private func put(_ number: Carried, into conditions: inout Rehearsal.Conditions) {
    let (quantity, value) = (number.quantity, number.value)
    guard let node = graph.node(named: quantity.node) else { return }
    let given = Rehearsal.Given(node, after: quantity.step, value)
    switch quantity.kind {
    case .value:
      if graph.isLeaf(node) {
        conditions.values.append(given)
      } else if quantity.step == nil {
        conditions.graph.change(node, RuleChange(value: { _, _ in value }))
      }
    case .gradient, .derivative:
      if graph.isLeaf(node) {
        conditions.gradients.append(given)
      } else if quantity.kind == number.target.kind, quantity.step == number.target.step {
        conditions.graph.change(node, RuleChange(contribution: { $0.own(value) }))
      }
    }
  }

  // MARK: Reading the graph

  /// The right value of a node where the program ends.
  func value(_ node: NodeID) -> Tensor { right.ending.value(of: node) }

  /// The value of a node of one number.
  func number(_ node: NodeID) -> Double? { value(node).scalar }

  /// Whether a node is a number written inside an expression.
  func isConstant(_ node: NodeID) -> Bool { graph.role(of: node) == .constant }

  func operand(_ node: NodeID, _ slot: Int) -> NodeID { graph.operand(of: node, slot: slot) }

  func isOperation(_ node: NodeID, _ operations: Operation...) -> Bool {
    let own = graph.operation(of: node)
    return operations.contains { $0 === own }
  }

  /// The nodes of some operations.
  func nodes(of operations: [Operation]) -> [NodeID] {
    graph.nodes.filter { node in
      let own = graph.operation(of: node)
      return operations.contains { $0 === own }
    }
  }

  /// The nodes that are computed.
  var computed: [NodeID] { graph.nodes.filter { !graph.isLeaf($0) } }

  /// How a node is called where a slip was made at it.
  func label(_ node: NodeID) -> String { graph.consumerLabel(of: node, limit: 60) }
}

extension Quantity {
  /// The quantity in a run; nil where the program has no such.
  func read(from run: Rehearsal, of program: Program) -> Tensor? {
    guard let node = program.graph.node(named: self.node) else { return nil }
    switch kind {
    case .value: return run.value(of: node, after: step)
    case .gradient: return run.gradient(of: node, after: step)
    case .derivative(let output):
      guard let output = program.graph.node(named: output) else { return nil }
      return run.gradient(of: node, by: output, after: step)
    }
  }

  /// The quantity as the program itself would ask for it: the derivative of what the last `backward` began
  /// at is the gradient.
  func canonical(in program: Program) -> Quantity {
    guard case .derivative(let name) = kind, let output = program.graph.node(named: name) else {
      return self
    }
    var own = self
    if let last = program.lastOutput {
      let isLast = last.node == output && !last.isSeeded
      if step == nil, isLast { own.kind = .gradient }
    } else if program.lastLoss == output {
      own.kind = .gradient
    }
    return own
  }
}
