extension TeXParser {
  /// Reads one thing without its scripts.
  mutating func nucleus(_ token: TeXToken) throws(TeXError) -> Formula {
    forcesLimits = false
    switch token.kind {
    case .open:
      let content = try group()
      // In braces of its own, an operator takes no room.
      forcesLimits = false
      if case .symbol(_, .infix) = content { return content.spaced(.tight) }
      return content
    case .close, .space: throw error(.unexpected(token.spelling, place: .outside), token)
    case .parameter: throw error(.badParameter(token.spelling, count: nil), token)
    case .character(let scalar):
      tokens.skip()
      return try character(scalar, token)
    case .command(let name):
      tokens.skip()
      let formula = try command(name, token)
      return formula
    }
  }

  /// Reads the scripts behind `base`: `_`, `^`, primes, raised and lowered digits, `\limits`.
  mutating func scripts(on base: Formula) throws(TeXError) -> Formula {
    var sub: Formula?
    var sup: Formula?
    var primes = 0
    var limits: Bool?
    let takesLimits = base.takesLimits || forcesLimits
    loop: while let token = try tokens.peek() {
      switch token.kind {
      case .space: tokens.skip()
      case .character("_"):
        if sub != nil { throw error(.doubleScript(superscript: false), token) }
        tokens.skip()
        sub = try argument(of: token)
      case .character("^"):
        if sup != nil { throw error(.doubleScript(superscript: true), token) }
        tokens.skip()
        sup = try argument(of: token)
      case .character(let scalar) where TeXCharacters.primes(scalar) > 0:
        if sup != nil { throw error(.doubleScript(superscript: true), token) }
        tokens.skip()
        primes += TeXCharacters.primes(scalar)
      case .character(let scalar) where TeXCharacters.raised(scalar) != nil:
        if sup != nil { throw error(.doubleScript(superscript: true), token) }
        sup = try run(TeXCharacters.raised)
      case .character(let scalar) where TeXCharacters.lowered(scalar) != nil:
        if sub != nil { throw error(.doubleScript(superscript: false), token) }
        sub = try run(TeXCharacters.lowered)
      case .command(let name)
      where name == "limits" || name == "nolimits" || name == "displaylimits":
        guard takesLimits || base.isOperator else {
          throw error(.limitsWithoutOperator(name), token)
        }
        tokens.skip()
        limits = name == "limits" ? true : name == "nolimits" ? false : nil
      default: break loop
      }
    }
    if primes > 0 {
      let marks = Formula.symbol(TeXCharacters.marks(primes), .tight)
      sup = sup.map { .row([marks, $0]) } ?? marks
    }
    if sub == nil, sup == nil { return base }
    if limits == true, base.takesLimits {
      var result = base
      if let sup { result = .over(result, sup) }
      if let sub { result = .under(result, sub) }
      return result
    }
    return .scripts(base, sub: sub, sup: sup, limits: limits ?? takesLimits)
  }

  /// Raised or lowered characters side by side.
  private mutating func run(
    _ plain: (Unicode.Scalar) -> Unicode.Scalar?
  ) throws(TeXError) -> Formula {
    var items: [Formula] = []
    var digits = ""
    while let token = tokens.upcoming, case .character(let scalar) = token.kind,
      let character = plain(scalar)
    {
      tokens.skip()
      if ("0"..."9").contains(character) {
        digits.unicodeScalars.append(character)
        continue
      }
      if !digits.isEmpty { items.append(.number(digits)) }
      digits = ""
      items.append(try self.character(character, token))
    }
    if !digits.isEmpty { items.append(.number(digits)) }
    return .joined(items)
  }

  // MARK: Characters

