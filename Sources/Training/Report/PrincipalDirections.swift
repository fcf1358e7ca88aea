internal import Learning

/// The directions in which rows of numbers spread most, by the eigenvectors of their covariance.
///
/// | value | shape |
/// |-------|-------|
/// | rows | `[N, D]` |
/// | ``directions`` | `[k, D]`, each of length 1 |
/// | ``shares`` | `[k]`, of the whole variance |
struct PrincipalDirections {
  /// The mean of each column.
  let means: [Double]
  /// The directions, that of the largest spread first.
  private(set) var directions: [[Double]] = []
  /// The share of the variance along each.
  private(set) var shares: [Double] = []

  /// The most columns, or rows, of which a matrix of all pairs is made.
  private static let limit = 512

  /// Finds up to `count` directions; fewer where the rows vary in fewer, none where there are too many numbers.
  ///
  /// Where there are fewer rows than columns, the eigenvectors of the rows' products are found instead: they are
  /// the same directions. Around `center`, if there is one, else around the mean.
  init(_ rows: [Double], columns: Int, count: Int, center: [Double]? = nil) {
    let n = columns > 0 ? rows.count / columns : 0
    var means = [Double](repeating: 0, count: columns)
    for row in 0..<n { for j in 0..<columns { means[j] += rows[row * columns + j] / Double(n) } }
    if let center, center.count == columns { means = center }
    self.means = means
    guard n > 1, min(n, columns) <= PrincipalDirections.limit else { return }
    var centred = rows
    for row in 0..<n { for j in 0..<columns { centred[row * columns + j] -= means[j] } }
    let isDual = n < columns
    let size = isDual ? n : columns
    var products = [Double](repeating: 0, count: size * size)
    for row in 0..<n where !isDual {
      for i in 0..<columns {
        let x = centred[row * columns + i]
        if x == 0 { continue }
        for j in i..<columns { products[i * size + j] += x * centred[row * columns + j] }
      }
    }
    if isDual {
      for a in 0..<n {
        for b in a..<n {
          var sum = 0.0
          for j in 0..<columns { sum += centred[a * columns + j] * centred[b * columns + j] }
          products[a * size + b] = sum
        }
      }
    }
    for i in 0..<size { for j in 0..<i { products[i * size + j] = products[j * size + i] } }
    guard let eigen = SymmetricEigen(products, size: size) else { return }
    let total = eigen.values.reduce(0) { $0 + max(0, $1) }
    for k in 0..<min(count, size) where eigen.values[k] > 1e-12 * total {
      let vector = Array(eigen.vectors[k * size..<(k + 1) * size])
      shares.append(eigen.values[k] / total)
      guard isDual else {
        directions.append(vector)
        continue
      }
      var direction = [Double](repeating: 0, count: columns)
      for a in 0..<n {
        for j in 0..<columns { direction[j] += vector[a] * centred[a * columns + j] }
      }
      let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // Of two signs the one in which the first component that counts is positive.
      let first = direction.first { $0.magnitude > 1e-12 * length } ?? 1
      directions.append(direction.map { $0 / (first < 0 ? -length : length) })
    }
  }

  /// Where a row lies along a direction; 0 where there is no such direction.
  func place(_ row: some Collection<Double>, along k: Int) -> Double {
    guard directions.indices.contains(k) else { return 0 }
    var sum = 0.0
    for (j, x) in row.enumerated() { sum += (x - means[j]) * directions[k][j] }
    return sum
  }
}
