public import Autodiff
internal import Learning

/// A run of a program under other conditions: with rules changed, with another learning rate, with
/// parameters updated too early, or going on with numbers that someone else has worked out.
///
/// It is the engine's own run in every other respect; what it leaves out is judging claims.
public struct Rehearsal: Sendable {
  /// What is other than the program says.
  public struct Conditions: Sendable {
    /// The program's graph, perhaps with rules changed.
    public var graph: Graph
    /// How every `minimize` takes its learning rate.
    public var rate = Rate()
    /// Parameters whose values after a step are already used by the reverse pass before it.
    public var updatedEarly: Set<NodeID> = []
    /// Values of parameters that are put in after some steps of `minimize`.
    public var values: [Given] = []
    /// Gradients of parameters that are put in after some steps of `minimize`, and used by the next.
    public var gradients: [Given] = []
    /// After how many steps of `minimize` something will be asked.
    public var steps: Set<Int> = []

    /// The program as it stands.
    public init(_ program: Program) { graph = program.graph }
  }

  /// How a learning rate is taken.
  public struct Rate: Equatable, Sendable {
    /// With the other sign: up the gradient.
    public var isNegated: Bool
    /// As 1: left out.
    public var isLeftOut: Bool

    /// As the program says, unless told otherwise.
    public init(isNegated: Bool = false, isLeftOut: Bool = false) {
      self.isNegated = isNegated
      self.isLeftOut = isLeftOut
    }
  }

  /// A tensor put in at a node.
  public struct Given: Sendable {
    /// The node.
    public var node: NodeID
    /// After how many steps; nil for wherever the program ends.
    public var step: Int?
    /// What is put in, of the node's shape.
    public var value: Tensor

    /// Makes one.
    public init(_ node: NodeID, after step: Int?, _ value: Tensor) {
      self.node = node
      self.step = step
      self.value = value
    }
  }

  /// Every value where the program ends.
  private var end: Trace
  /// The last `backward`, as it ran.
  private var last: Trace?
  /// What the last step of the last `minimize` went by.
  private var lastStep: Trace?
  /// The points of `minimize` that were asked for, each with a pass from the loss.
  private var points: [Int: Trace] = [:]
  /// How many steps the last `minimize` has made.
  private var stepCount = 0

  /// Runs a program.
  ///
  /// - Throws: ``Trace/Fault`` where a label names no class.
  public init(_ program: Program, _ conditions: Conditions) throws(Trace.Fault) {
    end = try Trace(running: conditions.graph)
    // Steps are those of the last `minimize`.
    var earlier = conditions
    earlier.steps = []
    earlier.values.removeAll { $0.step != nil }
    earlier.gradients = []
    let lastPlan = program.actions.lastIndex { if case .minimize = $0 { true } else { false } }
    for (i, action) in program.actions.enumerated() {
      switch action {
      case .claim: break
      case .backward(let node, let seed):
        var readings: [(leaf: NodeID, value: Tensor)] = []
        if !conditions.updatedEarly.isEmpty, let plan = program.plan(minimising: node, near: i) {
          readings = try Rehearsal.readings(minimiser(plan, conditions), end, conditions)
        }
        end.backward(from: node, seed: seed, reading: readings)
        last = end
      case .minimize(let plan): try run(plan, i == lastPlan ? conditions : earlier)
      }
    }
    for given in conditions.values where given.step == nil && end.graph.isLeaf(given.node) {
      try end.replay([given.node], with: [given.value.elements])
    }
  }

  /// The value of a node, where the program ends or after some steps of `minimize`; nil where there is no
  /// such step.
  public func value(of node: NodeID, after step: Int? = nil) -> Tensor? {
    guard let step else { return end.value(of: node) }
    return points[step]?.value(of: node)
  }

  /// The gradient with respect to a node; nil where there is none to speak of.
  ///
  /// - Parameters:
  ///   - node: By which is derived; zeros where it does not lead to the output.
  ///   - output: What is derived; nil for the last `backward`, or, without one, the last step of `minimize`.
  ///   - step: After how many steps of `minimize`; nil for the last `backward`, or the end of the program.
  public func gradient(
    of node: NodeID,
    by output: NodeID? = nil,
    after step: Int? = nil
  ) -> Tensor? {
    var trace: Trace?
    if let step {
      trace = points[step]
    } else {
      trace = output == nil ? last ?? lastStep : end
    }
    guard var trace else { return nil }
    if let output, trace.pass?.output != output || step == nil { trace.backward(from: output) }
    return trace.gradient(of: node) ?? Tensor(repeating: 0, shape: trace.graph.shape(of: node))
  }

  /// The trace behind ``gradient(of:by:after:)`` without an output: the last pass, as it ran.
  public var lastPass: Trace? { last ?? lastStep }

