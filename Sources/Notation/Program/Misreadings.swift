/// A program as someone reads it who does not keep to the precedence of operators.
public struct Misreading: Sendable {
  /// How a formula was misread.
  public enum Manner: Int, Sendable, CaseIterable {
    /// From left to right, whatever binds tighter.
    case leftToRight
    /// (−x)ⁿ for −xⁿ.
    case negativePower
    /// a/(b·c) for a/b·c.
    case longDenominator
  }

  /// How.
  public var manner: Manner
  /// The name whose formula was misread; nil where all formulas were.
  public var name: String?
  /// What is then computed.
  public var program: Program
}

extension Program {
  /// The program misread in every way that makes a difference to some formula: each formula alone, and,
  /// where there are several, all of them in the same way.
  ///
  /// - Parameter limit: So many at most.
  /// - Returns: Programs that can be read.
  public func misreadings(limit: Int = 64) -> [Misreading] {
    let formulas = FormulaTokens.all(in: source)
    var found: [Misreading] = []
    for manner in Misreading.Manner.allCases {
      var everywhere: [FormulaTokens.Insertion] = []
      var count = 0
      for formula in formulas {
        let insertions = formula.insertions(manner)
        guard !insertions.isEmpty, found.count < limit else { continue }
        count += 1
        everywhere += insertions
        if let program = read(with: insertions) {
          found.append(Misreading(manner: manner, name: formula.name, program: program))
        }
      }
      if count > 1, let program = read(with: everywhere) {
        found.append(Misreading(manner: manner, name: nil, program: program))
      }
    }
    return found
  }

  /// The program with brackets put in.
  private func read(with insertions: [FormulaTokens.Insertion]) -> Program? {
    var bytes: [UInt8] = []
    var place = 0
    for insertion in insertions.sorted(by: { $0.isBefore($1) }) {
      bytes += source.bytes[place..<insertion.place]
      bytes.append(insertion.isOpening ? UInt8(ascii: "(") : UInt8(ascii: ")"))
      place = insertion.place
    }
    bytes += source.bytes[place...]
    return try? Program.read(SourceText(file: source.file, bytes: bytes), options: options)
  }
}

/// The tokens of one statement's formula.
struct FormulaTokens {
  /// A bracket to put into the source.
  struct Insertion {
    var place: Int
    var isOpening: Bool

    /// At one place, what closes comes before what opens.
    func isBefore(_ other: Insertion) -> Bool {
      place != other.place ? place < other.place : !isOpening && other.isOpening
    }
  }

  /// The name that is bound.
  var name: String
  private var tokens: ArraySlice<Token>

  /// The formulas of a program that could be read.
  static func all(in source: SourceText) -> [FormulaTokens] {
    let tokens = Lexer(source).tokens
    var formulas: [FormulaTokens] = []
    var start = 0
    for (end, token) in tokens.enumerated() where token.kind == .separator || token.kind == .end {
      defer { start = end + 1 }
      let statement = tokens[start..<end]
      var depth = 0
      guard
        let sign = statement.firstIndex(where: { token in
          if token.kind == .openParenthesis { depth += 1 }
          if token.kind == .closeParenthesis { depth -= 1 }
          return token.kind == .equals && depth == 0
        }), sign > start, let first = statement.first, first.kind == .name
      else { continue }
      let words = source.text(first.start, first.end)
      guard words != "expect" else { continue }
      let place = words == "def" || sign - start == 2 ? start + 1 : start
      let name = tokens[place]
      formulas.append(
        FormulaTokens(
          name: source.name(name.start, name.end),
          tokens: statement[(sign + 1)...]
        )
      )
    }
    return formulas
  }

