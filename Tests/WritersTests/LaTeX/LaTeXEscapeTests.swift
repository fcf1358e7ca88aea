import Testing

@testable import Writers

struct LaTeXEscapeTests {
  @Test(arguments: [
    ("50% of #1 & $2", ##"50\% of \#1 \& \$2"##),
    ("a_b^c~d", #"a\_b\textasciicircum{}c\textasciitilde{}d"#),
    (#"\end{x}"#, #"\textbackslash{}end\{x\}"#), ("--", "-{}-"),
    ("``", #"\textasciigrave{}\textasciigrave{}"#),
    ("\u{202E}a\u{1B}b", "ab"), ("a\tb", "a b"), ("ηé", "ηé"), ("[x]*", "{[}x{]}{*}"),
  ])
  func `signs of LaTeX stand for themselves`(text: String, written: String) {
    #expect(LaTeXEscape.text(text) == written)
  }

  @Test func `an address keeps its escapes`() {
    #expect(
      LaTeXEscape.address("https://a.b/c%20d_e?f=g&h#i") == ##"https://a.b/c\%20d\_e?f=g\&h\#i"##
    )
    #expect(LaTeXEscape.address("ü {}") == #"\%C3\%BC\%20\%7B\%7D"#)
  }

  @Test func `anchors that differ stay different`() {
    #expect(LaTeXEscape.anchor("01-a.md:fig-x") == "01-a.md:fig-x")
    #expect(LaTeXEscape.anchor("a b") != LaTeXEscape.anchor("a_b"))
  }
}
