internal import Autodiff
internal import Notation

/// Writes an expression as people write it in the notation, which the engine works out.
///
/// It puts in the brackets that people leave out (`√2/2`, `ln 2`, `1 1/2`, `\frac{1}{3}`), and refuses what
/// the notation would read otherwise than a person means it. `ln` and `√` without brackets take the next
/// operand with its power: `ln 2^3` is ln(2³).
struct ExpressionWriter {
  let text: AnswerText
  private(set) var cursor: Int
  let start: Int
  let end: Int
  private var depth = 0
  private var output: [UInt8] = []
  /// The token that each byte of `output` stands for.
  private(set) var origins: [Int] = []

  /// The value of the expression in some tokens.
  ///
  /// - Throws: What is wrong with it, at the place where it was written.
  static func value(
    of text: AnswerText,
    _ range: Range<Int>
  ) throws(ReadingMistake) -> Tensor {
    let length = text.tokens[range.upperBound - 1].end - text.tokens[range.lowerBound].start
    guard length <= ReadingLimits.expressionBytes else {
      let kind = ReadingMistake.Kind.expressionTooLong(limit: ReadingLimits.expressionBytes)
      throw text.mistake(kind, at: range.lowerBound)
    }
    var writer = ExpressionWriter(text: text, range)
    try writer.sum()
    guard writer.cursor == writer.end else { throw writer.unexpected() }
    do throws(ConstantExpression.Fault) {
      return try ConstantExpression.value(
        of: writer.output,
        elementLimit: ReadingLimits.numbers
      )
    } catch {
      throw writer.mistake(error)
    }
  }

  private init(text: AnswerText, _ range: Range<Int>) {
    self.text = text
    cursor = range.lowerBound
    start = range.lowerBound
    end = range.upperBound
  }

  private var kind: AnswerToken.Kind? { cursor < end ? text.tokens[cursor].kind : nil }

  private func kind(after distance: Int) -> AnswerToken.Kind? {
    cursor + distance < end ? text.tokens[cursor + distance].kind : nil
  }

  // MARK: Levels of precedence

  private mutating func sum() throws(ReadingMistake) {
    try term()
    while let sign = kind, sign.isSign {
      emit(sign == .plus ? "+" : "-")
      cursor += 1
      // A tolerance in ASCII.
      if sign == .plus, kind == .minus, text.tokens[cursor].spaces == 0 {
        throw text.mistake(.tolerance("+-"), from: cursor - 1, to: cursor)
      }
      try term()
    }
  }

  private mutating func term() throws(ReadingMistake) {
    try unary()
    while true {
      switch kind {
      case .star: emit("*")
      case .slash: emit("/")
      case .at: emit("@")
      default: return
      }
      cursor += 1
      try unary()
    }
  }

  private mutating func unary() throws(ReadingMistake) {
    if let sign = kind, sign.isSign {
      if let next = kind(after: 1), next.isSign {
        let signs = text.text(from: cursor, to: cursor + 1)
        throw text.mistake(.twoSigns(signs), from: cursor, to: cursor + 1)
      }
      if sign == .minus { emit("-") }
      cursor += 1
    }
    guard let function = prefix else { return try power() }
    try deeper()
    emit(function + "(")
    cursor += 1
    try unary()
    emit(")", at: cursor - 1)
    depth -= 1
  }

  /// The function that stands before its operand without brackets, if one does.
  private var prefix: String? {
    switch kind(after: 1) {
    case .open(.parenthesis), .open(.brace): return nil
    case .open(.square) where isCommand(cursor): return nil
    default: break
    }
    switch kind {
    case .root: return "sqrt"
    case .name where text.text(text.tokens[cursor]) == "ln": return "ln"
    default: return nil
    }
  }

  private mutating func power() throws(ReadingMistake) {
    try postfix()
    guard kind == .caret else { return }
    try deeper()
    emit("^")
    cursor += 1
    try unary()
    depth -= 1
  }

  private mutating func postfix() throws(ReadingMistake) {
    let canBeIndexed = kind?.decimal == nil
    try atom()
    while canBeIndexed {
      switch kind {
      case .open(.square): try index()
      case .dot where kind(after: 1) == .name && text.text(text.tokens[cursor + 1]) == "T":
        emit(".")
        cursor += 1
        emit("T")
        cursor += 1
      default: return
      }
    }
  }

  // MARK: Operands

  private mutating func atom() throws(ReadingMistake) {
    switch kind {
    case .number(let place): try number(text.decimals[place])
    case .name: try name()
    case .open(.square): try brackets("[", "]")
    case .open:
      let isList = text.tokens[cursor].hasComma
      try brackets(isList ? "[" : "(", isList ? "]" : ")")
    case .root: try root()
    case .fraction: try fraction()
    case .string:
      throw text.mistake(.quoted(text.text(from: cursor, to: cursor)), at: cursor)
    default: throw expected("a number")
    }
  }

  private mutating func number(_ decimal: WrittenDecimal) throws(ReadingMistake) {
    guard decimal.value().isFinite else {
      throw text.mistake(.infinite(text.text(from: cursor, to: cursor)), at: cursor)
    }
    guard kind(after: 1)?.decimal != nil, cursor + 3 < end,
      try text.mixedNumber(at: cursor) != nil
    else {
      emit(decimal.text)
      cursor += 1
      return
    }
    // Only a summand of its own: `2 * 1 1/2` or `1 1/2^2` would be read in two ways.
    let isAlone =
      (cursor == start || Self.begins(text.tokens[cursor - 1].kind))
      && (cursor + 4 == end || Self.ends(text.tokens[cursor + 4].kind))
    guard isAlone else {
      let written = text.text(from: cursor, to: cursor + 3)
      throw text.mistake(.mixedInside(written), from: cursor, to: cursor + 3)
    }
    emit("(" + decimal.text + "+")
    cursor += 1
    for piece in ["", "/", ""] {
      emit(piece.isEmpty ? text.text(text.tokens[cursor]) : piece)
      cursor += 1
    }
    emit(")", at: cursor - 1)
  }

