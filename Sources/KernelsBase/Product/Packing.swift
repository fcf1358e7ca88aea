internal import Kernels

/// Copies a block of the right operand in panels two vectors wide.
///
/// The rows of each lie one after the other; the last panel is one vector wide if that is enough. Columns
/// beyond the block are 0.
///
/// SAFETY: reads the block's numbers, which lie where strides say, and writes depth × columns, rounded up
/// to vectors, at `target`: less than the plan's share of the workspace.
@inline(__always)
func packRight<L: Lanes>(
  _: L.Type,
  _ b: Strided<L.Scalar>,
  _ start: Int,
  _ depth: Int,
  _ column: Int,
  _ columns: Int,
  _ target: UnsafeMutablePointer<L.Scalar>
) {
  let (width, panel) = (L.count, 2 * L.count)
  let source = b.start + start * b.rowStride + column * b.columnStride
  var j = 0
  while j < columns {
    let filled = min(columns - j, panel)
    let wide = filled > width ? panel : width
    let from = source + j * b.columnStride
    let to = target + j * depth
    if b.columnStride == 1 {
      copyRows(L.self, from, b.rowStride, depth, filled, to, wide)
    } else if b.rowStride == 1 {
      copyColumns(L.self, from, b.columnStride, depth, filled, to, wide)
    } else {
      for p in 0..<depth {
        for q in 0..<filled { to[p * wide + q] = from[p * b.rowStride + q * b.columnStride] }
        fill(L.self, to + p * wide, from: filled, to: wide)
      }
    }
    j += panel
  }
}

/// Rows of the panel lie side by side in the operand too.
@inline(__always)
private func copyRows<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ depth: Int,
  _ filled: Int,
  _ to: UnsafeMutablePointer<L.Scalar>,
  _ wide: Int
) {
  let width = L.count
  var (p, q) = (from, to)
  if filled == 2 * width {
    for _ in 0..<depth {
      L.load(p).store(q)
      L.load(p + width).store(q + width)
      p += stride
      q += wide
    }
  } else if filled > width {
    for _ in 0..<depth {
      L.load(p).store(q)
      L.loadFirst(p + width, filled - width).store(q + width)
      p += stride
      q += wide
    }
  } else if filled == width {
    for _ in 0..<depth {
      L.load(p).store(q)
      p += stride
      q += wide
    }
  } else {
    for _ in 0..<depth {
      L.loadFirst(p, filled).store(q)
      p += stride
      q += wide
    }
  }
}

/// Columns of the panel lie side by side in the operand: squares of it are transposed.
@inline(__always)
private func copyColumns<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ depth: Int,
  _ filled: Int,
  _ to: UnsafeMutablePointer<L.Scalar>,
  _ wide: Int
) {
  let width = L.count
  var q = 0
  while q < wide {
    let here = min(filled - q, width)
    var p = 0
    if here == width {
      while p <= depth - width {
        L.transpose(from + q * stride + p, stride, to + p * wide + q, wide)
        p += width
      }
    }
    while p < depth {
      let row = to + p * wide + q
      for x in 0..<here { row[x] = from[(q + x) * stride + p] }
      fill(L.self, row, from: here, to: width)
      p += 1
    }
    q += width
  }
}

@inline(__always)
private func fill<L: Lanes>(
  _: L.Type,
  _ row: UnsafeMutablePointer<L.Scalar>,
  from: Int,
  to: Int
) {
  for x in from..<to { row[x] = L.zero[0] }
}

/// Copies a block of the left operand and gives back the strides of the copy: rows or columns stay
/// together as they were.
///
/// SAFETY: reads rows × depth numbers where strides say, and writes ``ProductPlan/leftCount`` at most.
@inline(__always)
func packLeft<L: Lanes>(
  _: L.Type,
  _ a: UnsafePointer<L.Scalar>,
  _ rowStride: Int,
  _ columnStride: Int,
  _ rows: Int,
  _ depth: Int,
  _ target: UnsafeMutablePointer<L.Scalar>
) -> (rowStride: Int, columnStride: Int) {
  if rowStride == 1 {
    let spread = ProductPlan.spread(L.self, rows)
    for p in 0..<depth { copy(L.self, a + p * columnStride, rows, target + p * spread) }
    return (1, spread)
  }
  let spread = ProductPlan.spread(L.self, depth)
  for i in 0..<rows {
    let (row, to) = (a + i * rowStride, target + i * spread)
    if columnStride == 1 {
      copy(L.self, row, depth, to)
    } else {
      for p in 0..<depth { to[p] = row[p * columnStride] }
    }
  }
  return (spread, 1)
}

@inline(__always)
private func copy<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ n: Int,
  _ to: UnsafeMutablePointer<L.Scalar>
) {
  var i = 0
  while i <= n - L.count {
    L.load(from + i).store(to + i)
    i += L.count
  }
  if i < n { L.loadFirst(from + i, n - i).storeFirst(to + i, n - i) }
}
