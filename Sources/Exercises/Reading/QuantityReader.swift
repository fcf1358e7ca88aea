internal import Notation

/// Reads what an answer is about: `q`, `grad x`, `x.grad`, `df/dx`, `∂f/∂x`, `\frac{\partial f}{\partial x}`,
/// `∇x`, each with `@ 2` for the value after two steps.
struct QuantityReader {
  private let text: AnswerText
  private let names: NodeNames
  /// Whether a likely name is looked for.
  private let suggests: Bool
  private var cursor = 0

  /// Reads all of some bytes.
  ///
  /// - Throws: What is wrong with them.
  static func read(
    _ source: SourceBytes,
    _ range: Range<Int>,
    knowing names: NodeNames,
    suggests: Bool
  ) throws(ReadingMistake) -> Quantity {
    let text: AnswerText
    do throws(ReadingMistake) {
      text = try AnswerLexer.text(of: source, range, readsNumbers: false)
    } catch {
      throw error.inName
    }
    guard !text.tokens.isEmpty else {
      throw ReadingMistake(.noName, from: range.lowerBound, to: range.upperBound + 1)
    }
    var reader = QuantityReader(text: text, names: names, suggests: suggests)
    return try reader.quantity()
  }

  private init(text: AnswerText, names: NodeNames, suggests: Bool) {
    self.text = text
    self.names = names
    self.suggests = suggests
  }

  private func kind(after distance: Int = 0) -> AnswerToken.Kind? {
    cursor + distance < text.tokens.count ? text.tokens[cursor + distance].kind : nil
  }

  private func word(after distance: Int = 0) -> String? {
    kind(after: distance) == .name ? text.text(text.tokens[cursor + distance]) : nil
  }

  private mutating func quantity() throws(ReadingMistake) -> Quantity {
    var quantity = try subject()
    if kind() == .at { quantity.step = try step() }
    guard cursor == text.tokens.count else { throw bad() }
    return quantity
  }

  /// What stands before `@`.
  private mutating func subject() throws(ReadingMistake) -> Quantity {
    switch kind() {
    case .nabla:
      cursor += 1
      // `∇_x`
      return Quantity(try operand(droppingUnderscore: true), .gradient)
    case .fraction:
      cursor += 1
      let above = try braced()
      let below = try braced()
      return Quantity(try known(below), .derivative(of: try known(above)))
    case .partial: return try derivative()
    case .name: break
    default: throw bad()
    }
    if word() == "grad", kind(after: 1) == .name || kind(after: 1)?.isOpen == true {
      cursor += 1
      return Quantity(try operand(), .gradient)
    }
    if isDerivative { return try derivative() }
    if kind(after: 1) == .name, let first = word(), names.spelling(of: first) == nil {
      let isGrad = Suggestion.nearest(to: first, in: ["grad", "gradient"]) != nil
      if isGrad { throw text.mistake(.misspeltGrad(first), at: cursor) }
    }
    let name = try self.name()
    if kind() == .dot, word(after: 1) == "grad" {
      cursor += 2
      return Quantity(try known(name), .gradient)
    }
    if kind() == .open(.square) {
      _ = try known(name)
      throw text.mistake(.element(name.text), from: 0, to: text.tokens.count - 1)
    }
    guard kind() == nil || kind() == .at else { throw bad() }
    return Quantity(try known(name))
  }

  // MARK: Derivatives

  /// Whether a quotient of two differentials stands here.
  private var isDerivative: Bool {
    guard let first = word(), first.utf8.first == UInt8(ascii: "d") else { return false }
    return text.tokens[cursor...].contains { $0.kind == .slash }
  }

  /// Reads `df/dx`.
  private mutating func derivative() throws(ReadingMistake) -> Quantity {
    let above = try differential()
    guard kind() == .slash else { throw bad() }
    cursor += 1
    let below = try differential()
    return Quantity(try known(below), .derivative(of: try known(above)))
  }

  /// Reads `{df}`.
  private mutating func braced() throws(ReadingMistake) -> Name {
    guard kind() == .open(.brace) else { throw bad() }
    cursor += 1
    let name = try differential()
    guard kind() == .close(.brace) else { throw bad() }
    cursor += 1
    return name
  }

