public import Autodiff
public import Drawing
public import Lessons
public import Notation

/// A course with exercises of every kind, made by hand.
///
/// Its figures are those of one sigmoid neuron at x = (−1, −2), w = (2, −3), b = −3: z = 1, y = σ(1) and
/// y (1 − y) = 0.19661193324148185.
public enum SampleExercises {
  /// σ(1).
  public static let y = 0.7310585786300049
  /// σ′(1).
  public static let slope = 0.19661193324148185

  /// What a student sees of the program.
  public static let given = """
    input x = [-1, -2]
    param w = [2, -3]
    param b = -3
    z = dot(w, x) + b
    y = sigmoid(z)
    backward y

    """

  private static func place(_ line: Int) -> SourceLocation {
    SourceLocation(file: "lessons/neuron.md", line: line, column: 1)
  }

  static func partial(_ above: String, _ below: String) -> Inline {
    .math(source: "", .partial(above, below))
  }

  static func letter(_ name: String) -> Formula { .identifier(name) }

  /// Three things to work out: a number, a number to four digits, and a gradient of two numbers.
  public static let neuron = ExerciseBlock(
    id: "neuron",
    label: Label(id: "exr-neuron", name: "Exercise 1"),
    caption: [
      .text("One sigmoid neuron by hand, with "),
      .math(
        source: "z = w \\cdot x + b",
        .row([
          letter("z"), .symbol("="), letter("w"), .symbol("·"), letter("x"), .symbol("+"),
          letter("b"),
        ])
      ),
      .text("."),
    ],
    given: [.code(given)],
    asks: [
      ExerciseBlock.Ask(
        quantity: "z",
        label: [.math(source: "z", letter("z"))],
        shape: .scalar,
        digits: nil,
        points: 1,
        hints: [],
        right: Tensor(1),
        location: place(17)
      ),
      ExerciseBlock.Ask(
        quantity: "y",
        label: [.math(source: "y", letter("y"))],
        shape: .scalar,
        digits: 4,
        points: 1,
        hints: [[.text("The squashing function has the value ½ where its input is zero.")]],
        right: Tensor(y),
        location: place(18)
      ),
      ExerciseBlock.Ask(
        quantity: "grad w",
        label: [partial("y", "w")],
        shape: Shape([2]),
        digits: nil,
        points: 2,
        hints: [
          [.text("First find how much the output changes with the weighted sum.")],
          [
            .text("Then use that "),
            .math(source: "z", letter("z")), .text(" is linear in each of the weights."),
          ],
        ],
        right: Tensor([-slope, -2 * slope]),
        location: place(19)
      ),
    ],
    solution: [
      .paragraph([
        .text("The weighted sum is one, so the neuron answers with "),
        .value(formula: .inked(.value, .number("0.7311")), text: "0.7311"), .text("."),
      ]),
      .paragraph([
        .text("Each weight's gradient is the slope there times the input that it meets.")
      ]),
    ],
    program: given + "ask z\nask y to 4 digits\nask grad w\n"
  )

  /// A matrix, and more numbers than a grid has room for.
  public static let layer = ExerciseBlock(
    id: "block-2",
    label: nil,
    caption: [],
    given: [.code("W = [[1, 2, 3], [4, 5, 6]]\nL = sum(square(W)) / 8\nbackward L\n")],
    asks: [
      ExerciseBlock.Ask(
        quantity: "grad W",
        label: [partial("L", "W")],
        shape: Shape([2, 3]),
        digits: nil,
        points: 1,
        hints: [],
        right: Tensor([[0.25, 0.5, 0.75], [1, 1.25, 1.5]]),
        location: place(40)
      ),
      ExerciseBlock.Ask(
        quantity: "T",
        label: [.text("the tensor "), .math(source: "T", letter("T")), .text(" of all products")],
        shape: Shape([2, 2, 3]),
        digits: 3,
        points: 1,
        hints: [],
        right: Tensor(shape: Shape([2, 2, 3]), elements: (1...12).map { Double($0) / 16 }),
        location: place(41)
      ),
    ],
    solution: [],
    program: "W = [[1, 2, 3], [4, 5, 6]]\nL = sum(square(W)) / 8\nbackward L\nask grad W\n"
  )

  /// One of three choices.
  public static let whichGate = QuestionBlock(
    id: "gate",
    label: Label(id: "exr-gate", name: "Exercise 2"),
    prompt: [.paragraph([.text("Which gate can a single threshold unit not compute?")])],
    task: .choose([
      .init(
        text: [.text("AND")],
        isRight: false,
        justification: [.text("A threshold above one and a half separates its one corner.")]
      ),
      .init(
        text: [.text("XOR")],
        isRight: true,
        justification: [.text("No straight line has two opposite corners on its one side.")]
      ),
      .init(
        text: [.text("OR, with "), .math(source: "θ", letter("θ"))],
        isRight: false,
        justification: []
      ),
    ]),
    points: 1,
    hints: [[.text("Draw the four corners of the square and try a ruler.")]],
    location: place(50)
  )

  /// Two of three choices.
  public static let whichSaturate = QuestionBlock(
    id: "block-4",
    label: nil,
    prompt: [.paragraph([.text("Which of these saturate on both sides?")])],
    task: .choose([
      .init(
        text: [.text("sigmoid")],
        isRight: true,
        justification: [.text("It is flat near nought and near one.")]
      ),
      .init(
        text: [.text("tanh")],
        isRight: true,
        justification: [.text("It is a sigmoid, stretched and moved.")]
      ),
      .init(
        text: [.text("ReLU")],
        isRight: false,
        justification: [.text("It grows without bound to the right.")]
      ),
    ]),
    points: 2,
    hints: [],
    location: place(60)
  )

  /// An answer in words.
  public static let why = QuestionBlock(
    id: "why",
    label: Label(id: "exr-why", name: "Exercise 3"),
    prompt: [
      .paragraph([.text("Why does a deep chain of sigmoids learn slowly at its beginning?")])
    ],
    task: .write(answer: [
      .paragraph([.text("Each sigmoid multiplies the gradient with a slope of at most a quarter.")])
    ]),
    points: 3,
    hints: [],
    location: place(70)
  )

  /// The lesson that holds them.
  public static let lesson: Lesson = {
    var head = FrontMatter()
    head.title = "Exercises"
    return Lesson(
      path: "neuron.md",
      frontMatter: head,
      blocks: [
        .heading(level: 1, id: "exercises", [.text("Exercises")]),
        .paragraph([
          .text("Begin with "),
          .reference(Label(id: "exr-neuron", name: "Exercise 1"), path: ""),
          .text(", which needs no more than a sheet of paper and a pencil."),
        ]),
        .exercise(neuron), .exercise(layer),
        .heading(level: 2, id: "questions", [.text("Questions")]),
        .question(whichGate), .question(whichSaturate),
        .list(start: nil, tight: false, items: [[.question(why)]]),
      ]
    )
  }()

  /// The course of that lesson.
  public static let course: Course = {
    var settings = Course.Settings()
    settings.title = "One neuron"
    return Course(
      settings: settings,
      parts: [
        Course.Part(
          title: "",
          entries: [Course.Entry(number: "1", title: "Exercises", lesson: 0, children: [])]
        )
      ],
      lessons: [lesson],
      assets: []
    )
  }()
}
