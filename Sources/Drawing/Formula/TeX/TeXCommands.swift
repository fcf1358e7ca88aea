/// What TeX's commands mean, as far as they do not need a parser of their own.
enum TeXCommands {
  /// What a command sets.
  enum Meaning: Equatable, Sendable {
    /// A letter.
    case letter(String, Formula.Alphabet)
    /// An operator, relation, bracket or punctuation mark.
    case symbol(String, Formula.Spacing)
    /// The name of a function.
    case word(String, limits: Bool)
    /// White space, in em.
    case space(Double)
    /// An accent over its argument.
    case accent
    /// Its argument in another alphabet; `joins`: letters side by side are one word.
    case alphabet(Formula.Alphabet, joins: Bool)
    /// All that follows in another alphabet.
    case font(Formula.Alphabet)
    /// Words.
    case text(Formula.TextStyle)
    /// A bracket of this size; `spacing` is nil where the bracket itself tells.
    case bracket(Formula.BracketSize, Formula.Spacing?)
    /// All that follows in another style.
    case style(Formula.Style)
    /// An arrow with things above and below.
    case arrow(String)
    /// Left out.
    case nothing
    /// Something of its own; the parser knows.
    case structure
    /// Known and not taken; what to write instead.
    case unsupported(String)
  }

  /// What a command means, by its name; nil for unknown ones.
  static func meaning(of name: String) -> Meaning? { meanings[name] }

  /// The command for a symbol, word or letter: the first one of its table.
  static func name(of text: String) -> String? { names[text] }

  /// All commands, for suggestions.
  static var all: Dictionary<String, Meaning>.Keys { meanings.keys }

  /// Names that a star may follow.
  static let starred = set("operatorname hspace DeclareMathOperator newcommand renewcommand tag")

  private static let meanings: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    func add(_ pairs: String, _ meaning: (String) -> Meaning) {
      let parts = words(pairs)
      for i in stride(from: 0, to: parts.count - 1, by: 2) {
        table[parts[i]] = meaning(parts[i + 1])
      }
    }
    func add(names: String, _ meaning: (String) -> Meaning) {
      for name in words(names) { table[name] = meaning(name) }
    }
    add(TeXTables.italicLetters) { .letter($0, .italic) }
    add(TeXTables.uprightLetters) { .letter($0, .upright) }
    add(TeXTables.ordinary) { .symbol($0, .tight) }
    add(TeXTables.binary) { .symbol($0, .infix) }
    add(TeXTables.relations) { .symbol($0, .infix) }
    add(TeXTables.arrows) { .symbol($0, .infix) }
    add(TeXTables.opening) { .symbol($0, .prefix) }
    add(TeXTables.closing) { .symbol($0, .postfix) }
    add(TeXTables.bars) { .symbol($0, .tight) }
    add(TeXTables.sums) { .symbol($0, .prefix) }
    add(TeXTables.integrals) { .symbol($0, .prefix) }
    add(TeXTables.extensibleArrows) { .arrow($0) }
    add(names: TeXTables.functions) { .word($0, limits: false) }
    add(names: TeXTables.functionsWithLimits) { .word($0, limits: true) }
    for (name, word) in TeXTables.compoundFunctions { table[name] = .word(word, limits: true) }
    for (name, width) in TeXTables.spaces { table[name] = .space(width) }
    add(names: TeXTables.accents) { _ in .accent }
    for (name, alphabet, joins) in TeXTables.alphabets {
      table[name] = .alphabet(alphabet, joins: joins)
    }
    for (name, alphabet) in TeXTables.fonts { table[name] = .font(alphabet) }
    for (name, style) in TeXTables.textCommands { table[name] = .text(style) }
    for style: Formula.Style in [.display, .text, .script, .scriptscript] {
      table[style.rawValue + "style"] = .style(style)
    }
    for size: Formula.BracketSize in [.size1, .size2, .size3, .size4] {
      table[size.rawValue] = .bracket(size, nil)
      table[size.rawValue + "l"] = .bracket(size, .prefix)
      table[size.rawValue + "r"] = .bracket(size, .postfix)
      table[size.rawValue + "m"] = .bracket(size, .infix)
    }
    add(names: TeXTables.ignored) { _ in .nothing }
    add(names: TeXTables.structures) { _ in .structure }
    for (name, instead) in TeXTables.unsupported { table[name] = .unsupported(instead) }
    return table
  }()

  private static let names: [String: String] = {
    var table: [String: String] = [:]
    for pairs in [
      TeXTables.italicLetters, TeXTables.uprightLetters, TeXTables.binary, TeXTables.relations,
      TeXTables.arrows, TeXTables.opening, TeXTables.closing, TeXTables.ordinary, TeXTables.bars,
      TeXTables.sums, TeXTables.integrals,
    ] {
      let parts = words(pairs)
      for i in stride(from: 0, to: parts.count - 1, by: 2) where table[parts[i + 1]] == nil {
        table[parts[i + 1]] = parts[i]
      }
    }
    return table
  }()

  /// The relations and operators that may be written directly, with their room.
  static let direct: [String: Formula.Spacing] = {
    var table: [String: Formula.Spacing] = [:]
    func add(_ pairs: String, _ spacing: Formula.Spacing) {
      let parts = words(pairs)
      for i in stride(from: 0, to: parts.count - 1, by: 2) { table[parts[i + 1]] = spacing }
    }
    add(TeXTables.ordinary, .tight)
    add(TeXTables.binary, .infix)
    add(TeXTables.relations, .infix)
    add(TeXTables.arrows, .infix)
    add(TeXTables.opening, .prefix)
    add(TeXTables.closing, .postfix)
    add(TeXTables.bars, .tight)
    add(TeXTables.sums, .prefix)
    add(TeXTables.integrals, .prefix)
    return table
  }()

  /// Operators that stand between two operands, and before one or alone are set tight.
  static let binaryOperators: Set<String> = {
    let parts = words(TeXTables.binary)
    var found: Set<String> = ["+", "−"]
    for i in stride(from: 1, to: parts.count, by: 2) { found.insert(parts[i]) }
    return found
  }()

  /// Large operators with limits above and below in displayed formulas.
  static let sumSymbols = values(of: TeXTables.sums)

  /// Large operators with limits at their side.
  static let integralSymbols = values(of: TeXTables.integrals)

  private static func values(of pairs: String) -> Set<String> {
    let parts = words(pairs)
    var found: Set<String> = []
    for i in stride(from: 1, to: parts.count, by: 2) { found.insert(parts[i]) }
    return found
  }

  /// The pieces between spaces and line ends.
  static func words(_ text: String) -> [String] {
    var found: [String] = []
    var current = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "\n" {
        if !current.isEmpty { found.append(String(current)) }
        current = String.UnicodeScalarView()
      } else {
        current.append(scalar)
      }
    }
    if !current.isEmpty { found.append(String(current)) }
    return found
  }

  private static func set(_ text: String) -> Set<String> { Set(words(text)) }
}
