import Drawing
import Lessons

/// A course that has everything that a course can have, made by hand.
enum SampleCourse {
  static func tex(_ source: String) -> Formula {
    do {
      return try TeXParser.parse(source)
    } catch {
      return .text("does not parse: \(source)")
    }
  }

  static func math(_ source: String) -> Inline { .math(source: source, tex(source)) }

  static func number(_ text: String, _ role: DataTable.Cell.Role = .plain) -> DataTable.Cell {
    DataTable.Cell(formula: .number(text), text: text, role: role)
  }

  static func column(_ source: String, _ text: String) -> DataTable.Cell {
    DataTable.Cell(formula: tex(source), text: text, isNumeric: false)
  }

  static let picture = Picture(
    width: 220,
    height: 90,
    title: "Diagram of q = x + y",
    description: "Two inputs, x and y, lead into a sum.",
    elements: [
      .path(
        [.move(.init(40, 45)), .line(.init(150, 45))],
        role: .edge,
        width: 1.4,
        filled: false,
        dashed: false
      ),
      .group(
        id: "n1",
        title: "x, an input",
        [
          .circle(center: .init(24, 45), radius: 16, role: .node),
          .text(
            [.init("x"), .init("1", level: -1)],
            at: .init(24, 45),
            anchor: .middle,
            size: 16,
            face: .name,
            role: .ink
          ),
        ]
      ),
      .text(
        [.init("−2")],
        at: .init(90, 34),
        anchor: .middle,
        size: 14,
        face: .strong,
        role: .value
      ),
      .rectangle(origin: .init(150, 29), width: 32, height: 32, corner: 6, role: .node),
      .text(
        [.init("+")],
        at: .init(166, 45),
        anchor: .middle,
        size: 18,
        face: .symbol,
        role: .ink
      ),
    ]
  )

