import Drawing
import TestSupport
import Testing

struct TeXWriterTests {
  @Test(arguments: ReferenceFormula.all)
  func `what is written is read back as the same formula`(_ formula: ReferenceFormula) throws {
    let read = try TeXParser.parse(formula.tex)
    #expect(try TeXParser.parse(TeXWriter.write(read, ink: true)) == read)
  }

  @Test(arguments: [
    #"\mathbf{W}^{(2)\top}\boldsymbol{\delta}"#, #"\bigl\lVert x \bigr\rVert_\infty"#,
    #"\left\{ x \,\middle|\, y \right\}"#, #"\begin{dcases} a \\ b \end{dcases}"#,
    #"\sum\limits_{i=1}^n \sum\nolimits_j \int\limits_0^1"#, #"{x^2}^2 {}_a x"#, #"f'_i{}'^2"#,
    #"\overset{!}{=} \underset{x}{y} \xrightarrow[b]{a} \xleftarrow{c}"#,
    #"\operatorname*{arg\,max} \limsup \varSigma \mathit{ab} \mathrm{\mu}"#,
    #"\text{a b\_c \% \textit{x} ‘y’}"#, #"\phantom{x}\hphantom{y}\boxed{z} \tag{2}"#,
    #"a {\cdot} b {=} c \mathrel{|} d \bmod n \pmod n"#, #"{\displaystyle \sum x} \textstyle y"#,
    #"\sqrt[3]{x} \sqrt[{[}]{y} \binom nk \dbinom nk \cfrac12"#, #"\not\in \not\simeq \not\ll x"#,
    #"\overline{x} \underbracket{x}_2 \dddot x \widetilde{xy}"#, #"\hspace{3em}\qquad\ \!x\;y"#,
    #"\colon : := \dots ... \cdots + \dots +"#, #"\begin{pmatrix*}[r] -1 & 2 \end{pmatrix*}"#,
    #"\begin{vmatrix} a & b \\ c & d \end{vmatrix} \begin{Bmatrix} x \end{Bmatrix}"#,
    #"\mathbb{1}\mathbf{12}\mathcal{ab}\mathfrak{g}\mathsf{T}\mathtt{x1}"#, "1{,}000 - 2.5",
  ])
  func `so are rarer things`(tex: String) throws {
    let read = try TeXParser.parse(tex)
    let written = TeXWriter.write(read, ink: true)
    let again = try TeXParser.parse(written)
    #expect(again == read, "\(written)")
  }

  @Test func `the reference formulas as they are written`() throws {
    var text = ""
    for formula in ReferenceFormula.all {
      text += formula.name + "\n" + TeXWriter.write(try TeXParser.parse(formula.tex)) + "\n\n"
    }
    try expectSnapshot(text, named: "formulas.tex.txt")
  }

  @Test(arguments: [
    (Formula.partial("L", "w_1"), #"\frac{\partial L}{\partial w_1}"#),
    (.number("-1.5"), "-1.5"),
    (.row([.identifier("x"), .symbol("⋅", .infix), .number("-4")]), #"x \cdot -4"#),
    (.row([.identifier("x"), .number("-4")]), "x{-4}"),
    (.decimal("-1.5e-07"), #"-1.5{\cdot}10^{-7}"#),
    (.inked(.value, .number("3")), "3"),
    (.word("softmax"), #"\operatorname{softmax}"#),
    (.word("log"), #"\log"#),
    (.row([.word("log"), .identifier("x")]), #"\log x"#),
    (.text("100% & more_or_less"), #"\text{100\% \& more\_or\_less}"#),
    (.name("learning_rate"), #"\mathrm{learning}_{\mathrm{rate}}"#),
  ])
  func `computed formulas`(formula: Formula, tex: String) {
    #expect(TeXWriter.write(formula) == tex)
  }

  @Test func `colours are written when asked for`() {
    let formula = Formula.inked(.gradient, .number("-4"))
    #expect(TeXWriter.write(formula) == "-4")
    #expect(TeXWriter.write(formula, ink: true) == #"\textcolor{gradusgradient}{-4}"#)
  }
}
