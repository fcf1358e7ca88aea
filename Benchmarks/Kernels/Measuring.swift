import CPeak
import FastKernels
import Kernels

/// Measures kernels and prints what it finds.
struct Measuring {
  /// How often each figure is taken, after a run that warms up.
  var runs: Int

  /// The median time of one turn of many.
  private func median(turns: Int, _ job: () -> Void) -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for run in 0...runs {
      let passed = clock.measure { for _ in 0..<turns { job() } }
      if run > 0 { times.append(passed / .seconds(1) / Double(turns)) }
    }
    return times.sorted()[runs / 2]
  }

  /// The speed at which nothing but fused multiplications runs, in the best vectors at hand.
  func peak() {
    let best = KernelChoice.available.last
    let lanes: Int32 = best == .avx512 ? 16 : best == .avx2 ? 8 : 4
    let turns = 5_000_000
    let operations = gradus_peak(lanes, 1) * Double(turns)
    guard operations > 0 else { return }
    let rate = operations / median(turns: 1) { _ = gradus_peak(lanes, turns) }
    print("{\"who\": \"peak\", \"rate\": \(rate)}")
  }

  /// A matrix product in single precision.
  func product(_ kernels: KernelSet<Float>, _ m: Int, _ n: Int, _ k: Int) {
    let (a, b) = (numbers(m * k, 37, 101), numbers(k * n, 53, 103))
    let c = numbers(m * n, 1, 2)
    let workspace = numbers(kernels.productWorkspace(m, n, k), 1, 2)
    let turns = Int(1e8 / (2 * Double(m * n * k))) + 1
    let time = median(turns: turns) {
      kernels.product(
        m,
        n,
        k,
        1,
        Strided(a, rowStride: k),
        Strided(b, rowStride: n),
        0,
        c,
        n,
        workspace
      )
    }
    print(
      "{\"who\": \"Gradus\", \"m\": \(m), \"n\": \(n), \"k\": \(k), \"median\": \(time), "
        + "\"value\": \(c[m * n / 2])}"
    )
    for memory in [a, b, c, workspace] { memory.deallocate() }
  }

  /// A function of many numbers, in the second cache.
  func map(_ kernels: KernelSet<Float>, _ f: UnaryFunction) {
    let (x, z) = (numbers(16_384, 37, 101), numbers(16_384, 37, 101))
    let time = median(turns: 300) { kernels.map(f, x, z, 16_384) }
    tell("\(f)", time)
    x.deallocate()
    z.deallocate()
  }

  /// The softmax of 128 rows of 128 numbers.
  func softmax(_ kernels: KernelSet<Float>) {
    let (x, z) = (numbers(16_384, 37, 101), numbers(16_384, 37, 101))
    let time = median(turns: 300) { kernels.softmaxRows(128, 128, x, 128, z, 128) }
    tell("softmax", time)
    x.deallocate()
    z.deallocate()
  }

  private func tell(_ what: String, _ time: Double) {
    print("{\"who\": \"Gradus\", \"what\": \"\(what)\", \"count\": 16384, \"median\": \(time)}")
  }

  /// Memory at the start of a cache line, with the numbers that all peers have.
  private func numbers(_ count: Int, _ factor: Int, _ modulus: Int) -> UnsafeMutablePointer<Float> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * 4, alignment: 64)
      .assumingMemoryBound(to: Float.self)
    for i in 0..<count { memory[i] = Float(Double(i * factor % modulus) / Double(modulus) - 0.5) }
    return memory
  }
}
