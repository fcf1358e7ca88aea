/// What a piece of a formula is to its neighbours; it decides the room between them.
enum AtomClass: Equatable, Sendable {
  /// A letter, a number, anything whole.
  case ordinary
  /// A sum or an integral.
  case largeOperator
  /// The name of a function.
  case word
  /// An operator between two operands.
  case binary
  /// A relation.
  case relation
  /// An opening bracket.
  case opening
  /// A closing bracket.
  case closing
  /// A comma or semicolon.
  case punctuation
  /// A sign before its operand.
  case sign
  /// A fraction, or dots: whole, with a little room around.
  case inner
  /// White space, which separates by itself.
  case space

  /// Whether a minus behind it is a sign, not a subtraction.
  var wantsOperand: Bool {
    switch self {
    case .largeOperator, .word, .binary, .relation, .opening, .punctuation, .sign: true
    case .ordinary, .closing, .inner, .space: false
    }
  }

  /// The class of a symbol.
  init(symbol: String, spacing: Formula.Spacing) {
    switch spacing {
    case .infix:
      if symbol == "," || symbol == ";" {
        self = .punctuation
      } else {
        self = TeXCommands.binaryOperators.contains(symbol) ? .binary : .relation
      }
    case .prefix:
      if TeXCommands.sumSymbols.contains(symbol) || TeXCommands.integralSymbols.contains(symbol) {
        self = .largeOperator
      } else {
        self = TeXCommands.binaryOperators.contains(symbol) ? .sign : .opening
      }
    case .postfix: self = .closing
    case .tight:
      switch symbol {
      case "…", "⋯", "⋱", "⋰": self = .inner
      default: self = .ordinary
      }
    }
  }
}

extension Formula {
  /// What this is to its neighbours.
  var atomClass: AtomClass {
    switch self {
    case .identifier, .number, .text, .root, .accent, .grid, .phantom, .boxed, .row: .ordinary
    case .word: .word
    case .symbol(let symbol, let spacing): AtomClass(symbol: symbol, spacing: spacing)
    case .space: .space
    case .fraction(_, _, _, let line): line ? .inner : .ordinary
    case .scripts(let base, _, _, _): base.atomClass
    case .over(let base, _), .under(let base, _): base.atomClass
    case .fenced: .ordinary
    case .inked(_, .row(let items)): items.count == 1 ? items[0].atomClass : .ordinary
    case .inked(_, let content): content.atomClass
    case .styled(_, .fraction): .inner
    case .styled: .ordinary
    case .bracket(let symbol, _, let spacing): AtomClass(symbol: symbol, spacing: spacing)
    case .tagged(let content, _): content.atomClass
    }
  }

  /// Whether it is a sum, an integral or the name of a function.
  var isOperator: Bool { atomClass == .largeOperator || atomClass == .word }

  /// Whether scripts of this stand above and below it by default, where there is room.
  var takesLimits: Bool {
    switch self {
    case .word(_, let limits): limits
    case .symbol(let symbol, .prefix): TeXCommands.sumSymbols.contains(symbol)
    case .over(_, .symbol(let symbol, _)): symbol == "⏞" || symbol == "⎴"
    case .under(_, .symbol(let symbol, _)): symbol == "⏟" || symbol == "⎵"
    case .over(let base, _), .under(let base, _): base.takesLimits
    case .bracket(let symbol, .growing, .infix): symbol != "|"
    case .inked(_, let content): content.takesLimits
    default: false
    }
  }
}
