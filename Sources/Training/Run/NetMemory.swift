internal import Autodiff
internal import FastKernels

/// Where a net's parameters, their gradients and the optimiser's numbers lie.
///
/// Trained parameters lie side by side, and so do gradients and states in the same order, so that a step of the
/// optimiser is one call over all. What is between them, up to the next cache line, stays 0.
struct NetMemory {
  /// A parameter and its places.
  struct Entry {
    var parameter: NetForm.Parameter
    var value: Place
    /// Where its gradient lies; nil for one that no optimiser moves.
    var gradient: Place?
  }

  /// All parameters, in the order of the program.
  private(set) var entries: [Entry] = []
  /// How many numbers the trained parameters take, with what is between them.
  let trainedCount: Int
  /// Where they begin.
  let values: Place
  /// Where their gradients begin.
  let gradients: Place
  /// Where the optimiser keeps its numbers, each time as many.
  let states: [Place]
  /// What is left.
  var plan: MemoryPlan

  /// Places for the parameters of a net, and for so many states of the optimiser.
  init(_ form: NetForm, states count: Int) {
    var plan = MemoryPlan()
    let trained = form.parameters.filter { $0.isTrained }
    var places: [String: Place] = [:]
    for parameter in trained {
      places[parameter.name] = plan.reserve(parameter.shape.count)
    }
    let total = plan.count
    values = Place(0)
    trainedCount = total
    gradients = plan.reserve(total)
    var states: [Place] = []
    for _ in 0..<count { states.append(plan.reserve(total)) }
    self.states = states
    for parameter in form.parameters {
      if let place = places[parameter.name] {
        entries.append(
          Entry(
            parameter: parameter,
            value: place,
            gradient: Place(gradients.offset + place.offset)
          )
        )
      } else {
        let place = plan.reserve(parameter.shape.count)
        entries.append(Entry(parameter: parameter, value: place, gradient: nil))
      }
    }
    self.plan = plan
  }

  /// How many numbers parameters and states take, from the beginning of the memory on, gradients and numbers
  /// that are not trained included.
  var savedCount: Int {
    entries.reduce((states.last ?? gradients).offset + trainedCount) {
      max($0, $1.value.offset + $1.parameter.shape.count)
    }
  }
}
