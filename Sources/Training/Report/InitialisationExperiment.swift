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
    var nets: [(form: NetForm, probe: NetProbe)] = []
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
      nets.append((form, probe))
    }
    var draws = WeightDraws(count: depth * units * units, seed: seeds[1])
    var figures = [[(activation: String, rule: String, layers: [NumberSummary])]](
      repeating: [],
      count: nets.count
    )
    var gains: [Double] = []
    for rule in rules {
      let initialiser = Initialiser.named(rule.plan.name) ?? .normal
      let fans = Fans(weights: Shape([units, units]))
      let distribution = initialiser.distribution(rule.plan.numbers, fans: fans)
      let deviation = distribution.deviation
      gains.append(deviation * deviation * Double(units))
      // The same weights for each activation.
      let weights = draws.numbers(distribution)
      for (index, net) in nets.enumerated() {
        for layer in 0..<depth {
          let own = weights[layer * units * units..<(layer + 1) * units * units]
          net.probe.set("W\(layer + 1)", to: Array(own))
        }
        let nodes = net.form.layerNodes.prefix(depth).map { $0.node }
        let layers = net.probe.values(of: nodes).map { NumberSummary($0 ?? []) }
        figures[index].append((activations[index], rule.name, layers))
      }
    }
    self.figures = figures.flatMap { $0 }
    self.gains = activations.flatMap { _ in gains }
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

/// Random numbers that are drawn once and then stretched to whatever an initialiser asks for: the numbers that it
/// would draw itself from the same seed.
private struct WeightDraws {
  private let count: Int
  private let seed: UInt64
  private var normals: [Double] = []
  private var uniforms: [Double] = []

  init(count: Int, seed: UInt64) {
    self.count = count
    self.seed = seed
  }

  /// The numbers of a distribution.
  mutating func numbers(_ distribution: Initialiser.Distribution) -> [Float] {
    var numbers = [Float](repeating: 0, count: count)
    switch distribution {
    case .constant(let number): for i in numbers.indices { numbers[i] = Float(number) }
    case .normal(let mean, let deviation):
      if normals.isEmpty { normals = drawn { $0.normal() } }
      for i in numbers.indices { numbers[i] = Float(mean + deviation * normals[i]) }
    case .uniform(let low, let high):
      if uniforms.isEmpty { uniforms = drawn { $0.uniform() } }
      for i in numbers.indices { numbers[i] = Float(low + (high - low) * uniforms[i]) }
    }
    return numbers
  }

  private func drawn(_ draw: (inout RandomNumbers) -> Double) -> [Double] {
    var random = RandomNumbers(seed: seed)
    return (0..<count).map { _ in draw(&random) }
  }
}
