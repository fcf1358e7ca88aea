internal import Notation

/// Makes a statement's tree of its tokens.
struct PlanParser {
  /// Brackets nest at most so deep.
  static let depthLimit = 16
  /// A statement has at most so many items, arguments and entries in all.
  static let countLimit = 100_000

  private let source: SourceText
  private let tokens: [PlanToken]
  private var index = 0
  private var count = 0

  /// Takes tokens as ``PlanLexer/statement()`` gives them, at least two.
  init(_ source: SourceText, _ tokens: [PlanToken]) {
    self.source = source
    self.tokens = tokens
  }

  /// The statement.
  mutating func statement() throws(PlanMistake) -> PlanStatement {
    let first = token
    guard first.kind == .name else {
      throw PlanMistake(.expected("a statement", found: words(first)), first.place)
    }
    index += 1
    let keyword = PlanWord(text: text(first), place: first.place)
    var items: [PlanItem] = []
    if token.kind != .end {
      items = try self.items(until: .end, depth: 0)
    }
    let end = items.last?.place.end ?? first.place.end
    return PlanStatement(
      keyword: keyword,
      items: items,
      place: PlanPlace(start: first.place.start, end: end)
    )
  }

  private var token: PlanToken { tokens[min(index, tokens.count - 1)] }

  private func text(_ token: PlanToken) -> String {
    source.text(token.place.start, token.place.end)
  }

  /// What a message calls a token.
  private func words(_ token: PlanToken) -> String {
    if token.kind == .end { return "the end of the line" }
    let text = text(token)
    if token.kind == .string { return text }
    guard text.utf8.count > 60 else { return "'\(text)'" }
    return "'\(String(text.unicodeScalars.prefix(40)))…'"
  }

  /// Items with commas between; takes what closes them, except the end.
  ///
  /// Inside brackets a comma may stand behind the last one.
  private mutating func items(
    until closing: PlanToken.Kind,
    depth: Int
  ) throws(PlanMistake) -> [PlanItem] {
    var items: [PlanItem] = []
    while true {
      if token.kind == closing, closing != .end {
        index += 1
        return items
      }
      items.append(try item(depth))
      if token.kind == .comma {
        index += 1
        continue
      }
      guard token.kind == closing else {
        let sign = closing == .closeParenthesis ? "',' or ')'" : "',' or the end of the line"
        throw PlanMistake(.expected(sign, found: words(token)), token.place)
      }
      if closing != .end { index += 1 }
      return items
    }
  }

  private mutating func item(_ depth: Int) throws(PlanMistake) -> PlanItem {
    let first = token
    var name: PlanWord?
    var comparison: TrainingClaim.Comparison?
    if first.kind == .name, index + 1 < tokens.count {
      switch tokens[index + 1].kind {
      case .equals:
        name = PlanWord(text: text(first), place: first.place)
        index += 2
      case .comparison(let sign):
        name = PlanWord(text: text(first), place: first.place)
        comparison = sign
        index += 2
      default: break
      }
    }
    let value = try value(depth)
    return PlanItem(
      name: name,
      comparison: comparison,
      value: value,
      place: PlanPlace(start: first.place.start, end: value.place.end)
    )
  }

  private mutating func value(_ depth: Int) throws(PlanMistake) -> PlanValue {
    let first = token
    count += 1
    guard count <= Self.countLimit else {
      throw PlanMistake(.tooMany("items of a statement", limit: Self.countLimit), first.place)
    }
    guard depth <= Self.depthLimit else {
      throw PlanMistake(.tooDeep(limit: Self.depthLimit), first.place)
    }
    switch first.kind {
    case .number: return try number()
    case .string:
      index += 1
      let text = source.text(first.place.start + 1, first.place.end - 1)
      return PlanValue(kind: .text(text), place: first.place)
    case .name:
      index += 1
      guard token.kind == .openParenthesis else {
        return PlanValue(kind: .name(text(first)), place: first.place)
      }
      index += 1
      let items = try items(until: .closeParenthesis, depth: depth + 1)
      return PlanValue(
        kind: .call(text(first), items),
        place: PlanPlace(start: first.place.start, end: tokens[index - 1].place.end)
      )
    case .openBracket: return try list(depth)
    default: throw PlanMistake(.expected("a value", found: words(first)), first.place)
    }
  }

  private mutating func number() throws(PlanMistake) -> PlanValue {
    var place = token.place
    var digits = ""
    for scalar in text(token).unicodeScalars {
      digits.unicodeScalars.append(scalar == "−" || scalar == "–" ? "-" : scalar)
    }
    guard let number = Double(digits), number.isFinite else {
      throw PlanMistake(.numberTooLarge(digits), place)
    }
    index += 1
    let isPercent = token.kind == .percent
    if isPercent {
      place.end = token.place.end
      index += 1
    }
    return PlanValue(
      kind: .number(isPercent ? number / 100 : number, digits: digits, isPercent: isPercent),
      place: place
    )
  }

  private mutating func list(_ depth: Int) throws(PlanMistake) -> PlanValue {
    let start = token.place.start
    index += 1
    var values: [PlanValue] = []
    while token.kind != .closeBracket {
      values.append(try value(depth + 1))
      if token.kind == .comma {
        index += 1
      } else if token.kind != .closeBracket {
        throw PlanMistake(.expected("',' or ']'", found: words(token)), token.place)
      }
    }
    index += 1
    return PlanValue(
      kind: .list(values),
      place: PlanPlace(start: start, end: tokens[index - 1].place.end)
    )
  }
}
