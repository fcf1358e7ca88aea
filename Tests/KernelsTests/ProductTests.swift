import FastKernels
import Kernels
import Testing

@Suite struct `Matrix products` {
  /// Sizes at which tiles, panels and blocks begin and end.
  static let sides = [
    0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 24, 25, 31, 32, 33, 47, 49,
  ]

  @Test(arguments: KernelChoice.available)
  func `small sizes, transposed or not, are exact for whole numbers`(level: KernelLevel) {
    trySmall(KernelChoice.floats(level))
    trySmall(KernelChoice.doubles(level))
  }

  private func trySmall<Scalar: KernelScalar>(_ kernels: KernelSet<Scalar>) {
    var turn = 0
    for m in Self.sides {
      for n in Self.sides {
        for k in [0, 1, 2, 5, 16, 19] {
          turn += 1
          tryProduct(kernels, m, n, k, turn: turn)
        }
      }
    }
  }

  @Test(
    arguments: KernelChoice.available,
    [
      (1, 1, 3000), (13, 10, 128), (130, 10, 129), (300, 9, 40), (250, 70, 64), (3, 2100, 7),
      (70, 1030, 20), (241, 300, 530), (30, 33, 1100), (128, 128, 100), (500, 40, 70),
    ]
  )
  func `sizes beyond one block are exact too`(level: KernelLevel, size: (Int, Int, Int)) {
    for turn in 0..<(level == .reference ? 1 : 8) {
      tryProduct(KernelChoice.floats(level), size.0, size.1, size.2, turn: turn)
    }
    tryProduct(KernelChoice.doubles(level), size.0, size.1, size.2, turn: size.0)
  }

  /// One product; `turn` chooses how operands lie and how the result is joined.
  private func tryProduct<Scalar: KernelScalar>(
    _ kernels: KernelSet<Scalar>,
    _ m: Int,
    _ n: Int,
    _ k: Int,
    turn: Int
  ) {
    var random = Numbers(seed: UInt64(turn + m * 7 + n))
    // Row and column strides: side by side, transposed, both with room between, every second column.
    let lies = { (rows: Int, columns: Int) in
      [(columns, 1), (1, rows), (columns + 3, 1), (1, rows + 5), (2 * columns, 2)]
    }
    let (la, lb) = (lies(m, k)[turn % 5], lies(k, n)[turn / 2 % 5])
    let a: [Scalar] = random.wholes(m * la.0 + k * la.1)
    let b: [Scalar] = random.wholes(k * lb.0 + n * lb.1)
    let factors: [(Scalar, Scalar)] = [(1, 0), (1, 1), (-2, 0), (0.5, -1), (1, 2)]
    let (alpha, beta) = factors[turn % 7 % 5]
    let stride = n + turn % 3
    let before: [Scalar] = beta == 0 ? [] : random.wholes(m * stride)
    let started = beta == 0 ? [Scalar](repeating: .nan, count: m * stride) : before
    let (x, y) = (Guarded(a, offset: turn % 17), Guarded(b, offset: turn % 13))
    let c = Guarded(started, offset: turn % 11)
    let room = kernels.productWorkspace(m, n, k)
    let workspace = Guarded([Scalar](repeating: .nan, count: room))
    kernels.product(
      m,
      n,
      k,
      alpha,
      Strided(x.source, rowStride: la.0, columnStride: la.1),
      Strided(y.source, rowStride: lb.0, columnStride: lb.1),
      beta,
      c.pointer,
      stride,
      workspace.pointer
    )
    let found = c.numbers
    var wrong = 0
    for i in 0..<m {
      for j in 0..<n {
        // Rows of large products are sampled: the plain sums take long.
        if m * n * k > 100_000, (i * 31 + j * 17) % 53 != 0 { continue }
        var sum: Scalar = 0
        for p in 0..<k { sum += a[i * la.0 + p * la.1] * b[p * lb.0 + j * lb.1] }
        let place = i * stride + j
        let right = beta == 0 ? alpha * sum : alpha * sum + beta * started[place]
        if found[place] != right { wrong += 1 }
      }
      for j in n..<stride where !same(found[i * stride + j], started[i * stride + j]) { wrong += 1 }
    }
    #expect(wrong == 0, "\(m) × \(n) × \(k), \(la), \(lb), α \(alpha), β \(beta)")
    #expect(c.isIntact && workspace.isIntact && x.isIntact && y.isIntact)
  }

  @Test(arguments: KernelChoice.available)
  func `numbers without end stay within the bound of their sums`(level: KernelLevel) {
    let kernels = KernelChoice.floats(level)
    var random = Numbers(seed: 77)
    for (m, n, k) in [(17, 19, 333), (9, 10, 640), (40, 33, 1500)] {
      let (a, b): ([Float], [Float]) = (random.numbers(m * k), random.numbers(k * n))
      var c = [Float](repeating: 0, count: m * n)
      var workspace = [Float](repeating: 0, count: kernels.productWorkspace(m, n, k))
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          guard let p = a.baseAddress, let q = b.baseAddress else { return }
          kernels.product(
            m,
            n,
            k,
            1,
            Strided(p, rowStride: k),
            Strided(q, rowStride: n),
            0,
            &c,
            n,
            &workspace
          )
        }
      }
      for i in 0..<m {
        for j in 0..<n {
          var (sum, size) = (0.0, 0.0)
          for p in 0..<k {
            let term = Double(a[i * k + p]) * Double(b[p * n + j])
            sum += term
            size += term.magnitude
          }
          // k roundings of half a place each, at most.
          let bound = Double(k) * 0x1p-24 * size
          #expect((Double(c[i * n + j]) - sum).magnitude <= bound)
        }
      }
    }
  }

  @Test(arguments: KernelChoice.available)
  func `NaN and infinities go where the sums take them`(level: KernelLevel) {
    for n in [1, 3, 8, 10, 16, 40] {
      var (a, b) = ([Float](repeating: 1, count: 6), [Float](repeating: 1, count: 3 * n))
      a[1] = .nan
      b[2 * n] = .infinity
      var c = [Float](repeating: 7, count: 2 * n)
      let kernels = KernelChoice.floats(level)
      var workspace = [Float](repeating: 0, count: kernels.productWorkspace(2, n, 3) + 1)
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          guard let p = a.baseAddress, let q = b.baseAddress else { return }
          kernels.product(
            2,
            n,
            3,
            1,
            Strided(p, rowStride: 3),
            Strided(q, rowStride: n),
            0,
            &c,
            n,
            &workspace
          )
        }
      }
      #expect(c[0..<n].allSatisfy { $0.isNaN })
      #expect(c[n] == .infinity && c[(n + 1)...].allSatisfy { $0 == 3 })
    }
  }
}
