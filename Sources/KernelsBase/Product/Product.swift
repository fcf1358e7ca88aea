internal import Kernels

/// ``KernelSet/product``: registers hold a tile of the result while the sums run over k; see ``tile``.
///
/// Where an operand lies badly for that, a block of it is copied to the workspace first: the right one in
/// panels two vectors wide, the left one with its rows closer together.
///
/// SAFETY: reads and writes what sizes and strides say, and as much workspace as ``productWorkspace``, as
/// the set's callers promise.
@inline(never)
func product<L: Lanes>(
  _ lanes: L.Type,
  _ m: Int,
  _ n: Int,
  _ k: Int,
  _ alpha: L.Scalar,
  _ a: Strided<L.Scalar>,
  _ b: Strided<L.Scalar>,
  _ beta: L.Scalar,
  _ c: UnsafeMutablePointer<L.Scalar>,
  _ cRowStride: Int,
  _ workspace: UnsafeMutablePointer<L.Scalar>
) {
  if L.masksLoads, n <= narrowColumns, n > 0, m >= 4, a.columnStride == 1, k >= 2 * L.count {
    let joining = Joining(first: lanes, alpha, beta)
    narrowProduct(lanes, m, n, k, joining, a, b, c, cRowStride, workspace)
    return
  }
  if b.columnStride == 1, k <= ProductPlan.longestDepth, n <= ProductPlan.longestDepth {
    let bytes = n * k * MemoryLayout<L.Scalar>.size
    let isSmall = bytes <= 1 << 16 || (bytes <= 1 << 19 && m <= 256)
    if m <= 4 * L.tileRows || isSmall, L.masksLoads || n % L.count == 0 {
      directProduct(lanes, m, n, k, Joining(first: lanes, alpha, beta), a, b, c, cRowStride)
      return
    }
  }
  let width = L.count
  let panel = 2 * width
  let plan = ProductPlan(lanes, m, n, k, a, b)
  let rightBlock = workspace
  let leftBlock = workspace + plan.rightCount
  var joining = Joining(first: lanes, alpha, beta)
  // A sum over nothing is one step with a factor 0, by its form alone.
  var start = 0
  repeat {
    let depth = min(plan.depth, k - start)
    var column = 0
    while column < n {
      let columns = min(plan.columns, n - column)
      if !plan.packsRight, !L.masksLoads, columns % width != 0 {
        let whole = columns / width * width
        packRight(lanes, b, start, depth, column + whole, columns - whole, rightBlock)
      }
      var row = 0
      while row < m {
        let rows = min(plan.rows, m - row)
        let tiles = TileHeights(lanes, rows: rows)
        var place = TilePlace(
          a: a.start + row * a.rowStride + start * a.columnStride,
          aRowStride: a.rowStride,
          aColumnStride: a.columnStride,
          b: b.start,
          bRowStride: b.rowStride,
          c: c,
          cRowStride: cRowStride,
          depth: depth,
          columns: width,
          isFar: true,
          ahead: a.start
        )
        if plan.packsLeft {
          packLeft(lanes, place.a, a.rowStride, a.columnStride, tiles, depth, leftBlock)
          place.a = UnsafePointer(leftBlock)
          place.aRowStride = 1
        }
        let left = place.a
        var j = 0
        while j < columns {
          let rest = columns - j
          let isWide = rest >= panel
          let isFull = rest >= width
          if plan.packsRight, row == 0, j % ProductPlan.strip(lanes) == 0 {
            // Copied when it is needed first, so that it is still near then.
            let filled = min(ProductPlan.strip(lanes), columns - j)
            packRight(lanes, b, start, depth, column + j, filled, rightBlock + j * depth)
          }
          if plan.packsRight {
            // Panels of two vectors; in the last, one or both may be there.
            let inPanel = j % panel
            place.b = UnsafePointer(rightBlock + (j - inPanel) * depth + inPanel)
            let remaining = columns - (j - inPanel)
            place.bRowStride = remaining > width ? panel : width
          } else if isFull || L.masksLoads {
            place.b = b.start + start * b.rowStride + column + j
            place.bRowStride = b.rowStride
          } else {
            place.b = UnsafePointer(rightBlock)
            place.bRowStride = width
          }
          place.columns = rest
          place.a = left
          var result = c + row * cRowStride + column + j
          for t in 0..<tiles.count {
            let height = tiles[t]
            place.c = result
            if plan.packsLeft { place.aColumnStride = height }
            if isWide, plan.packsLeft {
              L.packedTile(height, place, joining)
            } else if isWide {
              L.wideTile(height, place, joining)
            } else if isFull {
              L.narrowTile(height, place, joining)
            } else {
              L.partTile(height, place, joining)
            }
            place.a += height * (plan.packsLeft ? depth : place.aRowStride)
            result += height * cRowStride
          }
          j += isWide ? panel : width
        }
        row += rows
      }
      column += columns
    }
    start += depth
    joining = joining.continued(lanes)
  } while start < k
}

