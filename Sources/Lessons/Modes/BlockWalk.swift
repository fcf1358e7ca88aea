extension [Block] {
  /// The blocks with each exchanged for another, those inside of quotes and lists too.
  func mapped(_ change: (Block) -> Block) -> [Block] {
    map { block in
      switch block {
      case .quote(let inside): .quote(inside.mapped(change))
      case .list(let start, let tight, let items):
        .list(start: start, tight: tight, items: items.map { $0.mapped(change) })
      default: change(block)
      }
    }
  }

  /// Calls `visit` with every block, those inside of quotes and lists too, and not those of solutions.
  func forEach(_ visit: (Block) -> Void) {
    for block in self {
      visit(block)
      switch block {
      case .quote(let inside): inside.forEach(visit)
      case .list(_, _, let items): for item in items { item.forEach(visit) }
      default: break
      }
    }
  }

  /// The exercises and questions, in order.
  var exercises: [Block] {
    var found: [Block] = []
    forEach { block in
      switch block {
      case .exercise, .question: found.append(block)
      default: break
      }
    }
    return found
  }

  /// Whether there is anything to work out or to answer.
  var hasExercises: Bool { !exercises.isEmpty }

  /// The points of all exercises and questions.
  var points: Double {
    exercises.reduce(0) { sum, block in
      switch block {
      case .exercise(let exercise): sum + exercise.points
      case .question(let question): sum + question.points
      default: sum
      }
    }
  }
}

// MARK: Lines

extension [Block] {
  /// Every line of text in the blocks: paragraphs, cells, captions, labels, hints, solutions.
  var lines: [[Inline]] { flatMap(\.lines) }

  /// Files of the course that the blocks show or link to.
  var files: [String] { lines.flatMap(\.files) }
}

extension Block {
  /// Every line of text in it.
  var lines: [[Inline]] {
    switch self {
    case .heading(_, _, let content), .paragraph(let content): [content]
    case .quote(let inside): inside.lines
    case .list(_, _, let items): items.flatMap(\.lines)
    case .table(let table): table.header + table.rows.flatMap(\.self) + [table.caption]
    case .figure(let figure): [figure.caption] + figure.views.flatMap(\.lines)
    case .exercise(let exercise):
      [exercise.caption] + exercise.given.flatMap(\.lines)
        + exercise.asks.flatMap { [$0.label] + $0.hints } + exercise.solution.lines
    case .question(let question): question.prompt.lines + question.task.lines + question.hints
    case .code, .rule, .math, .html: []
    }
  }
}

extension Figure.View {
  fileprivate var lines: [[Inline]] { if case .remark(let words) = self { [words] } else { [] } }
}

extension QuestionBlock.Task {
  fileprivate var lines: [[Inline]] {
    switch self {
    case .choose(let choices): choices.flatMap { [$0.text, $0.justification] }
    case .write(let answer): answer.lines
    }
  }
}

extension [Inline] {
  /// Files that the line shows or links to, and other places that it leads to.
  fileprivate var files: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .image(let path, _, _): [path]
      case .link(let destination, _, _, let content):
        [String(destination.prefix { $0 != "#" })] + content.files
      case .emphasis(let content), .strong(let content): content.files
      default: []
      }
    }
  }
}
