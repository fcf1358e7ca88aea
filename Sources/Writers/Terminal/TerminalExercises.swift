internal import Drawing
internal import Lessons

extension TerminalPage {
  /// An exercise: its head, what is given, and what is asked.
  ///
  /// Hints and solutions are not told, only how
  /// many there are.
  func lines(of exercise: ExerciseBlock, narrowerBy indent: Int) -> [TerminalLine] {
    let given = Figure(kind: .trace, id: "", label: nil, caption: [], views: exercise.given)
    var groups = [exerciseHead(exercise.name, exercise.caption, exercise.points, indent)]
    groups.append(lines(of: given))
    let hasMarks = exercise.asks.count > 1
    let showsPoints = exercise.asks.contains { $0.points != 1 }
    groups.append(
      exercise.asks.enumerated().flatMap { index, ask in
        let about = ask.demands + (showsPoints ? [pointsInWords(ask.points)] : [])
        let room = [span(" = "), faint("________")]
        let words = about.isEmpty ? [] : [span(" "), faint("(\(about.joined(separator: ", ")))")]
        let mark = hasMarks ? "(\(askLetter(index))) " : "• "
        return item(
          mark,
          paragraph(spans(ask.label) + room + words, narrowerBy: indent + mark.count)
        )
      }
    )
    let hints = exercise.asks.reduce(0) { $0 + $1.hints.count }
    groups.append(untold(hints: hints, hasSolution: !exercise.solution.isEmpty, indent))
    return parted(groups)
  }

  /// A question: its head, what is asked, and what there is to choose.
  func lines(of question: QuestionBlock, narrowerBy indent: Int) -> [TerminalLine] {
    var groups = [exerciseHead(question.name, [], question.points, indent)]
    groups.append(lines(of: question.prompt, narrowerBy: indent))
    switch question.task {
    case .choose(let choices):
      groups.append(paragraph([faint(question.instruction)], narrowerBy: indent))
      groups.append(
        choices.enumerated().flatMap { index, choice in
          let mark = (question.takesOne ? "( ) " : "[ ] ") + askLetter(index) + ". "
          return item(mark, paragraph(spans(choice.text), narrowerBy: indent + mark.count))
        }
      )
      groups.append(untold(hints: question.hints.count, hasSolution: false, indent))
    case .write(let answer):
      groups.append(untold(hints: question.hints.count, hasSolution: !answer.isEmpty, indent))
    }
    return parted(groups)
  }

  private func exerciseHead(
    _ name: String,
    _ caption: [Inline],
    _ points: Double,
    _ indent: Int
  ) -> [TerminalLine] {
    var words = [span(name + ".") { $0.isBold = true }]
    if !caption.isEmpty { words += [span(" ")] + spans(caption) }
    if points != 0 { words += [span(" "), faint("(\(pointsInWords(points)))")] }
    return paragraph(words, narrowerBy: indent)
  }

  /// What the page folds away, by its number.
  private func untold(hints: Int, hasSolution: Bool, _ indent: Int) -> [TerminalLine] {
    var parts = hints == 0 ? [] : ["\(hints) hint\(hints == 1 ? "" : "s")"]
    if hasSolution { parts.append("a worked solution") }
    guard !parts.isEmpty else { return [] }
    let words = "Folded away: " + parts.joined(separator: " and ") + "."
    return paragraph([faint(words)], narrowerBy: indent)
  }

  private func parted(_ groups: [[TerminalLine]]) -> [TerminalLine] {
    var lines: [TerminalLine] = []
    for group in groups where !group.isEmpty { lines += (lines.isEmpty ? [] : [[]]) + group }
    return lines
  }
}
