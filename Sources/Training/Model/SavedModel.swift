/// What the file of a model holds.
public struct SavedModel: Equatable, Sendable {
  /// The net.
  public var net: TrainedNet
  /// Where its training stands; nil in a file without it.
  public var state: TrainingState?

  /// Puts both together.
  public init(net: TrainedNet, state: TrainingState? = nil) {
    self.net = net
    self.state = state
  }
}
