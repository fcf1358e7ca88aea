/// Standardised columns: z = (x − μ) / σ.
///
/// A column that does not vary over the training part has σ = 0; it is divided by 1 instead, and becomes 0
/// there.
///
/// - SeeAlso: scikit-learn's `StandardScaler`, which does the same with N as denominator.
public struct ZScore: Equatable, Sendable {
  /// μ, the mean of each column.
  public let means: [Double]
  /// σ, the standard deviation of each column.
  public let deviations: [Double]

  /// The columns, from 0, that do not vary over the training part.
  public var constantColumns: [Int] { deviations.indices.filter { deviations[$0] == 0 } }

  /// Fits it on some rows of a set.
  public init<Number>(
    _ denominator: Denominator = .population,
    fittedOn rows: [Int],
    of set: DataSet<Number>
  ) {
    let means = ColumnStatistics.means(set, rows)
    let count = denominator.count(rows.count)
    // Of a column that does not vary, the mean is exact, and so are the distances: 0.
    deviations = ColumnStatistics.squares(set, rows, means).map { ($0 / count).squareRoot() }
    self.means = means
  }

  init(restoredMeans means: [Double], deviations: [Double]) {
    self.means = means
    self.deviations = deviations
  }

  func apply<Number>(to set: inout DataSet<Number>) {
    AffineColumns(shifts: means, divisors: deviations.map { $0 > 0 ? $0 : 1 }).apply(to: &set)
  }
}

/// Columns scaled into a range: z = low + (x − min) / (max − min) · (high − low).
///
/// A column that does not vary over the training part becomes `low` there. What lies outside the training
/// part's range comes to lie outside `low` … `high`.
///
/// - SeeAlso: scikit-learn's `MinMaxScaler`.
public struct MinMax: Equatable, Sendable {
  /// The least number of each column.
  public let least: [Double]
  /// The largest number of each column.
  public let largest: [Double]
  /// What the least number becomes.
  public let low: Double
  /// What the largest number becomes.
  public let high: Double

  /// The columns, from 0, that do not vary over the training part.
  public var constantColumns: [Int] { least.indices.filter { least[$0] == largest[$0] } }

  /// Fits it on some rows of a set.
  public init<Number>(
    low: Double = 0,
    high: Double = 1,
    fittedOn rows: [Int],
    of set: DataSet<Number>
  ) {
    (least, largest) = ColumnStatistics.ranges(set, rows)
    self.low = low
    self.high = high
  }

  init(restoredLeast least: [Double], largest: [Double], low: Double, high: Double) {
    self.least = least
    self.largest = largest
    self.low = low
    self.high = high
  }

  func apply<Number>(to set: inout DataSet<Number>) {
    let divisors = least.indices.map {
      largest[$0] > least[$0] ? largest[$0] - least[$0] : 1
    }
    AffineColumns(shifts: least, divisors: divisors, factor: high - low, offset: low)
      .apply(to: &set)
  }
}

/// z = (x − shift) / divisor · factor + offset for each column.
struct AffineColumns {
  let shifts: [Double]
  let divisors: [Double]
  var factor = 1.0
  var offset = 0.0

  func apply<Number>(to set: inout DataSet<Number>) { scale(&set.features) }

  @specialized(where Number == Float)
  @specialized(where Number == Double)
  private func scale<Number: BinaryFloatingPoint>(_ features: inout [Number]) {
    let width = shifts.count
    guard width > 0 else { return }
    var place = 0
    while place < features.count {
      for column in 0..<width {
        let z = (Double(features[place + column]) - shifts[column]) / divisors[column]
        features[place + column] = Number(z * factor + offset)
      }
      place += width
    }
  }
}
