import Drawing
import Lessons
import TestSupport
import Testing

@testable import Writers

struct LaTeXWriterTests {
  let files = LaTeXWriter.pages(for: SampleCourse.course)

  private func text(_ path: String) throws -> String {
    let file = try #require(files.first { $0.path == path })
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func `there is a main file, a style and a file for each lesson`() {
    #expect(
      files.map(\.path) == ["course.tex", "gradus.sty", "01-first.tex", "part-two/02-second.tex"]
    )
  }

  @Test(arguments: [
    ("course.tex", "course.tex"), ("01-first.tex", "first.tex"),
    ("part-two/02-second.tex", "second.tex"),
  ])
  func `a file is the same as always`(path: String, name: String) throws {
    try expectSnapshot(try text(path), named: name)
  }

  @Test(.enabled(if: LaTeXRun.isWanted), .timeLimit(.minutes(5)))
  func `lualatex sets it without a warning that matters`() throws {
    #expect(try LaTeXRun.worries(files, named: "sample") == [])
  }

  @Test(.enabled(if: LaTeXRun.isWanted), .timeLimit(.minutes(5)))
  func `lualatex sets every formula of the reference and fits what is too wide`() throws {
    let formulas = try referenceFormulas()
    var blocks = formulas.flatMap { source -> [Block] in
      let formula = SampleCourse.tex(source)
      return [
        .math(DisplayMath(source: source, formula: formula, label: nil)),
        .paragraph([.text("In a line of text it is "), .math(source: source, formula), .text(".")]),
      ]
    }
    let wide = (1...18).map { "\\frac{\\partial L}{\\partial w_{\($0)}}" }.joined(separator: " + ")
    blocks.append(
      .math(
        DisplayMath(
          source: wide,
          formula: SampleCourse.tex(wide),
          label: Label(id: "eq-wide", name: "(7)")
        )
      )
    )
    blocks.append(
      .code(language: "", String(repeating: "a very long line of code; ", count: 12))
    )
    blocks.append(
      .paragraph([.code(String(repeating: "module.function(argument)[0]", count: 8))])
    )
    for columns in [6, 12, 18, 40] {
      blocks.append(
        .figure(
          Figure(
            kind: .learn,
            id: "t\(columns)",
            label: nil,
            caption: [],
            views: [.table(wideTable(columns))]
          )
        )
      )
    }
    let lesson = Lesson(path: "wide.md", frontMatter: FrontMatter(), blocks: blocks)
    let course = Course(
      settings: Course.Settings(),
      parts: [],
      lessons: [lesson],
      assets: []
    )
    #expect(try LaTeXRun.worries(LaTeXWriter.pages(for: course), named: "wide") == [])
  }

  private func wideTable(_ columns: Int) -> DataTable {
    DataTable(
      columns: (0..<columns).map { SampleCourse.column("\\Delta w_{\($0)}", "Δw\($0)") },
      rows: (0..<60).map { row in
        (0..<columns).map {
          SampleCourse.number("-\($0).\(row)", $0 % 2 == 0 ? .gradient : .value)
        }
      },
      markedRows: [3, 50]
    )
  }
}
