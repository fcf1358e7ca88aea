public import Learning

/// Samples as a net sees them: preprocessed, with the rows of each part.
///
/// They lie in memory once.
public struct PreparedData: Sendable {
  /// All samples, preprocessed; those of a test source of its own come last.
  public var set: DataSet<Float>
  /// The rows to train on.
  public var training: [Int]
  /// The rows to choose by; may be empty.
  public var validation: [Int]
  /// The rows to report on; may be empty.
  public var test: [Int]
  /// What was done to the features, as it was fitted on the training part.
  public var preprocessing: FittedPreprocessing

  /// Puts the parts together.
  public init(
    set: DataSet<Float>,
    training: [Int],
    validation: [Int],
    test: [Int],
    preprocessing: FittedPreprocessing
  ) {
    self.set = set
    self.training = training
    self.validation = validation
    self.test = test
    self.preprocessing = preprocessing
  }
}
