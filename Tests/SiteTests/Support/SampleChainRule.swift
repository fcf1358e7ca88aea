internal import Drawing
internal import Lessons

/// The lesson with the diagram that can be stepped through.
func chainRuleLesson() -> Lesson {
  var head = FrontMatter()
  head.title = "The chain rule on a blackboard"
  head.summary =
    "Three inputs, one sum, one product: enough to see everything that backpropagation does."
  head.objectives = ["follow a value forward,", "hand a gradient back."]
  head.prerequisites = ["01-threshold-units.md", "differentiation"]
  head.keywords = ["chain rule", "gradient"]
  let board = Board(picture: diagram(), steps: steps())
  let figure = Figure(
    kind: .trace,
    id: "xyz",
    label: Label(id: "fig-xyz", name: "Figure 1"),
    caption: [.text("Values above each wire, gradients below.")],
    views: [.diagram(board), .steps(board), .derivation([derivation()]), .code(program)]
  )
  let (f, x, y, z) = (variable("f"), variable("x"), variable("y"), variable("z"))
  let product = equation(f, "=", Formula.fenced("(", equation(x, "+", y), ")"), z)
  return Lesson(
    path: "02-chain-rule.md",
    frontMatter: head,
    blocks: [
      .heading(level: 1, id: "the-chain-rule", [.text("The chain rule on a blackboard")]),
      .paragraph([
        .text("Take "), .math(source: "f = (x + y) z", product),
        .text(
          """
          . Going forward, each gate writes its value above its wire. Going back, each wire \
          receives a gradient below it: how much the result would change if that value moved a \
          little. With the numbers of 
          """
        ), .reference(Label(id: "fig-xyz", name: "Figure 1"), path: ""),
        .text(" the result is "), .value(formula: value("-12"), text: "-12"),
        .text("; the sum of "),
        .reference(Label(id: "tbl-and", name: "Table 1"), path: "01-threshold-units.md"),
        .text(" comes back in it."),
      ]),
      .heading(level: 2, id: "step-by-step", [.text("Step by step")]),
      .figure(figure),
      .math(
        DisplayMath(
          source: "\\frac{\\partial f}{\\partial x}",
          formula: equation(
            partial(f, x),
            "=",
            partial(f, variable("q")),
            "·",
            partial(variable("q"), x)
          ),
          label: Label(id: "eq-chain", name: "(1)")
        )
      ),
      .heading(
        level: 2,
        id: "why-it-works",
        [.text("Why it works, with "), .math(source: "q", variable("q"))]
      ),
      .paragraph([
        .text("See "), .reference(Label(id: "eq-chain", name: "(1)"), path: ""), .text("."),
      ]),
    ]
  )
}

private let program = """
  # (x + y) z, the classic
  x = -2; y = 5; z = -4
  q = x + y
  f = q * z
  backward f
  expect grad x = -4

  """

private func derivation() -> Derivation {
  let (f, q, x) = (variable("f"), variable("q"), variable("x"))
  return Derivation(
    subject: partial(f, x),
    stages: [
      .init(words: "in symbols", formula: equation(partial(f, q), "·", partial(q, x))),
      .init(
        words: "upstream gradient put in",
        formula: equation(gradient("-4"), "·", partial(q, x))
      ),
      .init(
        words: "local derivatives put in",
        formula: equation(gradient("-4"), "·", value("1"))
      ),
      .init(words: "result", formula: gradient("-4")),
    ],
    remarks: ["∂q/∂x = 1: q is x plus something that does not change with x."]
  )
}

