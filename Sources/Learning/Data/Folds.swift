internal import Autodiff

/// k-fold cross validation: k parts of the rows, each in turn to validate on while the others train.
///
/// The first N mod k folds have one row more than the others.
///
/// - SeeAlso: scikit-learn's `KFold` and `StratifiedKFold`.
public struct Folds: Equatable, Sendable {
  /// The rows to validate on, fold by fold.
  public let validation: [[Int]]

  /// Parts `rows` rows into `count` folds; `classes` as in ``Split``.
  public init(
    _ count: Int,
    rows: Int,
    order: Split.Order,
    classes: [Int]? = nil
  ) throws(SplitMistake) {
    guard count >= 2, count <= rows else { throw .badFolds(count, rows: rows) }
    var dealt = Array(0..<rows)
    switch order {
    case .kept: break
    case .shuffled(let seed):
      var random = RandomNumbers(seed: seed)
      random.shuffle(&dealt)
    case .stratified(let seed):
      guard let classes, classes.count == rows, classes.allSatisfy({ $0 >= 0 }) else {
        throw .noClasses
      }
      var random = RandomNumbers(seed: seed)
      random.shuffle(&dealt)
      // Class by class, dealt out like cards: the counts of a class differ by one at most, and so do the
      // counts of all rows.
      var turn = [Int](repeating: 0, count: rows)
      for (place, row) in dealt.enumerated() { turn[row] = place }
      dealt.sort { classes[$0] != classes[$1] ? classes[$0] < classes[$1] : turn[$0] < turn[$1] }
      var folds = [[Int]](repeating: [], count: count)
      for (place, row) in dealt.enumerated() { folds[place % count].append(row) }
      validation = folds
      return
    }
    var folds: [[Int]] = []
    var start = 0
    for fold in 0..<count {
      let length = rows / count + (fold < rows % count ? 1 : 0)
      folds.append(Array(dealt[start..<(start + length)]))
      start += length
    }
    validation = folds
  }

  /// How many folds there are.
  public var count: Int { validation.count }

  /// The rows to train on while fold `fold`, from 0, validates: those of all others, fold after fold.
  public func training(_ fold: Int) -> [Int] {
    var rows: [Int] = []
    for other in validation.indices where other != fold { rows += validation[other] }
    return rows
  }
}

/// Mean and spread of the scores of several folds or runs.
public struct ScoreSummary: Equatable, Sendable {
  /// The scores.
  public let scores: [Double]

  /// Sums up scores.
  public init(_ scores: [Double]) { self.scores = scores }

  /// Their mean; NaN of none.
  public var mean: Double { scores.reduce(0, +) / Double(scores.count) }

  /// Their standard deviation, with N as denominator; NaN of none.
  public var deviation: Double {
    let mean = mean
    let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(scores.count)).squareRoot()
  }
}
