internal import Learning
internal import Training

/// What came of a run, with what is worked out of it for the report.
struct TrainOutcome {
  /// The run.
  let result: PlanRun.Result
  /// The plan as it was written.
  let text: PlanText
  /// The claims and what they came to, in order.
  let claims: [(claim: TrainingClaim, check: TrainingClaim.Check)]
  /// Which class was taken for which, on the part that is reported on; nil for numbers.
  let confusion: (part: String, matrix: ConfusionMatrix)?
  /// The figures that claims are about.
  let figures: TrainingFigures

  /// Looks at the samples of the part that is reported on once more.
  init(_ result: PlanRun.Result, _ text: PlanText, threads: Int) throws(TrainingMistake) {
    self.result = result
    self.text = text
    figures = result.figures
    var claims: [(claim: TrainingClaim, check: TrainingClaim.Check)] = []
    for claim in text.plan.claims { claims.append((claim, claim.check(result.figures))) }
    self.claims = claims
    confusion = try Self.confusion(result, threads)
  }

  /// How many rows are looked at together, so that a large part is not copied as a whole.
  private static let piece = 4096

  private static func confusion(
    _ result: PlanRun.Result,
    _ threads: Int
  ) throws(TrainingMistake) -> (part: String, matrix: ConfusionMatrix)? {
    let data = result.data
    guard case .classes(let truth, let names) = data.set.targets, names.count <= 1000 else {
      return nil
    }
    let (part, rows) =
      !data.test.isEmpty
      ? ("test", data.test)
      : !data.validation.isEmpty
        ? ("validation", data.validation) : ("training", data.training)
    let evaluator = try Evaluator(result.net, threads: threads)
    var matrix = ConfusionMatrix(classes: names.count)
    var start = 0
    while start < rows.count {
      let some = rows[start..<min(rows.count, start + piece)]
      var features: [Float] = []
      features.reserveCapacity(some.count * data.set.columnCount)
      for row in some { features += data.set.row(row) }
      let predicted = try evaluator.classes(features)
      for (row, found) in zip(some, predicted) {
        matrix.count(truth: truth[row], predicted: found)
      }
      start = some.endIndex
    }
    return (part, matrix)
  }
}
