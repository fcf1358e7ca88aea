/// How often each class was taken for which: the count C[t][p] of samples of class t that p was predicted for.
///
/// All rates of classification are read from it. One whose denominator is 0, such as the precision of a class
/// that was never predicted, is nil.
///
/// For two classes, 1 is the positive one: C = [[TN, FP], [FN, TP]].
public struct ConfusionMatrix: Equatable, Sendable {
  /// How many classes there are.
  public let classCount: Int
  /// The counts, row by row: the true class is the row, the predicted one the column.
  public private(set) var counts: [Int]

  /// Nothing counted yet.
  public init(classes: Int) {
    classCount = max(0, classes)
    counts = [Int](repeating: 0, count: classCount * classCount)
  }

  /// Counts pairs of classes; those of unequal length are counted as far as both go.
  public init(classes: Int, truth: [Int], predicted: [Int]) {
    self.init(classes: classes)
    for (t, p) in zip(truth, predicted) { count(truth: t, predicted: p) }
  }

  /// Counts one sample; nothing is counted for classes that there are not.
  public mutating func count(truth: Int, predicted: Int) {
    guard truth >= 0, truth < classCount, predicted >= 0, predicted < classCount else { return }
    counts[truth * classCount + predicted] += 1
  }

  /// Adds what another one has counted, of the same classes.
  public mutating func add(_ other: ConfusionMatrix) {
    guard other.classCount == classCount else { return }
    for i in counts.indices { counts[i] += other.counts[i] }
  }

  /// Samples of class `truth` that `predicted` was predicted for.
  public subscript(truth: Int, predicted: Int) -> Int { counts[truth * classCount + predicted] }

  /// How many samples were counted.
  public var total: Int { counts.reduce(0, +) }

  /// How many samples are of a class: TP + FN.
  public func members(_ c: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[c, $1] }
  }

  /// How often a class was predicted: TP + FP.
  public func predictions(_ c: Int) -> Int {
    (0..<classCount).reduce(0) { $0 + self[$1, c] }
  }

  /// How many samples were predicted right.
  public var right: Int { (0..<classCount).reduce(0) { $0 + self[$1, $1] } }

  /// The share of samples that were predicted right: (TP + TN) / n.
  public var accuracy: Double? { ratio(right, total) }

  /// 1 − accuracy.
  public var errorRate: Double? { ratio(total - right, total) }

  /// Of what was predicted to be class c, the share that is: TP / (TP + FP).
  public func precision(_ c: Int = 1) -> Double? { ratio(self[c, c], predictions(c)) }

  /// Of what is class c, the share that was found: TP / (TP + FN); also called sensitivity.
  public func recall(_ c: Int = 1) -> Double? { ratio(self[c, c], members(c)) }

  /// Of what is not class c, the share that was not taken for it: TN / (TN + FP).
  public func specificity(_ c: Int = 1) -> Double? {
    let others = total - members(c)
    return ratio(others - (predictions(c) - self[c, c]), others)
  }

  /// 1 − specificity: FP / (FP + TN).
  public func falsePositiveRate(_ c: Int = 1) -> Double? {
    ratio(predictions(c) - self[c, c], total - members(c))
  }

  /// (1 + β²) P R / (β² P + R): recall counts β times as much as precision, and β = 1 is F1.
  ///
  /// As (1 + β²) TP / ((1 + β²) TP + β² FN + FP), which has a value even where P has none.
  public func f(_ c: Int = 1, beta: Double = 1) -> Double? {
    let hits = (1 + beta * beta) * Double(self[c, c])
    let missed = beta * beta * Double(members(c) - self[c, c])
    let denominator = hits + missed + Double(predictions(c) - self[c, c])
    return denominator > 0 ? hits / denominator : nil
  }

  /// The mean of the classes' recalls; of the classes that have members.
  public var balancedAccuracy: Double? {
    let recalls = (0..<classCount).compactMap { recall($0) }
    return recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// The mean over all classes, each counting the same; a class without a value counts as 0, as in
  /// scikit-learn.
  public func macro(_ rate: (Int) -> Double?) -> Double? {
    guard classCount > 0 else { return nil }
    return (0..<classCount).reduce(0) { $0 + (rate($1) ?? 0) } / Double(classCount)
  }

  /// Matthews' correlation between truth and prediction, from −1 to 1, for any number of classes.
  ///
  /// (s c − Σ p_k t_k) / √((s² − Σ p_k²)(s² − Σ t_k²)) with s samples, c right ones, and t_k members and p_k
  /// predictions of class k; nil if one of them is all of a kind.
  ///
  /// - SeeAlso: J. Gorodkin, *Comparing Two K-Category Assignments by a K-Category Correlation Coefficient*
  ///   (2004).
  public var matthews: Double? {
    let samples = Double(total)
    var (both, predicted, members) = (0.0, 0.0, 0.0)
    for c in 0..<classCount {
      let (p, t) = (Double(predictions(c)), Double(self.members(c)))
      both += p * t
      predicted += p * p
      members += t * t
    }
    let square = (samples * samples - predicted) * (samples * samples - members)
    return square > 0 ? (samples * Double(right) - both) / square.squareRoot() : nil
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
