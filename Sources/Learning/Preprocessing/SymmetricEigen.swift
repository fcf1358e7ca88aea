/// The eigenvalues and eigenvectors of a symmetric matrix: A = Vᵀ Λ V with the vectors as rows of V.
///
/// Householder reflections bring A into tridiagonal form; implicit QR steps with Wilkinson's shift, made of
/// plane rotations, then let the numbers beside the diagonal vanish.
///
/// | value | shape | meaning |
/// |-------|-------|---------|
/// | ``values`` | `[n]` | eigenvalues, the largest first |
/// | ``vectors`` | `[n, n]` | row i is the eigenvector of value i, of length 1 |
///
/// The sign of a vector is such that its first component that is not 0 is positive; for an eigenvalue that
/// occurs more than once, the vectors are any that stand at right angles.
///
/// - Complexity: O(n³), about 9 n³ operations.
/// - SeeAlso: G. Golub, C. Van Loan, *Matrix Computations* (4th ed., 2013), sections 8.3.1 to 8.3.3.
public struct SymmetricEigen: Equatable, Sendable {
  /// The eigenvalues, the largest first.
  public let values: [Double]
  /// The eigenvectors, a row each, one after the other.
  public let vectors: [Double]

  /// Decomposes `matrix`, n × n numbers row by row of which the lower triangle counts.
  ///
  /// Nil if the count is wrong, or a number is not finite.
  public init?(_ matrix: [Double], size n: Int) {
    let (count, overflow) = n.multipliedReportingOverflow(by: n)
    guard n >= 0, !overflow, matrix.count == count else { return nil }
    var largest = 0.0
    for number in matrix {
      guard number.isFinite else { return nil }
      largest = max(largest, number.magnitude)
    }
    // Scaled so that no square overflows or vanishes.
    let scale = largest > 0 ? largest : 1
    var tridiagonal = Tridiagonal(matrix.map { $0 / scale }, size: n)
    guard tridiagonal.diagonalise() else { return nil }
    let order = (0..<n).sorted {
      tridiagonal.diagonal[$0] != tridiagonal.diagonal[$1]
        ? tridiagonal.diagonal[$0] > tridiagonal.diagonal[$1] : $0 < $1
    }
    values = order.map { tridiagonal.diagonal[$0] * scale }
    var sorted: [Double] = []
    sorted.reserveCapacity(count)
    for row in order {
      let vector = tridiagonal.vectors[row * n..<(row + 1) * n]
      // Components below the rounding errors of a vector of length 1 count as 0.
      let first = vector.first { $0.magnitude > 1e-12 } ?? 1
      for component in vector { sorted.append(first < 0 ? -component : component) }
    }
    vectors = sorted
  }
}

/// A symmetric matrix on its way to diagonal form: A = Vᵀ T V, with T tridiagonal.
private struct Tridiagonal {
  let n: Int
  /// T's diagonal, and the numbers beside it.
  var diagonal: [Double]
  var beside: [Double]
  /// V, row by row.
  var vectors: [Double]

