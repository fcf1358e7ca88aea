public import Autodiff

/// Moves one parameter by an optimiser's rule, given its gradient step by step.
///
/// ``Minimiser`` runs the same rules in a trace; this is for who keeps parameters elsewhere.
public struct ParameterMover: Sendable {
  /// What the optimiser keeps of the parameter.
  public private(set) var state = OptimiserState()
  /// How many steps were made.
  public private(set) var steps = 0

  private let shape: Shape
  private let settings: OptimiserSettings
  private let update: @Sendable (inout ParameterStep) -> Void

  /// Begins with a parameter's elements.
  ///
  /// Nil for an optimiser that moves all parameters together, such as L-BFGS.
  public init?(
    _ optimiser: Optimiser,
    settings: OptimiserSettings,
    shape: Shape,
    elements: [Double],
    rate: Double
  ) {
    guard case .separate(let start, let update) = optimiser.rule else { return nil }
    self.shape = shape
    self.settings = settings
    self.update = update
    var step = ParameterStep(
      t: 0,
      rate: rate,
      settings: settings,
      shape: shape,
      x: elements,
      g: [Double](repeating: 0, count: elements.count),
      state: state
    )
    start(&step)
    state = step.state
  }

  /// Goes on where another mover of the same rule stood after so many steps.
  ///
  /// The state must have the quantities, of the same shapes, that this rule keeps.
  public mutating func goOn(from state: OptimiserState, after steps: Int) {
    self.state = state
    self.steps = steps
  }

  /// Makes one step.
  ///
  /// - Parameters:
  ///   - elements: The parameter's elements, which are moved.
  ///   - gradient: The gradient there.
  ///   - rate: The learning rate of the step.
  public mutating func step(_ elements: inout [Double], gradient: [Double], rate: Double) {
    steps += 1
    var step = ParameterStep(
      t: steps,
      rate: rate,
      settings: settings,
      shape: shape,
      x: elements,
      g: gradient,
      state: state
    )
    // So that neither is copied while it is worked on.
    state = OptimiserState()
    elements = []
    update(&step)
    state = step.state
    elements = step.x
  }
}

extension Optimiser {
  /// Whether it moves each parameter for itself, so that it can work in batches.
  public var isSeparate: Bool {
    if case .separate = rule { return true }
    return false
  }
}
