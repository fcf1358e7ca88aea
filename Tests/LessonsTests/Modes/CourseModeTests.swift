import Autodiff
import ExerciseSamples
import Testing

@testable import Lessons

@Suite struct CourseModeTests {
  private let course = SampleExercises.course

  @Test func `practice is the course as it is`() {
    #expect(course.prepared(for: .practice) == course)
  }

  @Test(arguments: [(CourseMode.worksheet, AnswerRoom.blanks), (.exam, .fields)])
  func `worksheets and exams hold no answer, and room for them`(mode: CourseMode, room: AnswerRoom)
  {
    let blocks = course.prepared(for: mode).lessons[0].blocks.exercises
    #expect(blocks.count == 5)
    for block in blocks {
      switch block {
      case .exercise(let exercise):
        #expect(exercise.asks.allSatisfy { $0.right.elements.isEmpty && $0.hints.isEmpty })
        #expect(exercise.solution.isEmpty && exercise.program.isEmpty)
        #expect(exercise.room == room)
        #expect(!exercise.asks.isEmpty && !exercise.given.isEmpty)
      case .question(let question):
        #expect(question.hints.isEmpty && question.room == room)
        if case .choose(let choices) = question.task {
          #expect(choices.allSatisfy { $0.isRight == nil && $0.justification.isEmpty })
          #expect(choices.count == 3)
        } else {
          #expect(question.task == .write(answer: []))
        }
      default: Issue.record("\(block)")
      }
    }
  }

  @Test func `what one chooses is told where what is right is not`() {
    let blocks = course.prepared(for: .exam).lessons[0].blocks.exercises
    let takesOne = blocks.compactMap {
      if case .question(let one) = $0 { one.takesOne } else { nil }
    }
    #expect(takesOne == [true, false, false])
  }

  @Test func `a sheet begins with a line for the name, the day and the points`() {
    let sheet = course.prepared(for: .worksheet).lessons[0]
    guard case .paragraph(let line) = sheet.blocks[1] else {
      Issue.record("\(sheet.blocks[1])")
      return
    }
    #expect(line.contains(.text("Name ")))
    #expect(line.last == .text(" of 12"))
    var plain = course
    plain.lessons[0].blocks = [.paragraph([.text("Nothing to do.")])]
    #expect(plain.prepared(for: .exam) == plain)
  }

  @Test func `files that only answers use are not handed out, and go with the key`() {
    var course = course
    course.assets = ["given.png", "solution.png", "both.png", "unmentioned.csv"]
    var exercise = SampleExercises.neuron
    func image(_ path: String) -> Inline { .image(path: path, alternative: "", title: "") }
    exercise.solution = [.paragraph([image("solution.png"), image("both.png")])]
    exercise.caption = [image("given.png"), image("both.png")]
    course.lessons[0].blocks = [.exercise(exercise)]
    #expect(course.prepared(for: .exam).assets == ["given.png", "both.png", "unmentioned.csv"])
    #expect(course.answerKey.assets == ["given.png", "solution.png", "both.png"])
  }

  @Test func `a diagram on paper has blanks for every value and gradient`() throws {
    let built = try built(
      """
      ```exercise {view="diagram"}
      x = -2; y = 5; z = -4
      q = x + y
      f = q * z
      backward f
      ask q
      ```
      """
    )
    let given = try #require(built.course.lessons[0].blocks.exercises.first)
    let paper = try #require(
      built.course.prepared(for: .worksheet).lessons[0].blocks.exercises.first
    )
    guard case .exercise(let one) = given, case .exercise(let other) = paper,
      case .diagram(let board)? = one.given.first, case .diagram(let sheet)? = other.given.first
    else {
      Issue.record("no diagrams")
      return
    }
    let written = "\(sheet.picture)"
    #expect(sheet.picture != board.picture)
    #expect(sheet.steps.isEmpty && sheet.folds.isEmpty)
    #expect(written.contains("value to fill in, gradient to fill in"))
    // Neither q nor f, nor any gradient; the leaves' values are there.
    for number in ["−12", "\"3\""] { #expect(!written.contains(number)) }
    for number in ["−2", "5", "−4"] { #expect(written.contains("\"\(number)\"")) }
  }

  @Test func `the key has the lessons with exercises, and the contents that lead to them`() {
    var course = course
    let plain = Lesson(path: "plain.md", frontMatter: FrontMatter(), blocks: [.rule])
    course.lessons = [plain, course.lessons[0], plain]
    course.parts = [
      Course.Part(
        title: "A",
        entries: [
          Course.Entry(number: "1", title: "Plain", lesson: 0, children: []),
          Course.Entry(
            number: "2",
            title: "Above",
            lesson: nil,
            children: [Course.Entry(number: "2.1", title: "Exercises", lesson: 1, children: [])]
          ),
        ]
      ),
      Course.Part(
        title: "B",
        entries: [Course.Entry(number: "3", title: "Plain", lesson: 2, children: [])]
      ),
    ]
    let key = course.answerKey
    #expect(key.settings.title == "Key: One neuron")
    #expect(key.lessons.map(\.path) == ["neuron.md"])
    #expect(key.parts.map(\.title) == ["A"])
    #expect(key.parts[0].entries.map(\.title) == ["Above"])
    #expect(key.parts[0].entries[0].children[0].lesson == 0)
  }

  @Test func `the key's links lead nowhere that the key has not`() {
    var course = course
    var exercise = SampleExercises.neuron
    exercise.solution = [
      .paragraph([
        .reference(Label(id: "fig-x", name: "Figure 1"), path: ""),
        .link(destination: "other.md", isInternal: true, title: "", [.text("there")]),
        .link(destination: "https://example.org", isInternal: false, title: "", [.text("away")]),
      ])
    ]
    course.lessons[0].blocks = [.exercise(exercise)]
    #expect(
      course.answerKey.lessons[0].blocks.last
        == .paragraph([
          .text("Figure 1"), .text("there"),
          .link(destination: "https://example.org", isInternal: false, title: "", [.text("away")]),
        ])
    )
  }

  @Test func `letters go on behind z`() {
    #expect(
      [0, 1, 25, 26, 27, 51, 52, 701, 702].map(askLetter) == [
        "a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa",
      ]
    )
  }

  @Test(arguments: [
    ([], "a number"), ([1], "1 number"), ([3], "3 numbers"), ([2, 1], "2 rows, 1 column"),
    ([2, 3, 4], "2 × 3 × 4 numbers"),
  ])
  func `shapes are said`(axes: [Int], words: String) { #expect(Shape(axes).inWords == words) }
}
