internal import Learning
internal import Notation

extension PlanForm {
  /// Written `split validation = 10%, test = 20%, stratified, seed = 3`.
  static let split = PlanForm("split", "split validation = 20%") {
    draft,
    statement,
    _ throws(PlanMistake) in
    var split = SplitPlan()
    var named: [PlanItem] = []
    var order: PlanItem?
    for item in statement.items {
      guard item.name == nil, case .name = item.value.kind else {
        named.append(item)
        continue
      }
      if order != nil { throw PlanMistake(.argumentTwice("order"), item.place) }
      order = item
      let choice = try item.value.choice(of: "split", SplitPlan.Order.allCases.map { $0.rawValue })
      split.order = SplitPlan.Order.allCases[choice]
    }
    let told = try PlanArguments(
      of: "split",
      named,
      at: statement.place,
      names: ["validation", "test", "seed"],
      positional: 0
    )
    split.validation = try PlanForm.size(told["validation"], "validation")
    split.test = try PlanForm.size(told["test"], "test")
    split.seed = try told["seed"]?.seed()
    draft.plan.split = split
  }

  /// Numbers below 1 are shares, others counts.
  private static func size(
    _ value: PlanValue?,
    _ what: String
  ) throws(PlanMistake) -> Split.Size {
    guard let value else { return .share(0) }
    guard case .number(let number, _, let isPercent) = value.kind, number >= 0,
      isPercent ? number < 1 : number < 1 || number.rounded() == number && number <= 1e9
    else {
      throw value.mistake(what, expected: "a share such as 20% or 0.2, or a whole number of rows")
    }
    return number < 1 ? .share(number) : .count(Int(number))
  }

  /// Written `folds 5`.
  static let folds = PlanForm("folds", "folds 5") { draft, statement, _ throws(PlanMistake) in
    draft.plan.folds = try statement.single().whole(of: "folds", from: 2, to: PlanLimits.folds)
  }

  /// Written `prepare divide(16), z_score`.
  static let prepare = PlanForm("prepare", "prepare z_score") {
    draft,
    statement,
    _ throws(PlanMistake) in
    guard statement.items.count <= 100 else {
      throw PlanMistake(.tooMany("stages", limit: 100), statement.items[100].place)
    }
    for item in statement.items {
      draft.collect { draft throws(PlanMistake) in
        draft.plan.preparation.append(try PlanForm.stage(item))
      }
    }
  }

  private static func stage(_ item: PlanItem) throws(PlanMistake) -> Preprocessing {
    if let name = item.name {
      throw PlanMistake(.expected("a stage", found: "'\(name.text) ='"), name.place)
    }
    let (name, items) = try item.value.call("prepare")
    func told(_ names: [String]) throws(PlanMistake) -> PlanArguments {
      try PlanArguments(of: name, items, at: item.place, names: names)
    }
    func denominator(_ told: PlanArguments) throws(PlanMistake) -> Denominator {
      guard let value = told["sample"] else { return .population }
      return try value.flag(of: "sample") ? .sample : .population
    }
    switch name {
    case "z_score": return .zScore(try denominator(try told(["sample"])))
    case "min_max":
      let told = try told(["low", "high"])
      let low = try told.number("low", from: -1e6, below: 1e6, else: 0)
      let high = try told.number("high", from: -1e6, below: 1e6, else: 1)
      guard low < high else {
        throw (told["high"] ?? item.value).mistake("high", expected: "a number above 'low'")
      }
      return .minMax(low: low, high: high)
    case "whiten":
      let told = try told(["components", "sample"])
      let count =
        told["components"] == nil
        ? nil : try told.whole("components", from: 1, to: Whitening.columnLimit, else: nil)
      return .whiten(components: count, try denominator(told))
    case "divide":
      let told = try told(["divisor"])
      let divisor = try told.number("divisor", else: nil)
      guard divisor != 0 else {
        throw (told["divisor"] ?? item.value).mistake("divisor", expected: "a number other than 0")
      }
      return .divide(by: divisor)
    case "one_hot":
      _ = try told([])
      return .oneHot
    default:
      let known = ["z_score", "min_max", "whiten", "divide", "one_hot"]
      throw LayerReader.unknown("prepare", name, known, item.value)
    }
  }

  /// Written `show curves, confusion`.
  static let show = PlanForm("show", "show curves, confusion") {
    draft,
    statement,
    _ throws(PlanMistake) in
    let known = TrainingView.allCases.map { $0.rawValue }
    for item in statement.items {
      draft.collect { draft throws(PlanMistake) in
        if item.name != nil { throw PlanMistake(.comparisonOutsideClaim, item.place) }
        let view = TrainingView.allCases[try item.value.choice(of: "show", known)]
        if draft.plan.views.contains(view) {
          throw PlanMistake(.argumentTwice(view.rawValue), item.place)
        }
        draft.plan.views.append(view)
      }
    }
  }

  /// Written `expect accuracy >= 0.94`.
  static let expect = PlanForm("expect", "expect accuracy >= 0.94", isRepeated: true) {
    draft,
    statement,
    source throws(PlanMistake) in
    for item in statement.items {
      draft.collect { draft throws(PlanMistake) in
        guard let name = item.name, let comparison = item.comparison else {
          throw PlanMistake(.notClaim, item.place)
        }
        let known = TrainingFigures.names
        guard let figure = known.first(where: { $0.utf8.elementsEqual(name.text.utf8) }) else {
          throw PlanMistake(
            .unknown(
              what: "expect",
              found: name.text,
              known: known,
              suggestion: Suggestion.nearest(to: name.text, in: known)
            ),
            name.place
          )
        }
        let number = try item.value.number(of: figure)
        let location = source.location(of: item.place.start)
        draft.plan.claims.append(
          TrainingClaim(
            figure: figure,
            comparison: comparison,
            number: number,
            text: source.text(item.place.start, item.place.end),
            line: location.line,
            column: location.column
          )
        )
      }
    }
  }
}
