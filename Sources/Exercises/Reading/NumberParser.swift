internal import Autodiff
internal import Notation

/// Reads a number, vector or matrix from tokens.
///
/// Numbers in digits and quotients of them are read here, since they say how exact they are; everything
/// else is worked out by the engine, as an expression without names. Brackets around lists, also round ones
/// (`(1, 2)` is `[1, 2]`), are opened here, so that each entry has a precision of its own.
struct NumberParser {
  let text: AnswerText
  /// What should be known of how numbers were read.
  private(set) var notices: [ReadingMistake] = []
  private var numbers: [WrittenNumber] = []

  /// Reads all of `text`, which is not empty.
  static func read(
    _ text: AnswerText
  ) throws(ReadingMistake) -> (tensor: WrittenTensor, notices: [ReadingMistake]) {
    var parser = NumberParser(text: text)
    let axes = try parser.value(0..<text.tokens.count, isNegated: false)
    return (WrittenTensor(shape: Shape(axes), numbers: parser.numbers), parser.notices)
  }

  private init(text: AnswerText) { self.text = text }

  // MARK: Lists

  /// Reads a number or a list of them, adds its numbers and returns its shape.
  ///
  /// Nesting is bounded by the lexer.
  private mutating func value(
    _ range: Range<Int>,
    isNegated: Bool
  ) throws(ReadingMistake) -> [Int] {
    var first = range.lowerBound
    let last = range.upperBound - 1
    var isNegative = isNegated
    if text.tokens[first].kind.isSign, first < last {
      if text.tokens[first].kind == .minus { isNegative.toggle() }
      first += 1
    }
    let token = text.tokens[first]
    if case .open(let bracket) = token.kind, token.partner == last {
      guard last > first + 1 else {
        throw text.mistake(.emptyBrackets(text.text(from: first, to: last)), from: first, to: last)
      }
      if bracket == .square || token.hasComma {
        return try list(first + 1..<last, isNegated: isNegative)
      }
      return try value(first + 1..<last, isNegated: isNegative)
    }
    guard numbers.count < ReadingLimits.numbers else {
      throw text.mistake(.tooManyNumbers(limit: ReadingLimits.numbers), at: first)
    }
    if let number = try number(first..<range.upperBound, isNegative: isNegative) {
      numbers.append(number)
      return []
    }
    return try expression(range, isNegated: isNegated)
  }

  private mutating func list(
    _ range: Range<Int>,
    isNegated: Bool
  ) throws(ReadingMistake) -> [Int] {
    var entryShape: [Int]?
    var count = 0
    var place = range.lowerBound
    while place < range.upperBound {
      var end = place
      while end < range.upperBound, text.tokens[end].kind != .comma {
        end = text.tokens[end].kind.isOpen ? text.tokens[end].partner + 1 : end + 1
      }
      guard end > place else { throw text.mistake(.missingEntry("','"), at: place) }
      let axes = try value(place..<end, isNegated: isNegated)
      if let entryShape, entryShape != axes {
        let kind = ReadingMistake.Kind.ragged(
          expected: Shape(entryShape).description,
          found: Shape(axes).description,
          isRow: !entryShape.isEmpty && !axes.isEmpty
        )
        throw text.mistake(kind, from: place, to: end - 1)
      }
      entryShape = axes
      count += 1
      place = end + 1
    }
    return [count] + (entryShape ?? [])
  }

  // MARK: Numbers

  /// Reads a number in digits or a quotient of two; nil if it is anything else.
  private mutating func number(
    _ range: Range<Int>,
    isNegative: Bool
  ) throws(ReadingMistake) -> WrittenNumber? {
    let first = range.lowerBound
    guard let place = text.tokens[first].kind.decimal else { return nil }
    let decimal = text.decimals[place]
    let number: WrittenNumber
    if range.count == 1 {
      number = decimal.number(isNegative: isNegative, isWhole: decimal.isWhole)
    } else if range.count == 2, text.tokens[first + 1].kind == .percent {
      number = decimal.number(times: -2, isNegative: isNegative)
    } else if let power = powerOfTen(first + 1..<range.upperBound) {
      number = decimal.number(times: power, isNegative: isNegative)
    } else if let quotient = try quotient(range) {
      let value = isNegative && quotient != 0 ? -quotient : quotient
      return WrittenNumber(value, .exact)
    } else {
      return nil
    }
    guard number.value.isFinite else {
      let written = text.text(from: first, to: range.upperBound - 1)
      throw text.mistake(.infinite(written), from: first, to: range.upperBound - 1)
    }
    tell(first)
    return number
  }