  /// Every value where the program ends.
  public var ending: Trace { end }

  // MARK: Minimising

  private func minimiser(_ plan: Program.Minimisation, _ conditions: Conditions) -> Minimiser {
    let rate = conditions.rate.isLeftOut ? .constant(1) : plan.rate
    return Minimiser(
      of: plan.loss,
      over: plan.parameters,
      with: plan.optimiser,
      settings: plan.settings,
      rate: conditions.rate.isNegated ? rate.negated : rate,
      in: end
    )
  }

  private mutating func run(
    _ plan: Program.Minimisation,
    _ conditions: Conditions
  ) throws(Trace.Fault) {
    var minimiser = minimiser(plan, conditions)
    stepCount = 0
    try put(&minimiser, conditions)
    for step in 0...plan.steps {
      let isAsked = conditions.steps.contains(stepCount)
      let isLast = step + 1 == plan.steps
      if isAsked || isLast || !conditions.updatedEarly.isEmpty {
        let readings = try Rehearsal.readings(minimiser, end, conditions)
        var point = end
        point.backward(from: plan.loss, reading: readings)
        if !readings.isEmpty {
          for (i, parameter) in plan.parameters.enumerated() {
            if let gradient = point.gradient(of: parameter) {
              minimiser.setGradient(i, to: gradient)
            }
          }
        }
        if isAsked { points[stepCount] = point }
        if isLast { lastStep = point }
      }
      guard step < plan.steps else { break }
      for given in conditions.gradients
      where given.step == stepCount || (given.step == nil && isLast) {
        guard let i = plan.parameters.firstIndex(of: given.node) else { continue }
        minimiser.setGradient(i, to: given.value)
      }
      try minimiser.step(&end)
      stepCount += 1
      try put(&minimiser, conditions)
    }
  }

  /// Puts in the values given after so many steps.
  private mutating func put(
    _ minimiser: inout Minimiser,
    _ conditions: Conditions
  ) throws(Trace.Fault) {
    for given in conditions.values where given.step == stepCount {
      try minimiser.place(given.node, at: given.value, &end)
    }
  }

  /// The values that parameters updated too early have in the reverse pass: those after the step that the
  /// pass leads to.
  private static func readings(
    _ minimiser: Minimiser,
    _ trace: Trace,
    _ conditions: Conditions
  ) throws(Trace.Fault) -> [(leaf: NodeID, value: Tensor)] {
    guard !conditions.updatedEarly.isEmpty else { return [] }
    let names = minimiser.point.parameters.map { $0.node }
    var readings: [(leaf: NodeID, value: Tensor)] = []
    var start = minimiser
    // What one of them becomes may depend on another that was updated before it.
    for _ in 0..<min(names.count, 8) {
      var (ahead, later) = (start, trace)
      try ahead.step(&later)
      let next = zip(names, ahead.point.parameters).filter {
        conditions.updatedEarly.contains($0.0)
      }
      .map { (leaf: $0.0, value: $0.1.value) }
      let isSettled =
        next.count == readings.count
        && zip(next, readings).allSatisfy { $0.1.elements == $1.1.elements }
      readings = next
      if isSettled { break }
      var pass = trace
      pass.backward(from: minimiser.loss, reading: readings)
      for (i, name) in names.enumerated() {
        if let gradient = pass.gradient(of: name) { start.setGradient(i, to: gradient) }
      }
    }
    return readings
  }
}

extension Program {
  /// The `minimize` of a node that is next to an action: the first after it, else the last before it.
  func plan(minimising node: NodeID, near place: Int) -> Minimisation? {
    var found: Minimisation?
    for (i, action) in actions.enumerated() {
      guard case .minimize(let plan) = action, plan.loss == node else { continue }
      found = plan
      if i > place { break }
    }
    return found
  }

  /// The node that the last `backward` began at, and whether it began with ones; nil without one.
  public var lastOutput: (node: NodeID, isSeeded: Bool)? {
    for case .backward(let node, let seed) in actions.reversed() { return (node, seed != nil) }
    return nil
  }

  /// The loss of the last `minimize`; nil without one.
  public var lastLoss: NodeID? {
    for case .minimize(let plan) in actions.reversed() { return plan.loss }
    return nil
  }

  /// How many steps the last `minimize` makes; 0 without one.
  public var lastSteps: Int {
    for case .minimize(let plan) in actions.reversed() { return plan.steps }
    return 0
  }

  /// The parameters that some `minimize` moves.
  public var movedParameters: [NodeID] {
    var nodes: [NodeID] = []
    for case .minimize(let plan) in actions {
      for node in plan.parameters where !nodes.contains(node) { nodes.append(node) }
    }
    return nodes
  }
}
