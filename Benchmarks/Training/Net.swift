import Autodiff
import CAllocations
import Learning
import Training

/// A net that all peers train, on samples that all peers make.
struct Net {
  let name: String
  /// How many features a sample has.
  let inputs: Int
  /// The units of the layers.
  let units: [Int]
  let batch: Int
  let isClassifier: Bool

  static let all = [
    Net(name: "784-128-10", inputs: 784, units: [128, 10], batch: 32, isClassifier: true),
    Net(name: "784-128-10", inputs: 784, units: [128, 10], batch: 128, isClassifier: true),
    Net(name: "2-16-16-1", inputs: 2, units: [16, 16, 1], batch: 32, isClassifier: false),
  ]

  /// Feature `column` of sample `row`, from −½ to ½: whole numbers mod a prime, the same everywhere.
  private func feature(_ row: Int, _ column: Int) -> Float {
    Float((row * 7919 + column * 104_729 + row * column % 1009) % 2039) / 2039 - 0.5
  }

  private func data(_ samples: Int) -> PreparedData? {
    var features: [Float] = []
    features.reserveCapacity(samples * inputs)
    for row in 0..<samples {
      for column in 0..<inputs { features.append(feature(row, column)) }
    }
    let targets: DataTargets<Float> =
      isClassifier
      ? .classes((0..<samples).map { $0 * 31 % 10 }, names: (0..<10).map { "\($0)" })
      : .numbers((0..<samples).map { feature($0, 0) * feature($0, 1) }, names: ["y"])
    let made = DataSet(
      name: "made",
      columns: DataColumn.numbered(inputs),
      features: features,
      targets: targets,
      rowCount: samples
    )
    guard var set = made,
      let unchanged = try? FittedPreprocessing([], fittedOn: [], of: &set)
    else { return nil }
    return PreparedData(
      set: set,
      training: Array(0..<samples),
      validation: Array(0..<min(samples, 256)),
      test: [],
      preprocessing: unchanged
    )
  }

  private func plan(epochs: Int, shuffles: Bool) -> TrainingPlan {
    let layers = units.enumerated().map { layer, count in
      LayerPlan.dense(
        units: count,
        activation: layer + 1 < units.count ? LayerPlan.Activation("relu") : nil
      )
    }
    var plan = TrainingPlan(data: .digits, layers: layers)
    plan.loss = LossPlan(isClassifier ? "softmax_cross_entropy" : "mse")
    plan.optimiser = OptimiserPlan(rate: .constant(0.01))
    plan.batch = batch
    plan.epochs = epochs
    plan.shuffles = shuffles
    return plan
  }

  /// What was found.
  struct Figure {
    /// Seconds of each epoch but the first.
    var times: [Double] = []
    /// How often memory was asked for in the last epoch, and between its first report and its last.
    var allocations = (epoch: -1, steps: -1)
    /// The loss of the first 256 samples after the first epoch.
    var loss = 0.0

    /// A line of JSON.
    func json(_ net: Net, threads: Int, shuffles: Bool) -> String {
      let sorted = times.sorted()
      return
        "{\"who\": \"Gradus\(shuffles ? ", shuffled" : "")\", \"net\": \"\(net.name)\", "
        + "\"batch\": \(net.batch), \"threads\": \(threads), \"min\": \(sorted[0]), "
        + "\"median\": \(sorted[sorted.count / 2]), \"loss\": \(loss), "
        + "\"epoch_allocations\": \(allocations.epoch), \"step_allocations\": \(allocations.steps)}"
    }
  }

  /// Trains for an epoch that warms up, and `runs` more.
  func measure(
    samples: Int,
    runs: Int,
    threads: Int,
    shuffles: Bool
  ) throws(TrainingMistake) -> Figure {
    guard let data = data(samples) else { throw .noSamples }
    let session = try TrainingSession(
      plan(epochs: runs + 1, shuffles: shuffles),
      data,
      threads: threads,
      parameters: parameters()
    )
    let clock = ContinuousClock()
    var figure = Figure()
    figure.times.reserveCapacity(runs)
    var start = clock.now
    var (epochCount, firstCount, lastCount) = (0, 0, 0)
    _ = try session.run { event in
      let count = allocations_so_far()
      switch event {
      case .steps(_, let done, _, _):
        if done * batch < 2 * 2048 + batch { firstCount = count }
        lastCount = count
      case .epoch(let record):
        if record.epoch > 1 { figure.times.append((clock.now - start) / .seconds(1)) }
        if record.epoch == 1 { figure.loss = record.validation?.loss ?? .nan }
        figure.allocations = (count - epochCount, lastCount - firstCount)
        epochCount = allocations_so_far()
        start = clock.now
      }
      return .goOn
    }
    return figure
  }

  /// Weights that all peers begin with: whole numbers mod a prime, as wide as He's rule has them.
  private func parameters() -> [TrainedNet.Parameter] {
    var (fanIn, all) = (inputs, [TrainedNet.Parameter]())
    for (layer, count) in units.enumerated() {
      let width = (24 / Double(fanIn)).squareRoot()
      let elements = (0..<fanIn * count).map { i in
        Float((Double((i * 7919 + layer * 31) % 2039) / 2039 - 0.5) * width)
      }
      all.append(
        TrainedNet.Parameter(
          name: "W\(layer + 1)",
          shape: Shape([fanIn, count]),
          elements: elements
        )
      )
      fanIn = count
    }
    return all
  }
}
