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
  }
}
