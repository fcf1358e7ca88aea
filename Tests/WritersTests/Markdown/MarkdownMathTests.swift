import Testing

@testable import Writers

struct MarkdownMathTests {
  @Test(arguments: [
    (#"a\,b"#, #"a\thinspace b"#), (#"\{1\}"#, #"\lbrace1\rbrace"#), ("a<b", #"a\lt b"#),
    (#"a \\ b"#, #"a \cr b"#), ("x_1", "x_1"), (#"\hat{y}_{1}"#, #"\hat{y} _ {1}"#),
    ("a*b", #"a\ast b"#), (#"\|x\|"#, #"\Vert x\Vert"#), ("|x|", #"\vert x\vert"#),
    ("[a](b)", "[a] (b)"),
  ])
  func `TeX means the same and nothing to Markdown`(tex: String, written: String) {
    let (safe, isSafe) = MarkdownMath.safe(tex)
    #expect(safe == written)
    #expect(isSafe)
  }

  @Test func `what cannot be written otherwise stands in a fence`() {
    #expect(MarkdownMath.display(#"50\%"#) == ["```math", #"50\%"#, "```"])
    #expect(MarkdownMath.display("-4") == ["$$", "{}-4", "$$"])
  }
}
