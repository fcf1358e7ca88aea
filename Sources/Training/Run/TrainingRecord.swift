/// What is written down of a training run, epoch by epoch.
///
/// Two runs of one plan at one level of kernels with one number of threads have the same record.
public struct TrainingRecord: Equatable, Sendable {
  /// Before the first step, and after each epoch.
  public var epochs: [EpochRecord] = []
  /// The epoch whose parameters the result has; 0 for those of the beginning.
  public var bestEpoch = 0
  /// Why training ended.
  public var end = End.finished
  /// How many samples are in each part.
  public var counts = PartCounts()
  /// The figures of the test part with the parameters of the result; nil where there is none.
  public var test: PartFigures?

  /// Nothing yet.
  public init() {}

  /// Why a run ended.
  public enum End: Equatable, Sendable {
    /// All epochs were run.
    case finished
    /// The watched figure did not get better any more.
    case stoppedEarly
    /// Somebody asked for it.
    case interrupted
  }

  /// How many samples are in each part.
  public struct PartCounts: Equatable, Sendable {
    /// Those to train on.
    public var training = 0
    /// Those to choose by.
    public var validation = 0
    /// Those to report on.
    public var test = 0
  }
}

/// The figures of one part of the samples.
public struct PartFigures: Equatable, Sendable {
  /// The mean loss of a sample, without penalties.
  public var loss: Double
  /// The share of samples whose class is right, or for numbers R²; nil where neither makes sense.
  public var metric: Double?

  /// Puts both together.
  public init(loss: Double, metric: Double?) {
    self.loss = loss
    self.metric = metric
  }
}

/// Where training stands after an epoch.
public struct EpochRecord: Equatable, Sendable {
  /// Which one, from 1; 0 before the first step.
  public var epoch: Int
  /// How many steps there have been.
  public var steps: Int
  /// The learning rate of the last step; of the first one for epoch 0.
  public var rate: Double
  /// The figures of the training part: means over the epoch's batches, each at the parameters of its step;
  /// for epoch 0, of the first batch.
  public var training: PartFigures
  /// The figures of the validation part at the end of the epoch.
  public var validation: PartFigures?
  /// Activations and gradients by layer, of the epoch's last batch.
  public var layers: [LayerRecord]

  /// Puts one together.
  public init(
    epoch: Int,
    steps: Int,
    rate: Double,
    training: PartFigures,
    validation: PartFigures?,
    layers: [LayerRecord]
  ) {
    self.epoch = epoch
    self.steps = steps
    self.rate = rate
    self.training = training
    self.validation = validation
    self.layers = layers
  }

  /// The same without activations and gradients.
  var withoutLayers: EpochRecord {
    var record = self
    record.layers = []
    return record
  }
}

/// What goes forward and back through one layer, in figures.
public struct LayerRecord: Equatable, Sendable {
  /// The node of the layer's output in the program: `h1`.
  public var name: String
  /// The layer's outputs over a batch.
  public var activations: NumberSummary
  /// The gradients that arrive at them.
  public var gradients: NumberSummary
  /// The gradients of its weights; nil for a layer without.
  public var weightGradients: NumberSummary?

  /// Puts one together.
  public init(
    name: String,
    activations: NumberSummary,
    gradients: NumberSummary,
    weightGradients: NumberSummary?
  ) {
    self.name = name
    self.activations = activations
    self.gradients = gradients
    self.weightGradients = weightGradients
  }
}

/// Many numbers in a few: their mean and spread, and how often each size occurs.
public struct NumberSummary: Equatable, Sendable {
  /// How many there are.
  public var count: Int
  /// Their mean.
  public var mean: Double
  /// Their standard deviation, with n as denominator.
  public var deviation: Double
  /// The least.
  public var least: Double
  /// The largest.
  public var largest: Double
  /// The share that is exactly 0.
  public var zeros: Double
  /// How many fall in each of equal bins from `least` to `largest`; the last one has both ends.
  public var bins: [Int]

  /// The number of bins.
  public static let binCount = 41

  /// Sums up numbers.
  public init(_ numbers: [Float]) {
    count = numbers.count
    var (sum, zeros) = (0.0, 0)
    var (least, largest) = (Double.infinity, -Double.infinity)
    for number in numbers {
      let x = Double(number)
      sum += x
      if x == 0 { zeros += 1 }
      if x < least { least = x }
      if x > largest { largest = x }
    }
    let n = Double(max(1, numbers.count))
    mean = sum / n
    var squares = 0.0
    for number in numbers {
      let distance = Double(number) - mean
      squares += distance * distance
    }
    deviation = (squares / n).squareRoot()
    self.zeros = Double(zeros) / n
    let isEmpty = numbers.isEmpty || !least.isFinite || !largest.isFinite
    (self.least, self.largest) = isEmpty ? (0, 0) : (least, largest)
    bins = [Int](repeating: 0, count: NumberSummary.binCount)
    guard !isEmpty else { return }
    let width = largest > least ? largest - least : 1
    for number in numbers where !number.isNaN {
      let place = (Double(number) - least) / width * Double(NumberSummary.binCount)
      bins[min(NumberSummary.binCount - 1, max(0, Int(place)))] += 1
    }
  }
}
