internal import Kernels

/// Up to ``Lanes/count`` rows of few columns, turned: each column is a vector, with a row in each lane.
///
/// What is done to rows of ten numbers then fills the lanes, and sums over a row go from vector to vector.
struct TurnedRows<L: Lanes> {
  /// The columns; of lanes without a row, 0.
  var columns = InlineArray<64, L> { _ in L.zero }

  /// How many columns there may be.
  @inline(__always) static var mostColumns: Int { 4 * L.count }

  @inline(__always) init() {}

  /// Turns `rows` rows, as many at a time as there are lanes, and hands each block to `body`, with its first row and
  /// how many it has.
  ///
  /// SAFETY: reads `columns` numbers of each row, as the caller promises.
  @inline(__always)
  static func forEachBlock(
    _ x: UnsafePointer<L.Scalar>,
    _ stride: Int,
    rows: Int,
    columns: Int,
    _ body: (inout TurnedRows, _ first: Int, _ count: Int) -> Void
  ) {
    var turned = TurnedRows()
    var first = 0
    while first < rows {
      let count = min(L.count, rows - first)
      turned.load(x + first * stride, stride, rows: count, columns: columns)
      body(&turned, first, count)
      first += count
    }
  }

  /// Reads rows.
  ///
  /// SAFETY: reads `count` numbers of each of `rows` rows, as the caller promises.
  @inline(__always)
  private mutating func load(
    _ p: UnsafePointer<L.Scalar>,
    _ stride: Int,
    rows: Int,
    columns count: Int
  ) {
    var first = 0
    while first < count {
      let n = min(L.count, count - first)
      var square = InlineArray<16, L> { _ in L.zero }
      for r in 0..<L.count where r < rows {
        let q = p + r * stride + first
        square[unchecked: r] = n == L.count ? L.load(q) : L.loadFirst(q, n)
      }
      square = turned(square)
      for c in 0..<n { columns[unchecked: first + c] = square[unchecked: c] }
      first += L.count
    }
  }

  /// Writes rows.
  ///
  /// SAFETY: writes `count` numbers of each of `rows` rows, as the caller promises.
  @inline(__always)
  func store(
    _ p: UnsafeMutablePointer<L.Scalar>,
    _ stride: Int,
    rows: Int,
    columns count: Int
  ) {
    var first = 0
    while first < count {
      let n = min(L.count, count - first)
      var square = InlineArray<16, L> { _ in L.zero }
      for c in 0..<n { square[unchecked: c] = columns[unchecked: first + c] }
      square = turned(square)
      for r in 0..<L.count where r < rows {
        let q = p + r * stride + first
        if n == L.count {
          square[unchecked: r].store(q)
        } else {
          square[unchecked: r].storeFirst(q, n)
        }
      }
      first += L.count
    }
  }

  /// The first `L.count` vectors as a square whose rows become columns: halves of it are interleaved over and over.
  @inline(__always)
  private func turned(_ square: InlineArray<16, L>) -> InlineArray<16, L> {
    var rows = square
    var turn = 1
    while turn < L.count {
      let last = rows
      for i in 0..<L.count / 2 {
        let (low, high) = L.interleaved(last[unchecked: i], last[unchecked: i + L.count / 2])
        rows[unchecked: 2 * i] = low
        rows[unchecked: 2 * i + 1] = high
      }
      turn *= 2
    }
    return rows
  }
}
