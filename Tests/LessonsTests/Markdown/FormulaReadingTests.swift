import Testing

@testable import Lessons

@Suite struct FormulaReadingTests {
  @Test(arguments: [
    ("$x_1$ and $x_2$", ["x_1", "x_2"]),
    ("$a*b*c$ *d*", ["a*b*c"]),
    ("costs $5 and $6", []),
    ("costs 5$ and 6$", []),
    ("from $5–$6", []),
    ("\\$x\\$", []),
    ("`$x$` $y$", ["y"]),
    ("$ x$ and $x $", []),
    ("$x$2", []),
    ("$\\$5$", ["\\$5"]),
    ("$a$$b$", ["a", "b"]),
    ("**$x$**is", ["x"]),
    ("[$x$](#a)", ["x"]),
    ("$a\nb$", ["a\nb"]),
    ("> $a\n> b$", ["a\nb"]),
    ("$x and `code $` y", []),
    ("[a](https://b/$c) $e$", ["e"]),
  ])
  func `dollars make formulas as in Pandoc`(markdown: String, formulas: [String]) {
    var found: [String] = []
    func collect(_ words: [ParsedInline]) {
      for word in words {
        switch word.content {
        case .math(let source, _): found.append(source)
        case .emphasis(let inside), .strong(let inside), .link(_, _, let inside): collect(inside)
        default: break
        }
      }
    }
    func collect(_ blocks: [ParsedBlock]) {
      for block in blocks {
        switch block.content {
        case .paragraph(let words): collect(words)
        case .quote(let inside): collect(inside)
        default: break
        }
      }
    }
    collect(Sample(markdown).lesson.blocks)
    #expect(found == formulas)
  }

  @Test func `a display on its own lines may begin lines with what Markdown would take`() {
    let sample = Sample("before\n\n$$\na\n+ b\n=\n- c\n> d\n$$ {#eq-sum}\n\nafter")
    #expect(
      sample.dump == """
        paragraph @1:1
          text "before" @1:1
        math "a\\n+ b\\n=\\n- c\\n> d" (1) @3:1
        paragraph @11:1
          text "after" @11:1

        """
    )
    #expect(sample.mistakes == [])
  }

  @Test func `a display in a quote and a list loses the marks around it`() {
    let sample = Sample("> - $$\n>   a\n>   + b\n>   $$\n>   after")
    #expect(
      sample.dump == """
        quote @1:1
          list - tight @1:3
            math "a\\n+ b"  @1:5
            paragraph @5:5
              text "after" @5:5

        """
    )
    #expect(sample.mistakes == [])
  }

  @Test func `a display amid a paragraph parts it`() {
    let sample = Sample("before $$x$$ after")
    #expect(
      sample.dump == """
        paragraph @1:1
          text "before" @1:1
        math "x"  @1:8
        paragraph @1:13
          text "after" @1:13

        """
    )
  }

  @Test(arguments: [
    ("a $$x", ["1:3: expected $$ that closes this formula, found the paragraph's end"]),
    (
      "$$x\n\ny$$",
      [
        "1:1: expected $$ that closes this formula, found the paragraph's end",
        "3:2: expected $$ that closes this formula, found the paragraph's end",
      ]
    ),
    ("$$ $$", ["1:1: expected a formula between the dollars, found nothing"]),
    ("# A $$x$$", ["1:5: expected a formula in single dollars in a heading, found $$"]),
    ("$\\fooo$", ["1:2: expected a TeX command, found unknown \\fooo"]),
    ("é $a \\fooo$", ["1:6: expected a TeX command, found unknown \\fooo"]),
    ("> $$\n> a\n>   \\fooo\n> $$", ["3:5: expected a TeX command, found unknown \\fooo"]),
    ("$$x$$ {#fig-a}", ["1:9: expected a label that begins with eq-, found a"]),
    ("| a |\n|---|\n| $\\fooo$ |", ["3:4: expected a TeX command, found unknown \\fooo"]),
    ("```\n$$\n```\n", []),
    ("    $$ code", []),
    ("`$$` and `` $$ ``", []),
    ("a `b\n$$` c", []),
  ])
  func `a mistake in a formula is placed in the lesson`(markdown: String, mistakes: [String]) {
    #expect(Sample(markdown).mistakes == mistakes)
  }

  @Test func `definitions show nothing and hold from then on`() {
    let sample = Sample("$$\\newcommand{\\R}{\\mathbb{R}}$$\n\n$x \\in \\R$")
    #expect(sample.mistakes == [])
    #expect(sample.lesson.blocks.count == 1)
  }
}
