internal import CMath

/// How long the steps are: a fixed learning rate, or one that a schedule lets fall.
///
/// `t` is the number of steps made before, so that the first step is made with the rate as written.
public enum LearningRate: Equatable, Sendable {
  /// Always the same.
  case constant(Double)
  /// η · factor^⌊t / every⌋: falls in stairs.
  case stepDecay(Double, every: Int, factor: Double)
  /// η · e^(−k t).
  case exponentialDecay(Double, k: Double)
  /// η / (1 + k t).
  case inverseDecay(Double, k: Double)
  /// η · (1 + cos(π t / steps)) / 2, and 0 afterwards.
  case cosineDecay(Double, steps: Int)

  /// The rate of the step that follows `t` earlier ones.
  public func value(after t: Int) -> Double {
    switch self {
    case .constant(let rate): return rate
    case .stepDecay(let rate, let every, let factor): return rate * power(factor, t / max(1, every))
    case .exponentialDecay(let rate, let k): return rate * exp(-k * Double(t))
    case .inverseDecay(let rate, let k): return rate / (1 + k * Double(t))
    case .cosineDecay(let rate, let steps):
      return t >= steps ? 0 : rate * (1 + cos(Double.pi * Double(t) / Double(steps))) / 2
    }
  }

  /// The same with the other sign: steps that lead up.
  public var negated: LearningRate {
    switch self {
    case .constant(let rate): .constant(-rate)
    case .stepDecay(let rate, let every, let factor):
      .stepDecay(-rate, every: every, factor: factor)
    case .exponentialDecay(let rate, let k): .exponentialDecay(-rate, k: k)
    case .inverseDecay(let rate, let k): .inverseDecay(-rate, k: k)
    case .cosineDecay(let rate, let steps): .cosineDecay(-rate, steps: steps)
    }
  }

  /// Whether it changes from step to step.
  public var isSchedule: Bool {
    if case .constant = self { return false }
    return true
  }
}

/// A schedule as programs write it.
public struct ScheduleForm: Sendable {
  /// Its name: `step_decay`.
  public let name: String
  /// What it is told, in order.
  public let arguments: [OptimiserArgument]
  private let make: @Sendable ([Double]) -> LearningRate

  /// The schedule with a number for each of its arguments.
  public func rate(_ numbers: [Double]) -> LearningRate { make(numbers) }

  /// The schedules there are.
  public static let all: [ScheduleForm] = [
    ScheduleForm(
      name: "step_decay",
      arguments: [.number("rate", nil), .whole("every", nil, from: 1), .number("factor", nil)]
    ) { .stepDecay($0[0], every: Int($0[1]), factor: $0[2]) },
    ScheduleForm(
      name: "exponential_decay",
      arguments: [.number("rate", nil), .number("k", nil)]
    ) { .exponentialDecay($0[0], k: $0[1]) },
    ScheduleForm(
      name: "inverse_decay",
      arguments: [.number("rate", nil), .number("k", nil)]
    ) { .inverseDecay($0[0], k: $0[1]) },
    ScheduleForm(
      name: "cosine_decay",
      arguments: [.number("rate", nil), .whole("steps", nil, from: 1)]
    ) { .cosineDecay($0[0], steps: Int($0[1])) },
  ]

  /// The schedule of that name, if there is one.
  public static func named(_ name: String) -> ScheduleForm? {
    for form in all where form.name == name { return form }
    return nil
  }
}
