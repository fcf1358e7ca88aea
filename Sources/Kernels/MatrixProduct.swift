/// The plain matrix product, the reference that every faster kernel is held against.
///
/// | value | shape    | role          |
/// |-------|----------|---------------|
/// | `a`   | `[M, K]` | left operand  |
/// | `b`   | `[K, N]` | right operand |
/// | `z`   | `[M, N]` | output        |
public enum MatrixProduct {
  /// How an operand lies in its storage.
  public struct Operand: Sendable {
    /// Index of its first element.
    public var offset: Int
    /// Distance between two rows.
    public var rowStride: Int
    /// Distance between two columns.
    public var columnStride: Int

    /// Makes an operand; a transposed one has its strides exchanged.
    public init(offset: Int, rowStride: Int, columnStride: Int) {
      self.offset = offset
      self.rowStride = rowStride
      self.columnStride = columnStride
    }
  }

  /// Writes `a · b` to `z`, starting at `at`, row by row.
  ///
  /// `m` counts the rows of `a`, `k` its columns and the rows of `b`, `n` the columns of `b`.
  ///
  /// - Complexity: O(m·k·n). Sums run over `k` in order, so that results do not depend on the machine.
  public static func multiply(
    m: Int,
    k: Int,
    n: Int,
    _ left: Span<Double>,
    _ a: Operand,
    _ right: Span<Double>,
    _ b: Operand,
    into z: inout [Double],
    at start: Int
  ) {
    for i in 0..<m {
      for j in 0..<n {
        var sum = 0.0
        var p = a.offset + i * a.rowStride
        var q = b.offset + j * b.columnStride
        for _ in 0..<k {
          sum += left[p] * right[q]
          p += a.columnStride
          q += b.rowStride
        }
        z[start + i * n + j] = sum
      }
    }
  }
}
