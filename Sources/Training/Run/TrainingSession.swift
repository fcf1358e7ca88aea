public import FastKernels
internal import Autodiff
public import Learning

/// A training run: one net, one set of samples, from the first step to the last.
///
///     let session = try TrainingSession(plan, data)
///     let result = try session.run { event in isWanted ? .goOn : .stop }
public final class TrainingSession {
  /// What happens while training goes on.
  public enum Event: Sendable {
    /// Some steps were made: which epoch, from 1; how many of its steps are done, and of how many; and the mean
    /// figures of the epoch so far.
    case steps(epoch: Int, done: Int, of: Int, PartFigures)
    /// An epoch ended, or, as epoch 0, training is about to begin.
    case epoch(EpochRecord)
  }

  /// What is to follow.
  public enum Decision: Sendable {
    /// Training goes on.
    case goOn
    /// It ends here; the result has the best parameters so far.
    case stop
  }

  /// What is left of a run.
  public struct Result: Sendable {
    /// What was written down.
    public var record: TrainingRecord
    /// The net, with the best parameters.
    public var net: TrainedNet
    /// Where training stood after the last whole epoch.
    public var state: TrainingState?
  }

  /// What is run.
  public let plan: TrainingPlan
  /// The net's statements and parameters.
  public let form: NetForm

  let data: PreparedData
  let net: NetRunner
  let shuffleSeed: UInt64
  /// How far the targets of the training part lie from their means, squared, on average.
  let trainingSpread: Double
  /// Where training stood at the beginning of the epoch that runs.
  var epochStart: NetRunner.State
  var epoch = 0
  /// What has been written down so far.
  private(set) var record = TrainingRecord()
  /// The best parameters so far.
  private(set) var keeper: BestKeeper
  /// Where another training stood, from which this one goes on.
  private let earlier: TrainingState?

  /// How many samples are looked at together where nothing is trained.
  static let evaluationSize = 256
  /// After how many samples somebody is told how it goes, at the earliest.
  static let reportedSamples = 2048

  /// Puts a run together and draws the first parameters.
  ///
  /// - Parameters:
  ///   - plan: What is to be done; data, preparation and folds have been seen to.
  ///   - data: The samples.
  ///   - level: The kernels to use; those of another level give other last digits.
  ///   - threads: How many threads share the work; with another number, last digits may differ.
  ///   - parameters: Parameters to begin with, by name; those that are left out are drawn.
  ///   - state: Where another training of this net stood: this one goes on from there, to the same end as if
  ///     there had been one.
  /// - Throws: ``TrainingMistake`` where the net does not fit the data, the plan cannot be run, or the state does
  ///   not fit the plan.
  public init(
    _ plan: TrainingPlan,
    _ data: PreparedData,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1,
    parameters: [TrainedNet.Parameter] = [],
    state: TrainingState? = nil
  ) throws(TrainingMistake) {
    guard Optimiser.named(plan.optimiser.name)?.isSeparate == true else {
      throw .wholeBatchOptimiser(plan.optimiser.name)
    }
    guard !data.training.isEmpty else { throw .noSamples }
    if let state, state.epoch > plan.epochs {
      throw .fewerEpochs(expected: state.epoch, found: plan.epochs)
    }
    let form = try NetForm(plan, data.set)
    self.plan = plan
    self.data = data
    self.form = form
    earlier = state
    keeper = BestKeeper(plan, hasValidation: !data.validation.isEmpty)
    let seeds = RandomNumbers.seeds(3, from: plan.seed)
    let batch = max(1, min(plan.batch, data.training.count))
    var evaluations = TrainingSession.sizes(data.validation.count, TrainingSession.evaluationSize)
    evaluations.formUnion(TrainingSession.sizes(data.test.count, TrainingSession.evaluationSize))
    net = try NetRunner(
      form,
      penalty: plan.penalty,
      optimiser: plan.optimiser,
      samples: SampleBlock(data.set, most: max(batch, TrainingSession.evaluationSize)),
      training: TrainingSession.sizes(data.training.count, batch),
      evaluation: evaluations,
      seed: seeds[2],
      level: level,
      threads: threads
    )
    shuffleSeed = seeds[1]
    trainingSpread = data.meanSpread(of: data.training)
    for parameter in form.initialParameters(plan.initialiser, seed: seeds[0]) {
      net.set(parameter.name, to: parameter.elements)
    }
    net.restore(parameters)
    net.begin()
    if let state {
      try net.goOn(from: state)
      epoch = state.epoch
    }
    epochStart = net.state
  }

  /// How many samples a step takes: as many as the plan says, or all.
  public var batch: Int { max(1, min(plan.batch, data.training.count)) }

