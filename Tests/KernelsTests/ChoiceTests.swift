import FastKernels
import Synchronization
import Testing

@Suite struct `The choice of kernels` {
  @Test func `without a wish it is the best`() {
    #expect(KernelChoice(wish: nil).level == KernelChoice.available.last)
    #expect(KernelChoice(wish: "").level == KernelChoice.available.last)
    #expect(KernelChoice(wish: nil).problem == nil)
  }

  @Test(arguments: KernelChoice.available)
  func `every level that is there can be had`(level: KernelLevel) {
    let choice = KernelChoice(wish: level.rawValue)
    #expect(choice.level == level && choice.problem == nil)
  }

  @Test(arguments: ["fast", "AVX2", "avx-512", " base", "référence"])
  func `a name that means nothing is told of`(name: String) {
    let choice = KernelChoice(wish: name)
    #expect(choice.level == KernelChoice.available.last)
    #expect(choice.problem == .unknown(name))
    #expect(
      choice.problem?.words
        == "GRADUS_KERNELS: expected reference, base, avx2, avx512, found '\(name)'; "
        + "the best kernels are used"
    )
  }

  @Test func `a level that the processor lacks is told of`() {
    for level in KernelLevel.allCases where !KernelChoice.available.contains(level) {
      #expect(KernelChoice(wish: level.rawValue).problem == .unsupported(level))
    }
    #expect(KernelChoice.Problem.unsupported(.avx512).words.contains("not 'avx512'"))
  }
}

@Suite struct `A team of threads` {
  @Test(arguments: [1, 2, 3, 5])
  func `every part of a job is done once, before run returns`(threads: Int) {
    let team = Team(threads: threads)
    #expect(team.count == threads)
    let done = Mutex([Int](repeating: 0, count: threads))
    let job = { (part: Int) in done.withLock { $0[part] += 1 } }
    for turn in 1...500 {
      team.run(job)
      #expect(done.withLock { $0 } == [Int](repeating: turn, count: threads))
    }
  }

  @Test func `a thread that has gone to sleep wakes up`() async throws {
    let team = Team(threads: 2)
    let sum = Mutex(0)
    for turn in 1...5 {
      try await Task.sleep(for: .milliseconds(20))
      team.run { part in sum.withLock { $0 += part + 1 } }
      #expect(sum.withLock { $0 } == 3 * turn)
    }
  }

  @Test(arguments: [0, -1])
  func `fewer than one thread is one`(threads: Int) {
    let team = Team(threads: threads)
    #expect(team.count == 1)
    let parts = Mutex<[Int]>([])
    team.run { part in parts.withLock { $0.append(part) } }
    #expect(parts.withLock { $0 } == [0])
  }

  @Test func `shares are whole grains, side by side, and all there is`() {
    for threads in 1...4 {
      let team = Team(threads: threads)
      for n in [0, 1, 10, 16, 17, 128, 1000] {
        var next = 0
        for part in 0..<threads {
          let share = team.share(of: n, part: part, grain: 16)
          #expect(share.lowerBound == next && (share.lowerBound % 16 == 0 || share.isEmpty))
          next = share.upperBound
        }
        #expect(next == n)
      }
    }
  }
}
