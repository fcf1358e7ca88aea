internal import Autodiff
public import Drawing
public import FastKernels
internal import Kernels
internal import Learning

/// How activations begin in a deep net, by the rule that its weights were drawn by.
///
/// Samples of standard normal numbers go through ten layers of 500 units, before any training: a net of the same
/// layers and the same kernels as is trained. What each layer gives out is summed up, and set beside what theory
/// says of it.
///
/// - SeeAlso: ``SignalPrediction``.
public struct InitialisationExperiment: Equatable, Sendable {
  /// A rule, with the standard deviation of its weights times √in, whose square is the gain of a layer.
  public struct Rule: Equatable, Sendable {
    /// What it is called in pictures.
    public let name: String
    /// How weights begin.
    public let plan: InitialiserPlan

    /// Names a rule.
    public init(_ name: String, _ plan: InitialiserPlan) {
      self.name = name
      self.plan = plan
    }

    /// Those of the experiment: too small, too large, and three that look at the layers' sizes.
    public static let usual = [
      Rule("0.01 · N(0, 1)", InitialiserPlan("normal", [0, 0.01])),
      Rule("N(0, 1)", InitialiserPlan("normal", [0, 1])),
      Rule("xavier", InitialiserPlan("xavier")),
      Rule("glorot_uniform", InitialiserPlan("glorot_uniform")),
      Rule("he_normal", InitialiserPlan("he_normal")),
    ]
  }

  /// How many units a layer has.
  public let units: Int
  /// For each activation and rule, what each layer gives out.
  public let figures: [(activation: String, rule: String, layers: [NumberSummary])]
  private let gains: [Double]

  /// Runs the experiment.
  ///
  /// - Parameters:
  ///   - activations: The activations, `tanh` and `relu`.
  ///   - rules: The rules.
  ///   - depth: How many layers there are.
  ///   - units: How many units each has.
  ///   - samples: How many samples go through.
  ///   - seed: What all random numbers begin with.
  ///   - level: The kernels to use.
  ///   - threads: How many threads share the work.
  /// - Throws: ``TrainingMistake`` where the net cannot be made.
  public init(
    activations: [String] = ["tanh", "relu"],
    rules: [Rule] = Rule.usual,
    depth: Int = 10,
    units: Int = 500,
    samples: Int = 1000,
    seed: UInt64 = 1,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) throws(TrainingMistake) {
    self.units = units
    let seeds = RandomNumbers.seeds(2, from: seed)
    var random = RandomNumbers(seed: seeds[0])
    let features = (0..<samples * units).map { _ in Float(random.normal()) }
    var figures: [(activation: String, rule: String, layers: [NumberSummary])] = []
    var gains: [Double] = []
    for activation in activations {
      let layer = LayerPlan.dense(units: units, activation: .init(activation))
      let form = try NetForm(
        [LayerPlan](repeating: layer, count: depth) + [.dense(units: 1, activation: nil)],
        sampleShape: [units],
        target: .numbers(1),
        loss: nil
      )
      let probe = try NetProbe(
        form,
        features: features,
        count: samples,
        level: level,
        threads: threads
      )
      for rule in rules {
        probe.use(form.initialParameters(rule.plan, seed: seeds[1]))
        let nodes = form.layerNodes.prefix(depth).map { $0.node }
        let layers = probe.values(of: nodes).map { NumberSummary($0 ?? []) }
        figures.append((activation, rule.name, layers))
        let initialiser = Initialiser.named(rule.plan.name) ?? .normal
        let fans = Fans(weights: Shape([units, units]))
        let deviation = initialiser.distribution(rule.plan.numbers, fans: fans).deviation
        gains.append(deviation * deviation * Double(units))
      }
    }
    self.figures = figures
    self.gains = gains
  }

  /// The standard deviations that theory expects of the layers of entry `index` of ``figures``; empty where it
  /// says nothing of the activation.
  public func predicted(_ index: Int) -> [Double] {
    let activation: SignalPrediction.Activation
    switch figures[index].activation {
    case "tanh": activation = .tanh
    case "relu": activation = .relu
    default: return []
    }
    return SignalPrediction.layers(figures[index].layers.count, gain: gains[index], activation)
      .map { $0.deviation }
  }

  /// Table and pictures.
  public func panels() -> Panels {
    var experiments: [InitialisationPictures.Experiment] = []
    for (index, entry) in figures.enumerated() {
      let row = InitialisationPictures.Row(
        initialiser: entry.rule,
        layers: entry.layers.map { Histogram($0) },
        predicted: predicted(index)
      )
      if experiments.last?.activation == entry.activation {
        experiments[experiments.count - 1].rows.append(row)
      } else {
        experiments.append(.init(activation: entry.activation, rows: [row]))
      }
    }
    return InitialisationPictures(units: units, experiments: experiments).panels()
  }

  /// Whether two experiments came out the same.
  public static func == (a: InitialisationExperiment, b: InitialisationExperiment) -> Bool {
    a.units == b.units && a.gains == b.gains
      && a.figures.elementsEqual(b.figures) {
        $0.activation == $1.activation && $0.rule == $1.rule && $0.layers == $1.layers
      }
  }
}
