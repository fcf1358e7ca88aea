internal import Learning
internal import Notation

/// What has been read of a plan so far, before it is put together.
struct PlanDraft {
  /// The sources of samples, for training and for the report.
  var data: DataSource?
  var test: DataSource?
  /// The text of the rows that stand behind `data rows` and `test rows`, and the lines that they begin on.
  var layers: [LayerPlan] = []
  /// The other things, with the usual figures until they are told.
  var plan = TrainingPlan(data: .digits, layers: [])
  /// The statements, in order.
  var statements: [PlanStatement] = []
  /// What is wrong.
  var mistakes: [PlanMistake] = []

  /// Reads one of several things of which each may be wrong for itself.
  mutating func collect(_ read: (inout PlanDraft) throws(PlanMistake) -> Void) {
    do { try read(&self) } catch { mistakes.append(error) }
  }

  /// The statement with this keyword, if it was there.
  func statement(_ keyword: String) -> PlanStatement? {
    statements.first { $0.keyword.text == keyword }
  }
}

/// How a statement is read: the table of statements has one for each keyword.
struct PlanForm: Sendable {
  /// The word that it begins with.
  let keyword: String
  /// What it may look like.
  let example: String
  /// Whether it may be there more than once.
  var isRepeated = false
  /// Takes what it says.
  let read: @Sendable (inout PlanDraft, PlanStatement, SourceText) throws(PlanMistake) -> Void

  init(
    _ keyword: String,
    _ example: String,
    isRepeated: Bool = false,
    _ read:
      @escaping @Sendable (inout PlanDraft, PlanStatement, SourceText) throws(PlanMistake) -> Void
  ) {
    self.keyword = keyword
    self.example = example
    self.isRepeated = isRepeated
    self.read = read
  }

  /// The closed list of statements, in the order in which plans are printed.
  static let all: [PlanForm] = [
    .data, .test, .split, .folds, .prepare, .net, .loss, .initialiser, .optimiser, .penalty, .batch,
    .epochs, .seed, .stop, .search, .show, .expect,
  ]

  /// The keywords.
  static let keywords = all.map { $0.keyword }
}

extension PlanStatement {
  /// The only item, which is a value.
  func single() throws(PlanMistake) -> PlanValue {
    guard items.count == 1 else {
      throw PlanMistake(.oneThing(keyword.text, found: items.count), items[1].place)
    }
    guard items[0].name == nil else {
      throw PlanMistake(.comparisonOutsideClaim, items[0].place)
    }
    return items[0].value
  }

  /// The items as arguments of a function of the statement's name.
  func arguments(_ names: [String], positional: Int) throws(PlanMistake) -> PlanArguments {
    try PlanArguments(of: keyword.text, items, at: place, names: names, positional: positional)
  }
}
