/// The receiver operating characteristic: true against false positive rate, over all thresholds.
///
/// A sample counts as positive when its score is at least the threshold. Samples of equal score pass it
/// together, so that the curve then moves at a slant.
public struct ReceiverOperating: Equatable, Sendable {
  /// A threshold and the rates there.
  public struct Point: Equatable, Sendable {
    /// From this score on, a sample counts as positive; ∞ for the first point.
    public let threshold: Double
    /// FP / (FP + TN).
    public let falsePositiveRate: Double
    /// TP / (TP + FN).
    public let truePositiveRate: Double
  }

  /// The points, from (0, 0) to (1, 1).
  public let points: [Point]

  /// Makes the curve of samples, positive or not, with their scores.
  ///
  /// Nil unless there are as many of both, a positive and a negative one, and no score is NaN.
  public init?(positive: [Bool], scores: [Double]) {
    let positives = positive.filter { $0 }.count
    let negatives = positive.count - positives
    guard positive.count == scores.count, positives > 0, negatives > 0,
      !scores.contains(where: { $0.isNaN })
    else { return nil }
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    var points = [Point(threshold: .infinity, falsePositiveRate: 0, truePositiveRate: 0)]
    var (hits, alarms) = (0, 0)
    for (place, sample) in order.enumerated() {
      if positive[sample] { hits += 1 } else { alarms += 1 }
      if place + 1 < order.count, scores[order[place + 1]] == scores[sample] { continue }
      points.append(
        Point(
          threshold: scores[sample],
          falsePositiveRate: Double(alarms) / Double(negatives),
          truePositiveRate: Double(hits) / Double(positives)
        )
      )
    }
    self.points = points
  }

  /// The area below the curve, by trapezoids: the share of pairs of a positive and a negative sample that the
  /// scores put in the right order, ties counting half.
  public var area: Double {
    var sum = 0.0
    for i in points.indices.dropFirst() {
      let width = points[i].falsePositiveRate - points[i - 1].falsePositiveRate
      sum += width * (points[i].truePositiveRate + points[i - 1].truePositiveRate) / 2
    }
    return sum
  }
}
