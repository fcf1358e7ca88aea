internal import Notation

/// Cuts a part of an answer into tokens.
///
/// The first thing that cannot be read ends it. Comments and line ends count as spaces: whoever calls has
/// found where the answer ends.
struct AnswerLexer {
  private(set) var text: AnswerText
  private let bytes: [UInt8]
  private var place: Int
  private let end: Int
  private var spaces = 0
  /// Brackets that are open, as tokens.
  private var brackets: [Int] = []
  /// Whether digits are read as numbers are; of what an answer is about they are only told apart.
  private let readsNumbers: Bool

  /// Cuts the bytes of `range`.
  ///
  /// - Throws: The first thing that cannot be read.
  static func text(
    of source: SourceBytes,
    _ range: Range<Int>,
    readsNumbers: Bool = true
  ) throws(ReadingMistake) -> AnswerText {
    var lexer = AnswerLexer(source, range, readsNumbers)
    if let bad = firstInvalidUTF8(Array(source.bytes[range])) {
      let place = range.lowerBound + bad
      throw ReadingMistake(.invalidUTF8(source.bytes[place]), from: place, to: place + 1)
    }
    while lexer.place < lexer.end { try lexer.next() }
    if let open = lexer.brackets.last {
      throw lexer.text.mistake(.unclosed(lexer.text.text(lexer.text.tokens[open])), at: open)
    }
    return lexer.text
  }

  private init(_ source: SourceBytes, _ range: Range<Int>, _ readsNumbers: Bool) {
    text = AnswerText(source: source)
    bytes = source.bytes
    place = range.lowerBound
    end = range.upperBound
    self.readsNumbers = readsNumbers
  }

