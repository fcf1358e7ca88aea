internal import Exercises
internal import Lessons
internal import Notation
internal import Writers

/// Makes what is practised of a lesson.
struct PracticeLesson {
  private let built: BuiltCourse
  private let lesson: Lesson
  /// The exercises, with their programs.
  private let exercises: [Exercise]
  private var questions = 0

  /// The exercises and questions of a lesson, in order; the one of that id, where one is named.
  ///
  /// - Parameters:
  ///   - path: The lesson's file.
  ///   - id: The id of an exercise or a question, with its `exr-` or without.
  ///   - variant: Which variant of the numbers that may be drawn; nil for those of the page.
  static func parts(
    of path: String,
    exercise id: String?,
    variant: UInt64?
  ) throws -> [PracticePart] {
    // Says what is wrong with a file that can't be read.
    _ = try Input.file(path)
    let all: [PracticePart]
    do throws(Diagnostics) {
      var lesson = PracticeLesson(try CourseBuilder.build(path, variant: variant))
      all = try lesson?.parts() ?? []
    } catch {
      throw Stop(error)
    }
    guard !all.isEmpty else {
      throw Stop(
        .usage,
        "expected a lesson with an exercise or a question, found none in '\(path)'",
        help: "an exercise block asks for quantities: ask grad x"
      )
    }
    guard let id else { return all }
    let found = all.filter { $0.id == id || $0.id == "exr-" + id }
    guard found.isEmpty else { return found }
    let ids = all.map { $0.id }
    let nearest = Suggestion.nearest(to: id, in: ids)
    throw Stop(
      .usage,
      "--exercise expects the id of an exercise or a question of '\(path)', found '\(id)'",
      help: nearest.map { "did you mean '\($0)'?" } ?? "it has " + ids.joined(separator: ", ")
    )
  }

  /// Takes the lesson that was built; nil where that is a draft.
  private init?(_ built: BuiltCourse) {
    let place = built.selected ?? 0
    guard built.course.lessons.indices.contains(place) else { return nil }
    self.built = built
    let lesson = built.course.lessons[place]
    self.lesson = lesson
    exercises = built.results.first { $0.path == lesson.path }?.exercises ?? []
  }

  private mutating func parts() throws(Diagnostics) -> [PracticePart] {
    try parts(of: lesson.blocks)
  }

  private mutating func parts(of blocks: [Block]) throws(Diagnostics) -> [PracticePart] {
    var found: [PracticePart] = []
    for block in blocks {
      switch block {
      case .quote(let inside): found += try parts(of: inside)
      case .list(_, _, let items): for item in items { found += try parts(of: item) }
      case .exercise(let exercise): if let part = try part(exercise) { found.append(part) }
      case .question(let question): found.append(part(question))
      default: break
      }
    }
    return found
  }

  private func part(_ block: ExerciseBlock) throws(Diagnostics) -> PracticePart? {
    guard let exercise = exercises.first(where: { $0.id == block.id }) else { return nil }
    let title = [block.label?.name ?? "Exercise", block.caption.spoken].filter { !$0.isEmpty }
    return try PracticeSource.part(exercise, title: title.joined(separator: ". "))
  }

  private mutating func part(_ block: QuestionBlock) -> PracticePart {
    questions += 1
    let style = TerminalStyle(width: PracticeWords.measure)
    func text(_ blocks: [Block]) -> String {
      TerminalWriter.text(blocks, of: built.course, style: style)
    }
    let task: PracticePart.Task
    switch block.task {
    case .write(let answer): task = .words(answer: text(answer))
    case .choose(let choices):
      task = .choice(
        ChoiceTask(
          choices: choices.map { choice in
            ChoiceTask.Choice(
              text: choice.text.spoken,
              isRight: choice.isRight == true,
              justification: choice.justification.spoken
            )
          }
        )
      )
    }
    return PracticePart(
      id: block.id,
      title: block.label?.name ?? "Question \(questions)",
      given: text(block.prompt) + "\n",
      task: task,
      hints: block.hints.map { $0.spoken },
      points: block.points
    )
  }
}
