internal import Foundation
internal import Synchronization

/// Signals that end the program: SIGINT, SIGTERM and SIGHUP.
///
/// A thread waits for them, so that tidying up is ordinary code. What must not be cut in two runs
/// inside ``shield(_:)``.
public enum Interruption {
  private struct State {
    var cleanups: [(number: Int, run: @Sendable () -> Void)] = []
    var next = 0
    var isListening = false
    /// What the first signal does instead of ending the program.
    var first: (@Sendable () -> Void)?
  }

  private static let state = Mutex(State())

  /// From now on a signal runs what ``onSignal(_:)`` was given, the last first, and ends the
  /// program with 128 plus its number.
  ///
  /// Signals that whoever started the program had it ignore stay ignored.
  ///
  /// Called before other threads start.
  ///
  /// - Parameter first: What the first signal does instead; the next one ends the program.
  public static func listen(first: (@Sendable () -> Void)? = nil) {
    let isFirst = state.withLock { state in
      defer { state.isListening = true }
      if let first { state.first = first }
      return !state.isListening
    }
    guard isFirst else { return }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      unsafe sigaddset(&signals, number)
    }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waited = signals
    Thread.detachNewThread {
      var waited = waited
      var number: Int32 = 0
      while true {
        while unsafe sigwait(&waited, &number) != 0 {}
        let first = state.withLock { state in
          defer { state.first = nil }
          return state.first
        }
        guard let first else { break }
        first()
      }
      end(number)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let ignore = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    let handler = signal(number, SIG_IGN)
    signal(number, handler)
    return unsafe unsafeBitCast(handler, to: Int.self) == ignore
  }

  private static func end(_ number: Int32) {
    state.withLock { state in
      for cleanup in state.cleanups.reversed() { cleanup.run() }
      _exit(128 + number)
    }
  }

  /// Adds what a signal has to tidy up.
  ///
  /// - Returns: A number for ``forget(_:)``.
  public static func onSignal(_ cleanup: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.cleanups.append((state.next, cleanup))
      return state.next
    }
  }

  /// Takes back what ``onSignal(_:)`` added.
  public static func forget(_ number: Int) {
    state.withLock { state in state.cleanups.removeAll { $0.number == number } }
  }

  /// Runs something short that a signal waits for.
  ///
  /// Must not be nested, nor add or take back cleanups.
  static func shield<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
    try state.withLock { (_: inout State) throws(Failure) in try body() }
  }
}
