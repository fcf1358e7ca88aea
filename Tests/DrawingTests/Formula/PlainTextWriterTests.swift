import Drawing
import TestSupport
import Testing

struct PlainTextWriterTests {
  @Test(arguments: [
    ("x^2", "x²"), ("w_1", "w₁"), (#"\frac{\partial f}{\partial x}"#, "∂f/∂x"),
    (#"\frac{a+b}{c}"#, "(a + b)/c"), (#"\frac{a}{bc}"#, "a/(bc)"), (#"\frac{ab}{c}"#, "ab/c"),
    (#"\frac{1}{2}x"#, "(1/2) x"), (#"\frac{1}{2} + x"#, "1/2 + x"),
    (#"\sum_{i=1}^{n} x_i"#, "Σ_{i=1}^{n} xᵢ"), ("e^{-x}", "e⁻ˣ"), ("L_θ", "L_θ"),
    (#"W^\top x"#, "Wᵀx"), (#"\hat{y} - y"#, "ŷ − y"), (#"\sqrt{2}"#, "√2"),
    (#"\sqrt{a+b}"#, "√(a + b)"), (#"\sigma'(z)"#, "σ′(z)"), ("-x + -1", "−x + −1"),
    (#"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, "(1, 2; 3, 4)"),
    (#"\log x"#, "log x"), (#"\log(x)"#, "log(x)"), (#"2 \log x"#, "2 log x"),
    (#"\frac{x}{f(x)}"#, "x/f(x)"), (#"\frac{dL}{dy} \cdot \frac{dy}{dw}"#, "dL/dy · dy/dw"),
    (#"\text{if } x > 0"#, "if x > 0"), (#"(a+b)^2"#, "(a + b)²"), (#"{\frac12}^2"#, "(1/2)²"),
    (#"\mathbb{R}^n"#, "ℝⁿ"), (#"\nabla_\theta J"#, "∇_θ J"), (#"a \overset{!}{=} b"#, "a =^{!} b"),
    (#"W^{(2)\top}"#, "W⁽²⁾ᵀ"), (#"\frac{-1}{n}"#, "−1/n"), (#"\left.f\right|_{x=0}"#, "f|ₓ₌₀"),
  ])
  func `a formula on one line`(tex: String, text: String) throws {
    #expect(PlainTextWriter.write(try TeXParser.parse(tex)) == text)
  }

  @Test func `the reference formulas`() throws {
    var text = ""
    for formula in ReferenceFormula.all {
      text += PlainTextWriter.write(try TeXParser.parse(formula.tex)) + "\n"
    }
    try expectSnapshot(text, named: "formulas.plain.txt")
  }

  @Test(arguments: ReferenceFormula.all)
  func `there is one line, without white space at its ends or twice`(_ formula: ReferenceFormula)
    throws
  {
    let text = PlainTextWriter.write(try TeXParser.parse(formula.tex))
    #expect(!text.contains("\n"))
    #expect(!text.hasPrefix(" ") && !text.hasSuffix(" "))
    #expect(!text.contains("{}") && !text.contains("   "))
  }
}