private func steps() -> [BoardStep] {
  let (f, q, x, y, z) = (
    variable("f"), variable("q"), variable("x"), variable("y"), variable("z")
  )
  let product = "A product hands back its gradient times the other factor."
  let sum = "A sum hands its gradient on unchanged to each operand."
  func step(
    _ index: Int,
    _ words: String,
    _ formula: Formula,
    _ text: String,
    _ marks: [String],
    _ reveals: [String],
    _ cells: [String]
  ) -> BoardStep {
    BoardStep(
      index: index,
      phase: index < 3 ? .forward : .backward,
      words: words,
      formula: formula,
      text: text,
      marks: marks,
      reveals: reveals,
      cells: cells
    )
  }
  return [
    step(
      1,
      "The two inputs are added.",
      equation(q, "=", x, "+", y, "=", value("-2"), "+", value("5"), "=", value("3")),
      "q = x + y = -2 + 5 = 3",
      ["n4"],
      ["v5.0"],
      ["q", "add", "x = -2, y = 5", "3"]
    ),
    step(
      2,
      "The sum is multiplied by z.",
      equation(f, "=", q, "·", z, "=", value("3"), "·", value("-4"), "=", value("-12")),
      "f = q * z = 3 * -4 = -12",
      ["n5"],
      ["v5"],
      ["f", "multiply", "q = 3, z = -4", "-12"]
    ),
    step(
      3,
      product,
      equation(partial(f, q), "=", partial(f, f), "·", z, "=", gradient("1"), "·", value("-4")),
      "df/dq = 1 * -4 = -4",
      ["n5", "e5.0"],
      ["g5", "g5.0"],
      ["f = q · z", "q", "1", "z = -4", "-4", "-4"]
    ),
    step(
      4,
      product,
      equation(partial(f, z), "=", partial(f, f), "·", q, "=", gradient("1"), "·", value("3")),
      "df/dz = 1 * 3 = 3",
      ["n5", "e5.1"],
      ["g5.1"],
      ["f = q · z", "z", "1", "q = 3", "3", "3"]
    ),
    step(
      5,
      sum,
      equation(partial(f, x), "=", partial(f, q), "·", partial(q, x), "=", gradient("-4")),
      "df/dx = -4 * 1 = -4",
      ["n4", "e4.0"],
      ["g4.0"],
      ["q = x + y", "x", "-4", "1", "-4", "-4"]
    ),
    step(
      6,
      sum,
      equation(partial(f, y), "=", partial(f, q), "·", partial(q, y), "=", gradient("-4")),
      "df/dy = -4 * 1 = -4",
      ["n4", "e4.1"],
      ["g4.1"],
      ["q = x + y", "y", "-4", "1", "-4", "-4"]
    ),
  ]
}

private func diagram() -> Picture {
  func label(_ id: String, _ text: String, _ x: Double, _ y: Double, _ role: Picture.Role)
    -> Picture.Element
  {
    .group(
      id: id,
      title: nil,
      [
        .text(
          [Picture.Run(text)],
          at: .init(x, y),
          anchor: .middle,
          size: 15,
          face: .strong,
          role: role
        )
      ]
    )
  }
  func edge(
    _ id: String,
    _ from: (Double, Double),
    _ to: (Double, Double),
    _ value: String,
    _ gradient: String
  ) -> Picture.Element {
    let (x, y) = (0.5 * (from.0 + to.0), 0.5 * (from.1 + to.1))
    return .group(
      id: "e\(id)",
      title: nil,
      [
        .path(
          [.move(.init(from.0, from.1)), .line(.init(to.0, to.1))],
          role: .edge,
          width: 1.4,
          filled: false,
          dashed: false
        ),
        label("v\(id)", value, x, y - 14, .value), label("g\(id)", gradient, x, y + 14, .gradient),
      ]
    )
  }
  func node(_ id: Int, _ x: Double, _ y: Double, _ symbol: String, _ title: String)
    -> Picture.Element
  {
    .group(
      id: "n\(id)",
      title: title,
      [
        .circle(center: .init(x, y), radius: 20, role: .node),
        .text(
          [Picture.Run(symbol)],
          at: .init(x, y),
          anchor: .middle,
          size: 18,
          face: id < 4 ? .name : .symbol,
          role: .ink
        ),
      ]
    )
  }
  return Picture(
    width: 640,
    height: 260,
    title: "Computation graph of f = (x + y) z",
    description: "The inputs x and y are added to q. The product of q and the input z is f.",
    elements: [
      edge("4.0", (66, 40), (210, 92), "−2", "−4"), edge("4.1", (66, 140), (210, 100), "5", "−4"),
      edge("5.0", (250, 96), (408, 130), "3", "−4"), edge("5.1", (66, 220), (408, 138), "−4", "3"),
      .path(
        [.move(.init(448, 134)), .line(.init(560, 134))],
        role: .edge,
        width: 1.4,
        filled: false,
        dashed: false
      ), label("v5", "−12", 504, 120, .value), label("g5", "1", 504, 148, .gradient),
      node(1, 46, 40, "x", "input x, value −2"), node(2, 46, 140, "y", "input y, value 5"),
      node(3, 46, 220, "z", "input z, value −4"), node(4, 230, 96, "+", "q, the sum of x and y"),
      node(5, 428, 134, "×", "f, the product of q and z"),
    ]
  )
}
