import Lessons
import TestSupport
import Testing

@testable import Writers

struct MarkdownWriterTests {
  let files = MarkdownWriter.pages(for: SampleCourse.course)

  private func text(_ path: String) throws -> String {
    let file = try #require(files.first { $0.path == path })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func `there is a page for each lesson, contents, and a file for each picture`() {
    #expect(
      files.map(\.path) == [
        "README.md", "01-first.md", "pictures-2/01-first/sum.svg", "part two/02-second.md",
        "pictures-2/part two/02-second/block-1-2-a.svg",
        "pictures-2/part two/02-second/block-1-2-b.svg",
        "pictures-2/part two/02-second/block-2.svg",
      ]
    )
  }

  @Test(arguments: [
    ("README.md", "README.md"), ("01-first.md", "first.md"), ("part two/02-second.md", "second.md"),
  ])
  func `a page is the same as always`(path: String, name: String) throws {
    try expectSnapshot(try text(path), named: name)
  }

  @Test func `every formula of the reference is written for GitHub as always`() throws {
    let lesson = Lesson(
      path: "formulas.md",
      frontMatter: FrontMatter(),
      blocks: try referenceFormulas().flatMap { source -> [Block] in
        let formula = SampleCourse.tex(source)
        return [
          .paragraph([.text("It is "), .math(source: source, formula), .text(" here.")]),
          .math(DisplayMath(source: source, formula: formula, label: nil)),
        ]
      }
    )
    let course = Course(settings: Course.Settings(), parts: [], lessons: [lesson], assets: [])
    let file = try #require(MarkdownWriter.pages(for: course).last)
    try expectSnapshot(String(decoding: file.bytes, as: UTF8.self), named: "formulas.md")
  }

  @Test func `the course's own files follow at their own paths`() throws {
    let all = MarkdownWriter.files(for: SampleCourse.course) { [UInt8]($0.utf8) }
    #expect(all.last == OutputFile(path: "pictures/neuron.svg", text: "pictures/neuron.svg"))
    #expect(all.dropLast() == files[...])
  }

  @Test func `a lesson whose name is taken by the contents gets another`() {
    var course = SampleCourse.course
    course.lessons[0].path = "readme.md"
    let paths = MarkdownWriter.pages(for: course).map(\.path)
    #expect(paths.contains("README.md"))
    #expect(paths.contains("readme-2.md"))
  }
}
