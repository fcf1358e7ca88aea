internal import Kernels

/// How many columns a narrow product may have: sums for two rows of them fit in the registers.
let narrowColumns = 12

/// ``KernelSet/product`` for few columns and long sums, such as the last layer of a classifier has.
///
/// Columns would fill vectors badly, so here the lanes run along the sum: each element of the result is
/// a sum of vectors, whose lanes are added in the end. The left operand's rows lie as they are; the right
/// operand is transposed into the workspace, its columns filled up with 0 to whole vectors.
///
/// SAFETY: as ``product``; the left operand's columns lie side by side. Uses n × k of workspace, k rounded
/// up to vectors.
@inline(__always)
func narrowProduct<L: Lanes>(
  _ lanes: L.Type,
  _ m: Int,
  _ n: Int,
  _ k: Int,
  _ joining: Joining<L.Scalar>,
  _ a: Strided<L.Scalar>,
  _ b: Strided<L.Scalar>,
  _ c: UnsafeMutablePointer<L.Scalar>,
  _ cRowStride: Int,
  _ workspace: UnsafeMutablePointer<L.Scalar>
) {
  let long = (k + L.count - 1) / L.count * L.count
  transposeRight(lanes, b, k, n, long, workspace)
  var place = TilePlace(
    a: a.start,
    aRowStride: a.rowStride,
    aColumnStride: 1,
    b: UnsafePointer(workspace),
    bRowStride: long,
    c: c,
    cRowStride: cRowStride,
    depth: k,
    columns: n,
    isFar: false,
    ahead: a.start
  )
  var i = 0
  while i < m {
    let rows = L.tileRows > 6 && i + 2 <= m ? 2 : 1
    if rows == 2 { L.dotTile2(place, joining) } else { L.dotTile1(place, joining) }
    place.a += rows * a.rowStride
    place.c += rows * cRowStride
    i += rows
  }
}

/// Writes the columns of the right operand one after the other, each `long` numbers, with 0 behind its k.
@inline(__always)
private func transposeRight<L: Lanes>(
  _: L.Type,
  _ b: Strided<L.Scalar>,
  _ k: Int,
  _ n: Int,
  _ long: Int,
  _ target: UnsafeMutablePointer<L.Scalar>
) {
  for j in 0..<n {
    let (from, to) = (b.start + j * b.columnStride, target + j * long)
    for p in 0..<k { to[p] = from[p * b.rowStride] }
    for p in k..<long { to[p] = L.zero[0] }
  }
}

/// R rows and N columns of a narrow product.
///
/// SAFETY: reads R × depth numbers of the left operand and N columns, filled up to whole vectors, of the
/// right one; writes R × N.
@inline(__always)
func dotTile<L: Lanes, let R: Int, let N: Int>(
  _: L.Type,
  _: Count<R>,
  _: Count<N>,
  _ place: TilePlace<L.Scalar>,
  _ joining: Joining<L.Scalar>
) {
  var sums = InlineArray<R, InlineArray<N, L>> { _ in InlineArray<N, L> { _ in L.zero } }
  var left = InlineArray<R, L> { _ in L.zero }
  let long = place.bRowStride
  var p = 0
  while p < place.depth {
    let rest = place.depth - p
    for i in 0..<R {
      let row = place.a + i * place.aRowStride + p
      left[unchecked: i] = rest >= L.count ? L.load(row) : L.loadFirst(row, rest)
    }
    for j in 0..<N {
      let right = L.load(place.b + j * long + p)
      for i in 0..<R {
        sums[unchecked: i][unchecked: j] = L.multiplyAdd(
          left[unchecked: i],
          right,
          sums[unchecked: i][unchecked: j]
        )
      }
    }
    p += L.count
  }
  for i in 0..<R {
    var first = 0
    while first < N {
      let found = totals(sums[unchecked: i], from: first)
      let count = min(N - first, L.count)
      let target = place.c + i * place.cRowStride + first
      switch joining.form {
      case .replace: found.storeFirst(target, count)
      case .add: (found + L.loadFirst(target, count)).storeFirst(target, count)
      case .addScaled:
        let old = L.loadFirst(target, count)
        L.multiplyAdd(L.splat(joining.alpha), found, old).storeFirst(target, count)
      case .scale:
        let scaled = L.splat(joining.alpha) * found
        if L.isNotZero(joining.beta) {
          let old = L.splat(joining.beta) * L.loadFirst(target, count)
          (scaled + old).storeFirst(target, count)
        } else {
          scaled.storeFirst(target, count)
        }
      }
      first += L.count
    }
  }
}

/// The sums of the lanes of `L.count` vectors from `first` on, each in the lane of its place.
///
/// Two vectors become one that has halves of both in turns, over and over, until one is left.
@inline(__always)
private func totals<L: Lanes, let N: Int>(_ sums: borrowing InlineArray<N, L>, from first: Int) -> L
{
  var parts = InlineArray<16, L> { _ in L.zero }
  for i in 0..<16 where i < L.count && first + i < N {
    parts[unchecked: i] = sums[unchecked: first + i]
  }
  var count = L.count
  while count > 1 {
    count /= 2
    for i in 0..<count {
      let (low, high) = L.interleaved(parts[unchecked: i], parts[unchecked: i + count])
      parts[unchecked: i] = low + high
    }
  }
  return parts[unchecked: 0]
}

/// ``dotTile`` for a number of columns known only now.
@inline(__always)
func dotTile<L: Lanes, let R: Int>(
  _ lanes: L.Type,
  _ rows: Count<R>,
  _ place: TilePlace<L.Scalar>,
  _ joining: Joining<L.Scalar>
) {
  switch place.columns {
  case 12: dotTile(lanes, rows, Count<12>(), place, joining)
  case 11: dotTile(lanes, rows, Count<11>(), place, joining)
  case 10: dotTile(lanes, rows, Count<10>(), place, joining)
  case 9: dotTile(lanes, rows, Count<9>(), place, joining)
  case 8: dotTile(lanes, rows, Count<8>(), place, joining)
  case 7: dotTile(lanes, rows, Count<7>(), place, joining)
  case 6: dotTile(lanes, rows, Count<6>(), place, joining)
  case 5: dotTile(lanes, rows, Count<5>(), place, joining)
  case 4: dotTile(lanes, rows, Count<4>(), place, joining)
  case 3: dotTile(lanes, rows, Count<3>(), place, joining)
  case 2: dotTile(lanes, rows, Count<2>(), place, joining)
  default: dotTile(lanes, rows, Count<1>(), place, joining)
  }
}
