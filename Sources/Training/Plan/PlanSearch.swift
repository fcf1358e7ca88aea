internal import Learning
internal import Notation

extension PlanForm {
  /// Written `search rate = [1e-4, 1], l2 = [1e-6, 1e-2], trials = 20, refine = 1, epochs = 3`.
  static let search = PlanForm("search", "search rate = [1e-4, 1], trials = 20") {
    draft,
    statement,
    _ throws(PlanMistake) in
    draft.plan.search = try SearchReader(statement).read()
  }
}

/// Reads what is to be looked for.
struct SearchReader {
  private static let settings = ["trials", "grid", "refine", "epochs"]
  /// At most so many hyperparameters at once.
  private static let rangeLimit = 16
  private let statement: PlanStatement

  init(_ statement: PlanStatement) { self.statement = statement }

  func read() throws(PlanMistake) -> SearchSettings {
    var ranges: [SearchRange] = []
    var others: [PlanItem] = []
    for item in statement.items {
      guard let name = item.name, item.comparison == nil else {
        throw PlanMistake(.expected("name = [low, high]", found: item.value.words), item.place)
      }
      if Self.settings.contains(name.text) {
        others.append(item)
        continue
      }
      guard !ranges.contains(where: { $0.name == name.text }) else {
        throw PlanMistake(.argumentTwice(name.text), name.place)
      }
      guard ranges.count < Self.rangeLimit else {
        throw PlanMistake(.tooMany("ranges", limit: Self.rangeLimit), name.place)
      }
      ranges.append(try range(name, item.value))
    }
    guard !ranges.isEmpty else { throw PlanMistake(.nothingToSearch, statement.keyword.place) }
    let told = try PlanArguments(
      of: "search",
      others,
      at: statement.place,
      names: Self.settings,
      positional: 0
    )
    let epochs =
      told["epochs"] == nil
      ? nil : try told.whole("epochs", from: 1, to: PlanLimits.epochs, else: nil)
    return SearchSettings(
      ranges: ranges,
      method: try method(told, ranges.count),
      refinements: try told.whole("refine", from: 0, to: 10, else: 0),
      epochs: epochs
    )
  }

  private func method(
    _ told: PlanArguments,
    _ count: Int
  ) throws(PlanMistake) -> SearchSettings.Method {
    guard let grid = told["grid"] else {
      return .random(trials: try told.whole("trials", from: 1, to: PlanLimits.trials, else: 20))
    }
    if let trials = told["trials"] { throw PlanMistake(.trialsAndGrid, trials.place) }
    var counts: [Int] = []
    var total = 1
    for entry in grid.entries {
      let count = try entry.whole(of: "grid", from: 1, to: PlanLimits.trials)
      counts.append(count)
      total *= count
      guard total <= PlanLimits.trials else {
        throw PlanMistake(.tooMany("trials", limit: PlanLimits.trials), grid.place)
      }
    }
    guard counts.count == count else {
      throw PlanMistake(.gridCounts(expected: count, found: counts.count), grid.place)
    }
    return .grid(counts: counts)
  }

  private func range(_ name: PlanWord, _ value: PlanValue) throws(PlanMistake) -> SearchRange {
    guard let form = SearchName.named(name.text) else {
      let known = SearchName.all.map { $0.name }
      throw PlanMistake(
        .unknown(
          what: "search",
          found: name.text,
          known: known,
          suggestion: Suggestion.nearest(to: name.text, in: known + Self.settings)
        ),
        name.place
      )
    }
    guard case .list(let ends) = value.kind, ends.count == 2 else {
      throw value.mistake(name.text, expected: "a range: [low, high]")
    }
    var numbers: [Double] = []
    for end in ends {
      if form.scale == .whole {
        let (least, most) = (Int(form.least), Int(form.most))
        numbers.append(Double(try end.whole(of: name.text, from: least, to: most)))
      } else {
        guard let number = end.number, form.allows(number) else {
          throw end.mistake(name.text, expected: form.expectation)
        }
        numbers.append(number)
      }
    }
    guard let range = SearchRange(name.text, from: numbers[0], to: numbers[1], form.scale) else {
      throw PlanMistake(.rangeCrossed(low: ends[0].words, high: ends[1].words), value.place)
    }
    return range
  }
}
