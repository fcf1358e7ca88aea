internal import Kernels

/// How a product is cut into blocks that stay in the caches, and which of them are copied first.
struct ProductPlan {
  /// Rows of the left operand at a time: with `depth`, they lie in the second cache.
  var rows: Int
  /// Steps of a sum at a time: as many rows of two vectors of the right operand fit in the first cache.
  var depth: Int
  /// Columns of the right operand at a time.
  var columns: Int
  /// Whether the right operand is copied.
  var packsRight: Bool
  /// Whether the left operand is copied.
  var packsLeft: Bool
  /// Numbers of workspace before those of the left operand.
  var rightCount: Int

  static let rowBlock = 240
  static let depthBlock = 512
  static let longestDepth = 1024
  static let columnBlock = 2048

  @inline(__always)
  init<L: Lanes>(
    _: L.Type,
    _ m: Int,
    _ n: Int,
    _ k: Int,
    _ a: Strided<L.Scalar>,
    _ b: Strided<L.Scalar>
  ) {
    let size = MemoryLayout<L.Scalar>.size
    let panel = 2 * L.count
    let isSmall = n <= (1 << 19) / size && n * k * size <= 1 << 19 && m <= 256
    packsRight = b.columnStride != 1 || !isSmall
    columns = packsRight ? min(n, Self.columnBlock) : n
    depth = min(k, packsRight ? Self.depthBlock : Self.longestDepth)
    rows = min(m, Self.rowBlock)
    // Rows a multiple of two pages apart meet in few places of the cache: they are copied closer together
    // where many panels read them.
    packsLeft = n > 8 * panel && a.columnStride == 1 && a.rowStride * size % 8192 == 0 && k > 64
    let paddedColumns = (columns + panel - 1) / panel * panel
    rightCount =
      packsRight ? depth * paddedColumns : L.masksLoads ? 0 : depth * L.count
  }

  /// The workspace that is enough for all strides: what any plan for these sizes uses, or more.
  @inline(__always)
  static func workspace<L: Lanes>(_: L.Type, _ m: Int, _ n: Int, _ k: Int) -> Int {
    let panel = 2 * L.count
    let columns = (min(n, columnBlock) + panel - 1) / panel * panel
    let right = min(k, depthBlock) * columns + min(k, longestDepth) * L.count
    let left = leftCount(L.self, min(m, rowBlock), min(k, longestDepth))
    let narrow = min(n, narrowColumns) * ((k + L.count - 1) / L.count * L.count)
    return right + left > narrow ? right + left : narrow
  }

  /// Numbers that a copied block of the left operand takes.
  @inline(__always)
  static func leftCount<L: Lanes>(_: L.Type, _ rows: Int, _ depth: Int) -> Int {
    let wide = spread(L.self, depth) * rows
    let high = spread(L.self, rows) * depth
    return wide > high ? wide : high
  }

  /// A distance between rows that is an odd number of cache lines, so that not all fall on one place of
  /// the cache.
  @inline(__always)
  static func spread<L: Lanes>(_: L.Type, _ count: Int) -> Int {
    let line = 64 / MemoryLayout<L.Scalar>.size
    let lines = (count + line - 1) / line
    return (lines | 1) * line
  }
}
