/// Finds the answers in a sheet: one a line, a line going on while a bracket is open.
///
/// `;` parts answers on one line. A bracket that is never closed does not swallow the answers below it: a line
/// that begins like one ends the bracket's.
struct AnswerLines {
  /// Where an answer stands.
  struct Answer: Equatable {
    /// Its first byte that is no space.
    var start: Int
    /// The byte behind its last; comments within are of it.
    var end: Int
    /// Its first `=` outside brackets.
    var equals: Int?
  }

  /// The answers, in order; at most one more than ``ReadingLimits/answers``.
  private(set) var answers: [Answer] = []
  private let bytes: [UInt8]
  private var start = 0
  private var equals: Int?
  /// For each open bracket, whether it belongs to a call, which may have named arguments.
  private var brackets: [Bool] = []
  /// The byte behind the last that is neither space nor comment.
  private var lastEnd = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var place = 0
    while place < bytes.count, answers.count <= ReadingLimits.answers {
      place = step(place)
    }
    finish(bytes.count)
  }

  /// Looks at a byte and returns the place of the next.
  private mutating func step(_ place: Int) -> Int {
    let byte = bytes[place]
    switch byte {
    case 0x20, 0x09: return place + 1
    case UInt8(ascii: "#"):
      var end = place
      while end < bytes.count, !isLineEnd(bytes[end]) { end += 1 }
      return end
    case 0x0A, 0x0D:
      if brackets.isEmpty || beginsAnswer(at: place + 1) { finish(place) }
      return place + 1
    case UInt8(ascii: ";") where brackets.isEmpty:
      finish(place)
      return place + 1
    // `\(` and `\)` are marks of a formula.
    case UInt8(ascii: "\\") where place + 1 < bytes.count && isBracket(bytes[place + 1]):
      lastEnd = place + 2
      return place + 2
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      brackets.append(byte == UInt8(ascii: "(") && place > start && isLetter(bytes[place - 1]))
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = brackets.popLast()
    case UInt8(ascii: "=") where brackets.isEmpty && equals == nil: equals = place
    default: break
    }
    lastEnd = place + 1
    return place + 1
  }

  /// Ends the answer before `end` and begins the next one behind it.
  private mutating func finish(_ end: Int) {
    while start < end, bytes[start] <= 0x20, isSpace(bytes[start]) { start += 1 }
    // What begins with a comment is empty, or goes on below only inside brackets.
    if lastEnd > start { answers.append(Answer(start: start, end: lastEnd, equals: equals)) }
    start = end + 1
    equals = nil
    brackets = []
  }

  /// Whether the line that begins at `index` is an answer of its own: `name =` with no comma, square bracket or
  /// number before the `=`, outside a call.
  private func beginsAnswer(at index: Int) -> Bool {
    guard brackets.last == false else { return false }
    var place = index
    while place < bytes.count, isSpace(bytes[place]), !isLineEnd(bytes[place]) { place += 1 }
    guard place < bytes.count, isLetter(bytes[place]) || bytes[place] == UInt8(ascii: "\\") else {
      return false
    }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "="): return true
      case 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "#"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        return false
      default: place += 1
      }
    }
    return false
  }

  private func isBracket(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }

  private func isLetter(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return byte >= 0x80 || byte == UInt8(ascii: "_")
      || (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
  }
}
