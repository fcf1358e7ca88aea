/// A text cut into what matters for finding answers in it: numbers, names, signs and line ends.
struct LeakTokens {
  /// One piece.
  enum Token: Equatable {
    /// A number; with its sign where that can only be one.
    case number(Reading)
    /// A name or a word: `w1` for w_1 and w₁ alike.
    case word(String)
    /// Any other sign.
    case sign(Unicode.Scalar)
    /// The end of a line.
    case lineEnd
  }

  /// A number as it can be read.
  struct Reading: Equatable {
    /// What it is.
    var value: Double
    /// How many significant digits are written; nil for what claims to be exact: a fraction.
    var digits: Int?
    /// What its last digit is worth.
    var unit: Double
    /// Whether it has neither point nor exponent nor percent sign.
    var isWhole: Bool
    /// How many digits are written, leading zeros too.
    var written = 0
    /// How it is written: "a fraction", "a percentage"; empty for a plain number.
    var form = ""
    /// The pieces that it takes.
    var tokens: Range<Int> = 0..<0
  }

  /// The pieces, in order.
  private(set) var tokens: [Token] = []
  /// Where each piece begins, as an index into ``scalars``.
  private(set) var starts: [Int] = []
  /// The text.
  let scalars: [Unicode.Scalar]

  /// Cuts a text.
  init(_ text: String) {
    scalars = Array(text.precomposedScalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar == "\n" || scalar == "\r" {
        add(.lineEnd, at)
        at += 1
      } else if scalar.properties.isWhitespace || Self.isUnseen(scalar) {
        at += 1
      } else if Self.isDigit(scalar) || (scalar == "." && isDigit(at: at + 1)) {
        let start = at
        let number = takeNumber(&at)
        add(.number(number), start)
      } else if let vulgar = Self.vulgar[scalar] {
        let reading = Reading(
          value: vulgar,
          digits: nil,
          unit: 0,
          isWhole: false,
          form: "a fraction"
        )
        add(.number(reading), at)
        at += 1
      } else if let power = Self.superscripts[scalar], power != "−" || superscript(at: at + 1) {
        add(.sign("^"), at)
        takeSuperscript(&at)
      } else if Self.isNameStart(scalar) {
        let start = at
        let name = takeName(&at)
        add(.word(name), start)
      } else {
        takeSign(&at)
      }
    }
  }

  private mutating func add(_ token: Token, _ start: Int) {
    // w_1 in formulas: the subscript belongs to the name.
    if tokens.count >= 2, tokens[tokens.count - 1] == .sign("_"),
      case .word(let name) = tokens[tokens.count - 2]
    {
      switch token {
      case .number(let number) where number.isWhole && number.value >= 0:
        tokens.removeLast()
        starts.removeLast()
        tokens[tokens.count - 1] = .word(name + String(Int(min(number.value, 1e9))))
        return
      case .word(let sub):
        tokens.removeLast()
        starts.removeLast()
        tokens[tokens.count - 1] = .word(name + sub)
        return
      default: break
      }
    }
    tokens.append(token)
    starts.append(start)
  }

  /// Whether a sign stands between its neighbours without room, and no like sign follows.
  func isTight(_ token: Int) -> Bool {
    let start = starts[token]
    guard start > 0, Self.isDigit(scalars[start - 1]), isDigit(at: start + 1) else { return false }
    return !(token + 2 < tokens.count && tokens[token + 2] == tokens[token])
      && !(token > 1 && tokens[token - 2] == tokens[token])
  }

  /// Whether from a piece on there is nothing but some pieces in brackets.
  func isNothingButBrackets(around range: Range<Int>, from start: Int) -> Bool {
    guard start <= range.lowerBound else { return false }
    return tokens[start..<range.lowerBound].allSatisfy { $0 == .sign("[") }
      && tokens[range.upperBound...].allSatisfy { $0 == .sign("]") }
  }

  /// What stands around some pieces, on one line.
  func excerpt(_ range: Range<Int>) -> String {
    guard let first = range.first, starts.indices.contains(first) else { return "" }
    let end = starts.indices.contains(range.upperBound) ? starts[range.upperBound] : scalars.count
    let from = max(0, starts[first] - 24)
    let to = min(scalars.count, max(end, starts[first]) + 12, starts[first] + 80)
    var text = from > 0 ? "…" : ""
    for scalar in scalars[from..<to] {
      let isRoom = scalar.properties.isWhitespace || scalar.value < 0x20
      if isRoom, text.hasSuffix(" ") { continue }
      text.unicodeScalars.append(isRoom ? " " : scalar)
    }
    return text + (to < scalars.count ? "…" : "")
  }