  private mutating func next() throws(ReadingMistake) {
    let byte = bytes[place]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: space(1)
    case UInt8(ascii: "#"):
      while place < end, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
      spaces = 2
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "."):
      if isDigit(at: place + 1) { try number() } else { try dots() }
    case UInt8(ascii: ","):
      if readsNumbers, brackets.isEmpty, isDigit(at: place + 1), !isDigit(at: place - 1) {
        try number()
      } else {
        if let open = brackets.last { text.tokens[open].hasComma = true }
        single(.comma)
      }
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      name()
    case UInt8(ascii: "+"): single(.plus)
    case UInt8(ascii: "-"): single(.minus)
    case UInt8(ascii: "*"):
      if place + 1 < end, bytes[place + 1] == byte { single(.caret, 2) } else { single(.star) }
    case UInt8(ascii: "/"): single(.slash)
    case UInt8(ascii: "@"): single(.at)
    case UInt8(ascii: "^"): single(.caret)
    case UInt8(ascii: "%"): single(.percent)
    case UInt8(ascii: "="): single(.equals)
    case UInt8(ascii: ":"): single(.colon)
    case UInt8(ascii: "("): try open(.parenthesis)
    case UInt8(ascii: "["): try open(.square)
    case UInt8(ascii: "{"): try open(.brace)
    case UInt8(ascii: ")"): try close(.parenthesis)
    case UInt8(ascii: "]"): try close(.square)
    case UInt8(ascii: "}"): try close(.brace)
    case UInt8(ascii: ";"):
      let kind: ReadingMistake.Kind =
        brackets.isEmpty ? .expected("one number", found: "';'") : .semicolonInBrackets
      throw ReadingMistake(kind, from: place, to: place + 1)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "\\"): try command()
    default: try other()
    }
  }

  // MARK: Kinds of tokens

  private mutating func number() throws(ReadingMistake) {
    let start = place
    while place < end, isNumberPart() { place += 1 }
    let digits = place
    if digits - start > 0, bytes[digits - 1] == UInt8(ascii: "."), isDot(at: digits) {
      let behind = endOfDots(digits)
      let isDouble = behind == digits + 1 && isDigit(at: behind)
      let written = text.source.text(start, min(behind + 1, end))
      let kind = isDouble ? ReadingMistake.Kind.twoPoints(written, meant: nil) : .ellipsis
      throw ReadingMistake(kind, from: digits - 1, to: behind)
    }
    let exponent = exponent()
    guard place - start <= ReadingLimits.numberBytes else {
      let kind = ReadingMistake.Kind.numberTooLong(limit: ReadingLimits.numberBytes)
      throw ReadingMistake(kind, from: start, to: place)
    }
    guard readsNumbers else {
      append(.number(-1), start)
      return
    }
    try refuseRest(start)
    do throws(WrittenDecimal.Fault) {
      text.decimals.append(try WrittenDecimal(bytes[start..<digits], exponent: exponent))
    } catch {
      throw ReadingMistake(error.kind, from: start, to: place)
    }
    append(.number(text.decimals.count - 1), start)
  }

  /// Whether the byte at the present place goes on a number: digits, points, and commas where they do not
  /// part entries.
  private func isNumberPart() -> Bool {
    if isDigit(at: place) { return true }
    if bytes[place] == UInt8(ascii: ".") { return place == 0 || !isDot(at: place - 1) }
    guard bytes[place] == UInt8(ascii: ","), readsNumbers, brackets.isEmpty else { return false }
    return isDigit(at: place + 1) || (isDigit(at: place - 1) && isBlank(from: place + 1))
  }

  /// Reads an exponent, if there is one.
  private mutating func exponent() -> Int? {
    guard place < end, bytes[place] | 0x20 == UInt8(ascii: "e") else { return nil }
    var digit = place + 1
    var isNegative = false
    if digit < end, bytes[digit] == UInt8(ascii: "+") {
      digit += 1
    } else if digit < end, let length = minusLength(at: digit) {
      isNegative = true
      digit += length
    }
    guard isDigit(at: digit) else { return nil }
    var exponent = 0
    while isDigit(at: digit) {
      exponent = min(100_000, exponent * 10 + Int(bytes[digit] - UInt8(ascii: "0")))
      digit += 1
    }
    place = digit
    return isNegative ? -exponent : exponent
  }

  /// Throws what is wrong with letters that stand directly behind a number.
  private mutating func refuseRest(_ start: Int) throws(ReadingMistake) {
    guard place < end, !isComma(at: place) else { return }
    let (scalar, _) = scalar(at: place)
    if !scalar.isASCII, let mistake = ForeignCharacters.number(scalar) {
      throw ReadingMistake(mistake, from: place, to: place + length(at: place))
    }
    if scalar == "_" || scalar == "'" || scalar == "’" { return try refuseMark(scalar, start) }
    guard ScalarClass.isNamePart(scalar) else { return }
    let digits = place
    while place < end, ScalarClass.isNamePart(self.scalar(at: place).0) {
      place += length(at: place)
    }
    let number = text.source.shortText(start, digits)
    let rest = text.source.shortText(digits, place)
    let kind: ReadingMistake.Kind
    switch rest {
    case "e", "E": kind = .exponentWithoutDigits(number)
    case _ where number == "0" && ("x" == rest.prefix(1) || "b" == rest.prefix(1)):
      kind = .otherBase(number + rest)
    case "pi", "π", "ln", "sqrt": kind = .product(number, rest)
    case _ where ConstantExpression.isFunction(rest): kind = .product(number, rest)
    default: kind = .unit(number: number, unit: rest)
    }
    throw ReadingMistake(kind, from: kind.isAboutAll ? start : digits, to: place)
  }

  /// Throws that digits are grouped by a mark, if they are.
  private mutating func refuseMark(
    _ mark: Unicode.Scalar,
    _ start: Int
  ) throws(ReadingMistake) {
    let length = length(at: place)
    guard isDigit(at: place + length) else { return }
    var joined = text.source.shortText(start, place)
    while place < end, scalar(at: place).0 == mark {
      let digits = place + length
      place = digits
      while place < end, isDigit(at: place) || isDot(at: place) { place += 1 }
      joined += text.source.shortText(digits, place)
    }
    throw ReadingMistake(.groupedByMark(mark, joined: joined), from: start, to: place)
  }

  private mutating func name() {
    let start = place
    while place < end, isNamePart(scalar(at: place).0) { place += length(at: place) }
    append(.name, start)
  }

  /// Whether a character goes on a name; in what an answer is about, `w₁` is one.
  private func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    ScalarClass.isNamePart(scalar)
      || (!readsNumbers && (0x2080...0x2089).contains(scalar.value))
  }

  private mutating func dots() throws(ReadingMistake) {
    guard isDot(at: place + 1) else {
      single(.dot)
      return
    }
    throw ReadingMistake(.ellipsis, from: place, to: endOfDots(place))
  }

  private mutating func string() throws(ReadingMistake) {
    let start = place
    place += 1
    while place < end, bytes[place] != UInt8(ascii: "\""), bytes[place] != 0x0A,
      bytes[place] != 0x0D
    {
      let (scalar, length) = scalar(at: place)
      if ScalarClass.isHidden(scalar), scalar != "\t" {
        throw ReadingMistake(.hidden(scalar), from: place, to: place + length)
      }
      place += length
    }
    guard place < end, bytes[place] == UInt8(ascii: "\"") else {
      throw ReadingMistake(.unclosed("\""), from: start, to: start + 1)
    }
    place += 1
    append(.string, start)
  }

  /// A word of TeX.
  private mutating func command() throws(ReadingMistake) {
    let start = place
    place += 1
    while place < end, bytes[place] < 0x80, bytes[place] != UInt8(ascii: "_"),
      !isDigit(at: place), ScalarClass.isNamePart(scalar(at: place).0)
    {
      place += 1
    }
    if place == start + 1, place < end { place += length(at: place) }
    switch text.source.text(start + 1, place) {
    case "frac", "dfrac", "tfrac", "cfrac": append(.fraction, start)
    case "sqrt": append(.root, start)
    case "cdot", "times", "ast": append(.star, start)
    case "div": append(.slash, start)
    case "%": append(.percent, start)
    case "partial": append(.partial, start)
    case "nabla": append(.nabla, start)
    // Sizes of brackets, and spaces.
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr": break
    case ",", ";", ":", "!", " ", "quad", "qquad": spaces = min(2, spaces + 1)
    case let word where TeX.isName(word): append(.name, start)
    default:
      let word = text.source.shortText(start, place)
      throw ReadingMistake(.command(word), from: start, to: place)
    }
  }

  /// A character beyond ASCII, or one that answers do not use.
  private mutating func other() throws(ReadingMistake) {
    let (scalar, length) = scalar(at: place)
    switch scalar {
    case "−", "–": single(.minus, length)
    case "·", "⋅", "×", "⊙", "∙", "∗": single(.star, length)
    case "√": single(.root, length)
    case "∂", "𝜕", "𝛛": single(.partial, length)
    case "∇", "𝛁": single(.nabla, length)
    default:
      if ScalarClass.isSpace(scalar) {
        space(length)
      } else if ScalarClass.isHidden(scalar) {
        throw ReadingMistake(.hidden(scalar), from: place, to: place + length)
      } else if let kind = ForeignCharacters.mistake(scalar) {
        throw ReadingMistake(kind, from: place, to: place + length)
      } else if ScalarClass.isNameStart(scalar) {
        name()
      } else {
        throw ReadingMistake(.stranger(scalar), from: place, to: place + length)
      }
    }
  }

  // MARK: Brackets

  private mutating func open(_ bracket: AnswerToken.Bracket) throws(ReadingMistake) {
    single(.open(bracket))
    brackets.append(text.tokens.count - 1)
    guard brackets.count <= ReadingLimits.depth else {
      let limit = ReadingMistake.Kind.tooDeep(limit: ReadingLimits.depth)
      throw text.mistake(limit, at: text.tokens.count - 1)
    }
  }

  private mutating func close(_ bracket: AnswerToken.Bracket) throws(ReadingMistake) {
    single(.close(bracket))
    let place = text.tokens.count - 1
    let closing = text.text(text.tokens[place])
    guard let open = brackets.popLast() else {
      throw text.mistake(.unopened(closing), at: place)
    }
    guard text.tokens[open].kind == .open(bracket) else {
      let opening = text.text(text.tokens[open])
      throw text.mistake(.mismatched(open: opening, close: closing), at: place)
    }
    text.tokens[open].partner = place
    text.tokens[place].partner = open
  }

  // MARK: Recording

  private mutating func single(_ kind: AnswerToken.Kind, _ length: Int = 1) {
    place += length
    append(kind, place - length)
  }

  private mutating func append(_ kind: AnswerToken.Kind, _ start: Int) {
    text.tokens.append(AnswerToken(kind: kind, start: start, end: place, spaces: spaces))
    spaces = 0
  }

  private mutating func space(_ length: Int) {
    place += length
    spaces = min(2, spaces + 1)
  }
}

