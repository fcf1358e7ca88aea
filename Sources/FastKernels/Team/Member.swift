internal import CProcessor
internal import Synchronization

/// A thread of a team, and how it is told what to do.
///
/// Jobs are numbered. The caller leaves a job and counts `turn` up; whoever first sets `taken` to that number does
/// it and sets `done` to it too. That is the thread, if it runs; where the processor is busy with other
/// things, the caller, which has done its own part by then and does not wait for a thread to begin. Whoever
/// waits watches the other's number; after a while the thread sleeps.
final class Member: @unchecked Sendable {
  // SAFETY of sharing: `job` is written by the caller only while `done` equals `turn`, and read by the thread
  // only after it has taken the turn, from then until it sets `done`. `thread` is written once, before
  // anything else is called. All from `missed` to `began` is the caller's.
  private let part: Int
  private let turn = Atomic<Int>(0)
  private let taken = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let sleeps = Atomic<Bool>(false)
  private let ends = Atomic<Bool>(false)
  private let bell = Bell()
  private var job: ((Int) -> Void)?
  private var thread: Thread?
  /// How often in a row the thread had not begun when the caller was done.
  private var missed = 0
  /// How many jobs the caller does alone, since the thread was interrupted in one that it had taken.
  private var alone = 0
  /// How many it will be after the next interruption.
  private var nextAlone = Member.leastAlone
  /// Whether the caller does this job alone.
  private var isAlone = false
  /// When the job began.
  private var began = ContinuousClock.now

  /// How often a number is looked at before giving way to others: some tenth of a millisecond.
  private static let patience = 5_000
  /// After so many turns that it missed, a thread that sleeps is woken only now and then.
  private static let mostMissed = 8
  private static let seldom = 256
  /// Waiting for so much longer than a part takes is due to other work on the processor.
  private static let interruption = Duration.milliseconds(1)
  private static let leastAlone = 16
  private static let mostAlone = 16_384

  /// Starts a thread; nothing if the system has none to give.
  init?(part: Int) {
    self.part = part
    guard let thread = Thread(running: { [unowned self] in self.work() }) else { return nil }
    self.thread = thread
  }

  /// Gives the thread a job.
  func start(_ job: @escaping (Int) -> Void) {
    self.job = job
    isAlone = alone > 0
    if isAlone {
      alone -= 1
    } else {
      began = .now
      ring()
    }
  }

  /// Waits until the job is done, or does it.
  func finish() {
    let wanted = turn.load(ordering: .relaxed)
    if isAlone {
      job?(part)
    } else if take(wanted) {
      missed += 1
      job?(part)
      done.store(wanted, ordering: .releasing)
    } else {
      missed = 0
      wait(for: wanted)
    }
    job = nil
  }

  /// Waits for the thread, which has taken the turn.
  ///
  /// Where other work stops it in the middle, nobody else can end its part; so the caller does some jobs alone
  /// then, and more of them each time it happens again.
  private func wait(for wanted: Int) {
    if done.load(ordering: .acquiring) == wanted { return }
    let own = began.duration(to: .now)
    var looks = 0
    while done.load(ordering: .acquiring) != wanted {
      looks += 1
      if looks > Member.patience { Thread.giveWay() } else { gradus_pause() }
    }
    if looks > Member.patience, began.duration(to: .now) > own + own + Member.interruption {
      alone = nextAlone
      nextAlone = min(2 * nextAlone, Member.mostAlone)
    } else {
      nextAlone = max(Member.leastAlone, nextAlone - nextAlone / 256)
    }
  }

  /// Ends the thread and waits for its end.
  func stop() {
    ends.store(true, ordering: .releasing)
    ring()
    thread?.join()
    thread = nil
  }

  private func ring() {
    let now = turn.add(1, ordering: .sequentiallyConsistent).newValue
    let isWorthIt = missed < Member.mostMissed || now % Member.seldom == 0
    guard isWorthIt || ends.load(ordering: .relaxed) else { return }
    if sleeps.load(ordering: .sequentiallyConsistent) { bell.ring() }
  }

  /// Whether the turn is the caller's of this function.
  private func take(_ number: Int) -> Bool {
    taken.compareExchange(
      expected: number - 1,
      desired: number,
      ordering: .acquiringAndReleasing
    ).exchanged
  }

  private func work() {
    var last = 0
    while true {
      last = next(after: last)
      if ends.load(ordering: .acquiring) { return }
      if take(last) {
        job?(part)
        done.store(last, ordering: .releasing)
      }
    }
  }

  /// Waits for the next job and gives back its number.
  private func next(after last: Int) -> Int {
    for _ in 0..<Member.patience {
      let now = turn.load(ordering: .acquiring)
      if now != last { return now }
      gradus_pause()
    }
    // Said first, then looked again: so either the caller sees a sleeper, or this sees the job.
    sleeps.store(true, ordering: .sequentiallyConsistent)
    bell.wait { turn.load(ordering: .sequentiallyConsistent) != last }
    sleeps.store(false, ordering: .sequentiallyConsistent)
    return turn.load(ordering: .acquiring)
  }
}
