internal import Autodiff
internal import Drawing

/// The answers of a course as a course of its own, of ordinary headings, tables and paragraphs: every
/// writer can set it, and it lies apart from the pages that are handed out.
extension Course {
  /// For each lesson with exercises or questions a lesson of the same path that holds, one after the
  /// other, all right values with their solutions, and all right choices with their justifications.
  public var answerKey: Course {
    var key = self
    key.settings.title = settings.title.isEmpty ? "Key" : "Key: " + settings.title
    var places: [Int: Int] = [:]
    key.lessons = []
    for (index, lesson) in lessons.enumerated() where lesson.blocks.hasExercises {
      places[index] = key.lessons.count
      key.lessons.append(lesson.answerKey)
    }
    key.parts = parts.compactMap { part in
      let entries = part.entries.compactMap { $0.kept(places) }
      return entries.isEmpty ? nil : Part(title: part.title, entries: entries)
    }
    let used = Set(key.lessons.flatMap { $0.blocks.files })
    key.assets = assets.filter(used.contains)
    return key
  }
}

extension Course.Entry {
  /// The line with lessons counted as in the key; nil if neither it nor any line below has one.
  fileprivate func kept(_ places: [Int: Int]) -> Course.Entry? {
    let place = lesson.flatMap { places[$0] }
    let below = children.compactMap { $0.kept(places) }
    guard place != nil || !below.isEmpty else { return nil }
    return Course.Entry(number: number, title: title, lesson: place, children: below)
  }
}

extension Lesson {
  fileprivate var answerKey: Lesson {
    var head = FrontMatter()
    head.title = frontMatter.title
    var title: [Inline] = [.text(frontMatter.title.isEmpty ? path : frontMatter.title)]
    if case .heading(1, _, let content)? = blocks.first { title = content }
    var key: [Block] = [.heading(level: 1, id: "key", [.text("Key: ")] + title)]
    for block in blocks.exercises {
      switch block {
      case .exercise(let exercise): key += exercise.answerKey
      case .question(let question): key += question.answerKey
      default: break
      }
    }
    return Lesson(path: path, frontMatter: head, blocks: key.map(\.withoutWaysOut))
  }
}

// MARK: One exercise, one question

extension ExerciseBlock {
  /// A table of all that is asked with the right values, and the solution under it.
  fileprivate var answerKey: [Block] {
    let hasMarks = asks.count > 1
    var title: [Inline] = [.text(name)]
    if !caption.isEmpty { title += [.text(". ")] + caption }
    let table = PipeTable(
      alignments: (hasMarks ? [.none] : []) + [.right, .left, .right],
      header: (hasMarks ? [[]] : []) + [[.text("asked")], [.text("right")], [.text("points")]],
      rows: asks.enumerated().map { index, ask in
        (hasMarks ? [[.text("(\(askLetter(index)))")]] : [])
          + [ask.label, ask.answer, [.text(NumberFormat.table.text(ask.points))]]
      }
    )
    return [.heading(level: 2, id: label?.id ?? id, title)]
      + (asks.isEmpty ? [] : [.table(table)]) + solution
  }
}

extension ExerciseBlock.Ask {
  /// The right value, to as many digits as are demanded and at least six; every number of a tensor.
  fileprivate var answer: [Inline] {
    let format = NumberFormat.short(max(6, digits ?? 0))
    let text = right.text { format.text($0) }
    guard right.shape.rank <= 2, right.elements.count <= 36 else { return [.code(text)] }
    return [.value(formula: .tensor(right, format: format), text: text)]
  }
}

extension QuestionBlock {
  /// What was asked, and what is right, with why.
  fileprivate var answerKey: [Block] {
    let head: [Block] = [
      .heading(
        level: 2,
        id: label?.id ?? id,
        [.text(points == 0 ? name : "\(name), \(pointsInWords(points))")]
      )
    ]
    switch task {
    case .write(let answer): return head + prompt + [.quote(answer)]
    case .choose: return head + prompt + justifications
    }
  }

  /// Which choices are right, and of each why it is or is not; nothing where that is not to be told.
  public var justifications: [Block] {
    guard case .choose(let choices) = task, choices.contains(where: { $0.isRight != nil }) else {
      return []
    }
    let right = choices.indices.filter { choices[$0].isRight == true }.map { askLetter($0) }
    let told: [Inline] = [
      .strong([.text("Right: " + (right.isEmpty ? "none" : right.joined(separator: ", ")))]),
      .text("."),
    ]
    let items = choices.enumerated().map { index, choice in
      [Block.paragraph(choice.answer(askLetter(index)))]
    }
    return [.paragraph(told), .list(start: nil, tight: true, items: items)]
  }
}

extension QuestionBlock.Choice {
  /// The choice with its letter, whether it is right, and why.
  fileprivate func answer(_ letter: String) -> [Inline] {
    let verdict: Inline =
      isRight == true ? .strong([.text("right.")]) : .emphasis([.text("not right.")])
    let why: [Inline] = justification.isEmpty ? [] : [.text(" ")] + justification
    return [.text("\(letter). ")] + text + [.text(" — "), verdict] + why
  }
}

// MARK: What leads out of the key

extension Block {
  /// The block with references and links into the course as plain words: the key has none of the places
  /// that they lead to.
  fileprivate var withoutWaysOut: Block {
    switch self {
    case .heading(let level, let id, let content):
      return .heading(level: level, id: id, content.withoutWaysOut)
    case .paragraph(let content): return .paragraph(content.withoutWaysOut)
    case .quote(let inside): return .quote(inside.map(\.withoutWaysOut))
    case .list(let start, let tight, let items):
      let items = items.map { $0.map(\.withoutWaysOut) }
      return .list(start: start, tight: tight, items: items)
    case .table(let table):
      var table = table
      table.header = table.header.map(\.withoutWaysOut)
      table.rows = table.rows.map { $0.map(\.withoutWaysOut) }
      table.caption = table.caption.withoutWaysOut
      return .table(table)
    case .figure(let figure):
      var figure = figure
      figure.caption = figure.caption.withoutWaysOut
      return .figure(figure)
    case .code, .rule, .math, .html, .exercise, .question: return self
    }
  }
}

extension [Inline] {
  fileprivate var withoutWaysOut: [Inline] {
    flatMap { inline -> [Inline] in
      switch inline {
      case .reference(let label, _): [.text(label.name)]
      case .link(_, true, _, let content): content.withoutWaysOut
      case .link(let destination, _, _, let content) where destination.hasPrefix("#"):
        content.withoutWaysOut
      case .emphasis(let content): [.emphasis(content.withoutWaysOut)]
      case .strong(let content): [.strong(content.withoutWaysOut)]
      default: [inline]
      }
    }
  }
}
