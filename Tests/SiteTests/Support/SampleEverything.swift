internal import Drawing
internal import Lessons

/// A lesson with one of every block, in a folder of its own and without a heading of level 1.
func everythingLesson() -> Lesson {
  var head = FrontMatter()
  head.title = "Everything else"
  head.authors = ["Bob Sample", "Eve"]
  head.date = "2025-11-21"
  let wide = Formula.row(
    (1...40).flatMap { [variable("a", String($0)), .symbol("+")] } + [variable("b")]
  )
  return Lesson(
    path: "more/everything else.md",
    frontMatter: head,
    blocks: [
      .paragraph([
        .emphasis([.text("Emphasis")]), .text(", "), .strong([.text("strength")]), .text(", "),
        .code("code <b>"), .text(", a\u{201C}quoted\u{201D} word,"), .softBreak,
        .text("a new line of the source,"), .lineBreak, .text("a new line of the page, "),
        .link(
          destination: "https://example.org/?a=1&b=2",
          isInternal: false,
          title: "A \"page\"",
          [.text("a page")]
        ), .text(", "),
        .link(
          destination: "02-chain-rule.md#eq-chain",
          isInternal: true,
          title: "",
          [.text("an equation")]
        ), .text(", "),
        .image(path: "pictures/a bird.svg", alternative: "A bird", title: ""),
      ]),
      .heading(level: 4, id: "lists", [.text("Lists, two levels too deep")]),
      .list(
        start: nil,
        tight: true,
        items: [
          [.paragraph([.text("tight")])],
          [
            .paragraph([.text("and nested")]),
            .list(start: 3, tight: false, items: [[.paragraph([.text("three")])], [.rule]]),
          ],
        ]
      ),
      .quote([.paragraph([.text("Quoted.")])]),
      .code(language: "grad", "f = softmax(z)   # a comment\nexpect f ~ [0.5, 0.5]\n"),
      .code(language: "swift", "let x = a < b && c > d\n"),
      .table(
        PipeTable(
          alignments: [.left, .right, .center, .none],
          header: [[.text("gate")], [.text("weight")], [.text("bias")], []],
          rows: [
            [[.text("AND")], [.text("1")], [.text("−2")], [.code("and")]],
            [[.text("OR")], [.text("1")], [.text("−1")], []],
          ],
          label: Label(id: "tbl-gates", name: "Table 2"),
          caption: [.text("Gates.")]
        )
      ),
      .math(DisplayMath(source: "a_1 + \\dots", formula: wide, label: nil)),
      .html("<b>raw</b>"),
      .figure(plot()),
      .figure(
        Figure(
          kind: .learn,
          id: "block-2",
          label: nil,
          caption: [],
          views: [.pictures([separation("after row 1"), separation("after row 2")])]
        )
      ),
    ]
  )
}

private func separation(_ title: String) -> Picture {
  Picture(
    width: 160,
    height: 160,
    title: title,
    description: "A line between points.",
    elements: [
      .path(
        [.move(.init(10, 150)), .line(.init(150, 10))],
        role: .ink,
        width: 1,
        filled: false,
        dashed: true
      ), .circle(center: .init(30, 30), radius: 5, role: .series0),
    ]
  )
}

private func plot() -> Figure {
  let points = [-2, -1, 0, 1, 2].map { ($0, $0 * $0) }
  func cell(_ number: Int, _ role: DataTable.Cell.Role = .plain) -> DataTable.Cell {
    DataTable.Cell(formula: .number(String(number)), text: String(number), role: role)
  }
  let data = DataTable(
    columns: [
      .init(formula: variable("x"), text: "x"),
      .init(formula: .scripts(variable("x"), sup: .number("2")), text: "x^2"),
      .init(formula: .text("note"), text: "note", isNumeric: false),
    ],
    rows: points.map { [cell($0.0), cell($0.1, .value), .init(formula: .text(""), text: "")] }
  )
  let picture = Picture(
    width: 900,
    height: 300,
    title: "x squared",
    description: "A parabola.",
    elements: [
      .path(
        [.move(.init(10, 10))]
          + points.map { .line(.init(450 + 200 * Double($0.0), 290 - 60 * Double($0.1))) },
        role: .series0,
        width: 2,
        filled: false,
        dashed: false
      )
    ]
  )
  return Figure(
    kind: .plot,
    id: "parabola",
    label: Label(id: "fig-parabola", name: "Figure 2"),
    caption: [
      .text("A parabola, "), .math(source: "x^2", .scripts(variable("x"), sup: .number("2"))),
    ],
    views: [.plot(picture, data: data)]
  )
}
