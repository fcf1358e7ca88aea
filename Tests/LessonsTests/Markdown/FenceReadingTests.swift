import Notation
import Testing

@testable import Lessons

@Suite struct FenceReadingTests {
  @Test(arguments: [
    ("```trace\nx = 1\ny = 2\n```", [2, 3], [0, 0]),
    ("> - ```trace\n>   x = 1\n>\n>   y\n>   ```", [2, 3, 4], [4, 1, 4]),
    ("1. a\n\n   ~~~~trace {#b}\n     x\n   ~~~~", [4], [3]),
    ("- ```trace\n\tx\n  ```", [2], [1]),
    ("  ```trace\n  x\n y\n    z\n  ```", [2, 3, 4], [2, 1, 2]),
    ("---\ntitle: é\n---\r\n```trace\r\nx\r\n```", [5], [0]),
  ])
  func `each line of a block knows its place in the lesson`(
    markdown: String,
    lines: [Int],
    columns: [Int]
  ) throws {
    let sample = Sample(markdown)
    let fence = try #require(sample.lesson.fences.first)
    #expect(fence.lines.map(\.line) == lines)
    #expect(fence.lines.map(\.columnOffset) == columns)
    #expect(sample.mistakes == [])
  }

  @Test func `a block's text is what stands in its fence`() throws {
    let sample = Sample(
      "> 1. ```trace {#q view=\"steps, diagram\" expand='sigmoid softmax'}\n>    x = é\n>      y\n>    ```"
    )
    let fence = try #require(sample.lesson.fences.first)
    #expect(fence.content == "x = é\n  y")
    #expect(fence.id == "q")
    #expect(fence.words("view") == ["steps", "diagram"])
    #expect(fence.words("expand") == ["sigmoid", "softmax"])
    let text = fence.sourceText(file: "a.md")
    #expect(text.location(of: 4) == SourceLocation(file: "a.md", line: 2, column: 10))
  }

  @Test(arguments: [
    ("```trace\nx\n", ["1:1: expected a line that closes this fence, found none"]),
    ("```\nx\n", ["1:1: expected a line that closes this fence, found none"]),
    ("> ```trace\n> x\n\ny", ["1:3: expected a line that closes this fence, found none"]),
    (
      "- ```trace\nx = 1\n  ```\n$\\fooo$",
      ["1:3: expected a line that closes this fence, found none"]
    ),
    ("````\n```\n````", []),
    ("```\n````", []),
    ("~~~\n```", ["1:1: expected a line that closes this fence, found none"]),
    ("```trace", ["1:1: expected a line that closes this fence, found none"]),
    ("```\n```", []),
    ("    ```\n    ```", []),
    ("    ```\n\nx", []),
    ("```trace {#x\n```", ["1:10: expected } that closes the attributes, found the line's end"]),
    (
      "```trace {#x view=\"a}\n```",
      ["1:19: expected a quote that closes this one, found the line's end"]
    ),
    ("```trace {#x vieww=steps}\n```", ["1:14: a trace block has no option vieww"]),
    (
      "```trace {view=stepps}\n```",
      ["1:16: view expects diagram, scalars, steps, derivation, table or code, found stepps"]
    ),
    (
      "```trace {view=\"steps, stepps\"}\n```",
      ["1:24: view expects diagram, scalars, steps, derivation, table or code, found stepps"]
    ),
    (
      "```trace {view=}\n```",
      [
        "1:11: expected a value behind view=, found none"
      ]
    ),
    (
      "```trace {view=\"\"}\n```",
      ["1:11: view expects diagram, scalars, steps, derivation, table or code, found nothing"]
    ),
    ("```trace {view=\"steps,steps\"}\n```", ["1:23: view names steps twice"]),
    ("```trace {#a #b}\n```", ["1:14: expected one id, found a second one"]),
    ("```trace {#1a}\n```", ["1:11: expected an id that begins with a letter, found 1a"]),
    (
      "```trace {# a}\n```",
      [
        "1:11: expected an id that begins with a letter behind #, found none",
        "1:13: expected #id or key=value, found a",
      ]
    ),
    ("```trace {.big}\n```", ["1:12: expected #id or key=value for a block, found the class .big"]),
    (
      "```trace {use = a}\n```",
      [
        "1:11: expected #id or key=value, found use",
        "1:15: expected #id or key=value, found =",
        "1:17: expected #id or key=value, found a",
      ]
    ),
    (
      "```trace {use=a use=b}\n```",
      [
        "1:15: expected the id of an earlier block, found a",
        "1:17: the option use is given twice",
      ]
    ),
    (
      "```trace {#abc}\n```\n\n```trace {use=abd}\n```",
      ["4:15: expected the id of an earlier block, found abd"]
    ),
    (
      "```trace {use=b}\n```\n\n```trace {#b}\n```",
      ["1:15: expected the id of an earlier block, found b, which is not earlier"]
    ),
    ("```trace {#a}\n```\n\n```trace {#a}\n```", ["4:12: the id a is given twice in this lesson"]),
    ("```trace {#a} x\n```", ["1:14: expected nothing behind }, found  x"]),
    ("```trace view=steps\n```", ["1:10: expected attributes in braces, found view=steps"]),
    ("```trcae {view=steps}\n```", ["1:4: unknown kind of block trcae"]),
    ("```python {view=steps}\n```", []),
    ("```{.trace #a}\n```", []),
    (
      "```train {view=curve}\n```",
      [
        "1:16: view expects curves, histograms, boundary, fit, confusion, mistakes, hidden, surface, table, initialisation or code, found curve"
      ]
    ),
    ("```trace {digits=0}\n```", ["1:18: digits expects a whole number from 1 to 17, found 0"]),
    ("```learn {expand=a}\n```", ["1:11: a learn block has no option expand"]),
    ("é ```trace {x}``` é", []),
  ])
  func `a mistake in a fence is placed in the lesson`(markdown: String, mistakes: [String]) {
    #expect(Sample(markdown).mistakes == mistakes)
  }

  @Test func `an unknown option gets the likely one`() throws {
    let source = LessonSource(file: "a.md", text: "```trace {veiw=steps}\n```")
    let builder = LessonBuilder(source, body: 0..<source.bytes.count, allowsRawHTML: false)
    var copy = builder
    _ = copy.build(path: "a.md", frontMatter: FrontMatter())
    #expect(copy.findings.compactMap(\.error.help) == ["did you mean 'view'?"])
  }

  @Test func `blocks are numbered where they have a label or a caption`() {
    let sample = Sample(
      """
      ```trace {#fig-a}
      ```

      ```trace {#plain}
      ```

      ```trace {#b caption="A *picture* of $x$"}
      ```

      ```table {#c}
      ```

      [@tbl-c] and [@fig-b]
      """
    )
    #expect(
      sample.lesson.fences.map { $0.label?.name } == ["Figure 1", nil, "Figure 2", "Table 1"]
    )
    #expect(sample.lesson.fences.map(\.id) == ["fig-a", "plain", "b", "c"])
    #expect(sample.lesson.fences.map(\.name) == ["a", "plain", "b", "c"])
    #expect(sample.lesson.fences[2].caption.map(\.plainText).joined() == "A picture of x")
    #expect(sample.mistakes == [])
  }

  @Test func `a mistake in a caption is placed in it`() {
    let sample = Sample("> ```trace {caption=\"a $\\fooo$ b\"}\n> ```")
    #expect(sample.mistakes == ["1:25: expected a TeX command, found unknown \\fooo"])
  }
}
