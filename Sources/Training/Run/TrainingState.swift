/// Where training stands after a whole epoch: all that it takes to go on as if it had never ended.
///
/// What is random needs no place here: the order of rows is drawn from the plan's seed and the number of the
/// epoch, what dropout keeps from the seed and the number of the step.
public struct TrainingState: Equatable, Sendable {
  /// Some numbers that the optimiser keeps of a parameter.
  public struct Quantity: Equatable, Sendable {
    /// The parameter's name: `W1`.
    public var parameter: String
    /// The quantity's name as textbooks have it: `m`.
    public var name: String
    /// Its elements.
    public var elements: Elements

    /// Puts one together.
    public init(parameter: String, name: String, elements: Elements) {
      self.parameter = parameter
      self.name = name
      self.elements = elements
    }
  }

  /// Numbers of either precision.
  public enum Elements: Equatable, Sendable {
    case float32([Float])
    case float64([Double])

    /// How many there are.
    public var count: Int {
      switch self {
      case .float32(let numbers): numbers.count
      case .float64(let numbers): numbers.count
      }
    }
  }

  /// The optimiser, as a plan writes it: `adam(rate=0.01)`.
  public var optimiser: String
  /// What was written down, from epoch 0 on, without figures of layers: for early stopping, and for the report.
  public var epochs: [EpochRecord]
  /// Elements of all parameters, in the order of the program, running figures of batch normalisation included.
  public var parameters: [[Float]]
  /// The same at the best epoch so far; nil where none is kept, so that the last one counts.
  public var best: [[Float]]?
  /// What the optimiser keeps, parameter by parameter.
  public var quantities: [Quantity]

  /// Puts one together.
  public init(
    optimiser: String,
    epochs: [EpochRecord],
    parameters: [[Float]],
    best: [[Float]]?,
    quantities: [Quantity]
  ) {
    self.optimiser = optimiser
    self.epochs = epochs
    self.parameters = parameters
    self.best = best
    self.quantities = quantities
  }

  /// The optimiser's name: `adam`.
  var optimiserName: String {
    String(decoding: optimiser.utf8.prefix { $0 != UInt8(ascii: "(") }, as: UTF8.self)
  }
  /// How many epochs are behind it.
  public var epoch: Int { epochs.last?.epoch ?? 0 }
  /// How many steps of the optimiser are behind it.
  public var steps: Int { epochs.last?.steps ?? 0 }
}
