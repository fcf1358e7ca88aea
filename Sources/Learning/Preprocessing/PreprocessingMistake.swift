internal import Autodiff

/// Why preprocessing cannot be fitted or applied.
public enum PreprocessingMistake: Error, Equatable, Sendable {
  /// There is no training row.
  case noRows
  /// A stage that computes, while a column still holds categories.
  case categoriesLeft(stage: String, column: String)
  /// `one_hot` with no column of categories.
  case noCategories
  /// The training rows do not vary in any direction.
  case noVariation
  /// More directions than this many columns cannot be whitened.
  case tooManyColumns(Int, limit: Int)
  /// More columns than a set can have come of it.
  case tooManyNumbers(limit: Int)
  /// Whitening into fewer than one direction.
  case badComponents(Int)
  /// Division by 0, or by what is not finite.
  case badDivisor(Double)
  /// Numbers grow beyond what can be written down.
  case tooLarge(stage: String)
  /// Another number of columns than it was fitted on.
  case otherColumns(expected: Int, found: Int)
  /// Other categories than it was fitted on.
  case otherCategories(String)

  /// What is wrong, with what was expected and what was found, on one line.
  public var message: String {
    switch self {
    case .noRows: "preprocessing expects rows to be fitted on, found none"
    case .categoriesLeft(let stage, let column):
      "\(stage) expects columns of numbers, found the categories of '\(column)'"
    case .noCategories: "one_hot expects a column of categories, found none"
    case .noVariation: "whiten expects rows that differ, found the same features in all"
    case .tooManyColumns(let found, let limit):
      "whiten expects at most \(limit) columns, found \(found)"
    case .tooManyNumbers(let limit): "one_hot expects to make at most \(limit) numbers, found more"
    case .badComponents(let found): "whiten expects at least 1 component, found \(found)"
    case .badDivisor(let found):
      "divide expects a finite number other than 0, found \(NumberFormat.exact(found))"
    case .tooLarge(let stage):
      "\(stage) expects numbers that fit when it is done, found too large ones"
    case .otherColumns(let expected, let found):
      "expected \(expected) columns, as in the training data, found \(found)"
    case .otherCategories(let column):
      "expected the categories of the training data in '\(column)', found others"
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .noRows: "leave more rows for training"
    case .categoriesLeft: "put one_hot before it"
    case .noCategories: "name the columns of words as categories"
    case .noVariation: nil
    case .tooManyColumns: "use z_score, or fewer columns"
    case .tooManyNumbers: "leave out the column with the most words"
    case .badComponents, .badDivisor: nil
    case .tooLarge: "compute in float64, or write the column in a larger unit"
    case .otherColumns, .otherCategories: "take both from the same source"
    }
  }
}
