internal import Kernels

/// ``KernelSet/combine``.
///
/// SAFETY: reads and writes as many numbers as sizes and strides say, as the set's callers promise; each
/// is read before its place is written.
@inline(never)
func combine<L: Lanes>(
  _: L.Type,
  _ f: BinaryFunction,
  _ rows: Int,
  _ columns: Int,
  _ x: Strided<L.Scalar>,
  _ y: Strided<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ stride: Int
) {
  switch f {
  case .add: sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x + y }
  case .subtract: sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x - y }
  case .multiply: sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x * y }
  case .divide: sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x / y }
  case .maximum: sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in L.maximum(x, y) }
  case .reluGate:
    sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in L.choose(L.zero < y, x, L.zero) }
  case .tanhGate:
    sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x * (L.constant(1) - y * y) }
  case .sigmoidGate:
    sweep(rows, columns, x, y, z, stride) { (x: L, y: L) in x * (y * (L.constant(1) - y)) }
  }
}

@inline(__always)
private func sweep<L: Lanes>(
  _ rows: Int,
  _ columns: Int,
  _ x: Strided<L.Scalar>,
  _ y: Strided<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ stride: Int,
  _ f: (L, L) -> L
) {
  // Rows that follow on one another, in all three, are one long row.
  let joined =
    x.columnStride == 1 && y.columnStride == 1 && x.rowStride == columns && y.rowStride == columns
    && stride == columns
  let (rows, columns) = joined ? (1, rows * columns) : (rows, columns)
  for r in 0..<rows {
    let p = x.start + r * x.rowStride
    let q = y.start + r * y.rowStride
    let t = z + r * stride
    switch (x.columnStride, y.columnStride) {
    case (1, 1):
      var c = 0
      while c <= columns - L.count {
        f(L.load(p + c), L.load(q + c)).store(t + c)
        c += L.count
      }
      let n = columns - c
      if n > 0 { f(L.loadFirst(p + c, n), L.loadFirst(q + c, n)).storeFirst(t + c, n) }
    case (1, 0):
      // A number is read only where a row has any.
      guard columns > 0 else { break }
      let right = L.splat(q[0])
      var c = 0
      while c <= columns - L.count {
        f(L.load(p + c), right).store(t + c)
        c += L.count
      }
      let n = columns - c
      if n > 0 { f(L.loadFirst(p + c, n), right).storeFirst(t + c, n) }
    case (0, 1):
      guard columns > 0 else { break }
      let left = L.splat(p[0])
      var c = 0
      while c <= columns - L.count {
        f(left, L.load(q + c)).store(t + c)
        c += L.count
      }
      let n = columns - c
      if n > 0 { f(left, L.loadFirst(q + c, n)).storeFirst(t + c, n) }
    default:
      for c in 0..<columns {
        let left = L.splat(p[c * x.columnStride])
        t[c] = f(left, L.splat(q[c * y.columnStride]))[0]
      }
    }
  }
}
