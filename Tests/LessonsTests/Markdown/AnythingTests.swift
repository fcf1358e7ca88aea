import Notation
import Testing

@testable import Lessons

@Suite struct AnythingTests {
  private static let pieces = [
    "---\n", "title: a\n", "$", "$$", "{{", "}}", " ", "\n", "\r\n", "\r", "| a | b |\n",
    "|---|---|\n",
    "> ", "- ", "1. ", "    ", "\t", "```trace {#a view=\"steps\"}\n", "```\n", "~~~~", "# ",
    "{#a}",
    "{#eq-b}", "[@eq-b]", "[@", "]", "[", "](", ")", "![", "`", "``", "*", "**", "_", "\\", "<b>",
    "<!--", "-->", "<div>\n", "é", "\u{1F600}", "Table: ", "x", "\\frac{1}{2}",
    "\\newcommand{\\q}{x}",
    "caption=\"$x$ {{ y }}\"", "{", "}", "\"", "===\n", "\n\n", "[r]: a\n", "|", "\\|",
    " | 3 digits ",
  ]

  /// What blocks that hold words are made of, besides.
  private static let words =
    pieces + [
      "x = 2\n", "ask x\n", "hint ", "  hint: ", "solution\n", "solution ", "choose x in {1..3}\n",
      "hint\n", "answer:", "answer: ", "- [x] ", "- [ ] ", " :: ", "::", "      ", "```plot\n",
      "```question\n", "{{ x }}", "$x$", "$$\n", "\n", "\n", "\n", "> ", "> ", "\n> ", "\n  ",
      "## A {#sec-b}\n", "$$ {#eq-c}", "| a |\n| - |\n| `b` |\n", "Table: a {#tbl-b}\n",
    ]

  @Test(arguments: 0..<200)
  func `anything thrown together is read, and every place lies in the text`(seed: UInt64) {
    check(seed, Self.pieces) { $0 }
  }

  @Test(arguments: 0..<100)
  func `anything inside a block that holds words as well`(seed: UInt64) {
    check(seed, Self.words) { "`````exercise\n\($0)\n`````\n" }
    check(seed, Self.words) { "`````question {#exr-a}\n\($0)\n`````\n" }
    check(seed, Self.words) { "> - ````exercise\n>   \($0)\n>   ````\n" }
  }

  private func check(_ seed: UInt64, _ pieces: [String], _ whole: (String) -> String) {
    var random = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<20 {
      let count = 4 + Int(random.next() % 40)
      let text = whole(
        (0..<count).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      )
      let source = LessonSource(file: "a.md", text: text)
      let head = FrontMatterReader(source)
      var builder = LessonBuilder(source, body: head.body, allowsRawHTML: seed % 2 == 0)
      let lesson = builder.build(path: "a.md", frontMatter: head.frontMatter)
      var report = LessonReport()
      report.add(head.findings + builder.findings, in: source, order: 0)
      for finding in head.findings + builder.findings {
        let isInside =
          finding.range.lowerBound >= 0 && finding.range.upperBound <= source.bytes.count
        #expect(isInside, "\(text.debugDescription): \(finding)")
      }
      _ = report.diagnostics.rendered()
      let dump = Dump(source: source, lesson: lesson).text(lesson.blocks)
      #expect(!dump.unicodeScalars.contains(where: StandIn.isReserved), "\(text.debugDescription)")
      for fence in lesson.fences {
        for line in fence.lines {
          #expect(line.columnOffset <= line.raw.unicodeScalars.count, "\(text.debugDescription)")
        }
      }
      _ = SummaryParser(source)
      _ = CourseSettingsReader(source)
    }
  }
}
