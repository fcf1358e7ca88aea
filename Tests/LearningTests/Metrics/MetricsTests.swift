import Learning
import Testing

struct MetricsTests {
  @Test(arguments: try WorkedExample.all("metrics.confusion").map(\.id))
  func `rates are those worked out by hand`(_ id: String) throws {
    let example = try WorkedExample.one(id)
    let matrix = ConfusionMatrix(
      classes: 2,
      truth: try example.vector("y").map { Int($0) },
      predicted: try example.vector("y_pred").map { Int($0) }
    )
    #expect(matrix.counts.map { Double($0) } == (try example.matrixStep("matrix").flatMap { $0 }))
    let rates: [(String, Double?)] = [
      ("accuracy", matrix.accuracy), ("error_rate", matrix.errorRate),
      ("precision", matrix.precision()), ("recall", matrix.recall()),
      ("specificity", matrix.specificity()), ("fpr", matrix.falsePositiveRate()),
      ("f1", matrix.f()), ("fbeta", matrix.f(beta: 2)),
      ("balanced_accuracy", matrix.balancedAccuracy), ("mcc", matrix.matthews),
    ]
    for (name, rate) in rates {
      #expect(agree([try #require(rate)], try example.step(name)), "\(name)")
    }
  }

  @Test func `rates of several classes are those of scikit-learn`() throws {
    let figures = try DataFigures.read().rates
    let matrix = ConfusionMatrix(classes: 4, truth: figures.truth, predicted: figures.predicted)
    #expect(matrix.counts == figures.confusion.flatMap { $0 })
    let classes = 0..<4
    #expect(agree(classes.map { matrix.precision($0) ?? 0 }, figures.precision))
    #expect(agree(classes.map { matrix.recall($0) ?? 0 }, figures.recall))
    #expect(agree(classes.map { matrix.f($0) ?? 0 }, figures.f1))
    #expect(agree(classes.map { matrix.f($0, beta: 2) ?? 0 }, figures.f2))
    #expect(
      agree(
        [matrix.accuracy, matrix.macro { matrix.f($0) }, matrix.balancedAccuracy, matrix.matthews]
          .map { $0 ?? .nan },
        [figures.accuracy, figures.macro_f1, figures.balanced, figures.matthews]
      )
    )
  }

  @Test func `what has no value is nil, and what is no class is not counted`() {
    var matrix = ConfusionMatrix(classes: 2)
    #expect(matrix.accuracy == nil && matrix.balancedAccuracy == nil && matrix.matthews == nil)
    matrix.count(truth: 0, predicted: 0)
    matrix.count(truth: 2, predicted: 0)
    matrix.count(truth: 0, predicted: -1)
    #expect(matrix.total == 1 && matrix.accuracy == 1)
    #expect(matrix.precision() == nil && matrix.recall() == nil && matrix.f() == nil)
    #expect(matrix.matthews == nil)
    var sum = matrix
    sum.add(matrix)
    #expect(sum.counts == [2, 0, 0, 0])
  }

  @Test func `the curve of the worked example has its points and its area`() throws {
    let example = try WorkedExample.one("metrics.roc.small")
    let curve = try #require(
      ReceiverOperating(
        positive: try example.vector("y").map { $0 == 1 },
        scores: try example.vector("score")
      )
    )
    #expect(curve.points.dropFirst().map(\.threshold) == (try example.step("threshold")))
    #expect(
      agree(
        curve.points.flatMap { [$0.falsePositiveRate, $0.truePositiveRate] },
        try example.matrixStep("points").flatMap { $0 }
      )
    )
    #expect(agree([curve.area], try example.step("auc")))
    #expect(agree([curve.area], try example.step("auc_pairs")))
  }

  @Test func `the area is that of scikit-learn, and of counted pairs`() throws {
    let figures = try DataFigures.read().rates
    let positive = figures.binary.map { $0 == 1 }
    let curve = try #require(ReceiverOperating(positive: positive, scores: figures.scores))
    #expect(agree([curve.area], [figures.auc]))
    var wins = 0.0
    var pairs = 0.0
    for (i, a) in figures.scores.enumerated() where positive[i] {
      for (j, b) in figures.scores.enumerated() where !positive[j] {
        wins += a > b ? 1 : a == b ? 0.5 : 0
        pairs += 1
      }
    }
    #expect(agree([curve.area], [wins / pairs]))
    #expect(ReceiverOperating(positive: [true, true], scores: [1, 2]) == nil)
    #expect(ReceiverOperating(positive: [true, false], scores: [1, .nan]) == nil)
    #expect(ReceiverOperating(positive: [true], scores: []) == nil)
  }

  @Test func `errors of numbers are those of scikit-learn`() throws {
    let figures = try DataFigures.read().rates
    let errors = RegressionErrors(truth: figures.y, predicted: figures.p)
    #expect(
      agree(
        [errors.meanSquared, errors.meanAbsolute, errors.determination].map { $0 ?? .nan },
        [figures.mse, figures.mae, figures.r2]
      )
    )
    // Targets 1, 2, 3 and predictions 1, 2, 5: e² = 4, Σ(y − ȳ)² = 2.
    let small = RegressionErrors(truth: [1, 2, 3], predicted: [1, 2, 5])
    #expect(small.rootMeanSquared == (4.0 / 3).squareRoot())
    #expect(small.determination == -1)
    #expect(RegressionErrors().meanSquared == nil)
    #expect(RegressionErrors(truth: [2, 2], predicted: [1, 2]).determination == nil)
  }

  @Test func `the class that a net says is the place of its largest output`() {
    func largest(_ outputs: [Float]) -> Int { Predictions.largest(outputs.span) }
    #expect(largest([0.1, 0.7, 0.2]) == 1)
    #expect(largest([3, 3, 1]) == 0)
    #expect(largest([.nan, -1, 2]) == 2)
    #expect(largest([.nan, .nan]) == 1 || largest([.nan, .nan]) == 0)
    #expect(largest([-.infinity, -5]) == 1)
    let outputs: [Double] = [4, 1, 3, 3]
    func isAmong(_ first: Int, _ truth: Int) -> Bool {
      Predictions.isAmong(first: first, outputs.span, truth: truth)
    }
    #expect(isAmong(1, 0) && !isAmong(1, 2) && isAmong(2, 3) && !isAmong(3, 1))
  }
}
