internal import Kernels

/// e to each of `n` numbers less the largest of them; gives back that and the sum of the powers.
///
/// SAFETY: reads `n` numbers at `x` and writes `n` at `z`, as its callers promise; `z` may be `x`.
@inline(__always)
private func shiftedPowers<L: Lanes>(
  _: L.Type,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ n: Int
) -> (largest: L, sum: L) {
  let largest = L.splat(reduction(MaximumFold<L>.self, x, n))
  var total = L.zero
  var i = 0
  while i <= n - L.count {
    let power = (L.load(x + i) - largest).exponentialOfNegative
    power.store(z + i)
    total = total + power
    i += L.count
  }
  if i < n {
    let power = (L.loadFirst(x + i, n - i) - largest).exponentialOfNegative
    power.storeFirst(z + i, n - i)
    total = total + L.choose(L.first(n - i), power, L.zero)
  }
  return (largest, L.splat(SumFold<L>.finish(total)))
}

/// ``KernelSet/softmaxRows``.
///
/// SAFETY: reads and writes `columns` numbers of each row, as the set's callers promise.
@inline(never)
func softmaxRows<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ target: Int
) {
  for r in 0..<rows {
    let q = z + r * target
    let (_, sum) = shiftedPowers(L.self, x + r * stride, q, columns)
    var c = 0
    while c <= columns - L.count {
      (L.load(q + c) / sum).store(q + c)
      c += L.count
    }
    let n = columns - c
    if n > 0 { (L.loadFirst(q + c, n) / sum).storeFirst(q + c, n) }
  }
}

/// ``KernelSet/crossEntropyRows``.
///
/// SAFETY: reads `columns` numbers of each row and `rows` labels, and writes `columns` numbers of each row,
/// as the set's callers promise. A label is used as a place only if it is one.
@inline(never)
func crossEntropyRows<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ labels: UnsafePointer<Int32>,
  _ alpha: L.Scalar,
  _ gradient: UnsafeMutablePointer<L.Scalar>,
  _ target: Int
) -> L.Scalar {
  let scale = L.splat(alpha)
  if columns > 0, columns <= TurnedRows<L>.mostColumns {
    return turnedCrossEntropy(L.self, rows, columns, x, stride, labels, scale, gradient, target)
  }
  var losses = L.zero
  for r in 0..<rows {
    let p = x + r * stride
    let q = gradient + r * target
    let label = Int(labels[r])
    let isLabel = label >= 0 && label < columns
    // Read before the gradient may take its place.
    let right = isLabel ? L.splat(p[label]) : L.constant(.nan)
    let (largest, sum) = shiftedPowers(L.self, p, q, columns)
    losses = losses + (sum.logarithm - (right - largest))
    var c = 0
    while c <= columns - L.count {
      (L.load(q + c) / sum * scale).store(q + c)
      c += L.count
    }
    let n = columns - c
    if n > 0 { (L.loadFirst(q + c, n) / sum * scale).storeFirst(q + c, n) }
    if isLabel { q[label] = (L.splat(q[label]) - scale)[0] }
  }
  return losses[0]
}

/// ``crossEntropyRows`` where there are few columns: a row in each lane.
///
/// SAFETY: as ``crossEntropyRows``; a label is only compared.
@inline(__always)
private func turnedCrossEntropy<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ labels: UnsafePointer<Int32>,
  _ scale: L,
  _ gradient: UnsafeMutablePointer<L.Scalar>,
  _ target: Int
) -> L.Scalar {
  var losses = L.zero
  TurnedRows<L>.forEachBlock(x, stride, rows: rows, columns: columns) { turned, r, n in
    let label = L.whole(labels + r, n)
    var largest = turned.columns[unchecked: 0]
    for c in 1..<columns { largest = L.maximum(largest, turned.columns[unchecked: c]) }
    // Stays NaN where the label is no column.
    var right = L.constant(.nan)
    var sum = L.zero
    for c in 0..<columns {
      let below = turned.columns[unchecked: c] - largest
      right = L.choose(L.isEqual(label, L.splat(L.number(c))), below, right)
      let power = below.exponentialOfNegative
      turned.columns[unchecked: c] = power
      sum = sum + power
    }
    losses = losses + L.choose(L.first(n), sum.logarithm - right, L.zero)
    for c in 0..<columns {
      let share = turned.columns[unchecked: c] / sum * scale
      let isRight = L.isEqual(label, L.splat(L.number(c)))
      turned.columns[unchecked: c] = L.choose(isRight, share - scale, share)
    }
    turned.store(gradient + r * target, target, rows: n, columns: columns)
  }
  return SumFold<L>.finish(losses)
}
