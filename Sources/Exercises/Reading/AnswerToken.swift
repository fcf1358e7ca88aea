internal import Notation

/// The smallest pieces of an answer.
struct AnswerToken {
  /// A pair of brackets.
  enum Bracket: Equatable {
    case parenthesis, square
    /// `{`, which groups in TeX.
    case brace
  }

  /// What a piece is.
  enum Kind: Equatable {
    /// Digits; their place among the decimals.
    case number(Int)
    /// A name, or a TeX command that stands for one: `\pi`.
    case name
    case plus, minus, star, slash, caret, at, percent
    /// `√` or `\sqrt`.
    case root
    /// `\frac`.
    case fraction
    case open(Bracket)
    case close(Bracket)
    case comma, equals, colon, dot
    case string
    /// `∂`.
    case partial
    /// `∇`.
    case nabla
  }

  var kind: Kind
  /// The first byte.
  var start: Int
  /// The byte behind the last.
  var end: Int
  /// How many spaces stand before it, 2 for more.
  var spaces: Int
  /// Of a bracket, the place of its partner.
  var partner = 0
  /// Of an opening bracket, whether a comma stands directly between it and its partner.
  var hasComma = false
}

extension AnswerToken.Kind {
  /// Whether it begins an operand, so that two in a row look like a product.
  var isOperandStart: Bool {
    switch self {
    case .number, .name, .root, .fraction, .open: true
    default: false
    }
  }

  /// Its place among the decimals, if it is a number.
  var decimal: Int? {
    if case .number(let place) = self { return place }
    return nil
  }

  /// Whether it opens brackets.
  var isOpen: Bool {
    if case .open = self { return true }
    return false
  }

  /// Whether it is a sign.
  var isSign: Bool { self == .plus || self == .minus }
}

/// A part of an answer, cut into tokens.
struct AnswerText {
  let source: SourceBytes
  var tokens: [AnswerToken] = []
  var decimals: [WrittenDecimal] = []

  /// What a token says; a TeX command without its backslash.
  func text(_ token: AnswerToken) -> String {
    let isCommand = token.kind == .name && source.bytes[token.start] == UInt8(ascii: "\\")
    return source.text(token.start + (isCommand ? 1 : 0), token.end)
  }

  /// The text from one token to another, in at most some 60 bytes.
  func text(from first: Int, to last: Int) -> String {
    source.shortText(tokens[first].start, tokens[last].end)
  }

  /// A mistake about one token.
  func mistake(_ kind: ReadingMistake.Kind, at place: Int) -> ReadingMistake {
    ReadingMistake(kind, from: tokens[place].start, to: tokens[place].end)
  }

  /// A mistake about tokens in a row.
  func mistake(
    _ kind: ReadingMistake.Kind,
    from first: Int,
    to last: Int
  ) -> ReadingMistake {
    ReadingMistake(kind, from: tokens[first].start, to: tokens[last].end)
  }
}

/// The bytes that an answer stands in.
struct SourceBytes {
  let bytes: [UInt8]

  /// The text between two bytes.
  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The text between two bytes on one line, with hidden characters escaped, of at most about `limit` bytes.
  func shortText(_ start: Int, _ end: Int, limit: Int = 60) -> String {
    var cut = min(end, start + limit)
    if cut < end { while cut > start, bytes[cut] & 0xC0 == 0x80 { cut -= 1 } }
    return oneLine(start, cut).escapingHidden + (cut < end ? "…" : "")
  }

  /// The text between two bytes with comments left out, and line ends and the spaces around them as one space.
  private func oneLine(_ start: Int, _ end: Int) -> String {
    guard bytes[start..<max(start, end)].contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0x23 })
    else { return text(start, end) }
    var kept: [UInt8] = []
    var i = start
    while i < end {
      if bytes[i] == UInt8(ascii: "#") {
        while i < end, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
        continue
      }
      if bytes[i] == 0x0A || bytes[i] == 0x0D {
        while kept.last == 0x20 || kept.last == 0x09 { kept.removeLast() }
        while i < end, bytes[i] == 0x0A || bytes[i] == 0x0D || bytes[i] == 0x20 || bytes[i] == 0x09
        {
          i += 1
        }
        if !kept.isEmpty { kept.append(0x20) }
        continue
      }
      kept.append(bytes[i])
      i += 1
    }
    while kept.last == 0x20 || kept.last == 0x09 { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }
}
