internal import Autodiff
internal import FastKernels
internal import Learning

/// A quantity that an optimiser keeps of a parameter from one step to the next.
struct KeptQuantity: Equatable {
  var name: String
  /// Of the parameter's shape, or a single number.
  var shape: Shape
  /// Whether it lies in the net's memory, in single precision.
  var isInMemory: Bool
}

extension OptimiserPlan {
  /// What is kept of a parameter, at the beginning or once steps were made.
  ///
  /// A rule without kernels says it itself: by a step from 0 on.
  func quantities(of shape: Shape, hasMoved: Bool) -> [KeptQuantity] {
    func inMemory(_ names: [String]) -> [KeptQuantity] {
      names.map { KeptQuantity(name: $0, shape: shape, isInMemory: true) }
    }
    switch StepRule(self) {
    case .descent: return []
    case .momentum: return inMemory(["v"])
    case .adam: return inMemory(["m", "v"])
    case .adaptive: return inMemory(["s"])
    case .movers:
      var zeros = [Double](repeating: 0, count: shape.count)
      guard let optimiser = Optimiser.named(name),
        var mover = ParameterMover(
          optimiser,
          settings: settings,
          shape: shape,
          elements: zeros,
          rate: rate.value(after: 0)
        )
      else { return [] }
      if hasMoved { mover.step(&zeros, gradient: zeros, rate: rate.value(after: 0)) }
      return mover.state.entries.map {
        KeptQuantity(name: $0.name, shape: $0.value.shape, isInMemory: false)
      }
    }
  }
}

extension NetRunner {
  /// Elements of all parameters as they were.
  func parameters(of state: State) -> [[Float]] {
    memory.entries.map { entry in
      let start = entry.value.offset
      return Array(state.numbers[start..<start + entry.parameter.shape.count])
    }
  }

  /// What the optimiser kept.
  func quantities(of state: State) -> [TrainingState.Quantity] {
    var found: [TrainingState.Quantity] = []
    for (place, entry) in trained.enumerated() {
      let kept = state.steps.plan.quantities(
        of: entry.parameter.shape,
        hasMoved: state.steps.steps > 0
      )
      for (index, quantity) in kept.enumerated() {
        let elements: TrainingState.Elements
        if quantity.isInMemory {
          let start = memory.states[index].offset + entry.value.offset
          elements = .float32(Array(state.numbers[start..<start + quantity.shape.count]))
        } else {
          elements = .float64(state.steps.movers[place].state[quantity.name]?.elements ?? [])
        }
        found.append(
          TrainingState.Quantity(
            parameter: entry.parameter.name,
            name: quantity.name,
            elements: elements
          )
        )
      }
    }
    return found
  }

  /// Goes on from where a training stood.
  ///
  /// - Throws: ``TrainingMistake/otherOptimiser(expected:found:)`` where the optimiser keeps something else, and
  ///   ``TrainingMistake/otherParameters`` where the net is another one.
  func goOn(from saved: TrainingState) throws(TrainingMistake) {
    let counts = memory.entries.map { $0.parameter.shape.count }
    guard counts == saved.parameters.map({ $0.count }),
      saved.best.map({ best in counts == best.map { $0.count } }) ?? true
    else { throw .otherParameters }
    for (entry, elements) in zip(memory.entries, saved.parameters) {
      set(entry.parameter.name, to: elements)
    }
    var rest = saved.quantities[...]
    var states: [OptimiserState] = []
    let misfit = TrainingMistake.otherOptimiser(
      expected: saved.optimiser,
      found: PlanPrinter.optimiser(steps.plan)
    )
    guard saved.optimiserName.utf8.elementsEqual(steps.plan.name.utf8) else { throw misfit }
    for entry in trained {
      let kept = steps.plan.quantities(of: entry.parameter.shape, hasMoved: saved.steps > 0)
      var state = OptimiserState()
      for (index, quantity) in kept.enumerated() {
        guard let next = rest.popFirst(), next.name == quantity.name,
          next.parameter == entry.parameter.name, next.elements.count == quantity.shape.count
        else { throw misfit }
        switch (next.elements, quantity.isInMemory) {
        case (.float32(let numbers), true):
          let offset = memory.states[index].offset + entry.value.offset
          runner.write(numbers, at: Place(offset))
        case (.float64(let numbers), false):
          state[quantity.name] = Tensor(shape: quantity.shape, elements: numbers)
        default: throw misfit
        }
      }
      states.append(state)
    }
    guard rest.isEmpty else { throw misfit }
    goOn(after: saved.steps, states)
  }

  /// The parameters that an optimiser moves.
  private var trained: [NetMemory.Entry] { memory.entries.filter { $0.gradient != nil } }
}
