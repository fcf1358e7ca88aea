internal import Notation

// What the place of an expression says about what is wrong with it.

extension ExpressionWriter {
  /// The mistake of finding the present token where an operand was expected.
  func expected(_ what: String) -> ReadingMistake {
    guard cursor < end else {
      let behind = text.tokens[end - 1].end
      let isInside = end < text.tokens.count
      let found = isInside ? "'" + text.text(text.tokens[end]) + "'" : "the end of the answer"
      return ReadingMistake(.expected(what, found: found), from: behind, to: behind + 1)
    }
    let found = "'" + text.text(from: cursor, to: cursor) + "'"
    return text.mistake(.expected(what, found: found), at: cursor)
  }

  /// The mistake of finding the present token behind a complete operand.
  func unexpected() -> ReadingMistake {
    guard cursor < end, cursor > start else { return expected("a number") }
    let before = text.tokens[cursor - 1]
    let found = text.tokens[cursor]
    let number = text.text(from: cursor - 1, to: cursor - 1)
    let word = text.text(from: cursor, to: cursor)
    switch found.kind {
    case .number where before.kind.decimal != nil: return secondNumber()
    case .name where before.kind.decimal != nil && !isOperand(found):
      return text.mistake(.unit(number: number, unit: word), at: cursor)
    case .comma: return text.mistake(.listWithoutBrackets, at: cursor)
    case .equals: return text.mistake(.secondEquals, at: cursor)
    case .percent: return text.mistake(.percentInside, at: cursor)
    case let kind where kind.isOperandStart:
      return text.mistake(.product(number, word), at: cursor)
    default: return expected("an operator")
    }
  }

  /// Whether a name is one that may stand in an answer.
  private func isOperand(_ token: AnswerToken) -> Bool {
    let name = text.text(token)
    return Constant.digits(name) != nil || ConstantExpression.isFunction(name)
  }

  /// Two numbers in a row: digits in groups, a mixed number gone wrong, or simply two.
  private func secondNumber() -> ReadingMistake {
    let first = text.text(from: cursor - 1, to: cursor - 1)
    let second = text.text(from: cursor, to: cursor)
    var last = cursor
    var joined = first
    while last < end, let place = text.tokens[last].kind.decimal {
      let digits = text.text(text.tokens[last])
      guard digits.utf8.prefix(while: { $0 != UInt8(ascii: ".") }).count == 3 else { break }
      joined += digits
      last += 1
      if !text.decimals[place].isDigits { break }
    }
    if last > cursor, joined.utf8.count <= 40, text.decimals[decimal(cursor - 1)].isDigits {
      let written = text.text(from: cursor - 1, to: last - 1)
      return text.mistake(
        .groupedBySpace(written, joined: joined),
        from: cursor - 1,
        to: last - 1
      )
    }
    return text.mistake(.secondNumber(first, second), at: cursor)
  }

  private func decimal(_ place: Int) -> Int { text.tokens[place].kind.decimal ?? 0 }

  /// What the engine says of the expression, at the place where it was written.
  func mistake(_ fault: ConstantExpression.Fault) -> ReadingMistake {
    var first = start
    var last = end - 1
    if fault.start < fault.end, fault.start < origins.count {
      first = origins[fault.start]
      last = max(first, origins[min(fault.end, origins.count) - 1])
    }
    switch fault.reason {
    case .notFinite(let number):
      let written = text.text(from: first, to: last)
      return text.mistake(.notFinite(written, number: number), from: first, to: last)
    case .tooLarge:
      let kind = ReadingMistake.Kind.tooManyNumbers(limit: ReadingLimits.numbers)
      return text.mistake(kind, from: first, to: last)
    case .mistake(let message, let help):
      return text.mistake(.notation(message: message, help: help), from: first, to: last)
    }
  }
}
