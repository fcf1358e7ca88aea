internal import Learning
internal import Notation

extension PlanForm {
  /// Written `init he_normal`.
  static let initialiser = PlanForm("init", "init he_normal") {
    draft,
    statement,
    _ throws(PlanMistake) in
    let value = try statement.single()
    let (name, items) = try value.call("init")
    guard let initialiser = Initialiser.named(name) else {
      throw LayerReader.unknown("init", name, Initialiser.all.map { $0.name }, value)
    }
    let told = try PlanArguments(
      of: name,
      items,
      at: value.place,
      names: initialiser.arguments.map { $0.name }
    )
    var numbers: [Double] = []
    for argument in initialiser.arguments { numbers.append(try told.number(argument)) }
    draft.plan.initialiser = InitialiserPlan(initialiser.name, numbers)
  }

  /// Written `optimiser sgd(rate=0.1, momentum=0.9)`.
  static let optimiser = PlanForm("optimiser", "optimiser sgd(rate=0.1)") {
    draft,
    statement,
    _ throws(PlanMistake) in
    let value = try statement.single()
    let (name, items) = try value.call("optimiser")
    let known = OptimiserReader.known
    guard let optimiser = known.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      if name == "lbfgs" { throw PlanMistake(.lbfgs, value.namePlace) }
      throw LayerReader.unknown("optimiser", name, known.map { $0.name }, value)
    }
    draft.plan.optimiser = try OptimiserReader.plan(optimiser, items, value)
  }

  /// Written `penalty l1(1e-5), l2(1e-4)`.
  static let penalty = PlanForm("penalty", "penalty l2(1e-4)") {
    draft,
    statement,
    _ throws(PlanMistake) in
    var strengths: [(name: String, number: Double)] = []
    for item in statement.items {
      let name: String
      let number: PlanValue
      if let word = item.name {
        name = word.text
        number = item.value
      } else {
        let (word, items) = try item.value.call("penalty")
        name = word
        let told = try PlanArguments(of: word, items, at: item.place, names: ["strength"])
        guard let strength = told["strength"] else {
          throw PlanMistake(.missingArgument("strength", function: word), item.place)
        }
        number = strength
      }
      guard name == "l1" || name == "l2" else {
        let place = item.name?.place ?? item.value.namePlace
        throw PlanMistake(
          .unknown(
            what: "penalty",
            found: name,
            known: ["l1", "l2"],
            suggestion: Suggestion.nearest(to: name, in: ["l1", "l2"])
          ),
          place
        )
      }
      guard !strengths.contains(where: { $0.name == name }) else {
        throw PlanMistake(.argumentTwice(name), item.place)
      }
      strengths.append((name, try number.number(of: name, from: 0, below: 1e6)))
    }
    for (name, number) in strengths {
      if name == "l1" { draft.plan.penalty.l1 = number } else { draft.plan.penalty.l2 = number }
    }
  }

  /// Written `batch 32`.
  static let batch = PlanForm("batch", "batch 32") { draft, statement, _ throws(PlanMistake) in
    let told = try statement.arguments(["size", "order"], positional: 2)
    draft.plan.batch = try told.whole("size", from: 1, to: PlanLimits.batch, else: 32)
    if let order = told["order"] {
      draft.plan.shuffles = try order.choice(of: "order", ["shuffled", "kept"]) == 0
    }
  }

  /// Written `epochs 20`.
  static let epochs = PlanForm("epochs", "epochs 20") { draft, statement, _ throws(PlanMistake) in
    draft.plan.epochs = try statement.single().whole(of: "epochs", from: 1, to: PlanLimits.epochs)
  }

  /// Written `seed 1`.
  static let seed = PlanForm("seed", "seed 1") { draft, statement, _ throws(PlanMistake) in
    draft.plan.seed = try statement.single().seed()
  }

  /// Written `stop patience = 5, figure = loss, margin = 0`.
  static let stop = PlanForm("stop", "stop patience = 5") {
    draft,
    statement,
    _ throws(PlanMistake) in
    let told = try statement.arguments(["patience", "figure", "margin"], positional: 3)
    let figure = try told["figure"]?.choice(
      of: "figure",
      StoppingPlan.Figure.allCases.map { $0.rawValue }
    )
    draft.plan.stopping = StoppingPlan(
      patience: try told.whole("patience", from: 1, to: PlanLimits.epochs, else: 5),
      margin: try told.number("margin", from: 0, below: 1e9, else: 0),
      figure: figure.map { StoppingPlan.Figure.allCases[$0] } ?? .loss
    )
  }
}

/// How large the numbers of a plan may be.
public enum PlanLimits {
  /// The most samples of a step.
  public static let batch = 1_000_000
  /// The most epochs.
  public static let epochs = 1_000_000
  /// The most folds.
  public static let folds = 1000
  /// The most trials of a search.
  public static let trials = 10_000
}

/// Reads optimisers and schedules.
enum OptimiserReader {
  /// Those that go by one batch at a time.
  static let known = Optimiser.all.filter { $0.name != "lbfgs" }

  static func plan(
    _ optimiser: Optimiser,
    _ items: [PlanItem],
    _ value: PlanValue
  ) throws(PlanMistake) -> OptimiserPlan {
    let told = try PlanArguments(
      of: optimiser.name,
      items,
      at: value.place,
      names: optimiser.arguments.map { $0.name }
    )
    var settings = OptimiserSettings(of: optimiser)
    var rate = LearningRate.constant(0.1)
    for argument in optimiser.arguments {
      if argument.kind == .rate {
        if let value = told["rate"] {
          rate = try self.rate(value, argument)
        } else if let standard = argument.standard {
          rate = .constant(standard)
        }
      } else {
        settings[argument.name] = try told.number(argument)
      }
    }
    if let conflict = optimiser.conflict(settings) {
      throw PlanMistake(
        .value(of: conflict.argument, expected: conflict.expected, found: "none"),
        (told[conflict.argument] ?? value).place
      )
    }
    return OptimiserPlan(name: optimiser.name, settings: settings, rate: rate)
  }

  /// A learning rate: a number or a schedule.
  private static func rate(
    _ value: PlanValue,
    _ argument: OptimiserArgument
  ) throws(PlanMistake) -> LearningRate {
    guard case .call(let name, let items) = value.kind else {
      guard let number = value.number, argument.allows(number) else {
        throw value.mistake("rate", expected: "a number from 0 or a schedule")
      }
      return .constant(number)
    }
    guard let schedule = ScheduleForm.named(name) else {
      throw LayerReader.unknown("rate", name, ScheduleForm.all.map { $0.name }, value)
    }
    let told = try PlanArguments(
      of: name,
      items,
      at: value.place,
      names: schedule.arguments.map { $0.name }
    )
    var numbers: [Double] = []
    for argument in schedule.arguments { numbers.append(try told.number(argument)) }
    return schedule.rate(numbers)
  }
}
