/// Why a net cannot be trained, or training cannot go on.
public enum TrainingMistake: Error, Equatable, Sendable {
  /// A layer, by its place among the layers from 0, that does not fit what comes before it.
  case badLayer(Int, expected: String, found: String)
  /// A layer that works on images, behind numbers that are none.
  case needsImages(Int, found: [Int])
  /// No layer has weights.
  case noWeights
  /// The last layer gives out another number of numbers than there are classes or targets.
  case wrongOutputs(expected: Int, found: Int, isClasses: Bool)
  /// There is no loss of that name that compares outputs with targets.
  case unknownLoss(String)
  /// A loss that needs an output for each class.
  case lossNeedsClasses(String)
  /// There is nothing to predict, or nothing to train on.
  case noTargets
  case noSamples
  /// An optimiser that does not work in batches.
  case wholeBatchOptimiser(String)
  /// Training is to go on from one of another net.
  case otherParameters
  /// Training is to go on from one with another optimiser, or one that keeps other numbers; both as plans write
  /// them.
  case otherOptimiser(expected: String, found: String)
  /// Training is to go on for fewer epochs than are behind it.
  case fewerEpochs(expected: Int, found: Int)
  /// The program that the layers make is refused by the notation; its first message.
  case program(String)
  /// A number that is not finite arose: in which step, from 1, at which node, in its value or in the gradient that
  /// arrives there; and the learning rate of the step before.
  case notFinite(step: Int, epoch: Int, node: String, isGradient: Bool, words: String, rate: Double)
  /// The loss became so large that it cannot be meant.
  case diverged(step: Int, epoch: Int, loss: Double, first: Double, rate: Double)
  /// A sample or a step that there is not.
  case noSuchSample(Int, count: Int)
  case noSuchStep(Int, count: Int)
}