  static let board = Board(
    picture: picture,
    steps: [
      BoardStep(
        index: 1,
        phase: .forward,
        words: "Add the operands.",
        formula: tex(#"q = x_1 + y = -2 + 5 = \textcolor{value}{3}"#),
        text: "q = x1 + y = -2 + 5 = 3",
        marks: ["n1"],
        reveals: [],
        cells: ["q", "+", "-2, 5", "3"]
      ),
      BoardStep(
        index: 2,
        phase: .backward,
        words: "A sum hands its gradient on unchanged.",
        formula: tex(
          #"\frac{\partial f}{\partial x_1} = \frac{\partial f}{\partial q} \cdot 1 = -4"#
        ),
        text: "df/dx1 = df/dq * 1 = -4",
        marks: ["n1"],
        reveals: [],
        cells: ["q", "x1", "-4", "1", "-4", "-4"]
      ),
    ]
  )

  static let derivation = Derivation(
    subject: tex(#"\frac{\partial f}{\partial x_1}"#),
    stages: [
      .init(
        words: "in symbols",
        formula: tex(#"\frac{\partial f}{\partial q} \cdot \frac{\partial q}{\partial x_1}"#)
      ),
      .init(
        words: "upstream gradient put in",
        formula: tex(#"-4 \cdot \frac{\partial q}{\partial x_1}"#)
      ),
      .init(words: "result", formula: tex("-4")),
    ],
    remarks: ["∂q/∂x is 1, since x enters the sum once & unscaled."]
  )

  static let learned = DataTable(
    columns: [
      column("x_1", "x1"), column("t", "t"), column(#"\Delta w_1"#, "Δw1"), column("w_1", "w1"),
    ],
    rows: [
      [
        DataTable.Cell(formula: .row([]), text: ""), DataTable.Cell(formula: .row([]), text: ""),
        DataTable.Cell(formula: .row([]), text: ""), number("0"),
      ],
      [number("1"), number("-1"), number("-1", .gradient), number("-1", .value)],
    ],
    markedRows: [1]
  )

  static let first = Lesson(
    path: "01-first.md",
    frontMatter: firstHead,
    blocks: [
      .heading(level: 1, id: "sums", [.text("Sums "), math("x + y")]),
      .paragraph([
        .text("A "), .emphasis([.text("sum")]), .text(" of "), math(#"x_1,\, y_{2}"#),
        .text(" at "), math(#"\hat{y}_{1} < \mathbf{x}^\top"#), .text(", with "),
        .strong([.text("5 * 3 | 2_a")]), .text(" and "), .code("a | b `c`"), .text(":"), .softBreak,
        .text("1. not a list; costs $5 & 10% of #1, ~all~ of [it] <here>."), .lineBreak,
        .text("See "),
        .reference(Label(id: "fig-sum", name: "Figure 1"), path: ""), .text(", "),
        .reference(Label(id: "tbl-gates", name: "Table 1"), path: "part two/02-second.md"),
        .text(" and "),
        .link(
          destination: "part two/02-second.md#sec-more",
          isInternal: true,
          title: "",
          [.text("more")]
        ), .text(" or "),
        .link(
          destination: "https://example.org/a_(b)?c=d%20e&f#g",
          isInternal: false,
          title: "An \"example\"",
          [.text("elsewhere")]
        ), .text(". The value is "),
        .value(formula: .inked(.value, .number("-3")), text: "-3"), .text("; the matrix is "),
        .value(
          formula: tex(#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"#),
          text: "[[1, 2], [3, 4]]"
        ),
        .text("."),
      ]),
      .figure(
        Figure(
          kind: .trace,
          id: "sum",
          label: Label(id: "fig-sum", name: "Figure 1"),
          caption: [.text("The sum, forward and back, for "), math("z"), .text(".")],
          views: [
            .diagram(board), .steps(board), .derivation([derivation]),
            .code("# the sum\nq = x + y\nbackward q"),
          ]
        )
      ),
      .heading(level: 2, id: "sec-lists", [.text("Lists & "), .code("code")]),
      .list(
        start: nil,
        tight: true,
        items: [
          [.paragraph([.text("one")])],
          [
            .paragraph([.text("two")]),
            .list(start: 1, tight: true, items: [[.paragraph([.text("inner")])]]),
          ],
        ]
      ),
      .list(
        start: 9,
        tight: false,
        items: [
          [.paragraph([.text("nine")]), .code(language: "swift", "let a = \"b\" // ```\n\n  c")],
          [.paragraph([.text("ten")])],
        ]
      ),
      .quote([
        .paragraph([.text("Quoted η, −3 ≤ σ, ünïcode Кириллица, --dashes-- and 'quotes'.")]),
        .paragraph([.text("- and not a list")]),
      ]),
      .rule,
      .math(
        DisplayMath(
          source: #"\sigma(z) = \frac{1}{1 + e^{-z}}"#,
          formula: tex(#"\sigma(z) = \frac{1}{1 + e^{-z}}"#),
          label: Label(id: "eq-sigma", name: "(1)")
        )
      ),
      .math(
        DisplayMath(
          source: "",
          formula: tex(#"\begin{aligned} a &= b * c \\ &< \{d\} \end{aligned}"#),
          label: nil
        )
      ),
    ]
  )

  static let firstHead: FrontMatter = {
    var head = FrontMatter()
    head.title = "Sums"
    head.summary = "What a sum does, forward_and back."
    head.objectives = ["add two numbers", "hand a gradient back"]
    head.authors = ["Ada & Co"]
    head.date = "2025-01-31"
    return head
  }()

  static let second: Lesson = {
    var head = FrontMatter()
    head.title = "More of #it"
    head.prerequisites = ["01-first.md", "patience"]
    return Lesson(
      path: "part two/02-second.md",
      frontMatter: head,
      blocks: [
        .table(
          PipeTable(
            alignments: [.left, .right, .center],
            header: [[.text("gate")], [math("w_1")], [.text("note")]],
            rows: [
              [
                [.text("AND | OR")], [.text("-1")],
                [math(#"\|x\|"#), .text(" a"), .lineBreak, .text("b")],
              ],
              [[.code("x | y")], [.text("2")], []],
            ],
            label: Label(id: "tbl-gates", name: "Table 1"),
            caption: [.text("Gates.")]
          )
        ),
        .table(
          PipeTable(
            alignments: [.none, .none],
            header: [[.text("word")], [.text("meaning")]],
            rows: [
              [
                [.text("gradient")],
                [
                  .text(
                    "how much the output changes where an input changes a little, for each input; it is as large as the value it belongs to and is found by the chain rule"
                  )
                ],
              ]
            ]
          )
        ),
        .heading(level: 2, id: "sec-more", [.text("More")]),
        .figure(
          Figure(
            kind: .learn,
            id: "block-1",
            label: Label(id: "tbl-hebb", name: "Table 2"),
            caption: [.text("Hebb's rule.")],
            views: [
              .table(learned), .pictures([picture, picture]),
              .remark([.text("The pattern (1) comes out wrong.")]),
            ]
          )
        ),
        .figure(
          Figure(
            kind: .plot,
            id: "block-2",
            label: nil,
            caption: [],
            views: [
              .plot(
                picture,
                data: DataTable(
                  columns: [column("x", "x"), column(#"\sigma(x)"#, "σ(x)")],
                  rows: [[number("0"), number("0.5")], [number("1"), number("0.731059")]]
                )
              )
            ]
          )
        ),
        .paragraph([
          .image(path: "pictures/neuron.svg", alternative: "a neuron", title: "Neuron"),
          .text(" and "), .image(path: "part two/photo.gif", alternative: "a photo", title: ""),
          .html("<b>raw</b>"), .text(" back to "),
          .reference(Label(id: "eq-sigma", name: "(1)"), path: "01-first.md"),
        ]),
      ]
    )
  }()

  static let course: Course = {
    var settings = Course.Settings()
    settings.title = "A course of $sums_"
    settings.authors = ["Ada & Co", "Bob"]
    return Course(
      settings: settings,
      parts: [
        Course.Part(
          title: "",
          entries: [
            Course.Entry(
              number: "1",
              title: "Sums",
              lesson: 0,
              children: [Course.Entry(number: "1.1", title: "More", lesson: 1, children: [])]
            )
          ]
        ),
        Course.Part(
          title: "Later",
          entries: [Course.Entry(number: "", title: "A draft", lesson: nil, children: [])]
        ),
      ],
      lessons: [first, second],
      assets: ["pictures/neuron.svg"]
    )
  }()
}
