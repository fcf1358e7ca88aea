import FastKernels
import Kernels
import Testing

@Suite struct `Batch normalisation` {
  @Test(arguments: KernelChoice.available)
  func `every shape agrees with plain loops and touches nothing else`(level: KernelLevel) {
    tryShapes(KernelChoice.floats(level))
    tryShapes(KernelChoice.doubles(level))
  }

  private func tryShapes<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    let plain = KernelSet<Scalar>.reference
    var random = Numbers(seed: 83)
    for length in Array(1...longest) + [64, 100] {
      for shape in [
        BatchShape(samples: 1 + length % 7, channels: length),
        BatchShape(samples: 1 + length % 3, channels: 1 + length % 4, places: length),
      ] where shape.channelCount > 1 {
        let channels = shape.channels
        let numbers: [Scalar] = random.numbers(shape.count, times: 3)
        let upstream: [Scalar] = random.numbers(shape.count)
        let (gamma, beta): ([Scalar], [Scalar]) = (
          random.numbers(channels), random.numbers(channels)
        )
        let epsilon: Scalar = 0.0625
        func room(_ count: Int) -> Guarded<Scalar> {
          Guarded([Scalar](repeating: 7, count: count), offset: Int(random.next() % 17))
        }
        let x = Guarded(numbers, offset: Int(random.next() % 17))
        let (means, variances) = (room(channels), room(channels))
        let (gammas, betas, z, back) = (
          room(channels), room(channels), room(shape.count), room(shape.count)
        )
        kernels.batches.moments(shape, x.source, means.pointer, variances.pointer)
        kernels.batches.normalise(
          shape,
          x.source,
          means.source,
          variances.source,
          epsilon,
          gamma,
          beta,
          z.pointer
        )
        kernels.batches.normaliseBack(
          shape,
          x.source,
          means.source,
          variances.source,
          epsilon,
          gamma,
          upstream,
          back.pointer,
          gammas.pointer,
          betas.pointer
        )
        let zeros = [Scalar](repeating: 0, count: channels)
        var (mean, variance, slopes, shifts) = (zeros, zeros, zeros, zeros)
        var (value, slope) = (numbers, numbers)
        plain.batches.moments(shape, numbers, &mean, &variance)
        plain.batches.normalise(shape, numbers, mean, variance, epsilon, gamma, beta, &value)
        plain.batches.normaliseBack(
          shape,
          numbers,
          mean,
          variance,
          epsilon,
          gamma,
          upstream,
          &slope,
          &slopes,
          &shifts
        )
        // Sums of n numbers around 1, in other orders.
        let bound = 8 * Scalar.ulpOfOne.widened * Double(shape.channelCount + 8)
        for (a, b) in [
          (means.numbers, mean), (variances.numbers, variance), (gammas.numbers, slopes),
          (betas.numbers, shifts), (z.numbers, value), (back.numbers, slope),
        ] {
          for (p, q) in zip(a, b) {
            #expect((p - q).magnitude.widened <= bound, "\(shape): \(p), \(q)")
          }
        }
        for memory in [x, means, variances, gammas, betas, z, back] { #expect(memory.isIntact) }
        // In place.
        let own = Guarded(numbers, offset: 5)
        kernels.batches.normalise(
          shape,
          own.source,
          means.source,
          variances.source,
          epsilon,
          gamma,
          beta,
          own.pointer
        )
        #expect(same(own.numbers, z.numbers))
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `two samples of one channel by hand`(level: KernelLevel) {
    // x = 1, 5: μ = 3, σ² = 4, x̂ = ∓1 with ε = 0; γ = 2, β = 10; g = 1, 0.
    let kernels = KernelChoice.doubles(level)
    let shape = BatchShape(samples: 2, channels: 1)
    var (mean, variance, gamma, beta) = (0.0, 0.0, 0.0, 0.0)
    var (z, back) = ([0.0, 0], [0.0, 0])
    kernels.batches.moments(shape, [1, 5], &mean, &variance)
    #expect(mean == 3 && variance == 4)
    kernels.batches.normalise(shape, [1, 5], [3], [4], 0, [2], [10], &z)
    #expect(z == [8, 12])
    kernels.batches.normaliseBack(
      shape,
      [1, 5],
      [3],
      [4],
      0,
      [2],
      [1, 0],
      &back,
      &gamma,
      &beta
    )
    // x̄ = 2/2 · (g − ½ − x̂ · (−½)): what two points become does not depend on where they lie.
    #expect(gamma == -1 && beta == 1 && back == [0, 0])
  }
}
