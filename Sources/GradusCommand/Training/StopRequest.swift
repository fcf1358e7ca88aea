internal import Publishing
internal import Synchronization

/// Whether somebody wants a training to end: the first Ctrl-C asks, the second one ends the program.
enum StopRequest {
  private static let made = Atomic(false)

  /// Begins to listen; called before other threads start.
  static func listen() {
    Interruption.listen { made.store(true, ordering: .relaxed) }
  }

  /// Whether it was asked for.
  static var isMade: Bool { made.load(ordering: .relaxed) }
}
