internal import Autodiff

/// What a course is written for.
public enum CourseMode: String, Equatable, Sendable, CaseIterable {
  /// Pages to learn from: fields, hints and worked solutions.
  case practice
  /// Sheets of paper with room to write; the answers are in a key.
  case worksheet
  /// Pages that hold no answer in any form; the answers are in a key.
  case exam
}

extension Course {
  /// The course as a mode shows it.
  ///
  /// For a worksheet and an exam nothing is left in the model that tells an answer: no right values, no
  /// right choices, justifications, hints, solutions and whole programs, and none of the files that only
  /// those use. Writers then cannot tell any. Figures, numbers filled in and all other text of the lessons
  /// stay as they are.
  public func prepared(for mode: CourseMode) -> Course {
    guard mode != .practice else { return self }
    let room: AnswerRoom = mode == .worksheet ? .blanks : .fields
    var prepared = self
    prepared.lessons = lessons.map { lesson in
      var lesson = lesson
      let points = lesson.blocks.points
      lesson.blocks = lesson.blocks.mapped { block in
        switch block {
        case .exercise(let exercise): .exercise(exercise.withoutAnswers(room))
        case .question(let question): .question(question.withoutAnswers(room))
        default: block
        }
      }
      if lesson.blocks.hasExercises { lesson.blocks.insertHead(points: points) }
      return lesson
    }
    let told = Set(lessons.flatMap { $0.blocks.files })
    let kept = Set(prepared.lessons.flatMap { $0.blocks.files })
    prepared.assets = assets.filter { kept.contains($0) || !told.contains($0) }
    return prepared
  }
}

extension ExerciseBlock {
  /// What is given and asked, and nothing else.
  fileprivate func withoutAnswers(_ room: AnswerRoom) -> ExerciseBlock {
    var exercise = self
    exercise.asks = asks.map { ask in
      var ask = ask
      ask.hints = []
      ask.right = Tensor([Double]())
      ask.location = nil
      return ask
    }
    if room == .blanks { exercise.given = givenOnPaper }
    exercise.solution = []
    exercise.program = ""
    exercise.room = room
    return exercise
  }
}

extension QuestionBlock {
  /// What is asked and what there is to choose, and nothing else.
  fileprivate func withoutAnswers(_ room: AnswerRoom) -> QuestionBlock {
    var question = self
    switch task {
    case .choose(let choices):
      question.task = .choose(
        choices.map { Choice(text: $0.text, isRight: nil, justification: []) }
      )
    case .write: question.task = .write(answer: [])
    }
    question.hints = []
    question.room = room
    question.location = nil
    return question
  }
}

extension [Block] {
  /// Room for a name, the day and what was reached, under the title.
  fileprivate mutating func insertHead(points: Double) {
    var line: [Inline] = [.text("Name "), .blank(em: 11), .text(" Date "), .blank(em: 5)]
    if points > 0 {
      line += [.text(" Points "), .blank(em: 2), .text(" of \(NumberFormat.table.text(points))")]
    }
    var place = 0
    if case .heading(1, _, _)? = first { place = 1 }
    insert(.paragraph(line), at: place)
  }
}
