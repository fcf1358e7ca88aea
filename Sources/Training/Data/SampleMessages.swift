internal import Learning
public import Notation

extension SampleMistake {
  /// What is wrong, with what was expected and what was found, on one line; of several mistakes the first.
  public var message: String {
    switch self {
    case .files(let diagnostics): diagnostics.all.first?.message ?? ""
    case .rows(_, let mistakes): mistakes.all.first?.message ?? ""
    case .noTargets(let role, _):
      "\(role.rawValue) expects what is to be predicted, found features alone"
    case .notFinite(let role):
      "\(role.rawValue) expects numbers that 32 bits can hold, found larger ones"
    case .tooManyNumbers(let limit):
      "data and test expect at most \(limit) numbers together, found more"
    case .columnCount(let expected, let found):
      "test expects \(expected) columns of features, as data has, found \(found)"
    case .columnName(let place, let expected, let found):
      "test expects '\(expected)' as column \(place), as data has, found '\(found)'"
    case .columnKind(let name):
      "test expects the column '\(name)' as in data, found "
        + "categories in one of them and numbers in the other"
    case .targetKind(let expectsClasses):
      expectsClasses
        ? "test expects classes, as data has, found numbers to predict"
        : "test expects numbers to predict, as data has, found classes"
    case .targetCount(let expected, let found):
      "test expects \(expected) numbers to predict, as data has, found \(found)"
    case .unknownClass(let name, let known):
      "test expects the classes of data, \(PlanMistake.list(Array(known.prefix(12)), "and", isCut: known.count > 12)), "
        + "found '\(name)'"
    case .split(let mistake), .folds(let mistake): mistake.message
    case .noValidation(let rows):
      "validation expects at least 1 of \(rows) rows, found none"
    case .oneClassTrained(let name):
      "training expects samples of at least 2 classes, found '\(name)' alone"
    case .preparation(let mistake): mistake.message
    }
  }

  /// What to do about it, where there is advice.
  public var help: String? {
    switch self {
    case .files(let diagnostics): diagnostics.all.first?.help
    case .rows(_, let mistakes): mistakes.all.first?.help
    case .noTargets(_, let columns):
      columns.isEmpty
        ? "a row is written with an arrow: 0 1 -> 1"
        : "name a column: target = \(columns.last ?? ""); there are "
          + PlanMistake.list(Array(columns.prefix(12)), "and", isCut: columns.count > 12)
    case .notFinite: "take smaller coefficients"
    case .tooManyNumbers: "take a part of the rows"
    case .columnCount, .columnName, .columnKind, .targetKind, .targetCount:
      "write both as one was written"
    case .unknownClass: nil
    case .split(let mistake), .folds(let mistake): mistake.help
    case .noValidation: "make it larger: stop and search choose by it"
    case .oneClassTrained: "let split mix the rows: stratified or shuffled"
    case .preparation(let mistake): mistake.help
    }
  }
}

extension PlanText {
  /// What is wrong with samples, at the statement or in the file that it is about.
  public func diagnostics(of mistake: SampleMistake) -> Diagnostics {
    switch mistake {
    case .files(let diagnostics): diagnostics
    case .rows(let role, let mistakes): diagnostics(of: mistakes, inRowsOf: role.rawValue)
    case .noTargets(let role, _), .notFinite(let role):
      told(mistake, at: item(0, of: role.rawValue))
    case .tooManyNumbers, .columnCount, .columnName, .columnKind, .targetKind, .targetCount,
      .unknownClass:
      told(mistake, at: item(0, of: SourceRole.test.rawValue))
    case .split(let reason): told(mistake, at: place(of: reason, in: "split"))
    case .noValidation:
      told(mistake, at: place(of: .badShare(part: "validation", 0), in: "split"))
    case .oneClassTrained:
      told(mistake, at: statement("split")?.place ?? place(of: SourceRole.data.rawValue))
    case .folds: told(mistake, at: place(of: "folds"))
    case .preparation(let reason): told(mistake, at: place(of: reason))
    }
  }

  private func told(_ mistake: SampleMistake, at place: PlanPlace) -> Diagnostics {
    Diagnostics([diagnostic(mistake.message, help: mistake.help, at: place)])
  }

  /// The part that is too large, where one is.
  private func place(of mistake: SplitMistake, in keyword: String) -> PlanPlace {
    guard let statement = statement(keyword) else { return place(of: SourceRole.data.rawValue) }
    switch mistake {
    case .badShare(let part, _), .badCount(let part, _, _):
      return statement.items.first { $0.name?.text == part }?.place ?? statement.place
    default: return statement.place
    }
  }

  /// The stage that cannot be fitted.
  private func place(of mistake: PreprocessingMistake) -> PlanPlace {
    let name: String
    switch mistake {
    case .categoriesLeft(let stage, _), .tooLarge(let stage): name = stage
    case .noCategories, .tooManyNumbers: name = "one_hot"
    case .noVariation, .tooManyColumns, .badComponents: name = "whiten"
    case .badDivisor: name = "divide"
    case .noRows, .otherColumns, .otherCategories: name = ""
    }
    let item = statement("prepare")?.items.first { item in
      switch item.value.kind {
      case .name(let word), .call(let word, _): word == name
      default: false
      }
    }
    return item?.place ?? place(of: "prepare")
  }
}
