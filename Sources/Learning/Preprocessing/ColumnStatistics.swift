/// By what a sum of squares is divided to give a variance.
public enum Denominator: Equatable, Sendable {
  /// N: of these numbers themselves, as NumPy's `std` and scikit-learn's `StandardScaler` do.
  case population
  /// N − 1: estimated for what they are a sample of, as pandas' `std` and scikit-learn's `PCA` do.
  case sample

  /// N or N − 1, and at least 1.
  func count(_ rows: Int) -> Double { Double(max(1, self == .population ? rows : rows - 1)) }
}

/// Figures of the columns of a set over some of its rows.
enum ColumnStatistics {
  /// The mean of each column.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func means<Number>(_ set: DataSet<Number>, _ rows: [Int]) -> [Double] {
    let width = set.columnCount
    let features = set.features.span
    // The first row is taken off beforehand, which keeps the digits of columns far from 0, and makes the mean of
    // a column that does not vary exact.
    var sums = [Double](repeating: 0, count: width)
    guard let first = rows.first else { return sums }
    for row in rows {
      for column in 0..<width {
        sums[column] +=
          Double(features[row * width + column]) - Double(features[first * width + column])
      }
    }
    for column in 0..<width {
      sums[column] = sums[column] / Double(rows.count) + Double(features[first * width + column])
    }
    return sums
  }

  /// The sum of squares of each column's distances from its mean.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func squares<Number>(_ set: DataSet<Number>, _ rows: [Int], _ means: [Double]) -> [Double]
  {
    let width = set.columnCount
    let features = set.features.span
    var sums = [Double](repeating: 0, count: width)
    for row in rows {
      for column in 0..<width {
        let distance = Double(features[row * width + column]) - means[column]
        sums[column] += distance * distance
      }
    }
    return sums
  }

  /// The least and the largest number of each column.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func ranges<Number>(
    _ set: DataSet<Number>,
    _ rows: [Int]
  ) -> (least: [Double], largest: [Double]) {
    let width = set.columnCount
    let features = set.features.span
    var least = [Double](repeating: .infinity, count: width)
    var largest = [Double](repeating: -.infinity, count: width)
    for row in rows {
      for column in 0..<width {
        let number = Double(features[row * width + column])
        least[column] = min(least[column], number)
        largest[column] = max(largest[column], number)
      }
    }
    return (least, largest)
  }

  /// The covariance matrix of the columns, `[D, D]`: the mean of (x − μ)(x − μ)ᵀ.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  static func covariance<Number>(
    _ set: DataSet<Number>,
    _ rows: [Int],
    _ means: [Double],
    _ denominator: Denominator
  ) -> [Double] {
    let width = set.columnCount
    let features = set.features.span
    var sums = [Double](repeating: 0, count: width * width)
    var centred = [Double](repeating: 0, count: width)
    for row in rows {
      for column in 0..<width {
        centred[column] = Double(features[row * width + column]) - means[column]
      }
      for i in 0..<width where centred[i] != 0 {
        let factor = centred[i]
        for j in 0...i { sums[i * width + j] += factor * centred[j] }
      }
    }
    let count = denominator.count(rows.count)
    for i in 0..<width {
      for j in 0...i {
        sums[i * width + j] /= count
        sums[j * width + i] = sums[i * width + j]
      }
    }
    return sums
  }
}