  /// Brings A into tridiagonal form.
  ///
  /// The reflection I − v vᵀ / h maps what stands below the diagonal of column k onto its first component.
  init(_ matrix: [Double], size n: Int) {
    self.n = n
    var a = matrix
    for i in 0..<n { for j in 0..<i { a[j * n + i] = a[i * n + j] } }
    diagonal = [Double](repeating: 0, count: n)
    beside = [Double](repeating: 0, count: max(0, n - 1))
    vectors = [Double](repeating: 0, count: n * n)
    for i in 0..<n { vectors[i * n + i] = 1 }
    var halves = [Double](repeating: 0, count: max(0, n - 1))
    var p = [Double](repeating: 0, count: n)
    for k in 0..<max(0, n - 2) {
      // Row k of a, which is its column k, is made to hold v from place k + 1 on.
      var norm = 0.0
      for j in (k + 1)..<n { norm += a[k * n + j] * a[k * n + j] }
      norm = norm.squareRoot()
      let head = a[k * n + k + 1]
      let target = head > 0 ? -norm : norm
      beside[k] = target
      let h = norm * (norm + head.magnitude)
      guard h > 0 else { continue }
      halves[k] = h
      a[k * n + k + 1] = head - target
      // A ← A − v wᵀ − w vᵀ with p = A v / h, w = p − (vᵀp / 2h) v.
      var product = 0.0
      for i in (k + 1)..<n {
        var sum = 0.0
        for j in (k + 1)..<n { sum += a[i * n + j] * a[k * n + j] }
        p[i] = sum / h
        product += a[k * n + i] * p[i]
      }
      let share = product / (2 * h)
      for i in (k + 1)..<n { p[i] -= share * a[k * n + i] }
      for i in (k + 1)..<n {
        let (v, w) = (a[k * n + i], p[i])
        for j in (k + 1)..<n { a[i * n + j] -= v * p[j] + w * a[k * n + j] }
      }
    }
    for i in 0..<n { diagonal[i] = a[i * n + i] }
    if n >= 2 { beside[n - 2] = a[(n - 1) * n + n - 2] }
    // V = Hₙ₋₃ … H₁ H₀, multiplied from the left to the right, so that most rows are still unit vectors.
    for k in stride(from: n - 3, through: 0, by: -1) where halves[k] > 0 {
      for i in (k + 1)..<n {
        var sum = 0.0
        for j in (k + 1)..<n { sum += vectors[i * n + j] * a[k * n + j] }
        sum /= halves[k]
        for j in (k + 1)..<n { vectors[i * n + j] -= sum * a[k * n + j] }
      }
    }
  }

  /// Lets the numbers beside the diagonal vanish; false if they do not within 60 steps for each.
  mutating func diagonalise() -> Bool {
    var last = n - 1
    var steps = 0
    while last > 0 {
      for i in 0..<last
      where beside[i].magnitude <= 0x1p-53 * (diagonal[i].magnitude + diagonal[i + 1].magnitude)
        || beside[i].magnitude < 1e-300
      {
        beside[i] = 0
      }
      if beside[last - 1] == 0 {
        last -= 1
        continue
      }
      var first = last - 1
      while first > 0, beside[first - 1] != 0 { first -= 1 }
      steps += 1
      guard steps <= 60 * n else { return false }
      step(first, last)
    }
    return true
  }

  /// One implicit QR step on the block from `first` to `last`.
  private mutating func step(_ first: Int, _ last: Int) {
    let delta = (diagonal[last - 1] - diagonal[last]) / 2
    let e = beside[last - 1]
    let root = (delta * delta + e * e).squareRoot()
    let shift = diagonal[last] - e * (e / (delta + (delta < 0 ? -root : root)))
    var x = diagonal[first] - shift
    var z = beside[first]
    for k in first..<last {
      let r = (x * x + z * z).squareRoot()
      let (c, s) = r > 0 ? (x / r, z / r) : (1, 0)
      if k > first { beside[k - 1] = r }
      let (d0, d1, off) = (diagonal[k], diagonal[k + 1], beside[k])
      diagonal[k] = c * c * d0 + 2 * c * s * off + s * s * d1
      diagonal[k + 1] = s * s * d0 - 2 * c * s * off + c * c * d1
      beside[k] = c * s * (d1 - d0) + (c * c - s * s) * off
      if k + 1 < last {
        x = beside[k]
        z = s * beside[k + 1]
        beside[k + 1] *= c
      }
      rotate(rows: k, c, s)
    }
  }

  /// Turns rows k and k + 1 of V.
  private mutating func rotate(rows k: Int, _ c: Double, _ s: Double) {
    let (upper, lower) = (k * n, (k + 1) * n)
    for j in 0..<n {
      let (a, b) = (vectors[upper + j], vectors[lower + j])
      vectors[upper + j] = c * a + s * b
      vectors[lower + j] = c * b - s * a
    }
  }
}