  /// Reads `· 10^-3`.
  private func powerOfTen(_ range: Range<Int>) -> Int? {
    guard range.count >= 4 else { return nil }
    var place = range.lowerBound
    var end = range.upperBound
    guard text.tokens[place].kind == .star, let base = text.tokens[place + 1].kind.decimal,
      text.decimals[base].isDigits, text.decimals[base].mantissa == "10",
      text.tokens[place + 2].kind == .caret
    else { return nil }
    place += 3
    if text.tokens[place].kind.isOpen {
      guard text.tokens[place].partner == end - 1 else { return nil }
      place += 1
      end -= 1
    }
    var isNegative = false
    if place < end, text.tokens[place].kind.isSign {
      isNegative = text.tokens[place].kind == .minus
      place += 1
    }
    guard place == end - 1, let exponent = text.tokens[place].kind.decimal,
      text.decimals[exponent].isDigits
    else { return nil }
    let size = min(100_000, Int(text.decimals[exponent].mantissa) ?? 100_000)
    return isNegative ? -size : size
  }

  /// Reads `3/8`, `1/-2` or `1 1/2`; nil if it is nothing of the kind.
  ///
  /// A quotient of two doubles is rounded once, here as in the engine.
  private mutating func quotient(_ range: Range<Int>) throws(ReadingMistake) -> Double? {
    let first = range.lowerBound
    if range.count == 4, let whole = try text.mixedNumber(at: first) { return whole }
    guard range.count == 3 || range.count == 4, text.tokens[first + 1].kind == .slash else {
      return nil
    }
    let last = range.upperBound - 1
    let isSigned = range.count == 4
    guard !isSigned || text.tokens[first + 2].kind.isSign,
      let numerator = text.tokens[first].kind.decimal,
      let denominator = text.tokens[last].kind.decimal
    else { return nil }
    let value = text.decimals[numerator].value() / text.decimals[denominator].value()
    guard value.isFinite else {
      let written = text.text(from: first, to: last)
      throw text.mistake(.notFinite(written, number: value), from: first, to: last)
    }
    tell(first)
    tell(last)
    return isSigned && text.tokens[first + 2].kind == .minus ? -value : value
  }

  /// Works out an expression.
  private mutating func expression(
    _ range: Range<Int>,
    isNegated: Bool
  ) throws(ReadingMistake) -> [Int] {
    let tensor = try ExpressionWriter.value(of: text, range)
    guard numbers.count + tensor.elements.count <= ReadingLimits.numbers else {
      throw text.mistake(.tooManyNumbers(limit: ReadingLimits.numbers), at: range.lowerBound)
    }
    for place in range { tell(place) }
    for element in tensor.elements {
      numbers.append(WrittenNumber(isNegated && element != 0 ? -element : element, .exact))
    }
    return tensor.shape.axes
  }

  /// Notes that the comma of a token was taken for a decimal point.
  private mutating func tell(_ place: Int) {
    guard let decimal = text.tokens[place].kind.decimal,
      text.decimals[decimal].hasDecimalComma, notices.count < 1
    else { return }
    let written = text.text(text.tokens[place])
    let kind = ReadingMistake.Kind.decimalComma(written, read: text.decimals[decimal].text)
    notices.append(text.mistake(kind, at: place))
  }
}

extension AnswerText {
  /// The value of a mixed number, `1 1/2`, that begins at a token; nil where something else stands there.
  ///
  /// - Throws: That it is not written as one has to be: one space, a proper fraction.
  func mixedNumber(at first: Int) throws(ReadingMistake) -> Double? {
    guard first + 3 < tokens.count, let whole = tokens[first].kind.decimal,
      let numerator = tokens[first + 1].kind.decimal, tokens[first + 2].kind == .slash,
      let denominator = tokens[first + 3].kind.decimal, decimals[whole].isDigits,
      decimals[numerator].isDigits, decimals[denominator].isDigits
    else { return nil }
    let written = text(from: first, to: first + 3)
    guard tokens[first + 1].spaces == 1, tokens[first + 2].spaces == 0,
      tokens[first + 3].spaces == 0
    else { throw mistake(.mixedSpacing(written), from: first, to: first + 3) }
    let above = decimals[numerator].value()
    let below = decimals[denominator].value()
    guard above < below else { throw mistake(.improper(written), from: first, to: first + 3) }
    return decimals[whole].value() + above / below
  }
}