  /// The brackets that make a misreading of the formula; none where it makes no difference.
  func insertions(_ manner: Misreading.Manner) -> [Insertion] {
    var insertions: [Insertion] = []
    var levels: [Chain] = [Chain()]
    func close(_ chain: Chain) { insertions += chain.insertions(manner) }
    for token in tokens {
      switch token.kind {
      case .openParenthesis, .openBracket:
        levels[levels.count - 1].extend(token)
        levels.append(Chain())
      case .closeParenthesis, .closeBracket:
        if levels.count > 1 { close(levels.removeLast()) }
        levels[levels.count - 1].extend(token, isClosing: true)
      case .comma, .colon, .equals:
        close(levels[levels.count - 1])
        levels[levels.count - 1] = Chain()
      case .plus, .minus, .star, .slash, .at, .caret: levels[levels.count - 1].add(token)
      default: levels[levels.count - 1].extend(token)
      }
    }
    while let chain = levels.popLast() { close(chain) }
    return insertions
  }
}

/// Operands and operators in a row, at one level of brackets.
private struct Chain {
  private struct Operand {
    /// The signs before it.
    var signs: [Token] = []
    var start: Int?
    var end = 0
  }

  private var operands = [Operand()]
  private var operators: [Token] = []

  /// Goes on with the operand.
  mutating func extend(_ token: Token, isClosing: Bool = false) {
    let last = operands.count - 1
    if operands[last].start == nil { operands[last].start = token.start }
    operands[last].end = token.end
  }

  /// Adds an operator, or a sign before an operand.
  mutating func add(_ token: Token) {
    let last = operands.count - 1
    if operands[last].start == nil {
      operands[last].signs.append(token)
    } else {
      operators.append(token)
      operands.append(Operand())
    }
  }

  private static func precedence(_ token: Token) -> Int {
    switch token.kind {
    case .caret: 3
    case .star, .slash, .at: 2
    default: 1
    }
  }

  func insertions(_ manner: Misreading.Manner) -> [FormulaTokens.Insertion] {
    guard let end = operands.last, end.start != nil else { return [] }
    return switch manner {
    case .leftToRight: leftToRight
    case .negativePower: negativePower
    case .longDenominator: longDenominator
    }
  }

  private func begin(_ operand: Operand) -> Int {
    operand.signs.first?.start ?? operand.start ?? operand.end
  }

  private var leftToRight: [FormulaTokens.Insertion] {
    guard operators.count > 1 else { return [] }
    let differs = operators.indices.dropFirst().contains { i in
      let (left, right) = (operators[i - 1], operators[i])
      return Chain.precedence(right) > Chain.precedence(left)
        || (left.kind == .caret && right.kind == .caret)
    }
    guard differs else { return [] }
    var insertions: [FormulaTokens.Insertion] = []
    for operand in operands.dropFirst().dropLast() {
      insertions.append(.init(place: begin(operands[0]), isOpening: true))
      insertions.append(.init(place: operand.end, isOpening: false))
    }
    return insertions
  }

  private var negativePower: [FormulaTokens.Insertion] {
    var insertions: [FormulaTokens.Insertion] = []
    for (i, sign) in operators.enumerated() where sign.kind == .caret {
      let base = operands[i]
      guard let minus = base.signs.last, minus.kind == .minus else { continue }
      insertions.append(.init(place: minus.start, isOpening: true))
      insertions.append(.init(place: base.end, isOpening: false))
    }
    return insertions
  }

  private var longDenominator: [FormulaTokens.Insertion] {
    var insertions: [FormulaTokens.Insertion] = []
    var i = 0
    while i < operators.count {
      guard operators[i].kind == .slash else {
        i += 1
        continue
      }
      let start = i + 1
      var end = start
      while end < operators.count,
        operators[end].kind == .star || operators[end].kind == .at
          || operators[end].kind == .caret
      {
        end += 1
      }
      if operators[i + 1..<end].contains(where: { $0.kind != .caret }) {
        insertions.append(.init(place: begin(operands[start]), isOpening: true))
        insertions.append(.init(place: operands[end].end, isOpening: false))
      }
      i = max(end, i + 1)
    }
    return insertions
  }
}
