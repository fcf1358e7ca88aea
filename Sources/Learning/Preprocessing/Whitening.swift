/// PCA whitening: Z = (X − μ) U / √λ, with the eigenvectors of the covariance as columns of U.
///
/// | value | shape | meaning |
/// |-------|-------|---------|
/// | ``means`` | `[D]` | μ |
/// | ``directions`` | `[K, D]` | the first K eigenvectors, a row each: Uᵀ |
/// | ``variances`` | `[K]` | λ, the largest first |
/// | result | `[N, K]` | columns `pc1` … `pcK` |
///
/// Over the training part, the columns of Z have mean 0, variance 1 and no correlation. Directions in which
/// it does not vary beyond rounding errors, λ ≤ D ε λ₁, are left out: with fewer rows than columns there are
/// always some.
///
/// - SeeAlso: scikit-learn's `PCA(whiten=True)`, which divides by N − 1 (``Denominator/sample``).
public struct Whitening: Equatable, Sendable {
  /// The mean of each column.
  public let means: [Double]
  /// The eigenvectors that are kept, a row each, one after the other.
  public let directions: [Double]
  /// The variance along each direction that is kept.
  public let variances: [Double]
  /// The sum of the variances along all directions, those left out included.
  public let totalVariance: Double

  /// The share of the variance that lies along each direction: λ / Σλ.
  public var explained: [Double] { variances.map { $0 / totalVariance } }

  /// The most columns that are whitened: the covariance has their square of numbers, the eigenvectors take
  /// its cube of operations.
  public static let columnLimit = 4096

  /// Fits it on some rows of a set.
  public init<Number>(
    components: Int? = nil,
    _ denominator: Denominator = .population,
    fittedOn rows: [Int],
    of set: DataSet<Number>
  ) throws(PreprocessingMistake) {
    let width = set.columnCount
    guard !rows.isEmpty else { throw .noRows }
    guard width <= Self.columnLimit else {
      throw .tooManyColumns(width, limit: Self.columnLimit)
    }
    if let components, components < 1 { throw .badComponents(components) }
    let means = ColumnStatistics.means(set, rows)
    let covariance = ColumnStatistics.covariance(set, rows, means, denominator)
    guard let eigen = SymmetricEigen(covariance, size: width) else {
      throw .tooLarge(stage: "whiten")
    }
    let largest = eigen.values.first ?? 0
    // Means are rounded too: constant columns far from 0 have a variance that is nothing else.
    let size = means.reduce(0) { max($0, $1.magnitude) }
    let threshold = max(
      Double(width) * 0x1p-52 * largest,
      Double(width) * (0x1p-50 * size) * (0x1p-50 * size)
    )
    var kept = eigen.values.prefix { $0 > threshold }.count
    guard kept > 0 else { throw .noVariation }
    var total = 0.0
    for i in 0..<width { total += covariance[i * width + i] }
    kept = min(kept, components ?? kept)
    self.means = means
    directions = Array(eigen.vectors[..<(kept * width)])
    variances = Array(eigen.values[..<kept])
    totalVariance = total
  }

  init(
    restoredMeans means: [Double],
    directions: [Double],
    variances: [Double],
    totalVariance: Double
  ) {
    self.means = means
    self.directions = directions
    self.variances = variances
    self.totalVariance = totalVariance
  }

  func apply<Number>(to set: inout DataSet<Number>) {
    turn(&set.features, rows: set.rowCount)
    set.columns = variances.indices.map { DataColumn("pc\($0 + 1)") }
    set.sampleShape = [variances.count]
  }

  /// Each row is shorter than before, or as long, so that the new ones fit in the place of the old ones.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  private func turn<Number: BinaryFloatingPoint>(_ features: inout [Number], rows: Int) {
    let width = means.count
    let kept = variances.count
    let deviations = variances.map { $0.squareRoot() }
    var centred = [Double](repeating: 0, count: width)
    let directions = directions.span
    for row in 0..<rows {
      for column in 0..<width {
        centred[column] = Double(features[row * width + column]) - means[column]
      }
      for k in 0..<kept {
        var sum = 0.0
        for column in 0..<width { sum += centred[column] * directions[k * width + column] }
        features[row * kept + k] = Number(sum / deviations[k])
      }
    }
    features.removeLast(features.count - rows * kept)
  }
}
