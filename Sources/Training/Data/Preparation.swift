internal import Learning

extension LoadedSamples {
  /// Parts and prepares the samples as a plan says; preprocessing is fitted on the training part only.
  ///
  /// Parts of a plan with folds are those of its last training: everything but the test part is trained on.
  public consuming func prepared(_ plan: TrainingPlan) throws(SampleMistake) -> PreparedData {
    let split = try split(plan)
    let test = split.test + Array(ownCount..<set.rowCount)
    return try prepared(plan, training: split.training, validation: split.validation, test)
  }

  /// Parts the samples into the folds of a plan; one without folds has one, which has no validation part.
  public func folds(_ plan: TrainingPlan) throws(SampleMistake) -> SampleFolds {
    let split = try split(plan)
    let test = split.test + Array(ownCount..<set.rowCount)
    guard let count = plan.folds else {
      return SampleFolds(parts: [(split.training, split.validation)], test: test)
    }
    let rows = split.training
    let classes = set.targets.classIndices.map { classes in rows.map { classes[$0] } }
    let order: Split.Order =
      switch mixing(plan) {
      case .kept: .kept
      case .shuffled(let seed): .shuffled(seed: seed)
      case .stratified(let seed): .stratified(seed: seed)
      }
    do throws(SplitMistake) {
      let folds = try Folds(count, rows: rows.count, order: order, classes: classes)
      let parts = folds.validation.indices.map { fold in
        (folds.training(fold).map { rows[$0] }, folds.validation[fold].map { rows[$0] })
      }
      return SampleFolds(parts: parts, test: test)
    } catch {
      throw .folds(error)
    }
  }

  /// Prepares the samples for one fold, from 0: fitted on what that fold trains on.
  public func prepared(
    _ plan: TrainingPlan,
    _ folds: SampleFolds,
    fold: Int
  ) throws(SampleMistake) -> PreparedData {
    let part = folds.parts[fold]
    return try prepared(plan, training: part.training, validation: part.validation, folds.test)
  }

  private consuming func prepared(
    _ plan: TrainingPlan,
    training: [Int],
    validation: [Int],
    _ test: [Int]
  ) throws(SampleMistake) -> PreparedData {
    if case .classes(let classes, let names) = set.targets, let first = training.first {
      guard training.contains(where: { classes[$0] != classes[first] }) else {
        throw .oneClassTrained(names[classes[first]])
      }
    }
    var prepared = set
    let fitted: FittedPreprocessing
    do throws(PreprocessingMistake) {
      fitted = try FittedPreprocessing(plan.preparation, fittedOn: training, of: &prepared)
    } catch {
      throw .preparation(error)
    }
    // Without a stage that makes numbers of them, the numbers of categories would be taken for sizes.
    for column in prepared.columns where !column.categories.isEmpty {
      throw .preparation(.categoriesLeft(stage: "net", column: column.name))
    }
    return PreparedData(
      set: prepared,
      training: training,
      validation: validation,
      test: test,
      preprocessing: fitted
    )
  }

  private func split(_ plan: TrainingPlan) throws(SampleMistake) -> Split {
    let classes = set.targets.classIndices.map { Array($0[..<ownCount]) }
    do throws(SplitMistake) {
      let split = try Split(
        rows: ownCount,
        validation: plan.split.validation,
        test: plan.split.test,
        order: mixing(plan),
        classes: classes
      )
      return split
    } catch {
      throw .split(error)
    }
  }

  /// How rows are mixed; those without classes cannot be stratified.
  private func mixing(_ plan: TrainingPlan) -> Split.Order {
    let seed = plan.split.seed ?? plan.seed
    switch plan.split.order {
    case .kept: return .kept
    case .shuffled: return .shuffled(seed: seed)
    case .stratified:
      return set.targets.classIndices == nil ? .shuffled(seed: seed) : .stratified(seed: seed)
    }
  }
}

/// The rows of the folds of a set.
public struct SampleFolds: Sendable {
  /// For each fold the rows that it trains on, and those that it validates on.
  let parts: [(training: [Int], validation: [Int])]
  /// The rows that no fold sees.
  public let test: [Int]

  /// How many folds there are.
  public var count: Int { parts.count }

  /// The rows that a fold, from 0, trains on.
  public func training(_ fold: Int) -> [Int] { parts[fold].training }

  /// The rows that a fold, from 0, validates on.
  public func validation(_ fold: Int) -> [Int] { parts[fold].validation }
}
