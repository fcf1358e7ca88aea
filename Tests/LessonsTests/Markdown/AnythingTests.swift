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

  @Test(arguments: 0..<200)
  func `anything thrown together is read, and every place lies in the text`(seed: UInt64) {
    var random = Steps(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for _ in 0..<20 {
      let count = 4 + Int(random.next() % 40)
      let text = (0..<count).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
      }
      .joined()
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
