internal import Kernels

/// How a reduction begins and goes on.
protocol Fold<L> {
  associatedtype L: Lanes
  static var start: L { get }
  static func join(_ a: L, _ b: L) -> L
}

extension Fold {
  /// All lanes as one, each with its partner in the other half, over and over.
  @inline(__always)
  static func finish(_ lanes: L) -> L.Scalar {
    var all = lanes
    var joined = 1
    while joined < L.count {
      let (low, high) = L.interleaved(all, all)
      all = join(low, high)
      joined *= 2
    }
    return all[0]
  }
}

enum SumFold<L: Lanes>: Fold {
  @inline(__always) static var start: L { L.zero }
  @inline(__always) static func join(_ a: L, _ b: L) -> L { a + b }
}

enum MaximumFold<L: Lanes>: Fold {
  @inline(__always) static var start: L { L.constant(-.infinity) }
  @inline(__always) static func join(_ a: L, _ b: L) -> L { L.maximum(a, b) }
}

/// The reduction of `n` numbers, in four vectors that go side by side.
///
/// SAFETY: reads `n` numbers at `x`, as its callers promise.
@inline(__always)
func reduction<F: Fold>(_: F.Type, _ x: UnsafePointer<F.L.Scalar>, _ n: Int) -> F.L.Scalar {
  typealias L = F.L
  let width = L.count
  var (a, b, c, d) = (F.start, F.start, F.start, F.start)
  var i = 0
  while i <= n - 4 * width {
    a = F.join(a, L.load(x + i))
    b = F.join(b, L.load(x + i + width))
    c = F.join(c, L.load(x + i + 2 * width))
    d = F.join(d, L.load(x + i + 3 * width))
    i += 4 * width
  }
  while i <= n - width {
    a = F.join(a, L.load(x + i))
    i += width
  }
  if i < n { b = F.join(b, L.choose(L.first(n - i), L.loadFirst(x + i, n - i), F.start)) }
  return F.finish(F.join(F.join(a, b), F.join(c, d)))
}

/// ``KernelSet/reduceRows``.
///
/// SAFETY: reads `columns` numbers of each row and writes `rows` at `z`, as the set's callers promise.
@inline(never)
func reduceRows<L: Lanes>(
  _: L.Type,
  _ kind: Reduction,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ alpha: L.Scalar,
  _ beta: L.Scalar,
  _ z: UnsafeMutablePointer<L.Scalar>
) {
  let readsOld = L.isNotZero(beta)
  for r in 0..<rows {
    let p = x + r * stride
    let found: L.Scalar
    switch kind {
    case .sum: found = reduction(SumFold<L>.self, p, columns)
    case .maximum: found = reduction(MaximumFold<L>.self, p, columns)
    }
    let scaled = L.splat(alpha) * L.splat(found)
    z[r] = readsOld ? (scaled + L.splat(beta) * L.splat(z[r]))[0] : scaled[0]
  }
}

/// ``KernelSet/reduceColumns``.
///
/// SAFETY: reads `columns` numbers of each row and writes `columns` at `z`, as the set's callers promise.
@inline(never)
func reduceColumns<L: Lanes>(
  _: L.Type,
  _ kind: Reduction,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ alpha: L.Scalar,
  _ beta: L.Scalar,
  _ z: UnsafeMutablePointer<L.Scalar>
) {
  switch kind {
  case .sum: foldColumns(SumFold<L>.self, rows, columns, x, stride, alpha, beta, z)
  case .maximum: foldColumns(MaximumFold<L>.self, rows, columns, x, stride, alpha, beta, z)
  }
}

@inline(__always)
private func foldColumns<F: Fold>(
  _: F.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<F.L.Scalar>,
  _ stride: Int,
  _ alpha: F.L.Scalar,
  _ beta: F.L.Scalar,
  _ z: UnsafeMutablePointer<F.L.Scalar>
) {
  typealias L = F.L
  let readsOld = L.isNotZero(beta)
  let width = L.count
  var c = 0
  // Four vectors of columns at a time: a row's cache lines are read as they lie.
  while c <= columns - 4 * width {
    var (s0, s1, s2, s3) = (F.start, F.start, F.start, F.start)
    for r in 0..<rows {
      let p = x + r * stride + c
      s0 = F.join(s0, L.load(p))
      s1 = F.join(s1, L.load(p + width))
      s2 = F.join(s2, L.load(p + 2 * width))
      s3 = F.join(s3, L.load(p + 3 * width))
    }
    finished(s0, L.load, at: c).store(z + c)
    finished(s1, L.load, at: c + width).store(z + c + width)
    finished(s2, L.load, at: c + 2 * width).store(z + c + 2 * width)
    finished(s3, L.load, at: c + 3 * width).store(z + c + 3 * width)
    c += 4 * width
  }
  while c <= columns - width {
    var s = F.start
    for r in 0..<rows { s = F.join(s, L.load(x + r * stride + c)) }
    finished(s, L.load, at: c).store(z + c)
    c += width
  }
  let n = columns - c
  if n > 0 {
    var s = F.start
    for r in 0..<rows { s = F.join(s, L.loadFirst(x + r * stride + c, n)) }
    finished(s, { p in L.loadFirst(p, n) }, at: c).storeFirst(z + c, n)
  }

  @inline(__always)
  func finished(_ s: L, _ load: (UnsafePointer<L.Scalar>) -> L, at c: Int) -> L {
    let scaled = L.splat(alpha) * s
    return readsOld ? scaled + L.splat(beta) * load(z + c) : scaled
  }
}