  /// Reads `df`, `d f` or `∂f`, and gives back `f`.
  private mutating func differential() throws(ReadingMistake) -> Name {
    if kind() == .partial {
      cursor += 1
      return try name()
    }
    guard let word = word(), word.utf8.first == UInt8(ascii: "d") else { throw bad() }
    if word == "d" {
      cursor += 1
      return try name()
    }
    var name = try self.name()
    name.text.unicodeScalars.removeFirst()
    name.start += 1
    return name
  }

  // MARK: Names

  /// A name as it stands in the answer.
  private struct Name {
    var text: String
    var start: Int
    var end: Int
  }

  /// Reads `x` or `(x)`.
  private mutating func operand(
    droppingUnderscore: Bool = false
  ) throws(ReadingMistake) -> String {
    if let kind = kind(), kind.isOpen, kind != .open(.square) {
      let closing = text.tokens[cursor].partner
      cursor += 1
      let name = try self.name()
      guard cursor == closing else { throw bad() }
      cursor += 1
      return try known(name)
    }
    var name = try self.name()
    if droppingUnderscore, name.text.utf8.first == UInt8(ascii: "_"), name.text.utf8.count > 1,
      names.spelling(of: name.text) == nil
    {
      name.text.unicodeScalars.removeFirst()
      name.start += 1
    }
    return try known(name)
  }

  /// Reads a name; in TeX, `W_{12}` is one.
  private mutating func name() throws(ReadingMistake) -> Name {
    guard let word = word() else { throw bad() }
    let token = text.tokens[cursor]
    var name = Name(text: word, start: token.start, end: token.end)
    cursor += 1
    while name.text.utf8.last == UInt8(ascii: "_") || TeX.letter(name.text) != nil {
      if kind() == .open(.brace), text.tokens[cursor].partner == cursor + 2 {
        name.text += text.text(text.tokens[cursor + 1])
        cursor += 3
      } else if kind() == .name, text.tokens[cursor].spaces == 0,
        text.text(text.tokens[cursor]).utf8.first == UInt8(ascii: "_")
      {
        name.text += text.text(text.tokens[cursor])
        cursor += 1
      } else {
        break
      }
      name.end = text.tokens[cursor - 1].end
    }
    return name
  }

  /// The program's spelling of a name.
  private func known(_ name: Name) throws(ReadingMistake) -> String {
    let isShort = name.end - name.start <= ReadingLimits.nameBytes
    if isShort, let spelling = names.spelling(of: name.text) { return spelling }
    let suggests = suggests && isShort
    let kind = ReadingMistake.Kind.unknownName(
      text.source.shortText(name.start, name.end),
      suggestion: suggests ? names.nearest(to: name.text) : nil,
      known: suggests ? Array(names.all.prefix(12)) : []
    )
    throw ReadingMistake(kind, from: name.start, to: name.end)
  }

  /// Reads `@ 2`.
  private mutating func step() throws(ReadingMistake) -> Int {
    cursor += 1
    guard case .number = kind(), let step = Int(text.text(text.tokens[cursor])),
      step <= 1_000_000
    else {
      let behind = text.tokens[cursor - 1].end
      guard cursor < text.tokens.count else {
        throw ReadingMistake(.step(found: "none"), from: behind - 1, to: behind)
      }
      let found = "'" + text.text(from: cursor, to: cursor) + "'"
      throw text.mistake(.step(found: found), at: cursor)
    }
    cursor += 1
    return step
  }

  /// The mistake of standing for no quantity.
  private func bad() -> ReadingMistake {
    let last = text.tokens.count - 1
    return text.mistake(.badQuantity(text.text(from: 0, to: last)), from: 0, to: last)
  }
}

extension ReadingMistake {
  /// The same about what stands before `=`, where no number is expected.
  fileprivate var inName: ReadingMistake {
    switch kind {
    case .stranger(let scalar), .superscript(let scalar, _), .vulgarFraction(let scalar, _):
      ReadingMistake(.strangerInName(scalar), from: start, to: end)
    default: self
    }
  }
}
