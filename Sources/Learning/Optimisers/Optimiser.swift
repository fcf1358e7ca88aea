internal import Autodiff

/// A rule by which parameters are moved against their gradients.
///
/// Every optimiser is declared in one place, a `static let` in a file of its own beside this one, and
/// listed once in ``Optimiser/all``. The rules are those of PyTorch's `torch.optim`, with its meanings
/// and defaults of the arguments; ``ftrl`` is Keras'.
public final class Optimiser: Sendable {
  /// Its name in programs: `adam`.
  public let name: String
  /// What it can be told, in order; the first is always the learning rate, `rate`.
  public let arguments: [OptimiserArgument]
  /// How it moves the parameters.
  let rule: Rule
  /// Arguments that do not go together: the name of one of them, and what was expected of it.
  public let conflict: @Sendable (OptimiserSettings) -> (argument: String, expected: String)?

  /// How parameters are moved.
  enum Rule: Sendable {
    /// Each parameter for itself. `start` sets up what is kept of it, `update` makes one step.
    case separate(
      start: @Sendable (inout ParameterStep) -> Void,
      update: @Sendable (inout ParameterStep) -> Void
    )
    /// All together, as one long vector, with as many evaluations of the loss as it asks for.
    case limitedMemory
  }

  /// Every declaration comes through here; one copy of it serves them all.
  @inline(never)
  init(
    _ name: String,
    _ arguments: [OptimiserArgument],
    conflict: @escaping @Sendable (OptimiserSettings) -> (argument: String, expected: String)? = {
      _ in nil
    },
    start: @escaping @Sendable (inout ParameterStep) -> Void = { _ in },
    update: @escaping @Sendable (inout ParameterStep) -> Void
  ) {
    self.name = name
    self.arguments = arguments
    self.conflict = conflict
    rule = .separate(start: start, update: update)
  }

  init(limitedMemory name: String, _ arguments: [OptimiserArgument]) {
    self.name = name
    self.arguments = arguments
    conflict = { _ in nil }
    rule = .limitedMemory
  }

  /// The closed list of optimisers.
  public static let all: [Optimiser] = [
    .sgd, .adagrad, .rmsprop, .adam, .adamw, .adamax, .nadam, .radam, .adadelta, .asgd, .rprop,
    .lbfgs, .ftrl,
  ]

  /// The optimiser of that name, if there is one.
  public static func named(_ name: String) -> Optimiser? {
    for optimiser in all where optimiser.name == name { return optimiser }
    return nil
  }
}

/// One thing that an optimiser or a schedule can be told.
public final class OptimiserArgument: Equatable, Sendable {
  /// What it is.
  public enum Kind: Equatable, Sendable {
    /// The learning rate: a number or a schedule.
    case rate
    /// A number.
    case number
    /// A whole number.
    case whole
    /// `true` or `false`.
    case flag
  }

  /// Its name.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// What is meant where it is left out; nil if it must not be.
  ///
  /// A flag counts as 1 or 0.
  public let standard: Double?
  /// It is at least this.
  public let least: Double
  /// It is less than this.
  public let bound: Double

  private init(
    _ name: String,
    _ kind: Kind,
    standard: Double?,
    least: Double = 0,
    bound: Double = .infinity
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.least = least
    self.bound = bound
  }

  /// Whether both are called the same and take the same.
  public static func == (a: OptimiserArgument, b: OptimiserArgument) -> Bool {
    a.name == b.name && a.kind == b.kind && a.standard == b.standard && a.least == b.least
      && a.bound == b.bound
  }

  /// The learning rate, at least 0.
  @inline(never)
  static func rate(_ standard: Double?) -> OptimiserArgument {
    OptimiserArgument("rate", .rate, standard: standard)
  }

  /// A number in a range.
  @inline(never)
  static func number(
    _ name: String,
    _ standard: Double?,
    from least: Double = 0,
    below bound: Double = .infinity
  ) -> OptimiserArgument {
    OptimiserArgument(name, .number, standard: standard, least: least, bound: bound)
  }

  /// A whole number.
  @inline(never)
  static func whole(_ name: String, _ standard: Double?, from least: Double) -> OptimiserArgument {
    OptimiserArgument(name, .whole, standard: standard, least: least, bound: 1e9)
  }

  /// `true` or `false`, false if left out.
  @inline(never)
  static func flag(_ name: String) -> OptimiserArgument {
    OptimiserArgument(name, .flag, standard: 0, bound: 2)
  }

  /// Whether a number lies in its range.
  public func allows(_ number: Double) -> Bool { number >= least && number < bound }

  /// What it expects, in words: `a number from 0 to below 1`.
  public var expectation: String {
    let noun = kind == .flag ? "true or false" : kind == .whole ? "a whole number" : "a number"
    if kind == .flag || !least.isFinite && !bound.isFinite { return noun }
    let upper = bound.isFinite && kind != .whole ? " to below \(NumberFormat.exact(bound))" : ""
    return least.isFinite
      ? "\(noun) from \(NumberFormat.exact(least))\(upper)"
      : "\(noun) below \(NumberFormat.exact(bound))"
  }
}

/// What an optimiser is told besides the learning rate: a number for each of its arguments.
public struct OptimiserSettings: Equatable, Sendable {
  private let names: [String]
  private var numbers: [Double]

  /// What is meant where nothing is told.
  public init(of optimiser: Optimiser) {
    names = optimiser.arguments.map { $0.name }
    numbers = optimiser.arguments.map { $0.standard ?? 0 }
  }

  /// The number of an argument; a flag counts as 1 or 0.
  public subscript(name: String) -> Double {
    get { names.firstIndex(of: name).map { numbers[$0] } ?? 0 }
    set { if let place = names.firstIndex(of: name) { numbers[place] = newValue } }
  }
}
