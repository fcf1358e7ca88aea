internal import Learning

extension FittedPreprocessing {
  /// What a sample was before it was prepared, as far as that can be told: what ``apply(to:)`` does, undone.
  ///
  /// A whitening that left directions out gives back the sample without them; a column that did not vary, its one
  /// number. Nil for categories that became columns.
  func original(of prepared: [Double]) -> [Double]? {
    var x = prepared
    for stage in stages.reversed() {
      switch stage {
      case .zScore(let stage):
        guard x.count == stage.means.count else { return nil }
        for i in x.indices { x[i] = stage.means[i] + x[i] * stage.deviations[i] }
      case .minMax(let stage):
        guard x.count == stage.least.count, stage.high != stage.low else { return nil }
        for i in x.indices {
          let share = (x[i] - stage.low) / (stage.high - stage.low)
          x[i] = stage.least[i] + share * (stage.largest[i] - stage.least[i])
        }
      case .whiten(let stage):
        guard x.count == stage.variances.count else { return nil }
        var sum = stage.means
        for (k, variance) in stage.variances.enumerated() {
          let length = x[k] * variance.squareRoot()
          for i in sum.indices { sum[i] += length * stage.directions[k * sum.count + i] }
        }
        x = sum
      case .divide(let divisor): for i in x.indices { x[i] *= divisor }
      case .oneHot: return nil
      }
    }
    return x.count == columns.count ? x : nil
  }

  /// Rows of features as they were measured, prepared as the net sees them; nil where numbers become too large.
  func prepared(_ features: [Float], rows: Int) -> [Float]? {
    guard
      var set = DataSet<Float>(
        name: "grid",
        columns: columns,
        features: features,
        targets: .none,
        rowCount: rows
      )
    else { return nil }
    do throws(PreprocessingMistake) {
      try apply(to: &set)
      return set.features
    } catch {
      return nil
    }
  }
}
