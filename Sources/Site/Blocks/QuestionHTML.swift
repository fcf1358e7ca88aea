internal import Lessons

extension PageContext {
  /// A question in words: choices with their justifications folded away, or room for an answer and,
  /// folded away, the answer.
  func html(_ question: QuestionBlock) -> HTML {
    let place = ExercisePlace(question.id, question.label)
    return HTML(
      .div,
      .class("exercise", "question", question.room.rawValue),
      .id(place.id),
      .role("group"),
      .aria("labelledby", place.titleID)
    ) {
      exerciseHead(question.name, [], question.points, place)
      HTML(.div, .class("prompt")) { html(question.prompt) }
      switch question.task {
      case .choose(let choices):
        if !choices.isEmpty { self.choices(choices, of: question, place) }
      case .write(let answer):
        switch question.room {
        case .fields: area(id: place.part("answer"), label: "Your answer", rows: 4)
        case .blanks: lines(5)
        }
        folded("Answer", answer, class: "solution")
      }
      hints(question.hints)
    }
  }

  /// The choices, each with a button of its own.
  private func choices(
    _ choices: [QuestionBlock.Choice],
    of question: QuestionBlock,
    _ place: ExercisePlace
  ) -> HTML {
    HTML(
      .div,
      .class("choosing"),
      .role(question.takesOne ? "radiogroup" : "group"),
      .aria("labelledby", place.part("instruction"))
    ) {
      HTML(
        .p,
        .class("instruction"),
        .id(place.part("instruction")),
        text: question.instruction
      )
      HTML(.ol, .class("choices")) {
        for (index, choice) in choices.enumerated() {
          html(choice, letter: askLetter(index), question, place)
        }
      }
    }
  }

  private func html(
    _ choice: QuestionBlock.Choice,
    letter: String,
    _ question: QuestionBlock,
    _ place: ExercisePlace
  ) -> HTML {
    let id = place.part("choice-\(letter)")
    return HTML(.li, .class("choice")) {
      if question.room == .fields {
        HTML(
          .input,
          .id(id),
          .set(.type, question.takesOne ? "radio" : "checkbox"),
          .set(.name, place.part("choice"))
        )
      } else {
        HTML(.span, .class(question.takesOne ? "circle" : "box"), .aria("hidden", "true"))
      }
      let words =
        [HTML(.span, .class("letter"), text: "\(letter)."), .text(" ")] + html(choice.text)
      if question.room == .fields {
        HTML(.label, .set(.for, id)) { words }
      } else {
        HTML(.span, .class("words")) { words }
      }
      justification(of: choice, letter: letter)
    }
  }

  /// Why a choice is right or is not; nothing where that is not to be told.
  private func justification(of choice: QuestionBlock.Choice, letter: String) -> HTML? {
    guard let isRight = choice.isRight else { return nil }
    return HTML(
      .details,
      .class("justification"),
      .data("verdict", isRight ? "right" : "wrong")
    ) {
      HTML(.summary) {
        HTML.text("Look up")
        HTML(.span, .class("unseen"), text: " Choice \(letter)")
      }
      HTML(.p) {
        HTML(.bold, text: isRight ? "Right." : "Not right.")
        if !choice.justification.isEmpty { HTML.text(" ") }
        html(choice.justification)
      }
    }
  }
}
