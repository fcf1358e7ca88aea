import Drawing
import Testing

struct TeXParserTests {
  @Test func `the reference has 33 formulas`() {
    #expect(ReferenceFormula.all.count == 33)
  }

  @Test(arguments: ReferenceFormula.all)
  func `every formula of the reference is read`(_ formula: ReferenceFormula) throws {
    let read = try TeXParser.parse(formula.tex)
    #expect(read != .row([]))
  }

  @Test func `a fraction takes two things, in braces or not`() throws {
    let half = Formula.fraction(.number("1"), .number("2"))
    #expect(try TeXParser.parse(#"\frac{1}{2}"#) == half)
    #expect(try TeXParser.parse(#"\frac12"#) == half)
    #expect(
      try TeXParser.parse(#"\tfrac a\pi"#)
        == .fraction(.identifier("a"), .identifier("π"), style: .text)
    )
  }

  @Test func `a minus is a sign at the beginning and behind operators, else a subtraction`() throws
  {
    #expect(
      try TeXParser.parse("-a-b")
        == .row([
          .symbol("−", .prefix), .identifier("a"), .symbol("−", .infix), .identifier("b"),
        ])
    )
    #expect(
      try TeXParser.parse(#"a \cdot -2"#)
        == .row([
          .identifier("a"), .symbol("⋅", .infix), .symbol("−", .prefix), .number("2"),
        ])
    )
    #expect(
      try TeXParser.parse("(-1)")
        == .row([
          .symbol("(", .prefix), .symbol("−", .prefix), .number("1"), .symbol(")", .postfix),
        ])
    )
  }

  @Test(arguments: [
    (#"x^*"#, "∗"), (#"x^{+}"#, "+"), (#"x_-"#, "−"),
  ])
  func `an operator alone stands tight`(tex: String, symbol: String) throws {
    guard case .scripts(_, let sub, let sup, _) = try TeXParser.parse(tex) else {
      Issue.record("no scripts in \(tex)")
      return
    }
    #expect((sub ?? sup) == .symbol(symbol, .tight))
  }

  @Test func `bars in pairs open and close, a single one stands tight`() throws {
    #expect(
      try TeXParser.parse("|x|")
        == .row([.symbol("|", .prefix), .identifier("x"), .symbol("|", .postfix)])
    )
    #expect(
      try TeXParser.parse("p(y|x)")
        == .row([
          .identifier("p"), .symbol("(", .prefix), .identifier("y"), .symbol("|", .tight),
          .identifier("x"), .symbol(")", .postfix),
        ])
    )
    guard case .row(let items) = try TeXParser.parse(#"\|w\|_2^2"#), items.count == 3 else {
      Issue.record("a norm is three things")
      return
    }
    #expect(items[0] == .symbol("‖", .prefix))
    #expect(
      items[2] == .scripts(.symbol("‖", .postfix), sub: .number("2"), sup: .number("2"))
    )
  }

  @Test(arguments: [
    (#"\sum_{i}"#, true), (#"\int_0^1"#, false), (#"\lim_{h}"#, true), (#"\log_2"#, false),
    (#"\operatorname*{arg\,max}_k"#, true), (#"\operatorname{KL}_k"#, false), ("x_i", false),
    (#"\underbrace{x}_{y}"#, true), (#"\int\limits_0"#, true), (#"\sum\nolimits_i"#, false),
    (#"\mathop{\mathrm{arg\,min}}_w"#, true),
  ])
  func `scripts of sums stand above and below`(tex: String, limits: Bool) throws {
    guard case .scripts(_, _, _, let found) = try TeXParser.parse(tex) else {
      Issue.record("no scripts in \(tex)")
      return
    }
    #expect(found == limits)
  }

  @Test(arguments: [
    ("σ", #"\sigma"#), ("∂", #"\partial"#), ("a≤b", #"a \leq b"#), ("a−b", "a-b"),
    ("a·b", #"a \cdot b"#), ("x²", "x^2"), ("w₁₂", "w_{12}"), ("W⁻¹", "W^{-1}"),
    ("ŷ", #"\hat y"#), ("x\u{304}", #"\bar x"#), ("∑_i", #"\sum_i"#), ("√2", #"\sqrt 2"#),
    ("f′", "f'"), ("∇f", #"\nabla f"#), ("ℝ", "ℝ"), ("µ", #"\mu"#), ("1…n", #"1\ldots n"#),
    ("x ∈ M", #"x \in M"#), ("∞", #"\infty"#), ("Σ", #"\Sigma"#), ("½x", #"\tfrac12 x"#),
  ])
  func `characters may be written directly`(direct: String, command: String) throws {
    #expect(try TeXParser.parse(direct) == TeXParser.parse(command))
  }

  @Test(arguments: [
    (#"\mathbf{W}"#, Formula.identifier("W", .bold)),
    (#"\boldsymbol{\theta}"#, .identifier("θ", .boldItalic)),
    (#"\bm{x}"#, .identifier("x", .boldItalic)),
    (#"\boldsymbol\Sigma"#, .identifier("Σ", .bold)),
    (#"\mathbb{E}"#, .identifier("E", .doubleStruck)),
    (#"\mathcal L"#, .identifier("L", .script)),
    (#"\mathrm{softmax}"#, .identifier("softmax", .upright)),
    (#"\mathit{loss}"#, .identifier("loss", .italic)),
    (#"\mathbf{1}"#, .identifier("1", .bold)),
    (#"{\bf x}"#, .identifier("x", .bold)),
    (#"\Gamma"#, .identifier("Γ", .upright)),
    (#"\varGamma"#, .identifier("Γ", .italic)),
    (#"\operatorname{arg\,max}"#, .word("arg\u{2009}max")),
  ])
  func `alphabets`(tex: String, expected: Formula) throws {
    #expect(try TeXParser.parse(tex) == expected)
  }

  @Test(arguments: [
    (#"\color{red} x"#, Formula.Ink.gradient), (#"\textcolor{blue}{x}"#, .value),
    (#"\textcolor{gray}{x}"#, .faint), (#"\textcolor{gradusgradient}{x}"#, .gradient),
  ])
  func `colours are what they mean`(tex: String, ink: Formula.Ink) throws {
    #expect(try TeXParser.parse(tex) == .inked(ink, .identifier("x")))
  }

  @Test func `words keep their spaces and may hold formulas`() throws {
    #expect(try TeXParser.parse(#"\text{if  so}"#) == .text("if so"))
    #expect(
      try TeXParser.parse(#"\text{if $x>0$ (10\,\%)}"#)
        == .row([
          .text("if "), .row([.identifier("x"), .symbol(">", .infix), .number("0")]),
          .text(" (10\u{2009}%)"),
        ])
    )
  }

  @Test func `an array has its columns and lines`() throws {
    guard
      case .grid(let grid) = try TeXParser.parse(
        #"\begin{array}{r|*{2}{c}} x & 0 & 1 \\ \hline y & 1 & 0 \\ \hline \end{array}"#
      )
    else {
      Issue.record("no grid")
      return
    }
    #expect(grid.columns == "r|cc")
    #expect(grid.rows.count == 2)
    #expect(grid.lines == [1, 2])
  }

  @Test func `a line break with a gap ends the row, and an empty last row is none`() throws {
    guard
      case .grid(let grid) = try TeXParser.parse(#"\begin{pmatrix} a \\[6pt] b \\ \end{pmatrix}"#)
    else {
      Issue.record("no grid")
      return
    }
    #expect(grid.rows == [[.identifier("a")], [.identifier("b")]])
  }

  @Test func `align is read as aligned, with its numbers`() throws {
    guard
      case .grid(let grid) = try TeXParser.parse(
        #"\begin{align*} a &= b \tag{1} \\ &= -c \nonumber \end{align*}"#
      )
    else {
      Issue.record("no grid")
      return
    }
    #expect(grid.environment == "aligned")
    #expect(grid.tags == [0: .text("(1)")])
    #expect(
      grid.rows[1][1]
        == .row([.symbol("=", .infix), .symbol("−", .prefix), .identifier("c")])
    )
  }

  @Test func `brackets that grow hold their content, with bars in the middle`() throws {
    #expect(
      try TeXParser.parse(#"\left\{ x \,\middle|\, y \right."#)
        == .fenced(
          "{",
          .row([
            .identifier("x"), .space(0.1667), .bracket("|", .growing, .infix), .space(0.1667),
            .identifier("y"),
          ]),
          ""
        )
    )
    #expect(
      try TeXParser.parse(#"\bigl( x \Bigr]"#)
        == .row([
          .bracket("(", .size1, .prefix), .identifier("x"), .bracket("]", .size2, .postfix),
        ])
    )
  }

  @Test(arguments: [
    ("x_1, \\dots, x_n", "…"), ("x_1 + \\dots + x_n", "⋯"), ("1 ... n", "…"),
  ])
  func `dots stand on the line or between operators`(tex: String, dots: String) throws {
    guard case .row(let items) = try TeXParser.parse(tex) else {
      Issue.record("no row")
      return
    }
    #expect(items.contains(.symbol(dots, .tight)))
  }

  @Test(arguments: [("3.14", "3.14"), ("1{,}000", "1,000"), (".5", ".5"), ("10", "10")])
  func `a number is one thing`(tex: String, number: String) throws {
    #expect(try TeXParser.parse(tex) == .number(number))
  }

  @Test(arguments: [
    (#"\not="#, "≠"), (#"\not\in"#, "∉"), (#"\not\subset"#, "⊄"), (#"\not\ll"#, "≪\u{338}"),
  ])
  func `not strikes a relation out`(tex: String, symbol: String) throws {
    #expect(try TeXParser.parse(tex) == .symbol(symbol, .infix))
  }

  @Test func `comments and white space mean nothing`() throws {
    #expect(try TeXParser.parse("a % comment }\n + b") == TeXParser.parse("a+b"))
    #expect(try TeXParser.parse("  ") == .row([]))
    #expect(try TeXParser.parse("") == .row([]))
  }
}