  /// The formula of a character that has just been taken.
  private mutating func character(
    _ scalar: Unicode.Scalar,
    _ token: TeXToken
  ) throws(TeXError) -> Formula {
    switch scalar {
    case "0"..."9": return number(from: scalar)
    case ".":
      if let next = tokens.ahead(0), case .character("0"..."9") = next.kind {
        return number(from: scalar)
      }
      return .symbol(".", .tight)
    case "a"..."z", "A"..."Z": return try accented(letters(from: scalar))
    case "-": return .symbol("−", .infix)
    case "+", "=", "<", ">", ":", ",", ";": return .symbol(String(Character(scalar)), .infix)
    case "*": return .symbol("∗", .infix)
    case "(", "[": return .symbol(String(Character(scalar)), .prefix)
    case ")", "]", "!", "?": return .symbol(String(Character(scalar)), .postfix)
    case "/", "|": return .symbol(String(Character(scalar)), .tight)
    case "'": return .symbol("′", .tight)
    case "~": return .space(0.25)
    case "\"", "`", "@": return .text(String(Character(scalar)))
    case "#": throw error(.badParameter("#", count: nil), token)
    case "√": return .root(try argument(of: token))
    default: break
    }
    guard TeXCharacters.canBeSet(scalar) else { throw error(.badCharacter(scalar.value), token) }
    let plain = TeXCharacters.usual(scalar)
    let text = String(Character(plain))
    if alphabet == nil || joinsLetters == false,
      let (letter, mark) = TeXCharacters.taken(apart: plain)
    {
      return try accented(.accent(mark, self.letter(String(Character(letter)), .italic)))
    }
    if let spacing = TeXCommands.direct[text] { return .symbol(text, spacing) }
    if let (above, below) = TeXCharacters.fraction(plain) {
      return .fraction(.number(above), .number(below), style: .text)
    }
    if TeXCharacters.isLetter(plain) { return try accented(letters(from: plain)) }
    if TeXCharacters.isOperator(plain) { return .symbol(text, .infix) }
    return .text(text)
  }

  /// A number: digits, points before digits, `{,}` between them.
  private mutating func number(from first: Unicode.Scalar) -> Formula {
    var text = String.UnicodeScalarView()
    text.append(first)
    while let token = tokens.ahead(0) {
      if case .character(let digit) = token.kind, ("0"..."9").contains(digit) {
        text.append(digit)
        tokens.skip()
      } else if token.isCharacter("."), first != ".", !text.contains("."), isDigit(tokens.ahead(1))
      {
        text.append(".")
        tokens.skip()
      } else if token.kind == .open, let comma = tokens.ahead(1),
        comma.isCharacter(",") || comma.isCharacter("."), let end = tokens.ahead(2),
        end.kind == .close, isDigit(tokens.ahead(3))
      {
        text.append(comma.isCharacter(",") ? "," : ".")
        for _ in 0..<3 { tokens.skip() }
      } else {
        break
      }
    }
    let digits = String(text)
    switch alphabet {
    case .bold, .boldItalic: return .identifier(digits, .bold)
    case .doubleStruck: return .identifier(digits, .doubleStruck)
    case .sansSerif: return .identifier(digits, .sansSerif)
    case .monospace: return .identifier(digits, .monospace)
    default: return .number(digits)
    }
  }

  private func isDigit(_ token: TeXToken?) -> Bool {
    if let token, case .character("0"..."9") = token.kind { return true }
    return false
  }

  /// A letter, or in an alphabet for words all letters and digits side by side.
  private mutating func letters(from first: Unicode.Scalar) -> Formula {
    var text = String.UnicodeScalarView()
    text.append(first)
    if joinsLetters, first.value < 0x370 || first.value > 0x3FF {
      while let token = tokens.ahead(0), case .character(let scalar) = token.kind,
        TeXLexer.isLetter(scalar) || ("0"..."9").contains(scalar)
          || (0xC0...0x24F).contains(scalar.value)
      {
        text.append(scalar)
        tokens.skip()
      }
    }
    let usual: Formula.Alphabet = TeXCharacters.isUsuallyUpright(first) ? .upright : .italic
    return letter(String(text), usual)
  }

  /// A letter in the alphabet in force, as far as that has it.
  func letter(_ text: String, _ usual: Formula.Alphabet) -> Formula {
    guard let alphabet else { return .identifier(text, usual) }
    let isLatin = text.unicodeScalars.allSatisfy { $0.value < 0x250 }
    switch alphabet {
    case .italic, .upright: return .identifier(text, alphabet)
    case .bold where !isLatin && usual == .italic: return .identifier(text, .boldItalic)
    case .boldItalic where !isLatin && usual == .upright: return .identifier(text, .bold)
    case .bold, .boldItalic: return .identifier(text, alphabet)
    default: return .identifier(text, isLatin ? alphabet : usual)
    }
  }

  /// A letter with the combining marks behind it.
  private mutating func accented(_ letter: Formula) throws(TeXError) -> Formula {
    var result = letter
    var count = 0
    while let token = tokens.ahead(0), case .character(let scalar) = token.kind,
      let mark = TeXCharacters.accent(of: scalar)
    {
      count += 1
      if count > 4 { throw error(.badCharacter(scalar.value), token) }
      tokens.skip()
      result = .accent(mark, result)
    }
    return result
  }
}
