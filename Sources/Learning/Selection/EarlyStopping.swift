/// Stops training when the validation figure has not got better for a while, and remembers when it was best.
///
///     switch stopping.record(loss) {
///     case .improved: best.keep(parameters)
///     case .waiting: break
///     case .stop: best.restore(into: &parameters)
///     }
///
/// Better means strictly lower, or higher where larger is better, by more than `margin`. A figure that is NaN is
/// never better. After `patience` epochs in a row without a better one, training stops.
public struct EarlyStopping: Equatable, Sendable {
  /// What is better.
  public enum Direction: Equatable, Sendable {
    /// As of a loss.
    case lower
    /// As of an accuracy.
    case higher
  }

  /// What follows from an epoch.
  public enum Decision: Equatable, Sendable {
    /// It was the best so far: its weights are to be kept.
    case improved
    /// The number of epochs in a row without a better figure.
    case waiting(Int)
    /// Enough of them: training stops, and the best weights are restored.
    case stop
  }

  /// One epoch, as a table shows it.
  public struct Row: Equatable, Sendable {
    /// The epoch, from 1.
    public let epoch: Int
    /// The validation figure.
    public let figure: Double
    /// The best one so far; NaN if every one was.
    public let best: Double
    /// How many epochs there were in a row without a better one.
    public let wait: Int
  }

  /// How many epochs in a row may pass without a better figure, at least 1.
  public let patience: Int
  /// By how much a figure must be better to count.
  public let margin: Double
  /// What is better.
  public let direction: Direction
  /// All epochs so far.
  public private(set) var rows: [Row] = []
  /// The epoch with the best figure, from 1; nil before there is one.
  public private(set) var bestEpoch: Int?

  /// Begins; a patience below 1 counts as 1.
  public init(patience: Int, margin: Double = 0, direction: Direction = .lower) {
    self.patience = max(1, patience)
    self.margin = margin
    self.direction = direction
  }

  /// The best figure so far; nil before there is one.
  public var best: Double? { bestEpoch == nil ? nil : rows.last?.best }

  /// Whether training is to stop.
  public var hasStopped: Bool { (rows.last?.wait ?? 0) >= patience }

  /// Takes the figure of the next epoch.
  public mutating func record(_ figure: Double) -> Decision {
    let epoch = rows.count + 1
    if isBetter(figure) {
      bestEpoch = epoch
      rows.append(Row(epoch: epoch, figure: figure, best: figure, wait: 0))
      return .improved
    }
    let wait = (rows.last?.wait ?? 0) + 1
    rows.append(Row(epoch: epoch, figure: figure, best: rows.last?.best ?? .nan, wait: wait))
    return wait >= patience ? .stop : .waiting(wait)
  }

  private func isBetter(_ figure: Double) -> Bool {
    guard !figure.isNaN else { return false }
    guard let best else { return true }
    return direction == .lower ? figure < best - margin : figure > best + margin
  }
}

/// The parameters of the best epoch, in storage that is made once.
public struct BestWeights<Number: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
  private var kept: [Number] = []

  /// Nothing kept yet.
  public init() {}

  /// Whether there is something to restore.
  public var isEmpty: Bool { kept.isEmpty }

  /// The parameters that are kept.
  public var parameters: [Number] { kept }

  /// Keeps a copy of the parameters, in place of those kept before; the first call makes room.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public mutating func keep(_ parameters: Span<Number>) {
    if kept.count != parameters.count {
      kept = [Number](repeating: 0, count: parameters.count)
    }
    for place in parameters.indices { kept[place] = parameters[place] }
  }

  /// Puts the kept parameters back; false, and nothing is done, if none are kept or their count differs.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func restore(into parameters: inout MutableSpan<Number>) -> Bool {
    guard !kept.isEmpty, kept.count == parameters.count else { return false }
    for place in kept.indices { parameters[place] = kept[place] }
    return true
  }
}
