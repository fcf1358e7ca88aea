import Drawing
import Lessons
import Testing

@testable import Site

@Suite struct FigureTests {
  private let step = BoardStep(
    index: 1,
    phase: .forward,
    words: "One & two.",
    formula: .number("3"),
    text: "3",
    marks: ["n</script>"],
    reveals: ["v1"],
    cells: ["q", "add"]
  )
  private let picture = Picture(
    width: 10,
    height: 10,
    title: "A <picture>",
    description: "",
    elements: []
  )
  private var board: Board { Board(picture: picture, steps: [step]) }

  private func page(_ views: [Figure.View], label: Label? = nil, kind: Figure.Kind = .trace)
    -> String
  {
    SiteTests.page([
      .figure(Figure(kind: kind, id: "a", label: label, caption: [], views: views))
    ])
  }

  @Test func `a diagram and its steps are walked through together`() {
    let page = page([.diagram(board), .steps(board)])
    #expect(page.contains("<figure class=\"stepper trace\" id=\"a\">"))
    #expect(page.contains("<li class=\"forward\" id=\"a.1\" data-step=\"1\">"))
    #expect(page.contains("<tr data-step=\"1\"><td><a href=\"#a.1\">1</a>"))
    #expect(page.contains("One &amp; two."))
    #expect(
      page.contains(
        #"{"prefix":"a.","steps":[{"phase":"forward","marks":["n\u003c/script\u003e"],"reveals":["v1"]}]}"#
      )
    )
    #expect(count("max=\"1\"", in: page) == 1)
  }

  @Test func `steps can be walked through without a diagram, and with other views between`() throws
  {
    #expect(page([.steps(board)]).contains("class=\"stepper trace\""))
    let page = page([.steps(board), .code("x = 1"), .diagram(board)])
    let order = try [
      "class=\"steps-box", "class=\"listing\"", "class=\"diagram", "class=\"sayings",
      "class=\"controls", "steps-data",
    ].map { try #require(page.firstRange(of: $0)?.lowerBound) }
    #expect(order == order.sorted())
  }

  @Test func `a diagram alone, or without steps, stands still`() {
    for views in [
      [Figure.View.diagram(board)],
      [.diagram(Board(picture: picture, steps: [])), .steps(Board(picture: picture, steps: []))],
    ] {
      let page = page(views)
      #expect(page.contains("class=\"diagram scroll\""))
      #expect(!page.contains("class=\"stepper"))
      #expect(!page.contains("class=\"controls"))
    }
  }

  @Test func `a row that is too short is filled up, minus signs are set`() {
    let page = page([.steps(board)])
    #expect(
      page.contains("<td>q</td><td>add</td><td></td><td class=\"value number-cell\"></td></tr>")
    )
  }

  @Test func `the caption of a table stands above it, that of a figure below`() throws {
    let table = DataTable(columns: [.init(formula: .text("n"), text: "n")], rows: [])
    let above = page([.table(table)], label: Label(id: "tbl-a", name: "Table 1"))
    #expect(
      try #require(above.firstRange(of: "<figcaption")).lowerBound
        < #require(above.firstRange(of: "<table")).lowerBound
    )
    #expect(
      above.contains("<figure class=\"trace\" id=\"tbl-a\" aria-labelledby=\"tbl-a.caption\">")
    )
    #expect(above.contains("<div id=\"a\">"))
    let below = page([.table(table)], label: Label(id: "fig-a", name: "Figure 1"))
    #expect(
      try #require(below.firstRange(of: "<figcaption")).lowerBound
        > #require(below.firstRange(of: "<table")).lowerBound
    )
  }

  @Test func `a marked row says so in words, and numbers have minus signs`() {
    let table = DataTable(
      columns: [.init(formula: .text("n"), text: "n")],
      rows: [
        [.init(formula: .number("-1"), text: "-1", role: .gradient)],
        [.init(formula: .inked(.value, .number("2")), text: "2")],
        [.init(formula: .text("-"), text: "", isNumeric: false)],
      ],
      markedRows: [1]
    )
    let page = page([.table(table)])
    #expect(page.contains("<td class=\"gradient number-cell\">−1</td>"))
    #expect(
      page.contains(
        "<tr class=\"marked\"><td class=\"mark\"><span aria-hidden=\"true\">▸</span><span class=\"unseen\">marked</span></td><td class=\"number-cell\">2</td></tr>"
      )
    )
    #expect(page.contains("<td class=\"mark\"></td><td></td></tr>"))
  }

  @Test func `a plot has its figures behind it`() {
    let page = samplePage("more/everything else.html")
    #expect(page.contains("<summary>The figures behind this picture</summary>"))
    #expect(page.contains("aria-label=\"Plot: x squared\""))
  }
}
