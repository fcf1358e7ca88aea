import Testing

@testable import Lessons

@Suite struct LessonTreeTests {
  @Test func `raw HTML is characters unless it is allowed`() {
    let text = "a <b>c</b> <!-- d -->\n\n<div>\n*e*\n</div>\n\n<!-- f -->\n"
    #expect(
      Sample(text).dump == """
        paragraph @1:1
          text "a " @1:1
          text "<b>" @1:3
          text "c" @1:6
          text "</b>" @1:7
        paragraph @3:1
          text "<div>" @3:1
          break @3:1
          text "*e*" @3:1
          break @3:1
          text "</div>" @3:1

        """
    )
    #expect(Sample(text, html: true).dump.contains("html \"<div>\\n*e*\\n</div>\\n\" @3:1"))
    #expect(
      Sample("a <script>", html: true).mistakes
        == ["1:3: expected HTML that only marks text up, found <script>"]
    )
  }

  @Test func `headings get ids that are all different`() {
    let sample = Sample(
      """
      # The rule
      ## The rule
      ## The *rule*! {#sec-own}
      ## É `code` ∂x/∂y
      ##
      ## The rule ## 
      Setext {#b}
      ---
      """
    )
    let ids = sample.lesson.blocks.compactMap { block in
      if case .heading(_, let id, _) = block.content { id } else { nil }
    }
    #expect(
      ids == ["the-rule", "the-rule-1", "sec-own", "é-code-xy", "section", "the-rule-2", "b"]
    )
    #expect(sample.mistakes == [])
    #expect(sample.lesson.frontMatter.title == "The rule")
    #expect(sample.lesson.labels.map(\.label.name).dropFirst(2).first == "Section 2")
  }

  @Test(arguments: [
    ("# A {#a}\n\n# B {#a}", ["3:7: the id a is given twice in this lesson"]),
    ("# A {#a .b}", ["1:5: expected nothing but an id in these braces"]),
    ("# A {#}", ["1:6: expected an id that begins with a letter behind #, found none"]),
    ("# The set {1, 2}", []),
    ("# A {{ x }}", []),
    ("[@fig-a; @fig-b]", ["1:1: expected one label between [@ and ], found something else"]),
    ("[@user](https://a) and a@b.c", []),
    (
      "A paragraph {#sec-a}",
      [
        "1:13: expected {#sec-a} behind a heading, a displayed formula or a caption, found it elsewhere"
      ]
    ),
    (
      "![a](b.png){#fig-a}",
      [
        "1:12: expected {#fig-a} behind a heading, a displayed formula or a caption, found it elsewhere"
      ]
    ),
    (
      "$$x$$\n{#eq-a}",
      [
        "2:1: expected {#eq-a} behind a heading, a displayed formula or a caption, found it elsewhere"
      ]
    ),
    ("`{#a}` \\{#a} {# a} {#a b}", []),
    ("$x = {{ q }}$", ["1:6: expected a formula, found {{ }} in it"]),
    ("$${{a}}$$ $\\frac{{b}}{{c}}$", []),
    ("![{{ q }}](b.png)", ["1:3: {{ }} is not filled in inside a picture"]),
    ("[a](b.md \"{{ q }}\")", ["1:11: {{ }} is not filled in inside a link's address or title"]),
    ("[a]({{ q }})", ["1:5: {{ }} is not filled in inside a link's address or title"]),
  ])
  func `mistakes in headings and references are placed`(markdown: String, mistakes: [String]) {
    #expect(Sample(markdown).mistakes == mistakes)
  }

  @Test func `stand-ins never show`() {
    let sample = Sample(
      "[a]($x$ \"$y$\") ![$z$](b.png) <i a=\"$x$ {{ y }}\">\n\n`$a$\n{{ b }}`\n\n: $a$ {#x}\n\n[c]: $x$\n\n[c]",
      html: true
    )
    let reserved = sample.dump.unicodeScalars.filter { StandIn.isReserved($0) }
    #expect(reserved.isEmpty)
    #expect(sample.dump.contains("link $x$ @1:1"))
    #expect(sample.dump.contains("image b.png \"$z$\""))
    #expect(sample.dump.contains("html \"<i a=\\\"$x$ {{ y }}\\\">\""))
    #expect(sample.dump.contains("code \"$a$ {{ b }}\""))
  }

  @Test func `a quote of quotes up to the limit is fine`() {
    #expect(Sample(String(repeating: "> ", count: 100) + "a").mistakes == [])
    #expect(Sample(String(repeating: "1. ", count: 100) + "a").mistakes == [])
  }

  @Test(arguments: [
    (String(repeating: "> ", count: 10_000) + "a", "1:201: "),
    (String(repeating: ">", count: 10_000), "1:101: "),
    (String(repeating: "- ", count: 10_000) + "a", "1:201: "),
    (String(repeating: "*a _a ", count: 5_000) + String(repeating: "_*", count: 5_000), "1:301: "),
    (String(repeating: "![", count: 10_000) + String(repeating: "](a)", count: 10_000), "1:201: "),
  ])
  func `what is nested too deep is told at the first too deep one`(markdown: String, place: String)
  {
    let mistakes = Sample(markdown).mistakes.filter {
      $0.hasSuffix("levels of nesting, found more")
    }
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.hasPrefix(place) == true, "\(mistakes)")
  }

  @Test func `brackets that close nothing are characters`() {
    let brackets = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(Sample(brackets).mistakes == [])
  }
}
