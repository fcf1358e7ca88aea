/// A line of a `learn` block with its place in the file.
public struct LearnLine: Equatable, Sendable {
  /// The line without its line end.
  public var text: String
  /// Its number in the file, from 1.
  public var line: Int
  /// The column of its first Unicode scalar in the file, from 1.
  public var column: Int

  /// Makes a line.
  public init(_ text: String, line: Int, column: Int = 1) {
    self.text = text
    self.line = line
    self.column = column
  }
}

/// A word, number or sign of a line.
struct LearnToken {
  enum Kind: Equatable {
    case word
    case number(LearnClaim.Number)
    case badNumber
    case sign
  }

  var kind: Kind
  var text: String
  var line: Int
  var column: Int
  var width: Int

  /// Whether it is this word or sign, letter by letter.
  func matches(_ word: String) -> Bool { text.utf8.elementsEqual(word.utf8) }

  /// Its number, if it is one.
  var number: LearnClaim.Number? {
    if case .number(let number) = kind { return number }
    return nil
  }
}

/// Cuts a line into words, numbers and signs; `#` begins a comment.
struct LearnScanner {
  /// At most so many words, numbers and signs.
  private static let limit = 10_000

  private let scalars: [Unicode.Scalar]
  private let origin: LearnLine
  private var place = 0
  private(set) var tokens: [LearnToken] = []
  private(set) var mistakes: [LearnMistake] = []

  init(_ line: LearnLine) {
    scalars = Array(line.text.unicodeScalars)
    origin = line
    while place < scalars.count, scalars[place] != "#" {
      if tokens.count == Self.limit {
        mistakes.append(
          LearnMistake(
            .tooMany(what: "words in a line", limit: Self.limit),
            line: line.line,
            column: line.column + place,
            width: 1
          )
        )
        return
      }
      scan()
    }
  }

  /// The text from one token to another, as written.
  func text(from first: LearnToken, to last: LearnToken) -> String {
    text(first.column - origin.column, last.column - origin.column + last.width)
  }

  private mutating func scan() {
    let scalar = scalars[place]
    let start = place
    if Self.isSpace(scalar) {
      place += 1
    } else if Self.isForbidden(scalar) {
      mistakes.append(
        LearnMistake(
          .badCharacter(scalar.value),
          line: origin.line,
          column: origin.column + place,
          width: 1
        )
      )
      place += 1
    } else if startsNumber {
      let number = scanNumber()
      add(number.map { .number($0) } ?? .badNumber, from: start)
    } else if Self.isSign(scalar) {
      place += 1
      if place < scalars.count,
        (scalar == "-" || scalar == ">") && scalars[place] == (scalar == "-" ? ">" : "=")
      {
        place += 1
      }
      add(.sign, from: start)
    } else {
      while place < scalars.count, !Self.endsWord(scalars[place]) { place += 1 }
      add(.word, from: start)
    }
  }

  private mutating func add(_ kind: LearnToken.Kind, from start: Int) {
    tokens.append(
      LearnToken(
        kind: kind,
        text: text(start, place),
        line: origin.line,
        column: origin.column + start,
        width: place - start
      )
    )
  }

  private func text(_ start: Int, _ end: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return String(view)
  }

  private var startsNumber: Bool {
    var i = place
    if scalars[i] == "-" || scalars[i] == "−" || scalars[i] == "+" { i += 1 }
    if i < scalars.count, scalars[i] == "." { i += 1 }
    return i < scalars.count && Self.digit(scalars[i]) != nil
  }

  /// Reads `-1`, `0.5`, `1e-3`, `1/3`; nil if that is no number or has too many digits.
  private mutating func scanNumber() -> LearnClaim.Number? {
    let first = scanDecimal()
    var result = first
    if place < scalars.count, scalars[place] == "/" {
      place += 1
      let second = scanDecimal()
      if let first, let second, second.value != 0 {
        result = LearnClaim.Number(first.value / second.value, halfUnit: 0)
      } else {
        result = nil
      }
    }
    // 1_000 and 2x are no numbers.
    var isWhole = true
    while place < scalars.count, !Self.endsWord(scalars[place]) {
      place += 1
      isWhole = false
    }
    return isWhole ? result : nil
  }

  private mutating func scanDecimal() -> LearnClaim.Number? {
    var isNegative = false
    if place < scalars.count, scalars[place] == "-" || scalars[place] == "−" {
      isNegative = true
      place += 1
    } else if place < scalars.count, scalars[place] == "+" {
      place += 1
    }
    var mantissa = 0
    var digits = 0
    var significant = 0
    var scale = 0
    var afterPoint = false
    while place < scalars.count {
      if let digit = Self.digit(scalars[place]) {
        digits += 1
        if mantissa > 0 || digit > 0 { significant += 1 }
        if significant <= 15 { mantissa = mantissa * 10 + digit }
        if afterPoint { scale -= 1 }
      } else if scalars[place] == ".", !afterPoint {
        afterPoint = true
      } else {
        break
      }
      place += 1
    }
    if place < scalars.count, scalars[place] == "e" || scalars[place] == "E" {
      place += 1
      guard let power = scanPower() else { return nil }
      scale += power
    }
    guard digits > 0, significant <= 15, scale >= -22, scale <= 22 else { return nil }
    let unit = Self.power(of: scale.magnitude)
    // Both are whole numbers below 2^53 or powers of ten up to 10^22: one rounding, so the nearest.
    let value = scale < 0 ? Double(mantissa) / unit : Double(mantissa) * unit
    return LearnClaim.Number(
      isNegative ? -value + 0 : value,
      halfUnit: scale < 0 ? 0.5 / unit : 0.5 * unit
    )
  }

  private mutating func scanPower() -> Int? {
    var sign = 1
    if place < scalars.count, scalars[place] == "-" || scalars[place] == "+" {
      sign = scalars[place] == "-" ? -1 : 1
      place += 1
    }
    var power = 0
    let start = place
    while place < scalars.count, let digit = Self.digit(scalars[place]) {
      power = min(power * 10 + digit, 1000)
      place += 1
    }
    return place > start ? sign * power : nil
  }

  private static func power(of exponent: UInt) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    scalar.value >= 48 && scalar.value <= 57 ? Int(scalar.value) - 48 : nil
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "−", "+", ">", "<", "≥", "=", "~", ",", "[", "]", "(", ")", ";", ":", "→", "/": true
    default: false
    }
  }

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "#" || isSpace(scalar) || isForbidden(scalar)
      || (isSign(scalar) && scalar != "-" && scalar != "/")
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0x0D, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Control characters, and those that turn the direction of writing.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0D: false
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
