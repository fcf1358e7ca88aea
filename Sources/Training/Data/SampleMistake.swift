public import Learning
public import Notation

/// Which of a plan's two sources of samples is meant.
public enum SourceRole: String, Equatable, Sendable {
  /// That to train on.
  case data
  /// That to report on.
  case test
}

/// Why no samples can be made of what a plan says, as data; the words are in `SampleMessages.swift`.
public enum SampleMistake: Error, Equatable, Sendable {
  /// Something is wrong in a file, and told at its place there.
  case files(Diagnostics)
  /// Something is wrong in the rows that stand in the plan.
  case rows(SourceRole, DataMistakes)
  /// Nothing says what is to be predicted; `columns` are the names that there are.
  case noTargets(SourceRole, columns: [String])
  /// What was made at random is too large for the numbers of a set.
  case notFinite(SourceRole)
  /// Both sources together have more numbers than a set can hold.
  case tooManyNumbers(limit: Int)
  /// The test source has another number of columns.
  case columnCount(expected: Int, found: Int)
  /// A column of the test source has another name.
  case columnName(Int, expected: String, found: String)
  /// A column has categories in one source and numbers in the other.
  case columnKind(String)
  /// One source has classes, the other numbers to predict.
  case targetKind(expectsClasses: Bool)
  /// The test source has another number of numbers to predict.
  case targetCount(expected: Int, found: Int)
  /// A class that only the test source has.
  case unknownClass(String, known: [String])
  /// Rows cannot be parted as `split` says.
  case split(SplitMistake)
  /// Rows cannot be parted into folds.
  case folds(SplitMistake)
  /// The validation part, which something is chosen by, has no row.
  case noValidation(rows: Int)
  /// All rows of the training part are of one class.
  case oneClassTrained(String)
  /// Features cannot be prepared.
  case preparation(PreprocessingMistake)
}
