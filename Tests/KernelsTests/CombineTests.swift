import FastKernels
import Kernels
import Testing

@Suite struct `Functions of two numbers` {
  @Test(arguments: KernelChoice.available)
  func `every shape, stride and repetition gives what plain loops give`(level: KernelLevel) {
    tryShapes(KernelChoice.floats(level))
    tryShapes(KernelChoice.doubles(level))
  }

  private func tryShapes<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var random = Numbers(seed: 11)
    let odd: [Scalar] = [.nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude]
    for columns in 0...longest {
      let rows = columns % 4
      // Row and column strides: side by side, apart, a repeated row, column and number, every second
      // column.
      let lies: [(Int, Int)] = [
        (columns, 1), (columns + 3, 1), (0, 1), (1, 0), (0, 0), (2 * columns + 1, 2),
      ]
      for (i, f) in BinaryFunction.allCases.enumerated() {
        for (a, x) in lies.enumerated() {
          let y = lies[(a + i + columns) % lies.count]
          let size = 3 * (2 * columns + 4) + 4
          var left: [Scalar] = random.numbers(size, times: 3)
          var right: [Scalar] = random.numbers(size, times: 3)
          for place in stride(from: 0, to: size, by: 7) {
            left[place] = odd[Int(random.next() % 6)]
            right[(place * 3) % size] = odd[Int(random.next() % 6)]
          }
          let p = Guarded(left, offset: Int(random.next() % 17))
          let q = Guarded(right, offset: Int(random.next() % 17))
          let stride = columns + a % 3
          let z = Guarded([Scalar](repeating: 7, count: rows * stride), offset: a)
          kernels.combine(
            f,
            rows,
            columns,
            Strided(p.source, rowStride: x.0, columnStride: x.1),
            Strided(q.source, rowStride: y.0, columnStride: y.1),
            z.pointer,
            stride
          )
          var expected = [Scalar](repeating: 7, count: rows * stride)
          for r in 0..<rows {
            for c in 0..<columns {
              expected[r * stride + c] = f(left[r * x.0 + c * x.1], right[r * y.0 + c * y.1])
            }
          }
          #expect(same(z.numbers, expected), "\(f), \(rows) × \(columns), \(x), \(y)")
          #expect(z.isIntact)
        }
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `a bias is added to rows in place`(level: KernelLevel) {
    // [[1, 2, 3], [4, 5, 6]] + [10, 20, 30]
    let x = Guarded<Float>([1, 2, 3, 4, 5, 6])
    let bias = Guarded<Float>([10, 20, 30])
    KernelChoice.floats(level).combine(
      .add,
      2,
      3,
      Strided(x.source, rowStride: 3),
      Strided(bias.source, rowStride: 0),
      x.pointer,
      3
    )
    #expect(x.numbers == [11, 22, 33, 14, 25, 36])
  }
}
