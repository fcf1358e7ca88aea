import Drawing
import Lessons
import Testing

@testable import Site

@Suite struct TextTests {
  @Test(arguments: [
    ("-4", "−4"), ("z = -4", "z = −4"), ("[-1, -.5]", "[−1, −.5]"), ("1e-3", "1e−3"),
    ("x - y", "x - y"), ("a-1", "a-1"), ("two-layer", "two-layer"), ("-∞", "−∞"), ("-", "-"),
    ("2-1", "2-1"), ("−4", "−4"), ("", ""), ("(-2)", "(−2)"), ("some-1e-5", "some-1e−5"),
  ])
  func `a hyphen before a number is a minus sign`(_ text: String, _ set: String) {
    #expect(withMinusSigns(text) == set)
  }

  @Test func `the words of the notation are marked where they are words of it`() {
    func keywords(_ code: String) -> [String] {
      NotationToken.tokens(of: code).filter { $0.kind == .keyword }.map(\.text)
    }
    #expect(
      keywords("backward L with [1]; expect grad x = 1") == ["backward", "with", "expect", "grad"]
    )
    #expect(keywords("steps = 3; over = target") == [])
    #expect(keywords("target = 3\ntarget y = 1") == ["target"])
    #expect(
      keywords("minimize L over w with sgd(rate=0.1) for 20 steps") == [
        "minimize", "over", "with", "for", "steps",
      ]
    )
    #expect(keywords("# backward f") == [])
  }

  @Test(arguments: [
    "", "#", "x = 1 # c\r\n# d", "ŷ = σ(w₁)\n\n", "\u{0}\u{301}e\u{301} 😀", "x_1=2;",
  ])
  func `the stretches of a program are the program again`(_ code: String) {
    #expect(NotationToken.tokens(of: code).map(\.text).joined() == code)
  }

  @Test func `other languages are left as they are`() {
    #expect(
      page([.code(language: "swift", "backward # x")]).contains(
        "data-language=\"swift\">backward # x</code>"
      )
    )
    #expect(
      page([.code(language: "grad x", "backward f")]).contains(
        "<span class=\"keyword\">backward</span>"
      )
    )
  }

  @Test func `the plain text of a line has everything one would read out`() {
    let line: [Inline] = [
      .text("a "), .emphasis([.strong([.text("b")])]), .softBreak, .code("c"), .lineBreak,
      .math(source: "d", .identifier("d")), .value(formula: .number("5"), text: "5"),
      .link(destination: "x", isInternal: false, title: "", [.text("e")]),
      .image(path: "x", alternative: "f", title: ""),
      .reference(Label(id: "x", name: "Figure 1"), path: ""), .html("<b>"),
    ]
    #expect(Inline.plainText(line) == "a b c d5efFigure 1")
  }
}
