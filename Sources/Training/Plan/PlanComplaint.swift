public import Notation

extension PlanText {
  /// What training ran into, at the statement that it is about.
  public func diagnostics(of mistake: TrainingMistake) -> Diagnostics {
    Diagnostics([diagnostic(mistake.message, help: mistake.help, at: place(of: mistake))])
  }

  private func place(of mistake: TrainingMistake) -> PlanPlace {
    switch mistake {
    case .badLayer(let layer, _, _), .needsImages(let layer, _): return place(ofLayer: layer)
    case .noWeights, .otherParameters, .program: return place(of: "net")
    case .wrongOutputs:
      let last = plan.layers.lastIndex { layer in
        switch layer {
        case .dense, .conv2d: true
        default: false
        }
      }
      return last.map { place(ofLayer: $0) } ?? place(of: "net")
    case .unknownLoss, .lossNeedsClasses: return place(of: "loss")
    case .noTargets, .noSamples, .noSuchSample: return place(of: "data")
    case .wholeBatchOptimiser, .otherOptimiser, .notFinite, .diverged:
      return place(of: "optimiser")
    case .fewerEpochs, .noSuchStep: return place(of: "epochs")
    }
  }

  /// A claim of the plan that does not hold, at its place.
  public func diagnostic(of claim: TrainingClaim, _ check: TrainingClaim.Check) -> Diagnostic {
    let place =
      statements.filter { $0.keyword.text == "expect" }.flatMap { $0.items }.first { item in
        let location = source.location(of: item.place.start)
        return location.line == claim.line && location.column == claim.column
      }?.place ?? self.place(of: "expect")
    return diagnostic(
      claim.message(check),
      help: check.found == nil
        ? "the run has no such part or figure" : "correct the claim, or what the plan says",
      at: place
    )
  }
}
