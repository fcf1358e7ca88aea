internal import Autodiff
internal import Learning
internal import Notation

extension PlanValue {
  /// The number, where it is one.
  var number: Double? {
    if case .number(let number, _, _) = kind { return number }
    return nil
  }

  /// Whether it is a name or a call.
  var isWord: Bool {
    switch kind {
    case .name, .call: true
    default: false
    }
  }

  /// What a message calls it.
  var words: String {
    switch kind {
    case .number(_, let digits, let isPercent): digits + (isPercent ? "%" : "")
    case .text(let text): "\"\(PlanValue.cut(text))\""
    case .name(let name): "'\(PlanValue.cut(name))'"
    case .call(let name, _): "'\(PlanValue.cut(name))(…)'"
    case .list(let values): values.isEmpty ? "[]" : "a list of \(values.count)"
    }
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count > 60
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))) + "…" : text
  }

  /// Says that something else was expected.
  func mistake(_ what: String, expected: String) -> PlanMistake {
    PlanMistake(.value(of: what, expected: expected, found: words), place)
  }

  /// A whole number in a range.
  func whole(of what: String, from least: Int, to most: Int) throws(PlanMistake) -> Int {
    guard case .number(let number, _, false) = kind, number.rounded() == number,
      number >= Double(least), number <= Double(most)
    else { throw mistake(what, expected: "a whole number from \(least) to \(most)") }
    return Int(number)
  }

  /// A number from `least` to below `bound`.
  func number(
    of what: String,
    from least: Double = -.infinity,
    below bound: Double = .infinity
  ) throws(PlanMistake) -> Double {
    guard let number, number >= least, number < bound else {
      var expected = "a number"
      if least.isFinite { expected += " from \(NumberFormat.exact(least))" }
      if bound.isFinite {
        expected += "\(least.isFinite ? " to" : "") below \(NumberFormat.exact(bound))"
      }
      throw mistake(what, expected: expected)
    }
    return number
  }

  /// A number as an optimiser, a schedule or an initialiser declares it; a flag is 1 or 0.
  func number(of argument: OptimiserArgument) throws(PlanMistake) -> Double {
    if argument.kind == .flag { return try flag(of: argument.name) ? 1 : 0 }
    guard let number, argument.allows(number), argument.kind != .whole || number.rounded() == number
    else { throw mistake(argument.name, expected: argument.expectation) }
    return number
  }

  /// `true` or `false`.
  func flag(of what: String) throws(PlanMistake) -> Bool {
    if case .name(let name) = kind {
      if name == "true" { return true }
      if name == "false" { return false }
    }
    throw mistake(what, expected: "true or false")
  }

  /// A seed: a whole number of up to 64 bits.
  func seed() throws(PlanMistake) -> UInt64 {
    if case .number(let number, let digits, false) = kind {
      if let seed = UInt64(digits) { return seed }
      if number >= 0, number < 0x1p53, number.rounded() == number { return UInt64(number) }
    }
    throw mistake("seed", expected: "a whole number from 0 to \(UInt64.max)")
  }

  /// One of several words, by its place in the list.
  func choice(of what: String, _ known: [String]) throws(PlanMistake) -> Int {
    let found: String
    switch kind {
    case .name(let name), .text(let name): found = name
    default: throw mistake(what, expected: PlanMistake.list(known, "or"))
    }
    if let index = known.firstIndex(where: { $0.utf8.elementsEqual(found.utf8) }) { return index }
    throw PlanMistake(
      .unknown(
        what: what,
        found: found,
        known: known,
        suggestion: Suggestion.nearest(to: found, in: known)
      ),
      place
    )
  }

  /// A text in quotes, or a name.
  func word(of what: String) throws(PlanMistake) -> String {
    switch kind {
    case .text(let text), .name(let text): return text
    default: throw mistake(what, expected: "a name or a text in quotes")
    }
  }

  /// The entries of a list; any other value counts as a list of itself.
  var entries: [PlanValue] {
    if case .list(let values) = kind { return values }
    return [self]
  }

  /// The name and the arguments of a call; a bare name is a call without arguments.
  func call(_ what: String) throws(PlanMistake) -> (name: String, items: [PlanItem]) {
    switch kind {
    case .name(let name): return (name, [])
    case .call(let name, let items): return (name, items)
    default: throw mistake(what, expected: "a name")
    }
  }

  /// The place of its name, where it is a call.
  var namePlace: PlanPlace {
    if case .call(let name, _) = kind {
      return PlanPlace(start: place.start, end: place.start + name.utf8.count)
    }
    return place
  }
}
