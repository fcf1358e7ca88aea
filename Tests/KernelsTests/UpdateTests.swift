import FastKernels
import Kernels
import Testing

@Suite struct `Steps of optimisers` {
  @Test(arguments: KernelChoice.available)
  func `every length agrees with plain loops and touches nothing else`(level: KernelLevel) {
    tryLengths(KernelChoice.floats(level), .reference)
    tryLengths(KernelChoice.doubles(level), .reference)
  }

  private func tryLengths<Scalar: KernelScalar>(
    _ kernels: KernelSet<Scalar>,
    _ plain: KernelSet<Scalar>
  ) {
    var random = Numbers(seed: 41)
    for count in 0...longest {
      let (g, x, m): ([Scalar], [Scalar], [Scalar]) = (
        random.numbers(count), random.numbers(count), random.numbers(count)
      )
      let v = (random.numbers(count) as [Scalar]).map { $0 * $0 }
      let steps: [(KernelSet<Scalar>, [Guarded<Scalar>]) -> Void] = [
        { $0.accumulate(-0.25, $1[0].source, $1[1].pointer, count) },
        { kernels, at in
          let step = MomentumStep<Scalar>(
            rate: 0.125,
            momentum: 0.75,
            share: 0.5,
            decay: 0.25,
            nesterov: false
          )
          kernels.momentum(step, at[0].source, at[2].pointer, at[1].pointer, count)
        },
        { kernels, at in
          let step = MomentumStep<Scalar>(
            rate: 0.125,
            momentum: 0.75,
            share: 1,
            decay: 0,
            nesterov: true
          )
          kernels.momentum(step, at[0].source, at[2].pointer, at[1].pointer, count)
        },
        { kernels, at in
          let step = AdamStep<Scalar>(
            rate: 0.125,
            beta1: 0.75,
            beta2: 0.5,
            epsilon: 0.0625,
            correction1: 0.25,
            correction2: 0.5,
            decay: 0.125,
            kept: 0.875
          )
          kernels.adam(
            step,
            at[0].source,
            at[2].pointer,
            at[3].pointer,
            at[1].pointer,
            count
          )
        },
        { kernels, at in
          let step = AdaptiveStep<Scalar>(
            rate: 0.125,
            kept: 0.75,
            share: 0.5,
            epsilon: 0.0625,
            decay: 0.25
          )
          kernels.adaptive(step, at[0].source, at[3].pointer, at[1].pointer, count)
        },
      ]
      for (turn, step) in steps.enumerated() {
        let found = [g, x, m, v].enumerated().map { Guarded($1, offset: ($0 * 5 + count) % 17) }
        let right = [g, x, m, v].map { Guarded($0) }
        step(kernels, found)
        step(plain, right)
        for (a, b) in zip(found, right) {
          #expect(a.isIntact)
          for (p, q) in zip(a.numbers, b.numbers) {
            // A fused multiplication rounds less often.
            let off = (p - q).magnitude.widened
            #expect(off <= 8 * Scalar.ulpOfOne.widened, "step \(turn), \(count): \(p), \(q)")
          }
        }
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `a first step of Adam moves by the learning rate`(level: KernelLevel) {
    // m = 0.1 g, v = 0.001 g², so m / 0.1 = g and √(v / 0.001) = |g|.
    var (x, m, v): ([Double], [Double], [Double]) = ([1, 1], [0, 0], [0, 0])
    let step = AdamStep<Double>(
      rate: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 0,
      correction1: 0.1,
      correction2: 0.001,
      decay: 0,
      kept: 1
    )
    KernelChoice.doubles(level).adam(step, [5, -3], &m, &v, &x, 2)
    #expect((x[0] - 0.99).magnitude < 1e-12 && (x[1] - 1.01).magnitude < 1e-12)
  }

  @Test(arguments: KernelChoice.available)
  func `a first step of AdaGrad moves by the learning rate, one of RMSProp by ten times it`(
    level: KernelLevel
  ) {
    // s = g², and s = 0.01 g² with α = 0.99.
    let kernels = KernelChoice.doubles(level)
    for (kept, share, move) in [(1, 1, 0.01), (0.99, 0.01, 0.1)] {
      var (x, s): ([Double], [Double]) = ([1, 1], [0, 0])
      let step = AdaptiveStep<Double>(
        rate: 0.01,
        kept: kept,
        share: share,
        epsilon: 0,
        decay: 0
      )
      kernels.adaptive(step, [5, -3], &s, &x, 2)
      #expect((x[0] - (1 - move)).magnitude < 1e-12 && (x[1] - (1 + move)).magnitude < 1e-12)
    }
  }
}
