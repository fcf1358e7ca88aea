internal import Synchronization

/// A thread of a team, and how it is told what to do.
///
/// Jobs are numbered. The caller leaves a job and counts `turn` up; the thread does it and sets `done` to
/// the same number. Whoever waits watches the other's number; after a while the thread sleeps.
final class Member: @unchecked Sendable {
  // SAFETY of sharing: `job` is written by the caller only while `done` equals `turn`, when the thread
  // does not read it, and read by the thread only after it has seen `turn` rise. `thread` is written
  // once, before anything else is called.
  private let part: Int
  private let turn = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let sleeps = Atomic<Bool>(false)
  private let ends = Atomic<Bool>(false)
  private let bell = Bell()
  private var job: ((Int) -> Void)?
  private var thread: Thread?

  /// How often a number is looked at before giving way to others.
  private static let patience = 20_000

  /// Starts a thread; nothing if the system has none to give.
  init?(part: Int) {
    self.part = part
    guard let thread = Thread(running: { [unowned self] in self.work() }) else { return nil }
    self.thread = thread
  }

  /// Gives the thread a job.
  func start(_ job: @escaping (Int) -> Void) {
    self.job = job
    ring()
  }

  /// Waits until the job is done.
  func finish() {
    let wanted = turn.load(ordering: .relaxed)
    var looks = 0
    while done.load(ordering: .acquiring) != wanted {
      looks += 1
      if looks > Member.patience { Thread.giveWay() }
    }
    job = nil
  }

  /// Ends the thread and waits for its end.
  func stop() {
    ends.store(true, ordering: .releasing)
    ring()
    thread?.join()
    thread = nil
  }

  private func ring() {
    turn.add(1, ordering: .sequentiallyConsistent)
    if sleeps.load(ordering: .sequentiallyConsistent) { bell.ring() }
  }

  private func work() {
    var last = 0
    while true {
      last = next(after: last)
      if ends.load(ordering: .acquiring) { return }
      job?(part)
      done.store(last, ordering: .releasing)
    }
  }

  /// Waits for the next job and gives back its number.
  private func next(after last: Int) -> Int {
    for _ in 0..<Member.patience {
      let now = turn.load(ordering: .acquiring)
      if now != last { return now }
    }
    // Said first, then looked again: so either the caller sees a sleeper, or this sees the job.
    sleeps.store(true, ordering: .sequentiallyConsistent)
    bell.wait { turn.load(ordering: .sequentiallyConsistent) != last }
    sleeps.store(false, ordering: .sequentiallyConsistent)
    return turn.load(ordering: .acquiring)
  }
}