  // MARK: Numbers

  private func isDigit(at place: Int) -> Bool {
    place < scalars.count && Self.isDigit(scalars[place])
  }

  private func superscript(at place: Int) -> Bool {
    place < scalars.count && Self.superscripts[scalars[place]] != nil
  }

  /// Digits with a point, groups of three and an exponent.
  private func takeNumber(_ at: inout Int) -> Reading {
    var digits: [UInt8] = []
    var decimals = 0
    var hasPoint = false
    let start = at
    while at < scalars.count {
      let scalar = scalars[at]
      if let digit = Self.digit(scalar) {
        digits.append(digit)
        if hasPoint { decimals += 1 }
      } else if scalar == ".", !hasPoint, isDigit(at: at + 1) || at > start {
        // A point at the end of a sentence is none of the number's.
        guard isDigit(at: at + 1) else { break }
        hasPoint = true
      } else if !hasPoint, Self.isGroupMark(scalar), isGroup(at: at + 1),
        (1...3).contains(at - start) || digits.count > 3
      {
        // 1,234 and 1 234: groups of three.
      } else {
        break
      }
      at += 1
    }
    var exponent = 0
    var hasExponent = false
    if at < scalars.count, scalars[at] == "e" || scalars[at] == "E" {
      var end = at + 1
      var isNegative = false
      if end < scalars.count, Self.isMinus(scalars[end]) || scalars[end] == "+" {
        isNegative = scalars[end] != "+"
        end += 1
      }
      if isDigit(at: end) {
        hasExponent = true
        while end < scalars.count, let digit = Self.digit(scalars[end]) {
          exponent = min(exponent * 10 + Int(digit), 9999)
          end += 1
        }
        if isNegative { exponent = -exponent }
        at = end
      }
    }
    return Self.reading(
      digits,
      power: exponent - decimals,
      isWhole: !hasPoint && !hasExponent,
      form: hasExponent ? "a power of ten" : ""
    )
  }

  /// Exactly three digits.
  private func isGroup(at place: Int) -> Bool {
    (0..<3).allSatisfy { isDigit(at: place + $0) } && !isDigit(at: place + 3)
  }

  private static func reading(_ digits: [UInt8], power: Int, isWhole: Bool, form: String) -> Reading
  {
    let significant = Array(digits.drop { $0 == 0 })
    // Read back as a decimal, so that it is the nearest double.
    let text = String(decoding: digits.map { $0 + 48 }, as: UTF8.self) + "e\(power)"
    return Reading(
      value: Double(text) ?? .infinity,
      digits: significant.count,
      unit: Double("1e\(power)") ?? 0,
      isWhole: isWhole,
      written: digits.count,
      form: form
    )
  }

  private mutating func takeSuperscript(_ at: inout Int) {
    let start = at
    var text = ""
    while at < scalars.count, let plain = Self.superscripts[scalars[at]] {
      text += plain == "−" ? "-" : String(Character(plain))
      at += 1
    }
    let value = Double(text) ?? 0
    tokens.append(.number(Reading(value: value, digits: text.count, unit: 1, isWhole: true)))
    starts.append(start)
  }

  // MARK: Names and signs

  private func takeName(_ at: inout Int) -> String {
    var name = String.UnicodeScalarView()
    while at < scalars.count, Self.isNamePart(scalars[at]) {
      name.append(scalars[at])
      at += 1
    }
    return LeakNames.canonical(String(name))
  }

  private mutating func takeSign(_ at: inout Int) {
    let start = at
    let scalar = scalars[at]
    at += 1
    guard Self.isMinus(scalar) || scalar == "+" else { return add(.sign(scalar), start) }
    // A sign that no operand stands before belongs to the number; so does one that is set tight behind a
    // space.
    var next = at
    while next < scalars.count, scalars[next] == " " || Self.isUnseen(scalars[next]) { next += 1 }
    let isTight = next == at
    let hasRoom = start > 0 && scalars[start - 1].properties.isWhitespace
    var follows = false
    switch tokens.last {
    case .number, .word: follows = true
    case .sign(let sign): follows = sign == ")" || sign == "]" || sign == "}"
    case .lineEnd, nil: break
    }
    guard !follows || (isTight && hasRoom), next < scalars.count,
      Self.isDigit(scalars[next]) || (scalars[next] == "." && isDigit(at: next + 1))
    else { return add(.sign(Self.isMinus(scalar) ? "-" : scalar), start) }
    at = next
    var number = takeNumber(&at)
    if scalar != "+" { number.value = -number.value }
    add(.number(number), start)
  }
}