/// A product of operands so small that they are read where they lie.
///
/// SAFETY: as ``product``.
@inline(__always)
private func directProduct<L: Lanes>(
  _: L.Type,
  _ m: Int,
  _ n: Int,
  _ k: Int,
  _ joining: Joining<L.Scalar>,
  _ a: Strided<L.Scalar>,
  _ b: Strided<L.Scalar>,
  _ c: UnsafeMutablePointer<L.Scalar>,
  _ cRowStride: Int
) {
  guard m > 0 else { return }
  let width = L.count
  let tiles = TileHeights(L.self, rows: m)
  var place = TilePlace(
    a: a.start,
    aRowStride: a.rowStride,
    aColumnStride: a.columnStride,
    b: b.start,
    bRowStride: b.rowStride,
    c: c,
    cRowStride: cRowStride,
    depth: k,
    columns: width,
    isFar: m * n * MemoryLayout<L.Scalar>.size > 1 << 15,
    ahead: a.start
  )
  @inline(__always)
  func sum(_ rows: Int, from j: Int, prefetches: Bool) {
    place.b = b.start + j
    place.columns = n - j
    if n - j >= 2 * width {
      if prefetches {
        L.prefetchingTile(rows, place, joining)
      } else {
        L.wideTile(rows, place, joining)
      }
    } else if n - j >= width {
      L.narrowTile(rows, place, joining)
    } else {
      L.partTile(rows, place, joining)
    }
  }

  if m <= 256, k < 128 || a.columnStride != 1 || a.rowStride > 2 * k {
    var j = 0
    while j < n {
      place.a = a.start
      place.c = c + j
      for t in 0..<tiles.count {
        sum(tiles[t], from: j, prefetches: false)
        place.a += tiles[t] * place.aRowStride
        place.c += tiles[t] * cRowStride
      }
      j += n - j >= 2 * width ? 2 * width : width
    }
    return
  }
  // A left operand that may come from far away is read once, tile by tile, and while one is summed, the rows of
  // the next are sent for, in as many parts as it has panels.
  let panels = (n + 2 * width - 1) / (2 * width)
  for t in 0..<tiles.count {
    let (height, target) = (tiles[t], place.c)
    let share = a.columnStride == 1 ? height * a.rowStride / panels : 0
    place.ahead = t + 1 < tiles.count ? place.a + height * a.rowStride : place.a
    place.aheadStep = (share + k - 1) / max(k, 1)
    var j = 0
    while j < n {
      place.c = target + j
      sum(height, from: j, prefetches: true)
      place.ahead += share
      j += n - j >= 2 * width ? 2 * width : width
    }
    place.a += height * place.aRowStride
    place.c = target + height * cRowStride
  }
}

extension Joining {
  /// How the first steps of the sums join the result.
  @inline(__always)
  init<L: Lanes>(first: L.Type, _ alpha: L.Scalar, _ beta: L.Scalar) where L.Scalar == Scalar {
    self.alpha = alpha
    self.beta = beta
    if L.isOne(beta) {
      form = L.isOne(alpha) ? .add : .addScaled
    } else {
      form = L.isOne(alpha) && !L.isNotZero(beta) ? .replace : .scale
    }
  }

  /// How later steps join what the first ones have left.
  @inline(__always)
  func continued<L: Lanes>(_: L.Type) -> Joining where L.Scalar == Scalar {
    Joining(first: L.self, alpha, L.one)
  }
}
