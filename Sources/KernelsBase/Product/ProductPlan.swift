internal import Kernels

/// How a product is cut into blocks that stay in the caches, and which of them are copied first.
struct ProductPlan {
  /// Rows of the left operand at a time: with `depth`, they lie in the second cache.
  let rows: Int
  /// Steps of a sum at a time.
  let depth: Int
  /// Columns of the right operand at a time.
  let columns: Int
  /// Whether the right operand is copied.
  let packsRight: Bool
  /// Whether the left operand is copied.
  let packsLeft: Bool
  /// Numbers of workspace before those of the left operand.
  let rightCount: Int

  static let rowBlock = 144
  static let longestDepth = 1024
  static let columnBlock = 1024

  /// The longest sum at a time: what a tile has summed is written to the result as seldom as that allows.
  @inline(__always)
  static func depthBlock<L: Lanes>(_: L.Type) -> Int { 4096 / MemoryLayout<L.Scalar>.size }

  /// Columns of the right operand that are copied at a time, row by row: so a page of memory is looked up
  /// once for many numbers.
  @inline(__always)
  static func strip<L: Lanes>(_: L.Type) -> Int { 16 * L.count }

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
    columns = packsRight ? Self.even(n, Self.columnBlock, panel) : n
    depth = Self.even(k, packsRight ? Self.depthBlock(L.self) : Self.longestDepth, 4)
    rows = Self.even(m, Self.rowBlock, L.tileRows)
    // Worth its while where many panels read each number.
    packsLeft = packsRight && n > 4 * panel && k >= L.count
    let paddedColumns = (columns + panel - 1) / panel * panel
    rightCount =
      packsRight ? depth * paddedColumns : L.masksLoads ? 0 : depth * L.count
  }

  /// The length of blocks that are nearly equal, none above `most`, in whole grains; one block if all fits in.
  @inline(__always)
  private static func even(_ count: Int, _ most: Int, _ grain: Int) -> Int {
    if count <= most { return count }
    let blocks = (count + most - 1) / most
    return ((count + blocks - 1) / blocks + grain - 1) / grain * grain
  }

  /// The workspace that is enough for all strides: what any plan for these sizes uses, or more.
  @inline(__always)
  static func workspace<L: Lanes>(_: L.Type, _ m: Int, _ n: Int, _ k: Int) -> Int {
    let panel = 2 * L.count
    let columns = (min(n, columnBlock) + panel - 1) / panel * panel
    let right = min(k, depthBlock(L.self)) * columns + min(k, longestDepth) * L.count
    // A vector more: see ``packLeft``.
    let left = min(m, rowBlock) * min(k, depthBlock(L.self)) + L.count
    let narrow = min(n, narrowColumns) * ((k + L.count - 1) / L.count * L.count)
    return right + left > narrow ? right + left : narrow
  }
}

/// How rows are shared among tiles that are nearly equal.
struct TileHeights {
  /// How many tiles there are.
  let count: Int
  private let height: Int
  private let higher: Int

  @inline(__always)
  init<L: Lanes>(_: L.Type, rows: Int) {
    count = (rows + L.tileRows - 1) / L.tileRows
    (height, higher) = count <= 1 ? (rows, 0) : (rows / count, rows % count)
  }

  /// The rows of tile `t`.
  @inline(__always) subscript(_ t: Int) -> Int { t < higher ? height + 1 : height }
}
