/// Keeps the parameters of a few epochs while a net is trained, for pictures of how it came about.
///
///     let observer = TrainingObserver()
///     let result = try session.run { event in
///       observer.note(event, session)
///       return .goOn
///     }
///
/// The epochs kept are 0, 1, 2, 4, 8 and so on: as many as the number of epochs has binary digits.
public final class TrainingObserver {
  /// The parameters after an epoch.
  public struct Snapshot: Equatable, Sendable {
    /// Which epoch; 0 before the first step.
    public let epoch: Int
    /// The parameters.
    public let parameters: [TrainedNet.Parameter]
  }

  /// What was kept, in order.
  public private(set) var snapshots: [Snapshot] = []

  /// Keeps nothing yet.
  public init() {}

  /// Takes note of what happened; nothing but ends of epochs counts.
  public func note(_ event: TrainingSession.Event, _ session: TrainingSession) {
    guard case .epoch(let record) = event else { return }
    let epoch = record.epoch
    guard epoch & (epoch - 1) == 0 || epoch == 0 else { return }
    snapshots.append(Snapshot(epoch: epoch, parameters: session.trainedNet.parameters))
  }
}
