import FastKernels
import Kernels
import Testing

@Suite struct `Activations and the way back through them` {
  /// How far a value may be from the right one, in units of the last place: the stated bounds.
  static func bound(_ f: Activation) -> Double {
    switch f {
    case .leakyReLU: 0.5
    case .elu: 3
    case .softplus: 3
    case .silu: 3.5
    case .gelu: 5.5
    }
  }

  /// How far a slope may be from the right one, in units of the last place of 1.
  static let slopeBound = 3.0

  @Test(arguments: KernelChoice.available)
  func `every length and alignment, in place too, and nothing beside it`(level: KernelLevel) {
    tryLengths(KernelChoice.floats(level))
    tryLengths(KernelChoice.doubles(level))
  }

  private func tryLengths<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var random = Numbers(seed: 61)
    let corners: [Scalar] = `Functions of one number`.corners()
    for f in Activation.allCases {
      for count in 0...longest {
        let alpha: Scalar = count % 3 == 0 ? 1 : 0.125
        let inputs = (0..<count).map { i in
          i % 3 == 0 ? corners[Int(random.next() % UInt64(corners.count))] : random.number() * 9
        }
        let upstream: [Scalar] = random.numbers(count, times: 2)
        let x = Guarded(inputs, offset: Int(random.next() % 17))
        let g = Guarded(upstream, offset: Int(random.next() % 17))
        let z = Guarded([Scalar](repeating: 7, count: count), offset: Int(random.next() % 17))
        kernels.activateBack(f, alpha, g.source, x.source, z.pointer, count)
        #expect(same(x.numbers, inputs) && same(g.numbers, upstream), "\(f) leaves its operands")
        for i in 0..<count { checkSlope(f, inputs[i], upstream[i], alpha, z.numbers[i]) }
        kernels.activateBack(f, alpha, g.source, x.source, g.pointer, count)
        #expect(same(g.numbers, z.numbers), "back through \(f) in place, \(count)")
        kernels.activate(f, alpha, x.source, z.pointer, count)
        #expect(same(x.numbers, inputs), "\(f) leaves its input")
        for i in 0..<count { checkValue(f, inputs[i], alpha, z.numbers[i]) }
        kernels.activate(f, alpha, x.source, x.pointer, count)
        #expect(same(x.numbers, z.numbers), "\(f) in place, \(count)")
        #expect(x.isIntact && z.isIntact && g.isIntact, "\(f), \(count)")
      }
    }
  }

  private func checkValue<Scalar: KernelScalar>(
    _ f: Activation,
    _ x: Scalar,
    _ alpha: Scalar,
    _ z: Scalar
  ) {
    let right = f(x.widened, alpha.widened)
    // In double precision the plain functions lose some places far from 0, where the vectors do not: see the
    // values worked out with 300 bits.
    if MemoryLayout<Scalar>.size == 8 {
      #expect(isNear(z.widened, right), "\(f) of \(x) is \(z)")
    } else {
      #expect(distance(z, from: right) <= Self.bound(f), "\(f) of \(x) is \(z)")
    }
  }

  private func isNear(_ x: Double, _ y: Double) -> Bool {
    x.isNaN || y.isNaN
      ? x.isNaN && y.isNaN
      : x == y || (x - y).magnitude <= 1e-12 * y.magnitude + 0x1p-1060
  }

  private func checkSlope<Scalar: KernelScalar>(
    _ f: Activation,
    _ x: Scalar,
    _ g: Scalar,
    _ alpha: Scalar,
    _ z: Scalar
  ) {
    let right = f.pulledBack(g.widened, at: x.widened, alpha.widened)
    if right.isNaN || z.isNaN { return #expect(right.isNaN && z.isNaN, "\(f) at \(x): \(z)") }
    let unit = Scalar.ulpOfOne.widened
    let slack = MemoryLayout<Scalar>.size == 8 ? 2.0 : 0
    let off = (z.widened - right).magnitude
    let bound = (Self.slopeBound + slack) * unit * g.magnitude.widened
    #expect(off <= bound, "\(g) back through \(f) at \(x) is \(z), not \(right)")
  }

  @Test(arguments: KernelChoice.available)
  func `single precision keeps its bounds over all sizes of numbers`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    var inputs = (0..<65_550).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0 * 65_521)) }
    inputs += (-20_000...20_000).map { Float($0) / 1000 + 1e-4 }
    let ones = [Float](repeating: 1, count: inputs.count)
    for f in Activation.allCases {
      var found = ones
      kernels.activate(f, 1, inputs, &found, inputs.count)
      var worst = (x: Float(0), distance: 0.0)
      for (x, z) in zip(inputs, found) {
        let off = distance(z, from: f(Double(x), 1))
        if off > worst.distance { worst = (x, off) }
      }
      #expect(worst.distance <= Self.bound(f), "\(f) of \(worst.x) is \(worst.distance) off")
      kernels.activateBack(f, 1, ones, inputs, &found, inputs.count)
      for (x, z) in zip(inputs, found) { checkSlope(f, x, 1, 1, z) }
    }
  }

  @Test(arguments: KernelChoice.available.dropFirst())
  func `double precision keeps its bounds at values worked out with 300 bits`(level: KernelLevel) {
    let kernels = KernelChoice.doubles(level)
    for (f, x, value) in PreciseActivations.values {
      var found = 0.0
      kernels.activate(f, 1, [x], &found, 1)
      // The value in the table is rounded: half a place.
      let off = distance(found, from: value)
      #expect(off <= Self.bound(f) + 0.5, "\(f) of \(x) is \(found), not \(value): \(off)")
    }
    for (f, x, value) in PreciseActivations.slopes {
      var found = 0.0
      kernels.activateBack(f, 1, [1], [x], &found, 1)
      let off = (found - value).magnitude / Double.ulpOfOne
      #expect(off <= Self.slopeBound + 0.5, "\(f)' at \(x) is \(found), not \(value): \(off)")
    }
  }

  @Test(arguments: KernelChoice.available)
  func `what happens at the kinks and beyond all numbers`(level: KernelLevel) {
    let kernels = KernelChoice.doubles(level)
    let x: [Double] = [0, -0.0, .infinity, -.infinity, .nan]
    // Slopes at 0 are those of the left side; 0 · ∞ has no value.
    let values: [(Activation, [Double], [Double])] = [
      (.leakyReLU, [0, -0.0, .infinity, -.infinity, .nan], [0.5, 0.5, 1, 0.5, 0.5]),
      (.elu, [0, -0.0, .infinity, -0.5, .nan], [0.5, 0.5, 1, 0, .nan]),
      (.silu, [0, -0.0, .infinity, .nan, .nan], [0.5, 0.5, .nan, .nan, .nan]),
      (.gelu, [0, -0.0, .infinity, .nan, .nan], [0.5, 0.5, .nan, .nan, .nan]),
    ]
    for (f, right, slopes) in values {
      var found = x
      kernels.activate(f, 0.5, x, &found, x.count)
      #expect(same(found, right), "\(f): \(found)")
      kernels.activateBack(f, 0.5, [1, 1, 1, 1, 1], x, &found, x.count)
      #expect(same(found, slopes), "\(f)': \(found)")
    }
  }
}
