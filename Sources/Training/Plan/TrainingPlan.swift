public import Learning

/// What a `train` block or file asks for: data, net, loss, and how to descend.
///
/// It says nothing about places in the text that it was read from; those are in ``PlanText``.
public struct TrainingPlan: Equatable, Sendable {
  /// Where the samples come from.
  public var data: DataSource
  /// Where the samples come from that are reported on in the end; nil to part them from ``data``.
  public var test: DataSource?
  /// How samples are parted.
  public var split: SplitPlan
  /// How many folds to validate by in turn; nil to train once.
  public var folds: Int?
  /// What is done to features, in order; fitted on the training part only.
  public var preparation: [Preprocessing]
  /// The net, from the input on.
  public var layers: [LayerPlan]
  /// What is made small; nil for what suits the targets.
  public var loss: LossPlan?
  /// How weights begin; nil for He's rule before ReLU and its kin, Glorot's elsewhere.
  public var initialiser: InitialiserPlan?
  /// How parameters are moved.
  public var optimiser: OptimiserPlan
  /// What is added to the loss for weights, not for biases.
  public var penalty: Penalty
  /// How many samples a step takes.
  public var batch: Int
  /// How often every sample is seen, at most.
  public var epochs: Int
  /// Whether samples are mixed anew in each epoch.
  public var shuffles: Bool
  /// What all random numbers begin with.
  public var seed: UInt64
  /// When to stop before the last epoch; nil for never.
  public var stopping: StoppingPlan?
  /// Hyperparameters that are looked for; nil to take those that are written.
  public var search: SearchSettings?
  /// What is shown of the run, in order; empty for what suits it.
  public var views: [TrainingView]
  /// What the author claims of the run.
  public var claims: [TrainingClaim]

  /// A plan with the usual figures for what is not said: batches of 32, 10 epochs, plain descent at 0.1.
  public init(data: DataSource, layers: [LayerPlan]) {
    self.data = data
    test = nil
    split = SplitPlan()
    folds = nil
    preparation = []
    self.layers = layers
    loss = nil
    initialiser = nil
    optimiser = OptimiserPlan()
    penalty = Penalty()
    batch = 32
    epochs = 10
    shuffles = true
    seed = 1
    stopping = nil
    search = nil
    views = []
    claims = []
  }
}

/// Where samples come from.
public enum DataSource: Equatable, Sendable {
  /// The handwritten digits that come with Gradus.
  case digits
  /// A table in a text file, its path as it was written.
  case table(path: String, TableFormat)
  /// Images, or rows of numbers, in an IDX file, and their labels; nil to look for them beside it.
  case idx(images: String, labels: String?)
  /// Rows that stand in the text itself.
  case rows(text: String, TableFormat)
  /// Made at random.
  case generated(DataGenerator, rows: Int, seed: UInt64)
}

/// How samples are parted into those to train on, to choose by and to report on.
public struct SplitPlan: Equatable, Sendable {
  /// The validation part.
  public var validation = Split.Size.share(0)
  /// The part reported on.
  public var test = Split.Size.share(0)
  /// Whether, and how, rows are mixed before.
  public var order = Order.stratified
  /// What the mixing begins with; nil for the plan's seed.
  public var seed: UInt64?

  /// How rows are mixed.
  public enum Order: String, CaseIterable, Equatable, Sendable {
    /// Not at all.
    case kept
    /// At random.
    case shuffled
    /// At random, with the same share of every class in each part; without classes, only at random.
    case stratified
  }

  /// Everything is trained on.
  public init() {}
}

/// A layer of a net.
public enum LayerPlan: Equatable, Sendable {
  /// Every unit sees every number before it: `h @ W + b`, then an activation.
  case dense(units: Int, activation: Activation?)
  /// A function of each number.
  case activation(Activation)
  /// Sets numbers to 0 at random while training, and keeps a share `keep` of them.
  case dropout(keep: Double)
  /// Batch normalisation with γ and β to be learned.
  case batchNorm
  /// A convolution with `channels` kernels of `size` × `size`, then an activation.
  case conv2d(channels: Int, size: Int, stride: Int, padding: Int, activation: Activation?)
  /// The largest number of each window.
  case maxPool2d(size: Int)
  /// The mean of each window.
  case avgPool2d(size: Int)

  /// A function of one number, by its name in programs: `relu`, `tanh`, `leaky_relu`.
  public struct Activation: Equatable, Sendable {
    /// The operation's name.
    public var name: String
    /// What it is told besides, as `leaky_relu(slope=0.1)`; names and numbers.
    public var arguments: [NamedNumber]

    /// Makes one.
    public init(_ name: String, _ arguments: [NamedNumber] = []) {
      self.name = name
      self.arguments = arguments
    }
  }
}

/// A number that is told by name.
public struct NamedNumber: Equatable, Sendable {
  /// The argument.
  public var name: String
  /// What it is.
  public var number: Double

