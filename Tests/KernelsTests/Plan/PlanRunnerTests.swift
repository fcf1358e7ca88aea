import FastKernels
import Kernels
import Testing

/// Lists of kernel calls over one memory.
@Suite("Plans of kernel calls")
struct PlanRunnerTests {
  typealias Call = FastKernels.Instruction<Float>

  private func runner(
    _ list: InstructionList<Float>,
    memory: Int,
    samples: SampleBlock<Float>? = nil,
    level: KernelLevel = KernelChoice.current.level,
    threads: Int = 1
  ) -> PlanRunner<Float> {
    PlanRunner(
      memory: memory,
      samples: samples
        ?? SampleBlock(count: 0, features: [], labels: [], targets: [], most: 1),
      for: [list],
      level: level,
      threads: threads
    )
  }

  @Test(arguments: KernelChoice.available)
  func `calls work on the places that they are told`(level: KernelLevel) {
    var list = InstructionList<Float>()
    let (x, y, z) = (Place(0), Place(16), Place(32))
    list.append(.repeatRow(x: x, rows: 2, columns: 3, z: y))
    list.append(.map(.square, x: y, z: y, count: 6))
    list.append(.copy(x: y, z: z, count: 6))
    list.append(
      .combine(
        .add,
        rows: 2,
        columns: 3,
        x: MatrixPlace(z, rowStride: 3),
        y: MatrixPlace(x, rowStride: 0),
        z: z,
        stride: 3
      )
    )
    list.append(
      .reduceColumns(
        .sum,
        rows: 2,
        columns: 3,
        x: z,
        stride: 3,
        alpha: Factor(0.5),
        beta: 0,
        z: Place(48)
      )
    )
    list.append(.accumulate(.rate(times: -1), x: x, z: Place(48), count: 3))
    list.append(.dot(x: x, y: x, count: 3, alpha: 2, beta: 0, z: Place(64)))
    list.append(.fill(7, z: Place(80), count: 2))
    let runner = runner(list, memory: 96, level: level)
    runner.rate = 0.25
    runner.write([1, 2, 3], at: x)
    runner.run(runner.prepare(list))
    #expect(runner.read(6, at: z) == [2, 6, 12, 2, 6, 12])
    #expect(runner.read(3, at: Place(48)) == [1.75, 5.5, 11.25])
    #expect(runner.number(at: Place(64)) == 28)
    #expect(runner.read(3, at: Place(80)) == [7, 7, 0])
  }

  @Test func `a product reads features where they lie, side by side or gathered`() {
    // z = x Wᵀ with W = [[1, 10], [0, 1]].
    var list = InstructionList<Float>()
    list.append(
      .product(
        m: 2,
        n: 2,
        k: 2,
        alpha: Factor(1),
        a: MatrixPlace(Place(0, in: .features), rowStride: 2),
        b: MatrixPlace(Place(0), rowStride: 2).transposed,
        beta: 0,
        z: Place(16),
        stride: 2
      )
    )
    let samples = SampleBlock<Float>(
      count: 4,
      features: [1, 2, 3, 4, 5, 6, 7, 8],
      labels: [0, 1, 0, 1],
      targets: [0, 1, 0, 1],
      most: 2
    )
    let runner = runner(list, memory: 32, samples: samples)
    runner.write([1, 10, 0, 1], at: Place(0))
    let prepared = runner.prepare(list)
    samples.look(at: 1..<3)
    runner.run(prepared)
    #expect(runner.read(4, at: Place(16)) == [43, 4, 65, 6])
    samples.look(at: [3, 0][...])
    runner.run(prepared)
    #expect(runner.read(4, at: Place(16)) == [87, 8, 21, 2])
  }

  @Test func `the cross entropy of even logits is the logarithm of the number of classes`() {
    var list = InstructionList<Float>()
    list.append(
      .crossEntropyRows(
        rows: 2,
        columns: 4,
        logits: Place(0),
        alpha: 0.5,
        gradient: Place(16),
        loss: Place(32)
      )
    )
    list.append(.countRight(rows: 2, columns: 4, x: Place(0), z: Place(48)))
    let samples = SampleBlock<Float>(
      count: 2,
      features: [0, 0],
      labels: [0, 3],
      targets: [0, 3],
      most: 2
    )
    let runner = runner(list, memory: 64, samples: samples)
    samples.look(at: 0..<2)
    runner.run(runner.prepare(list))
    #expect((runner.number(at: Place(32)) - 1.386_294_4).magnitude < 1e-6)
    let slopes = runner.read(8, at: Place(16))
    #expect(slopes == [-0.375, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, -0.375])
    // Of four equal numbers the first counts.
    #expect(runner.number(at: Place(48)) == 1)
  }

  @Test func `two threads write what one writes`() {
    let n = 50_000
    var list = InstructionList<Float>()
    let (x, y, z) = (Place(0), Place(n), Place(2 * n))
    list.append(.map(.tanh, x: x, z: y, count: n))
    list.append(
      .combine(
        .multiply,
        rows: 500,
        columns: 100,
        x: MatrixPlace(y, rowStride: 100),
        y: MatrixPlace(x, rowStride: 0),
        z: z,
        stride: 100
      )
    )
    list.append(.accumulate(Factor(0.5), x: y, z: z, count: n))
    list.append(.momentum(g: y, v: Place(3 * n), x: z, count: n))
    var results: [[Float]] = []
    for threads in [1, 2] {
      let runner = runner(list, memory: 4 * n, threads: threads)
      runner.momentum = MomentumStep(
        rate: 0.1,
        momentum: 0.9,
        share: 1,
        decay: 0.01,
        nesterov: true
      )
      runner.write((0..<n).map { Float($0 % 1000) / 500 - 1 }, at: x)
      let prepared = runner.prepare(list)
      for _ in 0..<3 { runner.run(prepared) }
      results.append(runner.read(4 * n, at: x))
    }
    #expect(results[0] == results[1])
  }

  @Test func `a list that reaches beyond the memory is refused`() async {
    await #expect(processExitsWith: .failure) {
      var list = InstructionList<Float>()
      list.append(.fill(1, z: Place(8), count: 9))
      let runner = PlanRunner<Float>(
        memory: 16,
        samples: SampleBlock(count: 0, features: [], labels: [], targets: [], most: 1),
        for: [list],
        level: .reference,
        threads: 1
      )
      _ = runner.prepare(list)
    }
  }

  @Test func `samples beyond the last are refused`() async {
    await #expect(processExitsWith: .failure) {
      let samples = SampleBlock<Float>(
        count: 2,
        features: [1, 2],
        labels: [],
        targets: [1, 2],
        most: 2
      )
      samples.look(at: [0, 2][...])
    }
  }
}
