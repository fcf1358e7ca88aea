import Foundation
import Notation
import Testing

@testable import Lessons

@Suite struct FrontMatterTests {
  private func mistakes(_ yaml: String) -> [String] { Sample("---\n\(yaml)\n---\n").mistakes }

  @Test func `a head is read`() {
    let sample = Sample(
      "---\r\ntitle: \"A: b\"\r\nsummary: >\r\n  two\r\n  lines\r\nobjectives:\r\n  - x\r\n  - y\r\ncovers: [mcp.and, gate.xor-net]\r\nprerequisites: 01.md\r\nauthors: [Ada]\r\ndate: 2024-05-01\r\nkeywords: a\r\nseed: 7\r\ndraft: true\r\n---\r\n# B"
    )
    var expected = FrontMatter()
    expected.title = "A: b"
    expected.summary = "two lines\n"
    expected.objectives = ["x", "y"]
    expected.covers = ["mcp.and", "gate.xor-net"]
    expected.prerequisites = ["01.md"]
    expected.authors = ["Ada"]
    expected.date = "2024-05-01"
    expected.keywords = ["a"]
    expected.seed = 7
    expected.draft = true
    #expect(sample.lesson.frontMatter == expected)
    #expect(sample.mistakes == [])
    #expect(sample.dump.contains("@17:1"))
  }

  @Test(arguments: [
    ("titel: a", ["2:1: unknown key titel"]),
    ("title: a\ntitle: b", ["3:1: the key title is given twice"]),
    ("title: a\nfoo: 1\ntitle: b", ["3:1: unknown key foo", "4:1: the key title is given twice"]),
    ("title: [a]", ["2:8: title expects a text, found a list"]),
    ("title:", ["2:1: title expects a text, found nothing"]),
    ("title: {a: b}", ["2:8: title expects a text, found a mapping"]),
    ("objectives:\n  - a\n  - [b]", ["4:5: objectives expects a list of texts, found a list"]),
    ("seed: -1", ["2:7: seed expects a whole number from 0, found '-1'"]),
    (
      "seed: 99999999999999999999",
      ["2:7: seed expects a whole number from 0, found '99999999999999999999'"]
    ),
    ("seed: \"7\"", ["2:7: seed expects a whole number from 0, found '7'"]),
    ("draft: yes", ["2:8: draft expects true or false, found 'yes'"]),
    (
      "covers: [mcp.and, MCP, a]",
      [
        "2:19: covers expects ids of the curriculum such as mcp.and, found MCP",
        "2:24: covers expects ids of the curriculum such as mcp.and, found a",
      ]
    ),
    ("just text", ["2:1: expected lines of the form key: value, found 'just text'"]),
    ("- a", ["2:1: expected lines of the form key: value, found a list"]),
    ("# a comment", []),
    ("", []),
    ("title: \"a", ["2:8: YAML: while scanning a quoted scalar, found unexpected end of stream"]),
    ("authors: [a, b\ntitle: c", ["2:10: YAML: while parsing a flow sequence"]),
    ("title: a: b", ["2:9: YAML: mapping values are not allowed in this context"]),
    ("title: *a", ["2:8: YAML: found undefined alias"]),
    (
      "title: é\n\tauthors: x",
      ["3:1: YAML: while scanning for the next token, found character that cannot start any token"]
    ),
    ("? [a]\n: b", ["2:3: expected lines of the form key: value, found a list"]),
  ])
  func `a mistake in a head is placed`(yaml: String, mistakes: [String]) {
    #expect(self.mistakes(yaml).map(head) == mistakes.map(head))
  }

  /// YAML's own words may differ from version to version; the place counts.
  private func head(_ mistake: String) -> String {
    mistake.range(of: "YAML: ").map { String(mistake[..<$0.upperBound]) } ?? mistake
  }

  @Test func `what would take a parser out of bounds is refused`() {
    var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
    for (one, next) in zip("abcdefghi", "bcdefghij") {
      bomb += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 9).joined(separator: ",")
      bomb += "]\n"
    }
    #expect(mistakes(bomb) == ["4:29: expected at most 16 aliases in YAML, found more"])
    #expect(
      mistakes("title: " + String(repeating: "[", count: 10_000))
        == ["2:40: expected at most 32 levels of nesting in YAML, found more"]
    )
    #expect(mistakes(String(repeating: "- ", count: 10_000)).count == 1)
    #expect(mistakes("a: &a [b]\n? *a\n: c").count == 2)
    #expect(
      mistakes("title: " + String(repeating: "a", count: 1 << 20))
        == ["2:1: expected at most 65536 bytes of YAML, found more"]
    )
  }

  @Test func `a head that is not closed is told at its first line`() {
    #expect(
      Sample("---\ntitle: a\n\n# B {#a}\n\n# C {#a}").mistakes
        == ["1:1: expected a line of --- that closes the front matter, found none"]
    )
  }

  @Test func `a lesson needs no head`() {
    #expect(Sample("\n---\ntitle: x\n---\n").mistakes == [])
    #expect(Sample("").mistakes == [])
    #expect(Sample("---\n---").mistakes == [])
  }

  @Test(arguments: [
    ("mcp.and", true), ("a.b-c", true), ("a.b.c", true), ("and", false), ("A.b", false),
    (".a", false), ("a.", false), ("a..b", false), ("", false), ("a.b c", false),
  ])
  func `ids of the curriculum have a form`(id: String, isRight: Bool) {
    #expect(FrontMatterReader.isCurriculumID(id) == isRight)
  }

  @Test(arguments: [
    ("title: A\nauthors: [b]\nlanguage: pt-BR\ntheme: x\nraw-html: true\ntolerance: 1e-6", []),
    ("language: x", ["1:11: language expects a language tag such as en or pt-BR, found 'x'"]),
    ("raw-html: 1", ["1:11: raw-html expects true or false, found '1'"]),
    ("rawhtml: true", ["1:1: unknown key rawhtml"]),
    ("tolerance: 2", ["1:12: tolerance expects a number between 0 and 1, found '2'"]),
    ("tolerance: nan", ["1:12: tolerance expects a number between 0 and 1, found 'nan'"]),
  ])
  func `course settings are read`(yaml: String, mistakes: [String]) {
    let source = LessonSource(file: "course.yml", text: yaml)
    let reader = CourseSettingsReader(source)
    let told = reader.findings.map {
      "\(source.location($0.range.lowerBound).line):\(source.location($0.range.lowerBound).column): \($0.error.message)"
    }
    #expect(told == mistakes)
  }
}
