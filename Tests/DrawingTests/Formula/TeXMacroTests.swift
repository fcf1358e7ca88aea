import Drawing
import Testing

struct TeXMacroTests {
  @Test func `macros hold from one formula to the next`() throws {
    var macros = TeXMacros()
    _ = try TeXParser.parse(
      #"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}"#,
      macros: &macros
    )
    #expect(macros.names == ["pd"])
    #expect(try TeXParser.parse(#"\pd{L}{w}"#, macros: &macros) == .partial("L", "w"))
    #expect(try TeXParser.parse(#"\pd Lw"#, macros: &macros) == .partial("L", "w"))
  }

  @Test func `a first argument may have a default`() throws {
    let expected = try TeXParser.parse("x_{1} + x_{2}")
    #expect(try TeXParser.parse(#"\newcommand{\x}[1][1]{x_{#1}} \x + \x[2]"#) == expected)
  }

  @Test(arguments: [
    #"\newcommand{\R}{\mathbb{R}} \R"#, #"\newcommand\R{\mathbb{R}} \R"#,
    #"\def\R{\mathbb{R}} \R"#, #"\providecommand{\R}{\mathbb{R}} \R"#,
    #"\newcommand*{\R}{\mathbb R}\R"#, #"\newcommand{\R}{Q}\renewcommand{\R}{\mathbb R}\R"#,
    #"\newcommand{\R}{\mathbb R}\newcommand{\R}{\mathbb R}\R"#,
  ])
  func `a macro can be defined in several ways`(tex: String) throws {
    #expect(try TeXParser.parse(tex) == .identifier("R", .doubleStruck))
  }

  @Test func `an operator can be declared`() throws {
    #expect(
      try TeXParser.parse(#"\DeclareMathOperator*{\best}{arg\,max} \best_k"#)
        == .scripts(.word("arg\u{2009}max", limits: true), sub: .identifier("k"), limits: true)
    )
  }

  @Test func `a command of TeX can be redefined on purpose only`() throws {
    #expect(
      try TeXParser.parse(#"\renewcommand{\epsilon}{\varepsilon} \epsilon"#)
        == .identifier("ε")
    )
    #expect(throws: TeXError(.macroExists("epsilon", builtIn: true), offset: 12, width: 8)) {
      try TeXParser.parse(#"\newcommand{\epsilon}{\varepsilon}"#)
    }
  }

  @Test(arguments: [
    (#"\newcommand{\a}{1}\newcommand{\a}{2}"#, TeXError.Kind.macroExists("a", builtIn: false)),
    (#"\renewcommand{\a}{1}"#, .macroMissing("a")),
    (#"\newcommand{a}{1}"#, .badMacroName("a")),
    (#"\newcommand{\a}[12]{1}"#, .badParameterCount("12")),
    (#"\newcommand{\a}[1]{#2}"#, .badParameter("#2", count: 1)),
    (#"\newcommand{\begin}{}"#, .badMacroName(#"\begin"#)),
    (#"\newcommand{\a}[1]{#1} \a"#, .missingArgument(of: #"\a"#, found: nil)),
    (#"\newcommand{\a}"#, .missingArgument(of: #"\newcommand"#, found: nil)),
  ])
  func `a wrong definition is a mistake`(tex: String, kind: TeXError.Kind) {
    let found = #expect(throws: TeXError.self) { try TeXParser.parse(tex) }
    #expect(found?.kind == kind)
  }

  @Test func `macros stay as they were after a mistake`() {
    var macros = TeXMacros()
    #expect(throws: TeXError.self) {
      try TeXParser.parse(#"\newcommand{\a}{1} \oops"#, macros: &macros)
    }
    #expect(macros.names.isEmpty)
  }
}
