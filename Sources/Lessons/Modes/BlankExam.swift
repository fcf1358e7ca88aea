internal import Autodiff

extension Course {
  /// A course with one exercise and one question of each kind that asks for nothing in particular: what a
  /// writer makes of it is on every exam.
  public static var blankExam: Course {
    let shapes: [[Int]] = [[], [2], [2, 2], [9]]
    let asks = shapes.flatMap { axes in
      [nil, 3].map { digits in
        ExerciseBlock.Ask(
          quantity: "a",
          label: [.text("a")],
          shape: Shape(axes),
          digits: digits,
          points: 1,
          hints: [],
          right: Tensor([Double]())
        )
      }
    }
    let exercise = ExerciseBlock(
      id: "e",
      label: nil,
      caption: [],
      given: [],
      asks: asks,
      solution: [],
      program: ""
    )
    let choices = [QuestionBlock.Choice(text: [.text("c")], isRight: nil, justification: [])]
    let tasks: [QuestionBlock.Task] = [.choose(choices), .write(answer: [])]
    let questions = tasks.enumerated().map { index, task in
      Block.question(
        QuestionBlock(id: "q\(index)", label: nil, prompt: [], task: task, points: 1, hints: [])
      )
    }
    let lesson = Lesson(
      path: "e.md",
      frontMatter: FrontMatter(),
      blocks: [.exercise(exercise)] + questions
    )
    return Course(settings: Settings(), parts: [], lessons: [lesson], assets: [])
  }
}
