internal import Notation

/// Cuts the text of a plan into statements, and those into tokens.
///
/// A statement ends with its line, except inside brackets and behind a comma that the next line goes on
/// from. What cannot be read is recorded, and nothing else is said of its statement.
struct PlanLexer {
  /// What could not be read.
  private(set) var mistakes: [PlanMistake] = []
  /// The next byte.
  private(set) var place = 0
  /// So many mistakes are kept, more than are ever told; what comes behind them is not read.
  static let mistakeLimit = 5 * Diagnostics.limit

  private let source: SourceText
  private let bytes: [UInt8]
  private let keywords: [String]
  private var tokens: [PlanToken] = []
  private var isSpoiled = false

  /// Begins; a line that begins with one of `keywords` is never the rest of the one before.
  init(_ source: SourceText, keywords: [String]) {
    self.source = source
    bytes = source.bytes
    self.keywords = keywords
  }

  /// Whether there is nothing more to read.
  var isAtEnd: Bool { place >= bytes.count || mistakes.count >= Self.mistakeLimit }

  /// The tokens of the next statement, the last of kind ``PlanToken/Kind/end``; nil where it could not be
  /// read, empty where there is none.
  mutating func statement() -> [PlanToken]? {
    tokens = []
    isSpoiled = false
    var brackets: [PlanToken] = []
    while place < bytes.count {
      let byte = bytes[place]
      if byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: ";") {
        if brackets.isEmpty, !goesOn { break }
        if byte == UInt8(ascii: ";") {
          note(.expected("',' or a closing bracket", found: "';'"), place, place + 1)
        }
        place += 1
        continue
      }
      let before = tokens.count
      next()
      guard tokens.count > before, let token = tokens.last else { continue }
      switch token.kind {
      case .openParenthesis, .openBracket: brackets.append(token)
      case .closeParenthesis, .closeBracket:
        let isRound = token.kind == .closeParenthesis
        if let last = brackets.last, (last.kind == .openParenthesis) == isRound {
          brackets.removeLast()
        } else if let last = brackets.last {
          let found = isRound ? "')'" : "']'"
          note(
            .expected(last.kind == .openParenthesis ? "')'" : "']'", found: found),
            token.place.start,
            token.place.end
          )
          brackets.removeLast()
        } else {
          note(.unopened(isRound ? ")" : "]"), token.place.start, token.place.end)
        }
      default: break
      }
    }
    if let open = brackets.last {
      // Nothing is taken from the lines behind it.
      place = lineEnd(from: open.place.end)
      let sign = open.kind == .openParenthesis ? "(" : "["
      note(.unclosed(sign), open.place.start, open.place.end)
    }
    if place < bytes.count, brackets.isEmpty { place += 1 }
    if isSpoiled { return nil }
    if let last = tokens.last {
      tokens.append(
        PlanToken(kind: .end, place: PlanPlace(start: last.place.end, end: last.place.end))
      )
    }
    return tokens
  }

  /// Whether the line ends with a comma and the next one goes on.
  ///
  /// One that begins with a keyword is another statement, unless the word is the name of an item.
  private var goesOn: Bool {
    guard tokens.last?.kind == .comma, bytes[place] != UInt8(ascii: ";") else { return false }
    var start = place
    while start < bytes.count {
      if bytes[start] == UInt8(ascii: "#") { start = lineEnd(from: start) }
      guard start < bytes.count, bytes[start] <= 0x20 else { break }
      start += 1
    }
    guard start < bytes.count else { return false }
    var end = start
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    let word = source.text(start, end)
    guard keywords.contains(where: { $0.utf8.elementsEqual(word.utf8) }) else { return true }
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
    return end < bytes.count
      && (bytes[end] == UInt8(ascii: "=") || bytes[end] == UInt8(ascii: "("))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  // MARK: Lines

  /// The place of the line end at or behind `start`.
  private func lineEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return end
  }

  /// The next line as it stands, which is not taken; nil at the end.
  func peekLine() -> PlanPlace? {
    place < bytes.count ? PlanPlace(start: place, end: lineEnd(from: place)) : nil
  }

  /// Passes over the line that was looked at, with its end.
  mutating func skip(_ line: PlanPlace) {
    place = line.end
    guard place < bytes.count else { return }
    place += 1
    if bytes[place - 1] == 0x0D, place < bytes.count, bytes[place] == 0x0A { place += 1 }
  }

  // MARK: Tokens

  private mutating func next() {
    let start = place
    let byte = bytes[place]
    switch byte {
    case 0x20, 0x09: place += 1
    case UInt8(ascii: "#"): place = lineEnd(from: place)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): number(from: start)
    case UInt8(ascii: "-"):
      place += 1
      number(from: start)
    case UInt8(ascii: "("): single(.openParenthesis)
    case UInt8(ascii: ")"): single(.closeParenthesis)
    case UInt8(ascii: "["): single(.openBracket)
    case UInt8(ascii: "]"): single(.closeBracket)
    case UInt8(ascii: ","): single(.comma)
    case UInt8(ascii: "="): single(.equals)
    case UInt8(ascii: "%"): single(.percent)
    case UInt8(ascii: "~"): single(.comparison(.about))
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      let isLess = byte == UInt8(ascii: "<")
      if place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "=") {
        single(.comparison(isLess ? .atMost : .atLeast), 2)
      } else {
        single(.comparison(isLess ? .below : .above))
      }
    case UInt8(ascii: "\""): string()
    default: other()
    }
  }

  private mutating func single(_ kind: PlanToken.Kind, _ length: Int = 1) {
    place += length
    append(kind, place - length)
  }

  private mutating func append(_ kind: PlanToken.Kind, _ start: Int) {
    tokens.append(PlanToken(kind: kind, place: PlanPlace(start: start, end: place)))
  }

  /// Digits with a point and an exponent, and whatever of a name is glued to them, which is a mistake.
  private mutating func number(from start: Int) {
    var digits = 0
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    while place < bytes.count, isDigit(bytes[place]) {
      place += 1
      digits += 1
    }
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      place += 1
      while place < bytes.count, isDigit(bytes[place]) {
        place += 1
        digits += 1
      }
    }
    if digits > 0, place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      var power = place + 1
      if power < bytes.count, bytes[power] == UInt8(ascii: "+") || bytes[power] == UInt8(ascii: "-")
      {
        power += 1
      }
      if power < bytes.count, isDigit(bytes[power]) {
        place = power
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
      }
    }
    let end = place
    while place < bytes.count {
      let (scalar, length) = scalar(at: place)
      guard ScalarClass.isNamePart(scalar) || scalar == "." else { break }
      place += length
    }
    append(.number, start)
    if digits == 0 || end < place {
      note(.badNumber(source.text(start, min(place, start + 40))), start, place)
    }
  }

  private mutating func string() {
    let start = place
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != 0x0A,
      bytes[place] != 0x0D
    {
      let (scalar, length) = scalar(at: place)
      if ScalarClass.isHidden(scalar) { note(.hidden(scalar), place, place + length) }
      place += length
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      return note(.unclosed("\""), start, start + 1)
    }
    place += 1
    append(.string, start)
  }

  /// A name, or a character beyond ASCII, or one that plans do not use.
  private mutating func other() {
    let start = place
    let (scalar, length) = scalar(at: place)
    if ScalarClass.isNameStart(scalar) {
      while place < bytes.count {
        let (part, length) = self.scalar(at: place)
        guard ScalarClass.isNamePart(part) else { break }
        place += length
      }
      return append(.name, start)
    }
    place += length
    switch scalar {
    case "−", "–": number(from: start)
    case "≥": append(.comparison(.atLeast), start)
    case "≤": append(.comparison(.atMost), start)
    default:
      if ScalarClass.isSpace(scalar) { return }
      let kind: PlanMistake.Kind =
        ScalarClass.isHidden(scalar) ? .hidden(scalar) : .unexpectedCharacter(scalar)
      note(kind, start, place)
    }
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (Unicode.Scalar(UInt8(lead)), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    var value = lead & (0xFF >> UInt32(length + 1))
    for k in 1..<length where index + k < bytes.count {
      value = value << 6 | UInt32(bytes[index + k] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Records a mistake; nothing else is said of the statement.
  private mutating func note(_ kind: PlanMistake.Kind, _ start: Int, _ end: Int) {
    if !isSpoiled { mistakes.append(PlanMistake(kind, PlanPlace(start: start, end: end))) }
    isSpoiled = true
  }
}
