import Drawing
import Lessons
import Testing

@testable import Writers

/// Pictures that belong together, as every writer sets them.
@Suite struct PanelsTests {
  private static func panels(_ count: Int) -> Panels {
    Panels(
      title: "Fields & lines",
      pictures: (0..<count).map { index in
        Picture(
          width: 120,
          height: 60,
          title: "Epoch \(index) & more",
          description: "Nothing.",
          elements: [
            .shade(
              [.move(.init(0, 0)), .line(.init(9, 0)), .line(.init(9, 9)), .close],
              role: .ink,
              strength: 0.25
            ),
            .marks([.move(.init(1, 1)), .line(.init(5, 5))], role: .value, width: 1),
            .glyphs("7", at: [.init(3, 3), .init(8, 9)], size: 12, role: .ink),
          ]
        )
      },
      data: DataTable(
        columns: [SampleCourse.column("e", "epoch")],
        rows: [[SampleCourse.number("4")]]
      )
    )
  }

  private static func course(_ views: [Figure.View]) -> Course {
    let figure = Figure(kind: .train, id: "net", label: nil, caption: [], views: views)
    var head = FrontMatter()
    head.title = "A"
    return Course(
      settings: .init(),
      parts: [],
      lessons: [Lesson(path: "a.md", frontMatter: head, blocks: [.figure(figure)])],
      assets: []
    )
  }

  private static func text(_ files: [OutputFile], _ suffix: String) -> String {
    files.filter { $0.path.hasSuffix(suffix) }
      .map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
  }

  @Test func `Markdown has a file for each picture, and the figures folded`() {
    let files = MarkdownWriter.pages(for: Self.course([.panels(Self.panels(2))]))
    #expect(files.map(\.path).filter { $0.hasSuffix(".svg") }.count == 2)
    let page = Self.text(files, "a.md")
    #expect(page.contains("![Epoch 0 & more]") || page.contains("![Epoch 0 \\& more]"))
    #expect(page.contains("<summary>Data</summary>"))
  }

  @Test func `LaTeX sets small pictures side by side, with their titles`() {
    let files = LaTeXWriter.pages(for: Self.course([.panels(Self.panels(3))]))
    let page = Self.text(files, ".tex")
    #expect(page.components(separatedBy: "\\begin{minipage}").count == 4)
    #expect(page.contains("Epoch 2 \\& more"))
    #expect(page.contains("\\fill[gradusink,even odd rule,fill opacity=0.25]"))
    #expect(page.components(separatedBy: "{7};").count == 7)
  }

  @Test func `without pictures the table is all there is`() {
    let none = Panels(title: "", pictures: [], data: Self.panels(1).data)
    for page in [
      Self.text(MarkdownWriter.pages(for: Self.course([.panels(none)])), "a.md"),
      Self.text(LaTeXWriter.pages(for: Self.course([.panels(none)])), ".tex"),
    ] {
      #expect(page.contains("4"))
      #expect(!page.contains("<details>") && !page.contains("tikzpicture}["))
    }
  }
}
