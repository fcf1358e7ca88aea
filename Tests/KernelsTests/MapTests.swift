import FastKernels
import Kernels
import Testing

/// The longest list that is tried: three vectors of the widest set, and one number more.
let longest = 49

@Suite struct `Functions of one number` {
  /// How far a value may be from the right one, in units of the last place: the stated bounds.
  static func bound(_ f: UnaryFunction) -> Double {
    switch f {
    case .exp, .log: 1.5
    case .sigmoid: 2.5
    case .tanh: 3
    default: 0.5
    }
  }

  /// Numbers where functions have their corners.
  static func corners<Scalar: KernelScalar>() -> [Scalar] {
    let sizes: [Double] = [
      0, 0.34, 0.35, 0.5, 0.9999, 1, 1.0001, 1.4142, 9.99, 10.01, 19.9, 20.1, 86.9, 87.5, 88, 88.73,
      89, 103.9, 104.1, 707.9, 708.5, 709.7, 710, 745, 746, 1e30, 1e38, 1e-30, 1e-38, 1e-42, 1e-45,
    ]
    let odd: [Scalar] = [
      .nan, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, .pi,
      Scalar.leastNormalMagnitude.nextDown,
    ]
    return (sizes.map { Scalar(rounding: $0) } + odd).flatMap { [$0, -$0] }
  }

  @Test(arguments: KernelChoice.available)
  func `every length and alignment, and nothing beside it`(level: KernelLevel) {
    tryLengths(KernelChoice.floats(level))
    tryLengths(KernelChoice.doubles(level))
  }

  private func tryLengths<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var random = Numbers(seed: 3)
    let corners: [Scalar] = Self.corners()
    for f in UnaryFunction.allCases {
      for count in 0...longest {
        let offset = Int(random.next() % 17)
        let inputs = (0..<count).map { i in
          i % 3 == 0 ? corners[Int(random.next() % UInt64(corners.count))] : random.number() * 9
        }
        let x = Guarded(inputs, offset: offset)
        let z = Guarded([Scalar](repeating: 7, count: count), offset: Int(random.next() % 17))
        kernels.map(f, x.source, z.pointer, count)
        #expect(same(x.numbers, inputs), "\(f) leaves its input")
        check(f, inputs, z.numbers)
        kernels.map(f, x.source, x.pointer, count)
        #expect(same(x.numbers, z.numbers), "\(f) in place, \(count)")
        #expect(x.isIntact && z.isIntact, "\(f), \(count)")
      }
    }
  }

  private func check<Scalar: KernelScalar>(_ f: UnaryFunction, _ x: [Scalar], _ z: [Scalar]) {
    // The plain functions are a rounding away from the right value in double precision.
    let slack = MemoryLayout<Scalar>.size == 8 ? 1.0 : 0
    for (x, z) in zip(x, z) {
      let right = f(x.widened)
      switch f {
      case .exp, .log, .tanh, .sigmoid:
        #expect(distance(z, from: right) <= Self.bound(f) + slack, "\(f) of \(x) is \(z)")
        #expect(z != 0 || z.sign == f(x).sign, "\(f) of \(x) is \(z)")
      default: #expect(same(z, f(x)), "\(f) of \(x) is \(z)")
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `single precision keeps its bounds over all sizes of numbers`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    // Every 65,521st pattern of bits, so all exponents; and more of them between -20 and 20.
    var inputs = (0..<65_550).map { Float(bitPattern: UInt32(truncatingIfNeeded: $0 * 65_521)) }
    inputs += (-20_000...20_000).map { Float($0) / 1000 + 1e-4 }
    for f in [UnaryFunction.exp, .log, .tanh, .sigmoid] {
      var found = [Float](repeating: 0, count: inputs.count)
      kernels.map(f, inputs, &found, inputs.count)
      var worst = (x: Float(0), distance: 0.0)
      for (x, z) in zip(inputs, found) {
        let off = distance(z, from: f(Double(x)))
        if off > worst.distance { worst = (x, off) }
      }
      #expect(worst.distance <= Self.bound(f), "\(f) of \(worst.x) is \(worst.distance) off")
      Attachment.record("\(level) \(f) \(worst.distance) at \(worst.x)", named: "\(f).txt")
    }
  }

  @Test(arguments: KernelChoice.available)
  func `double precision keeps its bounds at values worked out with 300 bits`(level: KernelLevel) {
    let kernels = KernelChoice.doubles(level)
    let tables: [(UnaryFunction, [(x: Double, value: Double)])] = [
      (.exp, Precise.exp), (.tanh, Precise.tanh), (.sigmoid, Precise.sigmoid), (.log, Precise.log),
    ]
    for (f, table) in tables {
      var found = [Double](repeating: 0, count: table.count)
      kernels.map(f, table.map { $0.x }, &found, table.count)
      for ((x, value), z) in zip(table, found) {
        // The value in the table is rounded: half a place.
        let off = distance(z, from: value)
        #expect(off <= Self.bound(f) + 0.5, "\(f) of \(x) is \(z), not \(value): \(off)")
      }
    }
  }
}
