/// The threads that share a job: the caller's own and one more for each further part.
///
/// ``run(_:)`` gives each thread its part of a job, and returns when all are done. Between jobs a thread
/// watches for the next one for a moment, since in a training loop it comes soon, and then sleeps. A job
/// asks for no memory.
///
/// Whoever gives threads parts of a matrix product lets each own columns of what is written, with whole
/// cache lines: two threads that write to one line wait for each other. ``share(of:part:grain:)`` cuts so.
public final class Team: Sendable {
  /// How many threads there are, the caller's among them.
  public let count: Int

  private let members: [Member]

  /// Makes a team; with one thread, or where the system gives no more, jobs run in the caller's thread.
  public init(threads: Int) {
    var members: [Member] = []
    for part in 1..<max(2, min(threads, 64)) where part < threads {
      guard let member = Member(part: part) else { break }
      members.append(member)
    }
    self.members = members
    count = members.count + 1
  }

  deinit {
    for member in members { member.stop() }
  }

  /// Runs `job` with each part from 0 to ``count`` − 1, each in its thread, and waits for all.
  ///
  /// What a part writes is seen by the caller afterwards. One job at a time: it is not called from two
  /// threads, or from within a job. A closure that captures is made once and kept, since making it takes
  /// memory; calling it takes none.
  public func run(_ job: @escaping (_ part: Int) -> Void) {
    // By their places: in a debug build the iterator of an array asks for memory.
    for place in 0..<members.count { members[place].start(job) }
    job(0)
    for place in 0..<members.count { members[place].finish() }
  }

  /// The places of `n` that a part owns: as equal as whole grains allow; the last grain may be short.
  public func share(of n: Int, part: Int, grain: Int) -> Range<Int> {
    let grains = (n + grain - 1) / grain
    let first = grains * part / count
    let last = grains * (part + 1) / count
    return min(n, first * grain)..<min(n, last * grain)
  }
}