  /// Whether a summand begins behind a token.
  private static func begins(_ kind: AnswerToken.Kind) -> Bool {
    kind.isSign || kind.isOpen || kind == .comma
  }

  /// Whether a summand ends before a token.
  private static func ends(_ kind: AnswerToken.Kind) -> Bool {
    if case .close = kind { return true }
    return kind.isSign || kind == .comma
  }

  private mutating func name() throws(ReadingMistake) {
    let name = text.text(text.tokens[cursor])
    let isCall =
      kind(after: 1) == .open(.parenthesis)
      || (kind(after: 1) == .open(.brace) && ConstantExpression.isFunction(name))
    let constant = Constant.digits(name)
    if isCall, constant == nil { return try call(name) }
    guard let constant else { throw text.mistake(wrong(name), at: cursor) }
    emit(constant)
    cursor += 1
  }

  /// What is wrong with a name that is no constant.
  private func wrong(_ name: String) -> ReadingMistake.Kind {
    if Constant.isNotANumber(name) { return .notANumber(name) }
    if ConstantExpression.isFunction(name) { return .bareFunction(name) }
    let rest = name.utf8.dropFirst()
    if name.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "e"), !rest.isEmpty,
      rest.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    {
      return .exponentAlone(name)
    }
    return .name(text.source.shortText(text.tokens[cursor].start, text.tokens[cursor].end))
  }

  private mutating func call(_ name: String) throws(ReadingMistake) {
    guard ConstantExpression.isFunction(name) else {
      let nearest = Suggestion.nearest(to: name, in: ConstantExpression.functionNames)
      let written = text.text(from: cursor, to: cursor)
      throw text.mistake(.unknownFunction(written, suggestion: nearest), at: cursor)
    }
    emit(name)
    cursor += 1
    try deeper()
    let closing = text.tokens[cursor].partner
    emit("(")
    cursor += 1
    while cursor < closing {
      if kind == .name, kind(after: 1) == .equals {
        emit(text.text(text.tokens[cursor]))
        cursor += 1
        emit("=")
        cursor += 1
      }
      try argument()
      try separator(closing)
    }
    emit(")")
    cursor += 1
    depth -= 1
  }

  /// An argument: also a word in quotes, or a truth value.
  private mutating func argument() throws(ReadingMistake) {
    let word = kind == .name ? text.text(text.tokens[cursor]) : ""
    guard kind == .string || word == "true" || word == "false" else { return try sum() }
    emit(text.text(text.tokens[cursor]))
    cursor += 1
  }

  private mutating func brackets(
    _ open: String,
    _ close: String
  ) throws(ReadingMistake) {
    let closing = text.tokens[cursor].partner
    guard closing > cursor + 1 else {
      let written = text.text(from: cursor, to: closing)
      throw text.mistake(.emptyBrackets(written), from: cursor, to: closing)
    }
    try deeper()
    emit(open)
    cursor += 1
    while cursor < closing {
      if kind == .comma { throw text.mistake(.missingEntry("','"), at: cursor) }
      try sum()
      try separator(closing)
    }
    emit(close)
    cursor += 1
    depth -= 1
  }

  /// A comma, or the end of the brackets.
  private mutating func separator(_ closing: Int) throws(ReadingMistake) {
    guard cursor < closing else { return }
    guard kind == .comma else { throw unexpected() }
    emit(",")
    cursor += 1
  }

  private mutating func root() throws(ReadingMistake) {
    if kind(after: 1) == .open(.square) { throw text.mistake(.nthRoot, at: cursor) }
    emit("sqrt")
    cursor += 1
    try brackets("(", ")")
  }

  private mutating func fraction() throws(ReadingMistake) {
    emit("(")
    cursor += 1
    for part in 0..<2 {
      guard kind == .open(.brace) else { throw text.mistake(.bareFraction, at: cursor - 1) }
      try brackets("(", ")")
      emit(part == 0 ? "/" : ")", at: cursor - 1)
    }
  }

  /// Whether a token is written as a word of TeX.
  private func isCommand(_ place: Int) -> Bool {
    text.source.bytes[text.tokens[place].start] == UInt8(ascii: "\\")
  }

  private mutating func index() throws(ReadingMistake) {
    let closing = text.tokens[cursor].partner
    try deeper()
    emit("[")
    cursor += 1
    while cursor < closing {
      if kind != .colon, kind != .comma { try sum() }
      while kind == .colon {
        emit(":")
        cursor += 1
        if cursor < closing, kind != .colon, kind != .comma { try sum() }
      }
      try separator(closing)
    }
    emit("]")
    cursor += 1
    depth -= 1
  }

  // MARK: Writing

  /// Adds text that stands for the present token, or for another one.
  private mutating func emit(_ piece: String, at token: Int? = nil) {
    let place = token ?? cursor
    for byte in piece.utf8 {
      output.append(byte)
      origins.append(place)
    }
  }

  private mutating func deeper() throws(ReadingMistake) {
    depth += 1
    guard depth <= ReadingLimits.depth else {
      throw text.mistake(.tooDeep(limit: ReadingLimits.depth), at: min(cursor, end - 1))
    }
  }
}