  /// How many steps an epoch has.
  public var stepsPerEpoch: Int { (data.training.count + batch - 1) / batch }

  /// The numbers of samples in the batches of a part.
  static func sizes(_ count: Int, _ batch: Int) -> Set<Int> {
    guard count > 0 else { return [] }
    var sizes: Set<Int> = [min(batch, count)]
    if count % batch != 0 { sizes.insert(count % batch) }
    return sizes
  }

  /// The rows of the training part in the order of an epoch, from 1: another one each time, the same for the
  /// same seed.
  func order(of epoch: Int) -> [Int] {
    var order = data.training
    guard plan.shuffles else { return order }
    var random = RandomNumbers(
      seed: shuffleSeed &+ UInt64(truncatingIfNeeded: epoch) &* 0x9E37_79B9_7F4A_7C15
    )
    random.shuffle(&order)
    return order
  }

  /// Runs all epochs, or as many as it takes.
  ///
  /// - Parameter watch: Is told how it goes, and decides whether it goes on.
  /// - Returns: What was written down, and the net with its best parameters.
  /// - Throws: ``TrainingMistake/notFinite(step:epoch:node:isGradient:words:rate:)`` and
  ///   ``TrainingMistake/diverged(step:epoch:loss:first:rate:)`` where training cannot go on.
  public func run(
    _ watch: (Event) -> Decision = { _ in .goOn }
  ) throws(TrainingMistake) -> Result {
    record.counts = TrainingRecord.PartCounts(
      training: data.training.count,
      validation: data.validation.count,
      test: data.test.count
    )
    var decision = Decision.goOn
    var isEnough = false
    if let earlier, !earlier.epochs.isEmpty {
      record.epochs = earlier.epochs
      isEnough = keeper.recall(earlier, form)
    } else {
      let first = try lookAtBeginning()
      record.epochs.append(first)
      keeper.begin(net.parameters)
      decision = watch(.epoch(first))
    }
    let firstLoss = record.epochs[0].training.loss
    var explosion = ExplosionRule(factor: 10)
    _ = explosion.record(firstLoss)
    while epoch < plan.epochs, decision == .goOn, !isEnough {
      let (figures, ended) = try runEpoch(watch)
      decision = ended
      guard let figures else { break }
      if explosion.record(figures.training.loss) {
        throw .diverged(
          step: net.steps.steps,
          epoch: epoch,
          loss: figures.training.loss,
          first: firstLoss,
          rate: figures.rate
        )
      }
      record.epochs.append(figures)
      isEnough = keeper.take(figures) { net.parameters }
      if watch(.epoch(figures)) == .stop { decision = .stop }
    }
    record.end = decision == .stop ? .interrupted : isEnough ? .stoppedEarly : .finished
    let state = state
    if let best = keeper.best { net.restore(best) }
    record.bestEpoch = keeper.bestEpoch
    record.test = figures(of: data.test)
    return Result(record: record, net: trainedNet, state: state)
  }

  /// The net with its parameters as they stand.
  public var trainedNet: TrainedNet {
    let (classes, targets): ([String], [String]) =
      switch data.set.targets {
      case .none: ([], [])
      case .classes(_, let names): (names, [])
      case .numbers(_, let names): ([], names)
      }
    return TrainedNet(
      layers: plan.layers,
      loss: form.loss,
      sampleShape: form.sampleShape,
      outputCount: form.outputCount,
      classNames: classes,
      targetNames: targets,
      parameters: net.parameters,
      preprocessing: data.preprocessing
    )
  }
}

extension NetForm {
  /// The net of a plan for a set of samples.
  ///
  /// - Throws: ``TrainingMistake`` where a layer does not fit what comes before it, the loss does not fit the
  ///   targets, or there are none.
  public init(_ plan: TrainingPlan, _ set: DataSet<Float>) throws(TrainingMistake) {
    let target: Target
    switch set.targets {
    case .none: throw .noTargets
    case .classes(_, let names): target = .classes(names.count)
    case .numbers(_, let names): target = .numbers(names.count)
    }
    try self.init(plan.layers, sampleShape: set.sampleShape, target: target, loss: plan.loss)
  }
}

extension SampleBlock where Scalar == Float {
  /// The samples of a set, with classes as labels and as numbers.
  convenience init(_ set: DataSet<Float>, most: Int) {
    var (labels, targets): ([Int32], [Float]) = ([], [])
    switch set.targets {
    case .none: targets = []
    case .classes(let indices, _):
      labels = indices.map { Int32($0) }
      targets = indices.map { Float($0) }
    case .numbers(let numbers, _): targets = numbers
    }
    self.init(
      count: set.rowCount,
      features: set.features,
      labels: labels,
      targets: targets,
      most: most
    )
  }
}
