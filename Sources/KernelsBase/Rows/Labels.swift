internal import Kernels

/// ``KernelSet/countRight``.
///
/// SAFETY: reads `columns` numbers of each row and `rows` labels, as the set's callers promise. A label is
/// used as a place only if it is one.
@inline(never)
func countRight<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ labels: UnsafePointer<Int32>
) -> Int {
  if columns > 0, columns <= TurnedRows<L>.mostColumns {
    return turnedCount(L.self, rows, columns, x, stride, labels)
  }
  var count = 0
  for r in 0..<rows {
    let p = x + r * stride
    let label = Int(labels[r])
    guard label >= 0, label < columns else { continue }
    // Nothing is above it, and what stands before it is below: of a NaN neither holds.
    let largest = reduction(MaximumFold<L>.self, p, columns)
    guard L.areEqual(p[label], largest) else { continue }
    if label == 0 || L.isBelow(reduction(MaximumFold<L>.self, p, label), p[label]) { count += 1 }
  }
  return count
}

/// ``countRight`` where there are few columns: a row in each lane.
///
/// SAFETY: as ``countRight``; a label is only compared.
@inline(__always)
private func turnedCount<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ labels: UnsafePointer<Int32>
) -> Int {
  var count = 0
  TurnedRows<L>.forEachBlock(x, stride, rows: rows, columns: columns) { turned, r, n in
    var largest = turned.columns[unchecked: 0]
    var place = L.zero
    // NaN where any number is; then the place is equal to no label.
    var mark = L.choose(largest.isNaN, largest, L.zero)
    for c in 1..<columns {
      let number = turned.columns[unchecked: c]
      let isLarger = largest < number
      largest = L.choose(isLarger, number, largest)
      place = L.choose(isLarger, L.splat(L.number(c)), place)
      mark = L.choose(number.isNaN, number, mark)
    }
    let isRight = L.isEqual(L.whole(labels + r, n), place + mark)
    let right = L.choose(isRight, L.splat(L.one), L.zero)
    count += L.integer(SumFold<L>.finish(L.choose(L.first(n), right, L.zero)))
  }
  return count
}

/// ``KernelSet/gatherRows``.
///
/// SAFETY: reads `rows` places and `columns` numbers of the rows that they name, and writes `columns` of each
/// row, as the set's callers promise.
@inline(never)
func gatherRows<L: Lanes>(
  _: L.Type,
  _ rows: Int,
  _ columns: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ places: UnsafePointer<Int32>,
  _ z: UnsafeMutablePointer<L.Scalar>,
  _ target: Int
) {
  let width = L.count
  for r in 0..<rows {
    let (p, q) = (x + Int(places[r]) * stride, z + r * target)
    // The next row lies anywhere in memory: it is sent for while this one is copied.
    let next = r + 1 < rows ? x + Int(places[r + 1]) * stride : p
    var c = 0
    while c <= columns - width {
      L.prefetch(next + c)
      L.load(p + c).store(q + c)
      c += width
    }
    if c < columns { L.loadFirst(p + c, columns - c).storeFirst(q + c, columns - c) }
  }
}
