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
  if b.columnStride == 1 {
    let panels = columns / panel
    copyPanels(L.self, source, b.rowStride, depth, panels, target)
    j = panels * panel
  }
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

/// Whole panels whose rows lie side by side in the operand: each of its rows is read at a stretch.
@inline(__always)
private func copyPanels<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ depth: Int,
  _ panels: Int,
  _ to: UnsafeMutablePointer<L.Scalar>
) {
  let width = L.count
  for p in 0..<depth {
    var (source, target) = (from + p * stride, to + p * 2 * width)
    for _ in 0..<panels {
      L.load(source).store(target)
      L.load(source + width).store(target + width)
      source += 2 * width
      target += 2 * width * depth
    }
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
        L.transpose(from + q * stride + p, stride, rows: width, to + p * wide + q, wide)
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

/// Copies a block of the left operand in panels, one for each tile: for each step of the sum the tile's rows
/// side by side.
///
/// SAFETY: reads rows × depth numbers where strides say, and writes as many and up to a vector more at
/// `target`: the plan's ``ProductPlan/leftCount``.
@inline(__always)
func packLeft<L: Lanes>(
  _: L.Type,
  _ a: UnsafePointer<L.Scalar>,
  _ rowStride: Int,
  _ columnStride: Int,
  _ heights: TileHeights,
  _ depth: Int,
  _ target: UnsafeMutablePointer<L.Scalar>
) {
  var (from, to) = (a, target)
  for t in 0..<heights.count {
    let height = heights[t]
    if rowStride == 1 {
      packRows(L.self, from, columnStride, height, depth, to)
    } else if columnStride == 1 {
      packColumns(L.self, from, rowStride, height, depth, to)
    } else {
      for p in 0..<depth {
        for i in 0..<height { to[p * height + i] = from[i * rowStride + p * columnStride] }
      }
    }
    from += height * rowStride
    to += height * depth
  }
}

/// The rows of a step lie side by side in the operand too.
@inline(__always)
private func packRows<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ height: Int,
  _ depth: Int,
  _ to: UnsafeMutablePointer<L.Scalar>
) {
  for p in 0..<depth {
    let (q, r) = (from + p * stride, to + p * height)
    var i = 0
    while i <= height - L.count {
      L.load(q + i).store(r + i)
      i += L.count
    }
    // A whole vector is written: what it writes beyond the height comes later, or is never read.
    if i < height { L.loadFirst(q + i, height - i).store(r + i) }
  }
}

/// The steps of a row lie side by side in the operand: squares of it are transposed.
@inline(__always)
private func packColumns<L: Lanes>(
  _: L.Type,
  _ from: UnsafePointer<L.Scalar>,
  _ stride: Int,
  _ height: Int,
  _ depth: Int,
  _ to: UnsafeMutablePointer<L.Scalar>
) {
  var p = 0
  while p <= depth - L.count {
    // The last rows first: what a square writes beyond the height, those before it and the next steps
    // write anew.
    var i = (height - 1) / L.count * L.count
    while i >= 0 {
      L.transpose(from + i * stride + p, stride, rows: height - i, to + p * height + i, height)
      i -= L.count
    }
    p += L.count
  }
  while p < depth {
    for i in 0..<height { to[p * height + i] = from[i * stride + p] }
    p += 1
  }
}