// MARK: Characters

extension AnswerLexer {
  private func isDigit(at index: Int) -> Bool {
    index >= 0 && index < end && bytes[index] >= UInt8(ascii: "0")
      && bytes[index] <= UInt8(ascii: "9")
  }

  private func isDot(at index: Int) -> Bool { index < end && bytes[index] == UInt8(ascii: ".") }

  private func isComma(at index: Int) -> Bool {
    index < end && bytes[index] == UInt8(ascii: ",")
  }

  private func endOfDots(_ index: Int) -> Int {
    var index = index
    while isDot(at: index) { index += 1 }
    return index
  }

  /// Whether only spaces, or a comment, are left.
  private func isBlank(from index: Int) -> Bool {
    var index = index
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    return index == end || bytes[index] == UInt8(ascii: "#")
  }

  /// How many bytes the minus at `index` has; nil if none is there.
  private func minusLength(at index: Int) -> Int? {
    switch scalar(at: index).0 {
    case "-", "−", "–": length(at: index)
    default: nil
    }
  }

  private func length(at index: Int) -> Int { scalar(at: index).1 }

  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var value = lead & (0xFF >> UInt32(length + 1))
    for k in 1..<length where index + k < end {
      value = value << 6 | UInt32(bytes[index + k] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}

extension ReadingMistake.Kind {
  /// Whether it is about a number and what stands behind it, and not about the latter alone.
  fileprivate var isAboutAll: Bool {
    switch self {
    case .otherBase, .exponentWithoutDigits: true
    default: false
    }
  }
}
