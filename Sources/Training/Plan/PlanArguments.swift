internal import Learning
internal import Notation

/// What a call or a statement was told, argument by argument, by position or by name.
struct PlanArguments {
  /// The name of the function or the statement.
  let function: String
  /// Where the call stands.
  let place: PlanPlace
  private var values: [(name: String, value: PlanValue)] = []

  /// Assigns `items` to `names`; those without a name to the first `positional` ones, in order.
  init(
    of function: String,
    _ items: [PlanItem],
    at place: PlanPlace,
    names: [String],
    positional: Int? = nil
  ) throws(PlanMistake) {
    self.function = function
    self.place = place
    var isNamed = false
    var next = 0
    for item in items {
      if item.comparison != nil { throw PlanMistake(.comparisonOutsideClaim, item.place) }
      let name: String
      if let word = item.name {
        isNamed = true
        guard let known = names.first(where: { $0.utf8.elementsEqual(word.text.utf8) }) else {
          throw PlanMistake(
            .unknownArgument(
              word.text,
              function: function,
              known: names,
              suggestion: Suggestion.nearest(to: word.text, in: names)
            ),
            word.place
          )
        }
        name = known
      } else {
        guard !isNamed else { throw PlanMistake(.positionalAfterNamed, item.place) }
        let limit = min(positional ?? names.count, names.count)
        guard next < limit else {
          throw PlanMistake(.tooManyArguments(function: function, limit: limit), item.place)
        }
        name = names[next]
        next += 1
      }
      guard self[name] == nil else {
        throw PlanMistake(.argumentTwice(name), item.name?.place ?? item.place)
      }
      values.append((name, item.value))
    }
  }

  /// The value of an argument; nil if it was not told.
  subscript(name: String) -> PlanValue? {
    for value in values where value.name == name { return value.value }
    return nil
  }

  /// A whole number, or what is meant without one.
  func whole(
    _ name: String,
    from least: Int,
    to most: Int,
    else standard: Int?
  ) throws(PlanMistake) -> Int {
    guard let value = self[name] else {
      if let standard { return standard }
      throw PlanMistake(.missingArgument(name, function: function), place)
    }
    return try value.whole(of: name, from: least, to: most)
  }

  /// A number from `least` to below `bound`, or what is meant without one.
  func number(
    _ name: String,
    from least: Double = -.infinity,
    below bound: Double = .infinity,
    else standard: Double?
  ) throws(PlanMistake) -> Double {
    guard let value = self[name] else {
      if let standard { return standard }
      throw PlanMistake(.missingArgument(name, function: function), place)
    }
    return try value.number(of: name, from: least, below: bound)
  }

  /// A number as an optimiser, a schedule or an initialiser declares it.
  func number(_ argument: OptimiserArgument) throws(PlanMistake) -> Double {
    guard let value = self[argument.name] else {
      if let standard = argument.standard { return standard }
      throw PlanMistake(.missingArgument(argument.name, function: function), place)
    }
    return try value.number(of: argument)
  }
}
