import Drawing
import TestSupport
import Testing

/// A mistake, and where it must be found: offset and width in Unicode scalars.
private struct Mistake: CustomTestStringConvertible, Sendable {
  let tex: String
  let offset: Int
  let width: Int
  let kind: TeXError.Kind

  init(_ tex: String, _ offset: Int, _ width: Int, _ kind: TeXError.Kind) {
    (self.tex, self.offset, self.width, self.kind) = (tex, offset, width, kind)
  }

  var testDescription: String { tex }
}

private let mistakes: [Mistake] = [
  Mistake(#"x + \foo"#, 4, 4, .unknownCommand("foo", suggestion: nil)),
  Mistake(#"\farc{1}{2}"#, 0, 5, .unknownCommand("farc", suggestion: #"\frac"#)),
  Mistake(#"σ·\Alpah"#, 2, 6, .unknownCommand("Alpah", suggestion: #"\alpha"#)),
  Mistake(#"\partialL"#, 0, 9, .unknownCommand("partialL", suggestion: #"\partial L"#)),
  Mistake(
    #"\softmax(z)"#,
    0,
    8,
    .unknownCommand("softmax", suggestion: #"\operatorname{softmax}"#)
  ),
  Mistake(#"\Frac12"#, 0, 5, .unknownCommand("Frac", suggestion: #"\frac"#)),
  Mistake(#"a\"#, 1, 1, .emptyCommand),
  Mistake(#"{a \over b}"#, 3, 5, .unsupportedCommand("over", instead: #"\frac{…}{…}"#)),
  Mistake(#"\text{a \frac12}"#, 8, 5, .commandInText("frac")),
  Mistake(
    #"\begin{pmatrx} a \end{pmatrx}"#,
    0,
    6,
    .unknownEnvironment("pmatrx", suggestion: "pmatrix")
  ),
  Mistake(
    #"\begin{cases} a \end{aligned}"#,
    16,
    4,
    .mismatchedEnvironment(begun: "cases", ended: "aligned")
  ),
  Mistake(#"\color{green} x"#, 0, 6, .unknownColor("green")),
  Mistake(#"1 + \frac{1}"#, 4, 5, .missingArgument(of: #"\frac"#, found: nil)),
  Mistake(#"\left( \frac{1} \right)"#, 16, 6, .missingArgument(of: #"\frac"#, found: #"\right"#)),
  Mistake("x^", 1, 1, .missingArgument(of: "^", found: nil)),
  Mistake("x^}", 2, 1, .missingArgument(of: "^", found: "}")),
  Mistake("a + {b", 4, 1, .unclosed("{", expected: "}")),
  Mistake(#"\left( x"#, 0, 5, .unclosed(#"\left"#, expected: #"\right"#)),
  Mistake(#"x \begin{cases} y"#, 2, 6, .unclosed(#"\begin{cases}"#, expected: #"\end{cases}"#)),
  Mistake("a}", 1, 1, .unexpected("}", place: .outside)),
  Mistake("a & b", 2, 1, .unexpected("&", place: .outside)),
  Mistake(#"a \\ b"#, 2, 2, .unexpected(#"\\"#, place: .outside)),
  Mistake(#"x \right)"#, 2, 6, .unexpected(#"\right"#, place: .outside)),
  Mistake("{a & b}", 3, 1, .unexpected("&", place: .braces)),
  Mistake("x_1_2", 3, 1, .doubleScript(superscript: false)),
  Mistake("x^1^2", 3, 1, .doubleScript(superscript: true)),
  Mistake("x^2'", 3, 1, .doubleScript(superscript: true)),
  Mistake(#"x\limits_2"#, 1, 7, .limitsWithoutOperator("limits")),
  Mistake(#"\left{ x \right}"#, 5, 1, .badDelimiter(after: "left", found: "{")),
  Mistake(#"\big x"#, 5, 1, .badDelimiter(after: "big", found: "x")),
  Mistake("a\u{7}b", 1, 1, .badCharacter(7)),
  Mistake("a\u{200B}b", 1, 1, .badCharacter(0x200B)),
  Mistake(#"\text{a"# + "\u{202E}" + "b}", 7, 1, .badCharacter(0x202E)),
  Mistake("#", 0, 1, .badParameter("#", count: nil)),
  Mistake(#"\hspace{3 apples}"#, 0, 7, .badLength("3 apples")),
  Mistake(#"\begin{array}{cx} a \end{array}"#, 15, 1, .badColumn("x")),
  Mistake(#"\begin{array}{c} a & b \end{array}"#, 19, 1, .tooManyCells(found: 2, columns: 1)),
  Mistake(#"\text{100%}"#, 5, 1, .unclosed("{", expected: "}")),
  Mistake(#"a$b"#, 1, 1, .unexpected("$", place: .outside)),
  Mistake(#"\text{a_b}"#, 7, 1, .unexpected("_", place: .text)),
]

struct TeXErrorTests {
  @Test(arguments: mistakes)
  private func `a mistake is found at its place`(_ mistake: Mistake) {
    let expected = TeXError(mistake.kind, offset: mistake.offset, width: mistake.width)
    #expect(throws: expected) { try TeXParser.parse(mistake.tex) }
  }

  @Test func `every message says what was expected and what was found`() {
    for mistake in mistakes {
      let error = TeXError(mistake.kind, offset: 0)
      let words = error.message
      #expect(words.contains("expect"), "\(mistake.tex): \(words)")
      #expect(words.contains("found"), "\(mistake.tex): \(words)")
      #expect(!words.contains("\n"))
    }
  }

  @Test func `the messages`() throws {
    var text = ""
    for mistake in mistakes {
      let error = TeXError(mistake.kind, offset: mistake.offset, width: mistake.width)
      text += mistake.tex + "\n" + String(repeating: " ", count: mistake.offset)
      text += String(repeating: "^", count: mistake.width) + "\n"
      text += error.message + "\n" + (error.help.map { "help: \($0)\n" } ?? "") + "\n"
    }
    try expectSnapshot(text, named: "tex-errors.txt")
  }

  @Test func `a mistake in a macro lies where the macro is used`() {
    var macros = TeXMacros()
    #expect(throws: Never.self) {
      try TeXParser.parse(#"\newcommand{\bad}{x \foo}"#, macros: &macros)
    }
    #expect(throws: TeXError(.unknownCommand("foo", suggestion: nil), offset: 4, width: 4)) {
      try TeXParser.parse(#"1 + \bad + 2"#, macros: &macros)
    }
  }

  @Test func `a mistake in a macro's argument lies in the argument`() {
    #expect(throws: TeXError(.unknownCommand("foo", suggestion: nil), offset: 34, width: 4)) {
      try TeXParser.parse(#"\newcommand{\sq}[1]{#1^2} a + \sq{\foo}"#)
    }
  }
}
