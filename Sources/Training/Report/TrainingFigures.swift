internal import Learning

/// The figures of a run by the names that claims call them: `accuracy`, `validation_loss`, `epochs`.
///
/// Figures without a part before their name are those of the test part; without one, of the validation part,
/// and without that, of the training part. All are those of the result: of the best epoch.
public struct TrainingFigures: Equatable, Sendable {
  /// What a claim can be about.
  public static let names = [
    "loss", "accuracy", "r2", "training_loss", "training_accuracy", "training_r2",
    "validation_loss", "validation_accuracy", "validation_r2", "test_loss", "test_accuracy",
    "test_r2", "folds_loss", "folds_accuracy", "folds_r2", "epochs", "best_epoch", "steps",
  ]

  /// The figures of the training part in the best epoch; before the first step where none was better.
  public let training: PartFigures?
  /// Those of the validation part at its end.
  public let validation: PartFigures?
  /// Those of the test part.
  public let test: PartFigures?
  /// The means over the folds; nil without folds.
  public let folds: PartFigures?
  /// How many epochs were run.
  public let epochs: Int
  /// The epoch whose parameters the result has.
  public let bestEpoch: Int
  /// How many steps were made.
  public let steps: Int
  /// Whether the metric is the share of samples whose class is right; else it is R².
  public let tellsClasses: Bool

  /// Takes the figures from a record.
  public init(_ record: TrainingRecord, tellsClasses: Bool, folds: PartFigures? = nil) {
    let best = record.epochs.first { $0.epoch == record.bestEpoch } ?? record.epochs.last
    training = best?.training
    validation = best?.validation
    test = record.test
    self.folds = folds
    epochs = record.epochs.last?.epoch ?? 0
    bestEpoch = record.bestEpoch
    steps = record.epochs.last?.steps ?? 0
    self.tellsClasses = tellsClasses
  }

  /// The figure of that name; nil where the run has none.
  public subscript(name: String) -> Double? {
    switch name {
    case "epochs": return Double(epochs)
    case "best_epoch": return Double(bestEpoch)
    case "steps": return Double(steps)
    default: break
    }
    var bare = name
    var part = test ?? validation ?? training
    for (prefix, figures) in [
      ("training_", training), ("validation_", validation), ("test_", test), ("folds_", folds),
    ] where name.utf8.starts(with: prefix.utf8) {
      bare = String(name.unicodeScalars.dropFirst(prefix.unicodeScalars.count))
      part = figures
    }
    switch bare {
    case "loss": return part?.loss
    case "accuracy": return tellsClasses ? part?.metric : nil
    case "r2": return tellsClasses ? nil : part?.metric
    default: return nil
    }
  }
}
