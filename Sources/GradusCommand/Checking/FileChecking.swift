internal import Exercises
internal import Foundation
internal import Publishing
internal import Synchronization

/// Judges files, several at a time.
struct FileChecking {
  /// What became of a file.
  struct Outcome: Sendable {
    /// What is told of it.
    var file: CheckedFile
    /// What is said on standard error of a file that could not be judged.
    var complaint: String?
    /// How the program ends for it; nil where it was judged, and for a file that was found in a folder.
    var failure: ExitStatus?
  }

  /// How many are judged at a time.
  let jobs: Int
  /// Judges one.
  let check: @Sendable (AnswerFile) -> Outcome

  /// What several threads share.
  private final class State: Sendable {
    struct Progress {
      var next = 0
      var done = 0
      var outcomes: [Outcome?]
    }

    let progress: Mutex<Progress>
    let wake = DispatchSemaphore(value: 0)

    init(count: Int) {
      progress = Mutex(Progress(outcomes: [Outcome?](repeating: nil, count: count)))
    }

    /// The number of a file that no one has taken.
    func take() -> Int? {
      progress.withLock { progress in
        guard progress.next < progress.outcomes.count else { return nil }
        defer { progress.next += 1 }
        return progress.next
      }
    }
  }

  /// Judges all files.
  ///
  /// Which thread judges which file is left to chance; the outcomes are in the order of the files.
  func outcomes(of files: [AnswerFile]) -> [Outcome] {
    let state = State(count: files.count)
    let bar = ProgressBar(total: files.count)
    let farewell = Interruption.onSignal {
      bar.clear()
      let done = state.progress.withLock { $0.done }
      Console.complain(
        "gradus: stopped after \(done) of \(files.count) files; nothing was written\n"
      )
    }
    defer { Interruption.forget(farewell) }
    let threads = max(1, min(jobs, files.count))
    for _ in 0..<threads { start(files, state) }
    var running = threads
    while running > 0 {
      bar.show(state.progress.withLock { $0.done })
      if state.wake.wait(timeout: .now() + .milliseconds(100)) == .success { running -= 1 }
    }
    bar.clear()
    return state.progress.withLock { $0.outcomes.compactMap { $0 } }
  }

  private func start(_ files: [AnswerFile], _ state: State) {
    let check = check
    let thread = Thread {
      while let number = state.take() {
        let outcome = check(files[number])
        state.progress.withLock { progress in
          progress.outcomes[number] = outcome
          progress.done += 1
        }
      }
      state.wake.signal()
    }
    // As much as the main thread has: answers nest as deep as programs.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
