/// What is done to the features of a set before a net sees them.
///
/// Whatever has figures of its own is fitted on the training part only, and then applied to all parts: a
/// net is judged on samples that nothing was learned from, means and widths included.
public enum Preprocessing: Equatable, Sendable {
  /// z = (x − μ) / σ for each column: mean 0 and standard deviation 1 over the training part.
  case zScore(Denominator = .population)
  /// z = low + (x − min) / (max − min) · (high − low) for each column: from `low` to `high` over the training
  /// part.
  case minMax(low: Double = 0, high: Double = 1)
  /// Centred, turned onto the eigenvectors of the covariance, divided by √λ: no correlation, variance 1.
  ///
  /// As many of the directions with the largest λ as `components` says, at most; nil takes all in which the
  /// training part varies.
  case whiten(components: Int? = nil, Denominator = .population)
  /// z = x / divisor, as of pixels by 255; nothing is fitted.
  case divide(by: Double)
  /// A column of 0 and 1 for each word of a column of categories.
  case oneHot

  /// Its name.
  public var name: String {
    switch self {
    case .zScore: "z_score"
    case .minMax: "min_max"
    case .whiten: "whiten"
    case .divide: "divide"
    case .oneHot: "one_hot"
    }
  }
}

/// One stage of preprocessing with the figures that it was fitted with.
public enum FittedStage: Equatable, Sendable {
  /// See ``Preprocessing/zScore(_:)``.
  case zScore(ZScore)
  /// See ``Preprocessing/minMax(low:high:)``.
  case minMax(MinMax)
  /// See ``Preprocessing/whiten(components:_:)``.
  case whiten(Whitening)
  /// See ``Preprocessing/divide(by:)``.
  case divide(by: Double)
  /// See ``Preprocessing/oneHot``.
  case oneHot(OneHotCoding)

  fileprivate func apply<Number>(to set: inout DataSet<Number>) {
    switch self {
    case .zScore(let stage): stage.apply(to: &set)
    case .minMax(let stage): stage.apply(to: &set)
    case .whiten(let stage): stage.apply(to: &set)
    case .divide(let divisor):
      AffineColumns(
        shifts: [Double](repeating: 0, count: set.columnCount),
        divisors: [Double](repeating: divisor, count: set.columnCount)
      ).apply(to: &set)
    case .oneHot(let stage): stage.apply(to: &set)
    }
  }
}

/// Preprocessing, stage after stage, as it was fitted on the training part.
public struct FittedPreprocessing: Equatable, Sendable {
  /// The stages, in order.
  public private(set) var stages: [FittedStage] = []
  /// The columns that it takes, by name.
  public let columns: [DataColumn]

  /// Fits `stages` on the rows `training` of `set`, each on what those before it make of them, and applies
  /// them to all rows of `set`, in place.
  ///
  /// Throws where a stage cannot be fitted; `set` may then be half done and is to be thrown away.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public init<Number>(
    _ stages: [Preprocessing],
    fittedOn training: [Int],
    of set: inout DataSet<Number>
  ) throws(PreprocessingMistake) {
    columns = set.columns
    for stage in stages {
      let fitted = try Self.fit(stage, set, training)
      fitted.apply(to: &set)
      guard DataSize.areFinite(set.features) else { throw .tooLarge(stage: stage.name) }
      self.stages.append(fitted)
    }
  }

  init(restored stages: [FittedStage], columns: [DataColumn]) {
    self.stages = stages
    self.columns = columns
  }

  /// Applies the stages to another set, such as one for testing; nothing is fitted.
  ///
  /// Throws if it has other columns, or if numbers become too large.
  @specialized(where Number == Float)
  @specialized(where Number == Double)
  public func apply<Number>(to set: inout DataSet<Number>) throws(PreprocessingMistake) {
    guard set.columnCount == columns.count else {
      throw .otherColumns(expected: columns.count, found: set.columnCount)
    }
    for (place, column) in columns.enumerated()
    where !column.categories.isEmpty || !set.columns[place].categories.isEmpty {
      guard Self.same(column.categories, set.columns[place].categories) else {
        throw .otherCategories(column.name)
      }
    }
    for stage in stages { stage.apply(to: &set) }
    guard DataSize.areFinite(set.features) else { throw .tooLarge(stage: "preprocessing") }
  }

  private static func same(_ a: [String], _ b: [String]) -> Bool {
    guard a.count == b.count else { return false }
    for i in a.indices where !a[i].utf8.elementsEqual(b[i].utf8) { return false }
    return true
  }

  private static func fit<Number>(
    _ stage: Preprocessing,
    _ set: DataSet<Number>,
    _ rows: [Int]
  ) throws(PreprocessingMistake) -> FittedStage {
    guard !rows.isEmpty else { throw .noRows }
    if case .oneHot = stage { return .oneHot(try OneHotCoding(fittedOn: rows, of: set)) }
    for column in set.columns where !column.categories.isEmpty {
      throw .categoriesLeft(stage: stage.name, column: column.name)
    }
    switch stage {
    case .zScore(let denominator):
      return .zScore(ZScore(denominator, fittedOn: rows, of: set))
    case .minMax(let low, let high):
      return .minMax(MinMax(low: low, high: high, fittedOn: rows, of: set))
    case .whiten(let components, let denominator):
      return .whiten(
        try Whitening(components: components, denominator, fittedOn: rows, of: set)
      )
    case .divide(let divisor):
      guard divisor != 0, divisor.isFinite else { throw .badDivisor(divisor) }
      return .divide(by: divisor)
    case .oneHot: return .oneHot(try OneHotCoding(fittedOn: rows, of: set))
    }
  }
}
