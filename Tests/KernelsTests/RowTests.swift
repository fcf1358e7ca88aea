import FastKernels
import Kernels
import Testing

@Suite struct `Reductions, softmax and cross entropy` {
  @Test(arguments: KernelChoice.available)
  func `rows and columns are reduced at every shape`(level: KernelLevel) {
    tryReductions(KernelChoice.floats(level))
    tryReductions(KernelChoice.doubles(level))
  }

  private func tryReductions<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var random = Numbers(seed: 23)
    for columns in Array(0...longest) + [64, 65, 127, 200, 257] {
      let rows = columns % 5
      let stride = columns + columns % 3
      // Sums of whole numbers are exact in every order.
      let numbers: [Scalar] = random.wholes(rows * stride)
      let x = Guarded(numbers, offset: Int(random.next() % 17))
      for kind in Reduction.allCases {
        for (alpha, beta) in [(1, 0), (-2, 1), (0.5, 3)] as [(Scalar, Scalar)] {
          let row = Guarded<Scalar>([Scalar](repeating: beta == 0 ? .nan : 2, count: rows))
          kernels.reduceRows(kind, rows, columns, x.source, stride, alpha, beta, row.pointer)
          let column = Guarded<Scalar>([Scalar](repeating: beta == 0 ? .nan : 2, count: columns))
          kernels.reduceColumns(kind, rows, columns, x.source, stride, alpha, beta, column.pointer)
          let rowsExpected = (0..<rows).map { r in
            joined(kind, (0..<columns).map { numbers[r * stride + $0] }, alpha, beta)
          }
          let columnsExpected = (0..<columns).map { c in
            joined(kind, (0..<rows).map { numbers[$0 * stride + c] }, alpha, beta)
          }
          #expect(row.numbers == rowsExpected, "\(kind) of rows, \(rows) × \(columns)")
          #expect(column.numbers == columnsExpected, "\(kind) of columns, \(rows) × \(columns)")
          #expect(row.isIntact && column.isIntact)
        }
      }
      let other: [Scalar] = random.wholes(rows * stride)
      let y = Guarded(other, offset: 3)
      let dot = zip(numbers, other).map { $0 * $1 }.reduce(0, +)
      #expect(kernels.dot(x.source, y.source, rows * stride) == dot)
    }
  }

  private func joined<Scalar: KernelScalar>(
    _ kind: Reduction,
    _ numbers: [Scalar],
    _ alpha: Scalar,
    _ beta: Scalar
  ) -> Scalar {
    let found = kind == .sum ? numbers.reduce(0, +) : numbers.max() ?? -.infinity
    return alpha * found + (beta == 0 ? 0 : beta * 2)
  }

  @Test(arguments: KernelChoice.available)
  func `a NaN anywhere makes sum and maximum NaN`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    for count in 1...longest {
      for place in 0..<count {
        var numbers = [Float](repeating: -1, count: count)
        numbers[place] = .nan
        for kind in Reduction.allCases {
          var found: Float = 0
          kernels.reduceRows(kind, 1, count, numbers, count, 1, 0, &found)
          #expect(found.isNaN, "\(kind), \(place) of \(count)")
        }
        var columns = [Float](repeating: 0, count: count)
        kernels.reduceColumns(.maximum, 1, count, numbers, count, 1, 0, &columns)
        #expect(columns[place].isNaN && columns.count { $0.isNaN } == 1)
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `rows become their softmax at every length`(level: KernelLevel) {
    trySoftmax(KernelChoice.floats(level))
    trySoftmax(KernelChoice.doubles(level))
  }

  private func trySoftmax<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var random = Numbers(seed: 31)
    for columns in 1...longest {
      let (rows, stride, target) = (columns % 8 == 2 ? 37 : 3, columns + 2, columns + 5)
      let numbers: [Scalar] = random.numbers(rows * stride, times: 6)
      let x = Guarded(numbers, offset: columns % 17)
      let z = Guarded([Scalar](repeating: 7, count: rows * target))
      kernels.softmaxRows(rows, columns, x.source, stride, z.pointer, target)
      let labels = (0..<rows).map { Int32(($0 * 7 + columns) % columns) }
      let gradient = Guarded([Scalar](repeating: 7, count: rows * target))
      let loss = kernels.crossEntropyRows(
        rows,
        columns,
        x.source,
        stride,
        labels,
        0.5,
        gradient.pointer,
        target
      )
      var losses = 0.0
      for r in 0..<rows {
        let powers = (0..<columns).map { UnaryFunction.exp(numbers[r * stride + $0].widened) }
        let sum = powers.reduce(0, +)
        let largest = (0..<columns).map { numbers[r * stride + $0].widened }.max() ?? 0
        losses += UnaryFunction.log(sum) - numbers[r * stride + Int(labels[r])].widened
        for c in 0..<columns {
          let found = z.numbers[r * target + c]
          // What is below the largest is rounded before its power is taken: half a place of it.
          // A sum in order gathers a part of a place with each number. In double precision the sums that it
          // is held against are rounded alike.
          let slack = MemoryLayout<Scalar>.size == 8 ? 4 : Double(columns) / 8
          let bound = 4 + largest - numbers[r * stride + c].widened + slack
          #expect(distance(found, from: powers[c] / sum) <= bound, "\(r), \(c) of \(columns)")
          let slope = 0.5 * (powers[c] / sum - (Int(labels[r]) == c ? 1 : 0))
          let off = (gradient.numbers[r * target + c].widened - slope).magnitude
          #expect(off <= bound * Scalar.ulpOfOne.widened, "\(r), \(c) of \(columns)")
        }
        for c in columns..<target { #expect(z.numbers[r * target + c] == 7) }
      }
      #expect((loss.widened - losses).magnitude <= 40 * Scalar.ulpOfOne.widened * max(1, losses))
      #expect(z.isIntact && gradient.isIntact)
      kernels.softmaxRows(rows, columns, x.source, stride, x.pointer, stride)
      for r in 0..<rows {
        #expect(
          same(
            Array(x.numbers[r * stride..<r * stride + columns]),
            Array(z.numbers[r * target..<r * target + columns])
          )
        )
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `softmax of extreme rows`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    let rows: [([Float], [Float])] = [
      ([1000, 1000], [0.5, 0.5]), ([-1000, -1000], [0.5, 0.5]), ([0, -200], [1, 0]),
      ([-.infinity, 0], [0, 1]), ([.nan, 0], [.nan, .nan]), ([.infinity, 0], [.nan, .nan]),
      ([-.infinity, -.infinity], [.nan, .nan]), ([3], [1]),
    ]
    for (x, expected) in rows {
      var z = [Float](repeating: 7, count: x.count)
      kernels.softmaxRows(1, x.count, x, x.count, &z, x.count)
      #expect(same(z, expected), "\(x): \(z)")
    }
  }

  @Test(arguments: KernelChoice.available)
  func `a label that is no column makes the loss NaN and touches nothing`(level: KernelLevel) {
    let x = Guarded<Float>([1, 2, 3])
    let z = Guarded<Float>([7, 7, 7])
    for label: Int32 in [-1, 3, .max, .min] {
      let loss = KernelChoice.floats(level).crossEntropyRows(
        1,
        3,
        x.source,
        3,
        [label],
        1,
        z.pointer,
        3
      )
      #expect(loss.isNaN && z.isIntact)
      #expect((z.numbers.reduce(0, +) - 1).magnitude < 1e-6)
    }
  }

  @Test(arguments: KernelChoice.available)
  func `rows are counted whose first largest number is their label's`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    let rows: [Float] = [
      1, 3, 2,  // the second
      3, 1, 3,  // the first of two
      0, 0, 0,  // the first of three
      .nan, 1, 2,  // none
      -.infinity, -.infinity, -5,  // the third
    ]
    for (labels, count) in [
      ([1, 0, 0, 2, 2], 4), ([2, 2, 1, 0, 0], 0), ([-1, 3, .max, .min, 2], 1),
    ] as [([Int32], Int)] {
      #expect(kernels.countRight(5, 3, rows, 3, labels) == count)
    }
    var random = Numbers(seed: 37)
    for columns in 1...longest {
      let (count, stride) = (columns % 2 == 0 ? 7 : 39, columns + columns % 3)
      let numbers: [Float] = random.wholes(count * stride)
      let labels = (0..<count).map { _ in Int32(random.next() % UInt64(columns)) }
      let right = (0..<count).count { r in
        let row = numbers[r * stride..<r * stride + columns]
        return row.firstIndex(of: row.max() ?? 0) == r * stride + Int(labels[r])
      }
      #expect(kernels.countRight(count, columns, numbers, stride, labels) == right)
    }
  }

  @Test(arguments: KernelChoice.available)
  func `rows are gathered by their places`(level: KernelLevel) {
    let kernels = KernelChoice.doubles(level)
    var random = Numbers(seed: 39)
    for columns in 0...longest {
      let (stride, target) = (columns + 1, columns + columns % 2)
      let x: [Double] = random.numbers(9 * stride)
      let places: [Int32] = [8, 0, 3, 3, 1]
      let z = Guarded([Double](repeating: 7, count: 5 * target), offset: columns % 17)
      kernels.gatherRows(5, columns, x, stride, places, z.pointer, target)
      for (r, place) in places.enumerated() {
        let from = Int(place) * stride
        #expect(
          Array(z.numbers[r * target..<r * target + columns]) == Array(x[from..<from + columns])
        )
        #expect(z.numbers[r * target + columns..<(r + 1) * target].allSatisfy { $0 == 7 })
      }
      #expect(z.isIntact)
    }
  }
}
