internal import Autodiff

extension TrainingMistake {
  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch self {
    case .badLayer(_, let expected, let found): "the layer expects \(expected), found \(found)"
    case .needsImages(_, let found):
      "the layer expects images, [channels, height, width], found \(Shape(found))"
    case .noWeights: "net expects a layer with weights, found none"
    case .wrongOutputs(let expected, let found, let isClasses):
      "net expects \(expected) \(expected == 1 ? "output" : "outputs"), one for each "
        + "\(isClasses ? "class" : "number to predict"), found \(found)"
    case .unknownLoss(let name):
      "loss expects one that compares outputs with targets, found '\(name)'"
    case .lossNeedsClasses(let name): "\(name) expects classes, found numbers to predict"
    case .noTargets: "training expects something to predict, found nothing"
    case .noSamples: "training expects samples, found none"
    case .wholeBatchOptimiser(let name):
      "optimiser expects one that goes by batches, found '\(name)'"
    case .program(let reason): reason
    case .notFinite(let step, let epoch, let node, let isGradient, let words, _):
      "expected finite numbers, found in step \(step), epoch \(epoch), "
        + "\(isGradient ? "the gradient of " : "")\(node): \(words)"
    case .diverged(let step, let epoch, let loss, let first, _):
      "expected a loss that falls, found \(NumberFormat.short(4).text(loss)) after step \(step), "
        + "epoch \(epoch), and \(NumberFormat.short(4).text(first)) at the beginning"
    case .noSuchSample(let found, let count):
      "expected a sample from 1 to \(count), found \(found)"
    case .noSuchStep(let found, let count): "expected a step from 1 to \(count), found \(found)"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .badLayer: nil
    case .needsImages: "put it before the first dense layer, and give it images"
    case .noWeights: "for example: net dense(16, relu), dense()"
    case .wrongOutputs: "write dense() as the last layer, which has as many units as it needs"
    case .unknownLoss: nil
    case .lossNeedsClasses: "for numbers take mse, mae or huber"
    case .noTargets: "name the column: target = …"
    case .noSamples: "leave more rows for training"
    case .wholeBatchOptimiser: "take adam"
    case .program: nil
    case .notFinite(_, _, _, _, _, let rate), .diverged(_, _, _, _, let rate):
      rate > 0
        ? "take a smaller rate than \(NumberFormat.short(3).text(rate)), and prepare features with z_score"
        : "prepare features with z_score"
    case .noSuchSample, .noSuchStep: nil
    }
  }
}
