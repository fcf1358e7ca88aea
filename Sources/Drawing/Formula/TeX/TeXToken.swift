/// The smallest piece of TeX: a command, a character, a space.
struct TeXToken: Equatable, Sendable {
  /// What a piece can be.
  enum Kind: Equatable, Sendable {
    /// `\name` or `\,`, without its backslash; empty for a backslash at the very end.
    case command(String)
    /// A character that stands for itself.
    case character(Unicode.Scalar)
    /// White space, however long.
    case space
    /// `{`
    case open
    /// `}`
    case close
    /// `#1` to `#9`
    case parameter(Int)
  }

  var kind: Kind
  /// Where it begins in the source, in Unicode scalars.
  var offset: Int
  /// How many Unicode scalars it takes.
  var width: Int
  /// How many macros it came through.
  var expansions: Int = 0

  /// As it was written.
  var spelling: String {
    switch kind {
    case .command(let name): "\\" + name
    case .character(let scalar): String(Character(scalar))
    case .space: " "
    case .open: "{"
    case .close: "}"
    case .parameter(let number): "#\(number)"
    }
  }

  func isCharacter(_ scalar: Unicode.Scalar) -> Bool { kind == .character(scalar) }

  func isCommand(_ name: String) -> Bool { kind == .command(name) }
}

/// Takes a source apart into its tokens.
///
/// Nothing is a mistake here; the parser judges.
enum TeXLexer {
  static func tokens(of source: String) -> [TeXToken] {
    let scalars = Array(source.unicodeScalars)
    var tokens: [TeXToken] = []
    tokens.reserveCapacity(scalars.count)
    var i = 0
    while i < scalars.count {
      let start = i
      let kind: TeXToken.Kind
      switch scalars[i] {
      case "\\":
        i += 1
        kind = .command(commandName(scalars, &i))
      case "%":
        while i < scalars.count, scalars[i] != "\n" { i += 1 }
        if i < scalars.count { i += 1 }
        continue
      case "{":
        i += 1
        kind = .open
      case "}":
        i += 1
        kind = .close
      case "#" where i + 1 < scalars.count && ("1"..."9").contains(scalars[i + 1]):
        kind = .parameter(Int(scalars[i + 1].value) - 48)
        i += 2
      case let scalar where isSpace(scalar):
        while i < scalars.count, isSpace(scalars[i]) { i += 1 }
        kind = .space
      case let scalar:
        i += 1
        kind = .character(scalar)
      }
      tokens.append(TeXToken(kind: kind, offset: start, width: i - start))
    }
    return tokens
  }

  /// The name after a backslash: letters, or one character; a star belongs to some names.
  private static func commandName(_ scalars: [Unicode.Scalar], _ i: inout Int) -> String {
    guard i < scalars.count else { return "" }
    var name = String.UnicodeScalarView()
    while i < scalars.count, isLetter(scalars[i]) {
      name.append(scalars[i])
      i += 1
    }
    if name.isEmpty {
      let isBlank = isSpace(scalars[i])
      name.append(isBlank ? " " : scalars[i])
      i += 1
      return String(name)
    }
    let word = String(name)
    if i < scalars.count, scalars[i] == "*", TeXCommands.starred.contains(word) {
      i += 1
      return word + "*"
    }
    return word
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
