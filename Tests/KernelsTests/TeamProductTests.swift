import CAllocations
import FastKernels
import Foundation
import Kernels
import Testing

@Suite struct `Products that threads share` {
  @Test(
    arguments: [1, 2, 3],
    [
      (64, 128, 40), (70, 129, 33), (600, 10, 100), (100, 47, 64), (1, 1, 1), (0, 64, 5),
      (128, 33, 50),
    ]
  )
  func `are those of one thread`(threads: Int, size: (Int, Int, Int)) {
    let (m, n, k) = size
    let kernels = KernelChoice.floats(KernelChoice.current.level)
    let team = TeamProduct(Team(threads: threads), kernels, m: m, n: n, k: k)
    var random = Numbers(seed: 5)
    let (a, b) = (Guarded<Float>(random.wholes(m * k)), Guarded<Float>(random.wholes(k * n)))
    let before: [Float] = random.wholes(m * n)
    let (found, right) = (Guarded(before), Guarded(before))
    let workspace = Guarded([Float](repeating: 0, count: kernels.productWorkspace(m, n, k)))
    let (left, other) = (Strided(a.source, rowStride: k), Strided(b.source, rowStride: n))
    for _ in 0..<20 {
      team.multiply(m, n, k, 0.5, left, other, 1, found.pointer, n)
      kernels.product(m, n, k, 0.5, left, other, 1, right.pointer, n, workspace.pointer)
      #expect(found.numbers == right.numbers)
    }
    #expect(found.isIntact && a.isIntact && b.isIntact)
  }
}

@Suite struct `Memory for products` {
  /// How often memory was asked for while products of all shapes were made again and again.
  static func requests(threads: Int) -> Int {
    let kernels = KernelChoice.floats(KernelChoice.current.level)
    // Shared by columns, by rows, by nobody, and along long sums.
    let sizes = [(64, 256, 80), (700, 10, 100), (5, 7, 9), (96, 96, 2100)]
    let largest = (700, 256, 2100)
    let product = TeamProduct(
      Team(threads: threads),
      kernels,
      m: largest.0,
      n: largest.1,
      k: largest.2
    )
    let (a, b, c) = (
      Guarded([Float](repeating: 1, count: largest.0 * largest.2)),
      Guarded([Float](repeating: 1, count: largest.2 * largest.1)),
      Guarded([Float](repeating: 0, count: largest.0 * largest.1))
    )
    let (left, right, result) = (a.source, b.source, c.pointer)
    func run(_ turns: Int) {
      for _ in 0..<turns {
        // By their places: in a debug build the iterator of an array asks for memory.
        for place in 0..<sizes.count {
          let (m, n, k) = sizes[place]
          let (x, y) = (Strided(left, rowStride: k), Strided(right, rowStride: n))
          product.multiply(m, n, k, 1, x, y, 0, result, n)
        }
      }
    }
    run(3)
    let before = allocations_so_far()
    run(100)
    return Int(allocations_so_far() - before)
  }

  // In a process of its own, since every request of the whole process is counted.

  @Test(.enabled(if: allocations_so_far() >= 0)) func `is not asked for by one thread`() async {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(Int32(min(100, Self.requests(threads: 1))))
    }
  }

  @Test(.enabled(if: allocations_so_far() >= 0)) func `is not asked for by several`() async {
    await #expect(processExitsWith: .exitCode(0)) {
      exit(Int32(min(100, Self.requests(threads: 3))))
    }
  }
}

@Suite struct `Jobs that threads share` {
  @Test(arguments: [2, 3, 8])
  func `every part of every job is done once, whoever does it`(threads: Int) {
    // More threads than processors: many never begin in time, and the caller does their parts.
    let team = Team(threads: threads)
    let counts = UnsafeMutablePointer<Int>.allocate(capacity: team.count * 64)
    defer { counts.deallocate() }
    counts.initialize(repeating: 0, count: team.count * 64)
    nonisolated(unsafe) let places = counts
    let short: (Int) -> Void = { part in places[part * 64] += 1 }
    let long: (Int) -> Void = { part in
      for _ in 0..<2000 { places[part * 64] &+= part }
      places[part * 64] &-= 2000 * part - 1
    }
    for turn in 1...3000 {
      team.run(turn % 3 == 0 ? long : short)
      // What a part has written is seen by the caller.
      #expect((0..<team.count).allSatisfy { counts[$0 * 64] == turn })
    }
  }
}
