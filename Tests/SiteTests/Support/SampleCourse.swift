internal import Drawing
internal import Lessons

/// A course made by hand that has one of everything.
///
/// Its numbers are those of (x + y) z at x = −2, y = 5, z = −4.
func sampleCourse() -> Course {
  var settings = Course.Settings()
  settings.title = "Deep learning, step by step"
  settings.authors = ["Ada Example"]
  let parts = [
    Course.Part(
      title: "Neurons",
      entries: [
        Course.Entry(number: "1", title: "Threshold units", lesson: 0, children: []),
        Course.Entry(
          number: "2",
          title: "The chain rule on a blackboard",
          lesson: 1,
          children: [
            Course.Entry(number: "2.1", title: "Everything else", lesson: 2, children: [])
          ]
        ),
      ]
    ),
    Course.Part(
      title: "Learning",
      entries: [Course.Entry(number: "3", title: "Not written yet", lesson: nil, children: [])]
    ),
  ]
  return Course(
    settings: settings,
    parts: parts,
    lessons: [thresholdLesson(), chainRuleLesson(), everythingLesson()],
    assets: ["pictures/a bird.svg"]
  )
}

func variable(_ name: String, _ index: String? = nil) -> Formula {
  guard let index else { return .identifier(name) }
  return .scripts(.identifier(name), sub: .number(index))
}

func partial(_ above: Formula, _ below: Formula) -> Formula {
  .fraction(
    .row([.symbol("∂", .prefix), above]),
    .row([.symbol("∂", .prefix), below])
  )
}

func value(_ number: String) -> Formula { .inked(.value, .number(number)) }
func gradient(_ number: String) -> Formula { .inked(.gradient, .number(number)) }

/// Puts infix operators given as strings between formulas.
func equation(_ parts: Any...) -> Formula {
  .row(
    parts.map { part in
      if let text = part as? String { return .symbol(text) }
      return part as? Formula ?? .row([])
    }
  )
}

private func thresholdLesson() -> Lesson {
  var head = FrontMatter()
  head.title = "Threshold units"
  head.summary = "A unit adds what comes in and fires when the sum reaches its threshold."
  func number(_ text: String, _ role: DataTable.Cell.Role = .plain) -> DataTable.Cell {
    DataTable.Cell(formula: .number(text), text: text, role: role)
  }
  func name(_ formula: Formula, _ text: String) -> DataTable.Cell {
    DataTable.Cell(formula: formula, text: text)
  }
  let table = DataTable(
    columns: [
      name(variable("x", "1"), "x1"), name(variable("x", "2"), "x2"), name(variable("z"), "z"),
      name(variable("y"), "y"),
    ],
    rows: [[0, 0], [0, 1], [1, 0], [1, 1]].map { x in
      let sum = x[0] + x[1]
      return [
        number(String(x[0])), number(String(x[1])), number(String(sum - 2)),
        number(sum == 2 ? "1" : "0", .value),
      ]
    },
    markedRows: [3]
  )
  let figure = Figure(
    kind: .table,
    id: "and",
    label: Label(id: "tbl-and", name: "Table 1"),
    caption: [.text("AND with a threshold of 2.")],
    views: [.table(table), .remark([.text("All four rows come out right.")])]
  )
  return Lesson(
    path: "01-threshold-units.md",
    frontMatter: head,
    blocks: [
      .heading(level: 1, id: "threshold-units", [.text("Threshold units")]),
      .paragraph([
        .text("A unit fires when "),
        .math(
          source: "z \\ge \\theta",
          .row([
            variable("z"), .symbol("≥"), variable("θ"),
          ])
        ), .text("."),
      ]),
      .figure(figure),
      .paragraph([
        .text("Next: "),
        .link(
          destination: "02-chain-rule.md#fig-xyz",
          isInternal: true,
          title: "",
          [.text("the chain rule")]
        ), .text("."),
      ]),
    ]
  )
}
