// Stages that were fitted earlier and written down, put together again from their figures.

extension FittedPreprocessing {
  /// Stages that were fitted before, for sets with these columns.
  ///
  /// Nil where the stages do not fit the columns, or each other.
  public init?(columns: [DataColumn], stages: [FittedStage]) {
    var width = columns.count
    var hasCategories = columns.contains { !$0.categories.isEmpty }
    for stage in stages {
      switch stage {
      case .zScore(let fitted):
        guard !hasCategories, fitted.means.count == width else { return nil }
      case .minMax(let fitted):
        guard !hasCategories, fitted.least.count == width else { return nil }
      case .whiten(let fitted):
        guard !hasCategories, fitted.means.count == width else { return nil }
        width = fitted.variances.count
      case .divide(let divisor):
        guard !hasCategories, divisor.isFinite, divisor != 0 else { return nil }
      case .oneHot(let fitted):
        guard hasCategories, fitted.coded.count == width else { return nil }
        for (coded, column) in zip(fitted.coded, columns) {
          guard (coded == nil) == column.categories.isEmpty else { return nil }
          guard (coded ?? []).allSatisfy({ column.categories.indices.contains($0) }) else {
            return nil
          }
        }
        width = fitted.columns.count
        hasCategories = false
      }
    }
    self.init(restored: stages, columns: columns)
  }

  /// How many columns come out.
  public var outputCount: Int {
    var width = columns.count
    for stage in stages {
      switch stage {
      case .whiten(let fitted): width = fitted.variances.count
      case .oneHot(let fitted): width = fitted.columns.count
      case .zScore, .minMax, .divide: break
      }
    }
    return width
  }
}

extension ZScore {
  /// Figures that were fitted before; nil where they do not belong together.
  public init?(means: [Double], deviations: [Double]) {
    guard means.count == deviations.count, means.allSatisfy({ $0.isFinite }),
      deviations.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    self.init(restoredMeans: means, deviations: deviations)
  }
}

extension MinMax {
  /// Figures that were fitted before; nil where they do not belong together.
  public init?(least: [Double], largest: [Double], low: Double, high: Double) {
    guard least.count == largest.count, least.allSatisfy({ $0.isFinite }),
      largest.allSatisfy({ $0.isFinite }), low.isFinite, high.isFinite
    else { return nil }
    self.init(restoredLeast: least, largest: largest, low: low, high: high)
  }
}

extension Whitening {
  /// Figures that were fitted before; nil where they do not belong together.
  public init?(
    means: [Double],
    directions: [Double],
    variances: [Double],
    totalVariance: Double
  ) {
    guard !variances.isEmpty, means.count <= Self.columnLimit,
      variances.count <= means.count, directions.count == means.count * variances.count,
      means.allSatisfy({ $0.isFinite }), directions.allSatisfy({ $0.isFinite }),
      variances.allSatisfy({ $0 > 0 && $0.isFinite }), totalVariance.isFinite
    else { return nil }
    self.init(
      restoredMeans: means,
      directions: directions,
      variances: variances,
      totalVariance: totalVariance
    )
  }
}

extension OneHotCoding {
  /// Codes that were fitted before, and the names of the columns that come of them; nil where there are not
  /// as many as the codes make.
  public init?(coded: [[Int]?], names: [String]) {
    var count = 0
    for words in coded {
      let (sum, overflow) = count.addingReportingOverflow(words?.count ?? 1)
      guard !overflow else { return nil }
      count = sum
    }
    guard count == names.count, coded.contains(where: { $0 != nil }) else { return nil }
    self.init(restored: coded, columns: names.map { DataColumn($0) })
  }
}
