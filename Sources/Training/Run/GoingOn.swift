// A training that goes on from where an earlier one stood.

extension TrainingSession {
  /// Where training stands after the last whole epoch.
  ///
  /// Of an epoch that was ended in its middle nothing is left: it is run again.
  public var state: TrainingState {
    let isWhole = record.epochs.last?.epoch == epoch
    let stand = isWhole ? net.state : epochStart
    return TrainingState(
      optimiser: PlanPrinter.optimiser(plan.optimiser),
      epochs: record.epochs.map { $0.withoutLayers },
      parameters: net.parameters(of: stand),
      best: keeper.best?.map { $0.elements },
      quantities: net.quantities(of: stand)
    )
  }
}

extension BestKeeper {
  /// Takes the epochs of an earlier training, whose best parameters are known; true if it had come to its end.
  mutating func recall(_ earlier: TrainingState, _ form: NetForm) -> Bool {
    let best = zip(form.parameters, earlier.best ?? earlier.parameters).map {
      parameter,
      elements in
      TrainedNet.Parameter(
        name: parameter.name,
        shape: parameter.shape,
        elements: elements,
        isTrained: parameter.isTrained
      )
    }
    begin(best)
    var isEnough = false
    for figures in earlier.epochs.dropFirst() { isEnough = take(figures) { best } }
    return isEnough
  }
}
