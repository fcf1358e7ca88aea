internal import Kernels

/// A window of 2 × 2 for each lane: its numbers above and below, left and right.
///
/// SAFETY: reads two vectors of each of two rows.
private struct Quads<L: Lanes> {
  let (a, b, c, d): (L, L, L, L)

  @inline(__always)
  init(_ above: UnsafePointer<L.Scalar>, _ below: UnsafePointer<L.Scalar>) {
    (a, b) = L.parted(L.load(above), L.load(above + L.count))
    (c, d) = L.parted(L.load(below), L.load(below + L.count))
  }
}

/// Calls `many` for as many windows beside each other as a vector has lanes, where windows are 2 × 2, and
/// `one` for each of the others, with the window's place in the result and that of its first number.
@inline(__always)
private func forEachPool<L: Lanes>(
  _: L.Type,
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  many: (_ pool: Int, _ corner: Int) -> Void,
  one: (_ pool: Int, _ corner: Int) -> Void
) {
  let (rows, columns) = (height / size, width / size)
  for plane in 0..<planes {
    for r in 0..<rows {
      let pool = (plane * rows + r) * columns
      let corner = (plane * height + r * size) * width
      var c = 0
      if size == 2 {
        while c <= columns - L.count {
          many(pool + c, corner + 2 * c)
          c += L.count
        }
      }
      while c < columns {
        one(pool + c, corner + c * size)
        c += 1
      }
    }
  }
}

/// ``ImageKernels/maxPool``.
///
/// SAFETY: reads the planes and writes a number for each window, as the set's callers promise.
@inline(never)
func maxPool<L: Lanes>(
  _ lanes: L.Type,
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>
) {
  forEachPool(lanes, planes, height, width, size) { pool, corner in
    let quads = Quads<L>(x + corner, x + corner + width)
    L.maximum(L.maximum(quads.a, quads.b), L.maximum(quads.c, quads.d)).store(z + pool)
  } one: { pool, corner in
    var largest = L.splat(x[corner])
    for i in 0..<size {
      for j in 0..<size { largest = L.maximum(largest, L.splat(x[corner + i * width + j])) }
    }
    z[pool] = largest[0]
  }
}

/// ``ImageKernels/maxPoolBack``.
///
/// SAFETY: reads and writes the planes, and reads two numbers for each window, as the set's callers
/// promise.
@inline(never)
func maxPoolBack<L: Lanes>(
  _ lanes: L.Type,
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafePointer<L.Scalar>,
  _ g: UnsafePointer<L.Scalar>,
  _ beta: L.Scalar,
  _ target: UnsafeMutablePointer<L.Scalar>
) {
  scale(lanes, target, beta, planes * height * width)
  forEachPool(lanes, planes, height, width, size) { pool, corner in
    let quads = Quads<L>(x + corner, x + corner + width)
    let (largest, one) = (L.load(z + pool), L.constant(1))
    @inline(__always) func tie(_ x: L) -> L { L.choose(L.isEqual(x, largest), one, L.zero) }
    let (a, b, c, d) = (tie(quads.a), tie(quads.b), tie(quads.c), tie(quads.d))
    let share = L.load(g + pool) / ((a + b) + (c + d))
    @inline(__always) func part(_ x: L) -> L {
      L.choose(L.isEqual(x, largest), share, L.zero)
    }
    addPairs(part(quads.a), part(quads.b), target + corner)
    addPairs(part(quads.c), part(quads.d), target + corner + width)
  } one: { pool, corner in
    var ties = 0
    for i in 0..<size {
      for j in 0..<size where L.areEqual(x[corner + i * width + j], z[pool]) { ties += 1 }
    }
    let share = L.splat(g[pool]) / L.splat(L.number(ties))
    for i in 0..<size {
      for j in 0..<size where L.areEqual(x[corner + i * width + j], z[pool]) {
        let place = target + corner + i * width + j
        place[0] = (L.splat(place[0]) + share)[0]
      }
    }
  }
}

/// ``ImageKernels/meanPool``.
///
/// SAFETY: as ``maxPool``.
@inline(never)
func meanPool<L: Lanes>(
  _ lanes: L.Type,
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  _ x: UnsafePointer<L.Scalar>,
  _ z: UnsafeMutablePointer<L.Scalar>
) {
  let count = L.splat(L.number(size * size))
  forEachPool(lanes, planes, height, width, size) { pool, corner in
    let quads = Quads<L>(x + corner, x + corner + width)
    ((((quads.a + quads.b) + quads.c) + quads.d) / count).store(z + pool)
  } one: { pool, corner in
    var sum = L.zero
    for i in 0..<size {
      for j in 0..<size { sum = sum + L.splat(x[corner + i * width + j]) }
    }
    z[pool] = (sum / count)[0]
  }
}

/// ``ImageKernels/meanPoolBack``.
///
/// SAFETY: reads a number for each window, and reads and writes the planes, as the set's callers promise.
@inline(never)
func meanPoolBack<L: Lanes>(
  _ lanes: L.Type,
  _ planes: Int,
  _ height: Int,
  _ width: Int,
  _ size: Int,
  _ g: UnsafePointer<L.Scalar>,
  _ beta: L.Scalar,
  _ target: UnsafeMutablePointer<L.Scalar>
) {
  scale(lanes, target, beta, planes * height * width)
  let count = L.splat(L.number(size * size))
  forEachPool(lanes, planes, height, width, size) { pool, corner in
    let share = L.load(g + pool) / count
    addPairs(share, share, target + corner)
    addPairs(share, share, target + corner + width)
  } one: { pool, corner in
    let share = L.splat(g[pool]) / count
    for i in 0..<size {
      for j in 0..<size {
        let place = target + corner + i * width + j
        place[0] = (L.splat(place[0]) + share)[0]
      }
    }
  }
}

/// Adds the lanes of two vectors in turns to what lies there.
@inline(__always)
private func addPairs<L: Lanes>(_ left: L, _ right: L, _ z: UnsafeMutablePointer<L.Scalar>) {
  let (low, high) = L.interleaved(left, right)
  (L.load(z) + low).store(z)
  (L.load(z + L.count) + high).store(z + L.count)
}
