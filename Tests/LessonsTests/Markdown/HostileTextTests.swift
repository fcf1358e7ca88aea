import Notation
import Testing

@testable import Lessons

@Suite struct HostileTextTests {
  /// A reader that takes time in proportion to the square of a text's size would take minutes.
  static let patterns = [
    "a", " ", "*a ", "[", "]", "$", "$a ", "$a$ ", "$$", "`", "`a ``b ", "{{ ", "{{ a }} ", "[@",
    "[@fig-a] ",
    "\\", "<", "<a ", "&", "![", "|", "| a | b\n|-|-|\n", "- ", "> ", "\n", "a\n\n", "\r", "\t",
    "é",
    "# a {#b}\n", "```\n", "```trace {#a}\n", "$$\n\n", "$$\na\n", "(", "](", "[a](b) ", "1. a\n",
    "a|b\n",
    "---\n", "~", "[a]: b\n", "$\\", "$`", "{#", "Table: a\n\n", "[^1]", "![[]()", "* * ",
    "<!-- ", "\u{1F600}", "a  \n", "{{}}", "{{|", "[@a ", "$\\fooo$ ", "[a](no.md) ", "\u{202E}",
    "[@a](b) ", "$$a$$ ", "{{ a\n", "<x y='", "&amp;", "_a__b", "</", "<![CDATA[",
  ]

  @Test(arguments: patterns)
  func `any pattern repeated is read or refused`(pattern: String) {
    let count = min(200_000 / pattern.utf8.count, 20_000)
    let text = String(repeating: pattern, count: count)
    let clock = ContinuousClock()
    let time = clock.measure {
      let (source, finding) = LessonSourceCheck.source(file: "a.md", bytes: Array(text.utf8))
      guard finding == nil else { return }
      let head = FrontMatterReader(source)
      var builder = LessonBuilder(source, body: head.body, allowsRawHTML: false)
      let lesson = builder.build(path: "a.md", frontMatter: head.frontMatter)
      var report = LessonReport()
      report.add(head.findings + builder.findings, in: source, order: 0)
      #expect(report.diagnostics.all.count <= 20)
      #expect(lesson.path == "a.md")
    }
    #expect(time < .seconds(8), "\(pattern.debugDescription) took \(time)")
  }

  @Test func `ten megabytes in one line are read`() {
    let text = "$a$ {{ b }} " + String(repeating: "x", count: 9_999_900) + " $\\fooo$"
    #expect(Sample(text).mistakes == ["1:9999915: expected a TeX command, found unknown \\fooo"])
  }

  @Test func `more than the limit is refused`() {
    let (_, finding) = LessonSourceCheck.source(
      file: "a.md",
      bytes: [UInt8](repeating: 0x61, count: 10 << 20 + 1)
    )
    #expect(finding?.error == .tooLarge(bytes: 10 << 20 + 1, limit: 10 << 20))
    let marks = Array(String(repeating: "*a ", count: 1_000_001).utf8)
    #expect(
      LessonSourceCheck.source(file: "a.md", bytes: marks).1?.error
        == .tooManyMarks(limit: 1_000_000)
    )
  }

  @Test(
    arguments: [
      ([0x80], 0), ([0x61, 0xC0, 0xAF], 1), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0xC3], 0), ([0xE2, 0x82], 0),
      ([0xE2, 0x82, 0x61], 0), ([0xF0, 0x9F, 0x98], 0), ([0x61, 0], 1), ([0xC3, 0xA9], nil),
      ([0xF0, 0x9F, 0x98, 0x80], nil), ([0xEF, 0xBF, 0xBF], nil), ([], nil),
    ] as [([UInt8], Int?)]
  )
  func `the first byte that is no text is found`(bytes: [UInt8], index: Int?) {
    #expect(LessonSourceCheck.firstBadByte(bytes) == index)
  }
}
