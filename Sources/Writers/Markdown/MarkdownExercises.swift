internal import Drawing
internal import Lessons

extension MarkdownPage {
  /// An exercise: its head, what is given, what is asked with room to write, and folded away hints and the
  /// solution.
  mutating func exercise(_ exercise: ExerciseBlock) -> [String] {
    var groups = exerciseHead(exercise.name, exercise.caption, exercise.points)
    groups.insert([Self.anchor(exercise.label?.id ?? exercise.id)], at: 0)
    for (index, view) in exercise.given.enumerated() {
      groups += self.view(view, named: index == 0 ? exercise.id : "\(exercise.id)-\(index + 1)")
    }
    let hasMarks = exercise.asks.count > 1
    let showsPoints = exercise.asks.contains { $0.points != 1 }
    groups.append(
      exercise.asks.enumerated().map { index, ask in
        let about = ask.demands + (showsPoints ? [pointsInWords(ask.points)] : [])
        let words =
          about.isEmpty ? "" : " *(\(MarkdownEscape.text(about.joined(separator: ", "))))*"
        let mark = hasMarks ? "(\(askLetter(index))) " : ""
        return "- \(mark)\(inlines(ask.label)) = \(inlines([.blank(em: 10)]))\(words)"
      }
    )
    for (index, ask) in exercise.asks.enumerated() {
      groups += hints(ask.hints, for: hasMarks ? " for (\(askLetter(index)))" : "")
    }
    groups += folded("Worked solution", exercise.solution)
    return joined(groups.filter { !$0.isEmpty })
  }

  /// A question: its head, what is asked, the choices or room to write, and what is folded away.
  mutating func question(_ question: QuestionBlock) -> [String] {
    var groups = exerciseHead(question.name, [], question.points)
    groups.insert([Self.anchor(question.label?.id ?? question.id)], at: 0)
    groups += blocks(question.prompt)
    switch question.task {
    case .choose(let choices):
      if !question.instruction.isEmpty { groups.append(["*\(question.instruction)*"]) }
      groups.append(
        choices.enumerated().flatMap { index, choice in
          Self.item("- [ ] ", paragraph([.text("\(askLetter(index)). ")] + choice.text))
        }
      )
      groups += hints(question.hints, for: "")
      groups += folded("Answer", question.justifications)
    case .write(let answer):
      groups += hints(question.hints, for: "")
      groups +=
        answer.isEmpty
        ? [[inlines([.blank(em: 40)])], [inlines([.blank(em: 40)])], [inlines([.blank(em: 40)])]]
        : folded("Answer", answer)
    }
    return joined(groups.filter { !$0.isEmpty })
  }

  private func exerciseHead(_ name: String, _ caption: [Inline], _ points: Double) -> [[String]] {
    let words = inlines(caption.map { $0 == .softBreak || $0 == .lineBreak ? .text(" ") : $0 })
    let worth = points == 0 ? "" : "*(\(MarkdownEscape.text(pointsInWords(points))))*"
    let parts = ["**\(MarkdownEscape.text(name)).**", words, worth]
    return [[parts.filter { !$0.isEmpty }.joined(separator: " ")]]
  }

  private func hints(_ hints: [[Inline]], for whom: String) -> [[String]] {
    hints.enumerated().flatMap { index, hint -> [[String]] in
      let number = hints.count > 1 ? " \(index + 1) of \(hints.count)" : ""
      return [
        ["<details>", "<summary>Hint\(number)\(whom)</summary>"], paragraph(hint), ["</details>"],
      ]
    }
  }

  private mutating func folded(_ title: String, _ inside: [Block]) -> [[String]] {
    guard !inside.isEmpty else { return [] }
    return [["<details>", "<summary>\(title)</summary>"]] + blocks(inside) + [["</details>"]]
  }
}
