extension Lesson {
  /// What a page folds away, for prints, where it stands behind the lesson: for each exercise and question
  /// its hints, its solution and its justifications, under its name; empty where there is none.
  public var backMatter: [Block] {
    blocks.exercises.flatMap { block -> [Block] in
      switch block {
      case .exercise(let exercise): exercise.backMatter
      case .question(let question): question.backMatter
      default: []
      }
    }
  }
}

extension ExerciseBlock {
  fileprivate var backMatter: [Block] {
    var told: [Block] = []
    for (index, ask) in asks.enumerated() where !ask.hints.isEmpty {
      let mark = asks.count > 1 ? "(\(askLetter(index))) " : ""
      told.append(.paragraph([.text("Hints for \(mark)")] + ask.label + [.text(":")]))
      told.append(.hints(ask.hints))
    }
    told += solution
    return told.isEmpty ? [] : [.heading(level: 3, id: "", [.text(name)])] + told
  }
}

extension QuestionBlock {
  fileprivate var backMatter: [Block] {
    var told: [Block] = hints.isEmpty ? [] : [.paragraph([.text("Hints:")]), .hints(hints)]
    switch task {
    case .choose: told += justifications
    case .write(let answer): told += answer
    }
    return told.isEmpty ? [] : [.heading(level: 3, id: "", [.text(name)])] + told
  }
}

extension Block {
  fileprivate static func hints(_ hints: [[Inline]]) -> Block {
    .list(start: 1, tight: true, items: hints.map { [.paragraph($0)] })
  }
}
