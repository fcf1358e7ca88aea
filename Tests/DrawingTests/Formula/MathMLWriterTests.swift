import Drawing
import TestSupport
import Testing

struct MathMLWriterTests {
  @Test func `the reference formulas`() throws {
    var text = ""
    for formula in ReferenceFormula.all {
      let read = try TeXParser.parse(formula.tex)
      text += "<!-- \(formula.name) -->\n"
      text += MathMLWriter.write(read, display: true, source: formula.tex) + "\n"
    }
    try expectSnapshot(text, named: "formulas.mathml.txt")
  }

  @Test(arguments: ReferenceFormula.all)
  func `every element is closed and of MathML Core`(_ formula: ReferenceFormula) throws {
    let read = try TeXParser.parse(formula.tex)
    let known: Set<Substring> = [
      "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mfrac",
      "msqrt",
      "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr", "mtd",
      "mstyle", "mphantom", "mpadded",
    ]
    var open: [Substring] = []
    for piece in MathMLWriter.write(read, display: false, source: formula.tex).split(separator: "<")
    {
      let name = piece.prefix { $0.isLetter || $0 == "/" }
      if name.first == "/" {
        #expect(open.popLast() == name.dropFirst())
      } else if !name.isEmpty {
        #expect(known.contains(name))
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test(arguments: [
    (Formula.number("-4"), "<mrow><mo form=\"prefix\">−</mo><mn>4</mn></mrow>"),
    (.number("3"), "<mn>3</mn>"),
    (.identifier("x"), "<mi>x</mi>"),
    (.identifier("d", .upright), "<mpadded><mi mathvariant=\"normal\">d</mi></mpadded>"),
    (.identifier("W", .bold), "<mi>𝐖</mi>"),
    (.identifier("h", .italic), "<mi>h</mi>"),
    (.identifier("loss", .upright), "<mi>loss</mi>"),
    (.identifier("ha", .italic), "<mi>ℎ𝑎</mi>"),
    (.inked(.value, .identifier("x")), "<mrow class=\"v\"><mi>x</mi></mrow>"),
    (.inked(.gradient, .identifier("x")), "<mrow class=\"g\"><mi>x</mi></mrow>"),
    (.inked(.faint, .identifier("x")), "<mrow class=\"faint\"><mi>x</mi></mrow>"),
    (.symbol("(", .prefix), "<mo form=\"prefix\" stretchy=\"false\">(</mo>"),
    (.symbol("=", .infix), "<mo>=</mo>"),
    (.text("a < b & \"c\""), "<mtext>a &lt; b &amp; &quot;c&quot;</mtext>"),
    (.text("\u{1}"), "<mtext>\u{FFFD}</mtext>"),
    (.space(1), "<mspace width=\"1em\"></mspace>"),
    (.root(.number("2")), "<msqrt><mn>2</mn></msqrt>"),
  ])
  func `single elements`(formula: Formula, element: String) {
    #expect(MathMLWriter.write(formula, display: false) == "<math>\(element)</math>")
  }

  @Test func `the source goes along, escaped`() throws {
    let source = "a < b & \"c\" </math>"
    let text = MathMLWriter.write(.identifier("a"), display: true, source: source)
    #expect(
      text == """
        <math display="block"><semantics><mi>a</mi><annotation encoding="application/x-tex">\
        a &lt; b &amp; &quot;c&quot; &lt;/math&gt;</annotation></semantics></math>
        """
    )
  }

  @Test func `a function's name is applied to what follows, with room unless that is a bracket`()
    throws
  {
    #expect(
      MathMLWriter.write(try TeXParser.parse(#"\log x"#), display: false)
        == "<math><mrow><mo form=\"prefix\" lspace=\"0em\" rspace=\"0em\">log</mo><mo>&#x2061;</mo><mspace width=\"0.1667em\"></mspace><mi>x</mi></mrow></math>"
    )
    #expect(
      !MathMLWriter.write(try TeXParser.parse(#"\log(x)"#), display: false).contains("mspace")
    )
  }

  @Test func `operators in scripts stand close`() throws {
    #expect(
      MathMLWriter.write(try TeXParser.parse("x_{i=1}"), display: false)
        .contains("<mo lspace=\"0em\" rspace=\"0em\">=</mo>")
    )
  }
}