  /// Puts both together.
  public init(_ name: String, _ number: Double) {
    self.name = name
    self.number = number
  }
}

/// What is made small: a loss of the notation, by its name, on the net's outputs and the targets.
public struct LossPlan: Equatable, Sendable {
  /// The operation's name: `softmax_cross_entropy`, `bce_with_logits`, `mse`, `huber`.
  public var name: String
  /// What it is told besides.
  public var arguments: [NamedNumber]

  /// Makes one.
  public init(_ name: String, _ arguments: [NamedNumber] = []) {
    self.name = name
    self.arguments = arguments
  }
}

/// How weights begin: the name of an ``Initialiser`` and what it is told, in the order of its arguments.
public struct InitialiserPlan: Equatable, Sendable {
  /// The initialiser's name.
  public var name: String
  /// What it is told, in order.
  public var numbers: [Double]

  /// Makes one.
  public init(_ name: String, _ numbers: [Double] = []) {
    self.name = name
    self.numbers = numbers
  }
}

/// How parameters are moved.
public struct OptimiserPlan: Equatable, Sendable {
  /// The name of an ``Optimiser``.
  public var name: String
  /// What it is told besides the learning rate.
  public var settings: OptimiserSettings
  /// The learning rate, by the number of steps made before.
  public var rate: LearningRate

  /// Plain descent.
  public init(
    name: String = "sgd",
    settings: OptimiserSettings = OptimiserSettings(of: .sgd),
    rate: LearningRate = .constant(0.1)
  ) {
    self.name = name
    self.settings = settings
    self.rate = rate
  }
}

/// When to stop before the last epoch.
public struct StoppingPlan: Equatable, Sendable {
  /// How many epochs in a row may pass without a better figure.
  public var patience: Int
  /// By how much it must be better.
  public var margin: Double
  /// Which figure of the validation part counts.
  public var figure: Figure

  /// What is watched.
  public enum Figure: String, CaseIterable, Equatable, Sendable {
    /// The loss; lower is better.
    case loss
    /// The share that is right, or R² for numbers; higher is better.
    case metric
  }

  /// Makes one.
  public init(patience: Int, margin: Double = 0, figure: Figure = .loss) {
    self.patience = patience
    self.margin = margin
    self.figure = figure
  }
}

/// Hyperparameters that are looked for.
public struct SearchSettings: Equatable, Sendable {
  /// How trials are chosen.
  public enum Method: Equatable, Sendable {
    /// Every combination of so many numbers of each range.
    case grid(counts: [Int])
    /// At random.
    case random(trials: Int)
  }

  /// What is looked for: `rate`, `momentum`, `weight_decay` and the optimiser's other arguments; `l1`, `l2`,
  /// `batch`, `units` (of every hidden dense layer), `keep` (of every dropout).
  public var ranges: [SearchRange]
  /// How trials are chosen.
  public var method: Method
  /// How often the search is repeated in finer ranges.
  public var refinements: Int
  /// How many epochs a trial has; nil for the plan's.
  public var epochs: Int?

  /// Makes one.
  public init(ranges: [SearchRange], method: Method, refinements: Int = 0, epochs: Int? = nil) {
    self.ranges = ranges
    self.method = method
    self.refinements = refinements
    self.epochs = epochs
  }
}

/// What can be shown of a run.
public enum TrainingView: String, CaseIterable, Equatable, Sendable {
  /// Loss and metric by epoch.
  case curves
  /// Activations and gradients by layer.
  case histograms
  /// What the net says over the plane, for two features, as training goes on.
  case boundary
  /// The fitted curve, for one feature.
  case fit
  /// Which class was taken for which.
  case confusion
  /// The samples that the net was surest and wrong about.
  case mistakes
  /// The last hidden layer on its first two principal directions.
  case hidden
  /// The loss around the result, with the paths of all optimisers.
  case surface
  /// A table of epochs.
  case table
}

/// A claim about a run: `expect accuracy >= 0.94`.
public struct TrainingClaim: Equatable, Sendable {
  /// The name of a figure of the run's summary: `accuracy`, `loss`, `validation_loss`, `epochs`.
  public var figure: String
  /// How it compares.
  public var comparison: Comparison
  /// What with.
  public var number: Double
  /// The claim as it was written.
  public var text: String
  /// Its line in the text, from 1.
  public var line: Int
  /// The column of its first letter, from 1.
  public var column: Int

  /// How two numbers compare.
  public enum Comparison: String, CaseIterable, Equatable, Sendable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    /// Equal as far as the digits go that are written.
    case about = "~"
  }

  /// Puts a claim together.
  public init(
    figure: String,
    comparison: Comparison,
    number: Double,
    text: String,
    line: Int,
    column: Int
  ) {
    self.figure = figure
    self.comparison = comparison
    self.number = number
    self.text = text
    self.line = line
    self.column = column
  }
}
