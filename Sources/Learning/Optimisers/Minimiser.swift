public import Autodiff

/// Moves the parameters of a traced graph so that a loss falls, one step at a time, in the graph's own
/// trace: there is no second implementation of anything.
///
///     var minimiser = Minimiser(of: loss, over: [w, b], with: .adam, rate: .constant(0.1), in: trace)
///     for _ in 0..<20 { try minimiser.step(&trace) }
///     minimiser.point.loss
public struct Minimiser: Sendable {
  /// Where the parameters stand before the first step or after one.
  public struct Point: Equatable, Sendable {
    /// How many steps have led there.
    public var step: Int
    /// The loss there.
    public var loss: Double
    /// Every parameter there, in the order in which they were named.
    public var parameters: [Parameter]
  }

  /// One parameter at a point.
  public struct Parameter: Equatable, Sendable {
    /// Its node.
    public var node: NodeID
    /// Its value.
    public var value: Tensor
    /// The gradient of the loss with respect to it.
    public var gradient: Tensor
    /// What the optimiser keeps of it, and worked out in the step that led here.
    public var state: OptimiserState
  }

  /// What is minimised: a node with one element.
  public let loss: NodeID
  /// The rule.
  public let optimiser: Optimiser
  /// What the rule was told.
  public let settings: OptimiserSettings
  /// The learning rate.
  public let rate: LearningRate
  /// Where the parameters stand.
  public internal(set) var point: Point
  /// The leaves of the trace that hold the elements of each parameter: the parameter itself, or its
  /// scalars.
  private let leaves: [[NodeID]]
  /// The node of the trace that is minimised.
  private let output: NodeID
  /// What a quasi-Newton method remembers.
  var memory = CurvatureMemory()
  /// The storage of every reverse pass, one after the other.
  private var pass = ReversePass()

  /// Looks at a loss where the parameters stand now; moves nothing yet.
  ///
  /// With `opened`, loss and parameters are nodes of the graph of tensors, and the trace is a run of their
  /// scalars: the same numbers are moved by the same rule.
  ///
  /// - Precondition: `loss` has one element, `parameters` are leaves of the trace's graph.
  public init(
    of loss: NodeID,
    over parameters: [NodeID],
    with optimiser: Optimiser,
    settings: OptimiserSettings? = nil,
    rate: LearningRate,
    opened: ScalarGraph? = nil,
    in trace: Trace
  ) {
    leaves = parameters.map { opened?.scalars(of: $0) ?? [$0] }
    output = opened?.scalars(of: loss).first ?? loss
    self.loss = loss
    self.optimiser = optimiser
    self.settings = settings ?? OptimiserSettings(of: optimiser)
    self.rate = rate
    point = Point(step: 0, loss: 0, parameters: [])
    for (i, node) in parameters.enumerated() {
      let shape = opened?.tensors.shape(of: node) ?? trace.graph.shape(of: node)
      point.parameters.append(
        Parameter(
          node: node,
          value: Tensor(
            shape: shape,
            elements: leaves[i].flatMap { trace.value(of: $0).elements }
          ),
          gradient: Tensor(repeating: 0, shape: shape),
          state: OptimiserState()
        )
      )
    }
    look(at: trace)
    guard case .separate(let start, _) = optimiser.rule else { return }
    for i in point.parameters.indices {
      var step = parameterStep(i, t: 0)
      start(&step)
      point.parameters[i].state = step.state
    }
  }

  /// Makes one step; the trace then holds every node's value at the new ``point``.
  ///
  /// - Throws: ``Trace/Fault`` where a label, computed from the parameters, names no class.
  public mutating func step(_ trace: inout Trace) throws(Trace.Fault) {
    switch optimiser.rule {
    case .separate(_, let update):
      var moved: [[Double]] = []
      for i in point.parameters.indices {
        var step = parameterStep(i, t: point.step + 1)
        // So that the state is not copied while it is worked on.
        point.parameters[i].state = OptimiserState()
        update(&step)
        point.parameters[i].state = step.state
        moved.append(step.x)
      }
      noteRate()
      point.step += 1
      try move(to: moved, &trace)
    case .limitedMemory:
      noteRate()
      try quasiNewtonStep(&trace)
      point.step += 1
    }
  }

  /// Lets the next step go by another gradient of the parameter at place `index`, of its shape.
  public mutating func setGradient(_ index: Int, to gradient: Tensor) {
    point.parameters[index].gradient.elements = gradient.elements
  }

  /// Puts a parameter at another value, and looks at the loss and its gradients there; nothing for a node
  /// that it does not move.
  ///
  /// - Throws: ``Trace/Fault`` where a label, computed from the parameters, names no class.
  public mutating func place(
    _ node: NodeID,
    at value: Tensor,
    _ trace: inout Trace
  ) throws(Trace.Fault) {
    guard let index = point.parameters.firstIndex(where: { $0.node == node }) else { return }
    var elements = point.parameters.map { $0.value.elements }
    elements[index] = value.elements
    try move(to: elements, &trace)
  }

  /// The learning rate of the step that comes next.
  var nextRate: Double { rate.value(after: point.step) }

  /// Sets the parameters, computes everything anew and looks at the loss and its gradients.
  mutating func move(to elements: [[Double]], _ trace: inout Trace) throws(Trace.Fault) {
    var numbers: [[Double]] = []
    for (leaves, elements) in zip(leaves, elements) {
      if leaves.count == 1 { numbers.append(elements) } else { numbers += elements.map { [$0] } }
    }
    try trace.replay(leaves.flatMap { $0 }, with: numbers)
    for i in elements.indices { point.parameters[i].value.elements = elements[i] }
    look(at: trace)
  }

  /// Takes the loss and its gradients from a trace.
  private mutating func look(at trace: Trace) {
    var gradients = trace.gradients(of: output, at: leaves.flatMap { $0 }, using: &pass)[...]
    for (i, leaves) in leaves.enumerated() {
      point.parameters[i].gradient.elements = gradients.prefix(leaves.count)
        .flatMap { $0.elements }
      gradients = gradients.dropFirst(leaves.count)
    }
    point.loss = trace.value(of: output).elements.first ?? 0
  }

  private func parameterStep(_ i: Int, t: Int) -> ParameterStep {
    let parameter = point.parameters[i]
    return ParameterStep(
      t: t,
      rate: nextRate,
      settings: settings,
      shape: parameter.value.shape,
      x: parameter.value.elements,
      g: parameter.gradient.elements,
      state: parameter.state
    )
  }

  /// Notes the rate of a step where it changes.
  private mutating func noteRate() {
    guard rate.isSchedule else { return }
    let rate = Tensor(nextRate)
    for i in point.parameters.indices { point.parameters[i].state["rate"] = rate }
  }
}
