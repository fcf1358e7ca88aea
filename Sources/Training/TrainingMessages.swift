internal import Autodiff

extension TrainingMistake {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch self {
    case .badLayer(let place, let expected, let found):
      "layer \(place + 1) expects \(expected), found \(found)"
    case .needsImages(let place, let found):
      "layer \(place + 1) expects images [channels, height, width], found \(list(found))"
    case .noWeights: "a net expects a layer with weights, found none"
    case .wrongOutputs(let expected, let found, let isClasses):
      "the last layer expects \(count(expected, "output")), one for each "
        + "\(isClasses ? "class" : "target"), found \(found)"
    case .unknownLoss(let name): "loss expects a function of outputs and targets, found '\(name)'"
    case .lossNeedsClasses(let name):
      "\(name) expects classes with an output each, found one output or numbers"
    case .noTargets: "training expects data with classes or numbers to predict, found features only"
    case .noSamples: "training expects at least 1 sample, found none"
    case .wholeBatchOptimiser(let name):
      "training in batches expects an optimiser that moves each parameter for itself, found \(name)"
    case .otherParameters: "going on expects the parameters of the plan's net, found others"
    case .otherOptimiser(let expected, let found):
      "going on expects the optimiser \(expected), whose state was saved, found \(found)"
    case .fewerEpochs(let expected, let found):
      "going on expects at least the \(count(expected, "epoch")) that the model has behind it, "
        + "found \(found)"
    case .program(let message): message
    case .notFinite(let step, let epoch, let node, let isGradient, let words, let rate):
      "step \(step) (epoch \(epoch)): \(isGradient ? "the gradient at" : "the value of") \(node) is "
        + "not finite (\(words)), at a learning rate of \(NumberFormat.table.text(rate))"
    case .diverged(let step, let epoch, let loss, let first, let rate):
      "step \(step) (epoch \(epoch)): the loss has grown from \(NumberFormat.table.text(first)) to "
        + "\(NumberFormat.table.text(loss)), at a learning rate of \(NumberFormat.table.text(rate))"
    case .noSuchSample(let sample, let count):
      "sample expects a row from 0 to \(count - 1), found \(sample)"
    case .noSuchStep(let step, let count): "step expects 1 to \(count), found \(step)"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .needsImages: "use data with images, or put the layer before the first dense one"
    case .noWeights: "add dense()"
    case .wrongOutputs(let expected, _, _):
      "write dense(\(expected)), or dense() for as many as needed"
    case .lossNeedsClasses: "with one output for two classes, use bce_with_logits"
    case .noTargets: "name the column with target = …"
    case .wholeBatchOptimiser: "use adam, or minimize in a trace block"
    case .otherOptimiser(let expected, _):
      "write optimiser \(expected), or begin anew with the parameters alone: --fresh"
    case .fewerEpochs(let expected, _):
      "epochs count from the first on: \(expected + 1) are one more; --fresh begins anew"
    case .notFinite(_, _, _, _, _, let rate):
      "try a rate of \(NumberFormat.short(1).text(rate / 10)), or scale the features with z_score"
    case .diverged(_, _, _, _, let rate): "try a rate of \(NumberFormat.short(1).text(rate / 10))"
    default: nil
    }
  }

  private func list(_ axes: [Int]) -> String {
    "[\(axes.map { "\($0)" }.joined(separator: ", "))]"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
