internal import Autodiff
internal import Learning

// One epoch after the other.

extension TrainingSession {
  /// The figures before the first step: of the first batch, without moving anything.
  func lookAtBeginning() throws(TrainingMistake) -> EpochRecord {
    let rows = order(of: 1)[..<batch]
    guard let sums = net.forward(rows) else { throw notFinite(rows) }
    net.differentiate(batch)
    return EpochRecord(
      epoch: 0,
      steps: 0,
      rate: net.steps.rate,
      training: part(sums.loss, sums.metric, rows: Array(rows)),
      validation: figures(of: data.validation),
      layers: layerRecords(batch)
    )
  }

  /// Runs the next epoch; no record if it was ended before its end.
  func runEpoch(
    _ watch: (Event) -> Decision
  ) throws(TrainingMistake) -> (EpochRecord?, Decision) {
    epoch += 1
    epochStart = net.state
    let order = order(of: epoch)
    var (loss, metric) = (0.0, 0.0)
    var (reported, rate) = (0, net.steps.rate)
    var start = 0
    while start < order.count {
      let rows = order[start..<min(order.count, start + batch)]
      guard let sums = net.forward(rows) else { throw notFinite(rows) }
      rate = net.steps.rate
      start += rows.count
      net.backward(rows.count, keepsGradients: start == order.count)
      loss += sums.loss
      metric += sums.metric
      if start - reported >= TrainingSession.reportedSamples, start < order.count {
        reported = start
        let soFar = part(loss, metric, count: start, spread: trainingSpread)
        let event = Event.steps(
          epoch: epoch,
          done: (start + batch - 1) / batch,
          of: stepsPerEpoch,
          soFar
        )
        if watch(event) == .stop { return (nil, .stop) }
      }
    }
    try checkParameters()
    let last = order.count % batch == 0 ? batch : order.count % batch
    let layers = layerRecords(last)
    return (
      EpochRecord(
        epoch: epoch,
        steps: net.steps.steps,
        rate: rate,
        training: part(loss, metric, count: order.count, spread: trainingSpread),
        validation: figures(of: data.validation),
        layers: layers
      ), .goOn
    )
  }

  /// The figures of a part of the samples, with the net as it is used; nil if the part is empty.
  func figures(of rows: [Int]) -> PartFigures? {
    guard !rows.isEmpty else { return nil }
    var (loss, metric) = (0.0, 0.0)
    var start = 0
    while start < rows.count {
      let end = min(rows.count, start + TrainingSession.evaluationSize)
      if let sums = net.evaluate(rows[start..<end]) {
        loss += sums.loss
        metric += sums.metric
      }
      start = end
    }
    return part(loss, metric, rows: rows)
  }

  /// Means of sums over rows: the loss, and the share that is right or R².
  private func part(_ loss: Double, _ metric: Double, rows: [Int]) -> PartFigures {
    part(loss, metric, count: rows.count, spread: data.meanSpread(of: rows))
  }

  private func part(
    _ loss: Double,
    _ metric: Double,
    count: Int,
    spread: Double
  ) -> PartFigures {
    let n = Double(count)
    if form.target.isClasses { return PartFigures(loss: loss / n, metric: metric / n) }
    return PartFigures(loss: loss / n, metric: spread > 0 ? 1 - metric / n / spread : nil)
  }

  /// What goes forward and back through each layer, of the last batch of that size.
  private func layerRecords(_ size: Int) -> [LayerRecord] {
    form.layerNodes.compactMap { layer in
      guard let values = net.value(layer.node, batch: size, mode: .training),
        let gradients = net.gradient(layer.node, batch: size)
      else { return nil }
      let weights = layer.weights.flatMap { net.gradient($0, batch: size) }
      return LayerRecord(
        name: layer.node,
        activations: NumberSummary(values),
        gradients: NumberSummary(gradients),
        weightGradients: weights.map { NumberSummary($0) }
      )
    }
  }
}

extension PreparedData {
  /// How far the numbers that are to be predicted of rows lie from their means: the mean over the rows of the
  /// squares of the distances; 0 for classes.
  func meanSpread(of rows: [Int]) -> Double {
    guard case .numbers(let numbers, let names) = set.targets, !rows.isEmpty else { return 0 }
    let width = names.count
    var total = 0.0
    for column in 0..<width {
      var (sum, square) = (0.0, 0.0)
      for row in rows { sum += Double(numbers[row * width + column]) }
      let mean = sum / Double(rows.count)
      for row in rows {
        let distance = Double(numbers[row * width + column]) - mean
        square += distance * distance
      }
      total += square
    }
    return total / Double(rows.count)
  }
}

/// Keeps the best parameters of a run, and says when it is enough.
struct BestKeeper {
  private var stopping: EarlyStopping
  private let stops: Bool
  private let figure: StoppingPlan.Figure
  private let keepsBest: Bool
  /// The parameters to end with; nil for those of the last epoch.
  private(set) var best: [TrainedNet.Parameter]?
  /// Their epoch.
  private(set) var bestEpoch = 0

  init(_ plan: TrainingPlan, hasValidation: Bool) {
    figure = plan.stopping?.figure ?? .loss
    stops = plan.stopping != nil
    keepsBest = hasValidation
    stopping = EarlyStopping(
      patience: plan.stopping?.patience ?? 1,
      margin: plan.stopping?.margin ?? 0,
      direction: figure == .loss ? .lower : .higher
    )
  }

  /// Takes the parameters of the beginning.
  mutating func begin(_ parameters: [TrainedNet.Parameter]) {
    if keepsBest { best = parameters }
  }

  /// Takes an epoch; true if training is to end.
  ///
  /// With a validation part its best epoch counts, also where nothing stops early; without one the last, or with
  /// early stopping the best of training.
  mutating func take(_ record: EpochRecord, _ parameters: () -> [TrainedNet.Parameter]) -> Bool {
    guard keepsBest || stops else {
      bestEpoch = record.epoch
      return false
    }
    let figures = record.validation ?? record.training
    let number = figure == .loss ? figures.loss : figures.metric ?? -figures.loss
    switch stopping.record(number) {
    case .improved:
      best = parameters()
      bestEpoch = record.epoch
      return false
    case .waiting: return false
    case .stop: return stops
    }
  }
}
