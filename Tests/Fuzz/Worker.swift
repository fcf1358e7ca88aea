import Foundation
import Synchronization

/// Runs inputs one after the other in a process of its own, which a trap ends.
struct Worker {
  let seed: UInt64
  let range: Range<Int>
  let corpus: Corpus
  /// Where the number of the present input is kept, what failed is written, and lessons lie.
  let folder: URL

  /// What a worker ends with where an input takes too long.
  static let hung: Int32 = 99

  /// When the present input began, in nanoseconds of the processor's time, so that a busy machine does not
  /// matter; 0 between inputs.
  private static let began = Atomic<UInt64>(0)

  /// Runs all inputs, noting the number of each before it begins.
  func run(limit: Duration) throws {
    var limits = rlimit(rlim_cur: 8 << 30, rlim_max: 8 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limits)
    watch(limit)
    let notes = open(folder.appending(path: "present").path, O_WRONLY | O_CREAT, 0o644)
    var tally = Tally()
    for index in range {
      let note = Array(("\(index) " + tally.text + "\n").utf8)
      pwrite(notes, note, note.count, 0)
      let input = Input.number(index, seed: seed, of: corpus)
      Worker.began.store(Worker.now, ordering: .relaxed)
      let outcome = Invariants(input, folder: folder)
      Worker.began.store(0, ordering: .relaxed)
      tally.count(input.kind, ran: outcome.ran)
      if !outcome.failures.isEmpty {
        try Failure(index, input, outcome.failures.prefix(5).joined(separator: "\n")).save(
          in: folder
        )
      }
    }
    print(tally.text)
  }

  private static var now: UInt64 { UInt64(clock()) * (1_000_000_000 / UInt64(CLOCKS_PER_SEC)) + 1 }

  /// Ends the process when an input takes too long.
  private func watch(_ limit: Duration) {
    let nanoseconds = UInt64(limit / .nanoseconds(1))
    Thread.detachNewThread {
      while true {
        usleep(50_000)
        let began = Worker.began.load(ordering: .relaxed)
        if began > 0, Worker.now > began, Worker.now - began > nanoseconds { _exit(Worker.hung) }
      }
    }
  }
}

/// An input for which something does not hold.
struct Failure {
  let index: Int
  let input: Input
  let reason: String

  init(_ index: Int, _ input: Input, _ reason: String) {
    (self.index, self.input, self.reason) = (index, input, reason)
  }

  /// Writes the input and what is wrong with it beside each other.
  func save(in folder: URL) throws {
    let ending = input.kind == .lesson ? "md" : "grad"
    let name = "failure-\(index)-\(input.kind.rawValue)"
    try Data(input.bytes).write(to: folder.appending(path: "\(name).\(ending)"))
    try Data((reason + "\n").utf8).write(to: folder.appending(path: "\(name).txt"))
  }
}
