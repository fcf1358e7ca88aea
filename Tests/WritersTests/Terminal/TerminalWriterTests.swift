import Drawing
import Lessons
import TestSupport
import Testing

@testable import Writers

struct TerminalWriterTests {
  @Test(arguments: ["first", "second"])
  func `a lesson is the same as always`(name: String) throws {
    let lesson = name == "first" ? SampleCourse.first : SampleCourse.second
    let text = TerminalWriter.text(
      lesson,
      of: SampleCourse.course,
      style: TerminalStyle(width: 72)
    )
    try expectSnapshot(text, named: "\(name).txt")
  }

  @Test(arguments: [20, 33, 72, 200])
  func `no line is wider than the terminal`(width: Int) {
    let style = TerminalStyle(width: width)
    let text = TerminalWriter.text(SampleCourse.second, style: style)
    for line in text.split(separator: "\n") {
      #expect(TerminalText.width(String(line)) <= width, "\(line)")
    }
  }

  @Test func `colours change no character`() {
    let plain = TerminalWriter.text(SampleCourse.first, style: TerminalStyle(width: 60))
    let colored = TerminalWriter.text(
      SampleCourse.first,
      style: TerminalStyle(width: 60, isColored: true)
    )
    #expect(colored != plain)
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func `control characters do not reach the terminal`() {
    let lesson = Lesson(
      path: "a.md",
      frontMatter: FrontMatter(),
      blocks: [
        .paragraph([.text("a\u{1B}[2Jb\u{202E}")]), .code(language: "", "x\u{7}\ty"),
      ]
    )
    let text = TerminalWriter.text(lesson, style: TerminalStyle())
    #expect(text.hasSuffix("a<U+1B>[2Jb<U+202E>\n\n    x<U+7>    y\n"))
  }
}
