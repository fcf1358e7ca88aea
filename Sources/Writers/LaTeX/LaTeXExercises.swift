internal import Drawing
internal import Lessons

extension LaTeXPage {
  /// An exercise: its head, what is given, and what is asked with room to write.
  func exercise(_ exercise: ExerciseBlock) -> [String] {
    let given = Figure(
      kind: .trace,
      id: exercise.id,
      label: exercise.label,
      caption: [],
      views: exercise.given
    )
    let hasMarks = exercise.asks.count > 1
    let showsPoints = exercise.asks.contains { $0.points != 1 }
    var lines =
      exerciseHead(
        exercise.name,
        exercise.caption,
        exercise.points,
        exercise.label?.id ?? exercise.id
      )
    for view in given.views { lines += self.view(view) }
    guard !exercise.asks.isEmpty else { return lines }
    lines.append("\\begin{GradusAsks}")
    for (index, ask) in exercise.asks.enumerated() {
      let about = ask.demands + (showsPoints ? [pointsInWords(ask.points)] : [])
      let words =
        about.isEmpty ? "" : "\\GradusAbout{\(LaTeXEscape.text(about.joined(separator: ", ")))}"
      let mark = hasMarks ? "[(\(askLetter(index)))]" : "[]"
      lines.append("\\item\(mark) \(inlines(ask.label)) $=$ \(room(ask.layout))\(words)")
    }
    return lines + ["\\end{GradusAsks}"]
  }

  /// A question: its head, what is asked, and the choices or room to write.
  func question(_ question: QuestionBlock) -> [String] {
    var lines = exerciseHead(question.name, [], question.points, question.label?.id ?? question.id)
    lines += self.lines(of: question.prompt)
    switch question.task {
    case .write: lines += ["\\GradusLines{5}"]
    case .choose(let choices):
      guard !choices.isEmpty else { return lines }
      lines += ["", "\\emph{\(LaTeXEscape.text(question.instruction))}", "\\begin{GradusAsks}"]
      for (index, choice) in choices.enumerated() {
        let box = question.takesOne ? "\\GradusCircle" : "\\GradusBox"
        lines.append("\\item[\(box)] \(askLetter(index)).\\enspace \(inlines(choice.text))")
      }
      lines.append("\\end{GradusAsks}")
    }
    return lines
  }

  /// What pages fold away, behind the lesson.
  func backMatter(of lesson: Lesson) -> [String] {
    let told = lesson.backMatter
    guard !told.isEmpty else { return [] }
    return ["", "\\section{Hints and solutions}"] + told.flatMap { [""] + lines(of: $0) }
  }

  private func exerciseHead(
    _ name: String,
    _ caption: [Inline],
    _ points: Double,
    _ id: String
  ) -> [String] {
    let words = caption.isEmpty ? "" : "\\enspace \(inlines(caption))"
    let worth = points == 0 ? "" : LaTeXEscape.text(pointsInWords(points))
    return ["\\GradusExercise{\(target(id))\(LaTeXEscape.text(name)).}{\(words)}{\(worth)}"]
  }

  private func room(_ layout: ExerciseBlock.Ask.Layout) -> String {
    switch layout {
    case .number: return "\\GradusBlank{9em}"
    case .vector(let count): return matrix(rows: 1, columns: count)
    case .matrix(let rows, let columns): return matrix(rows: rows, columns: columns)
    case .list: return "\\GradusLines{4}"
    }
  }

  private func matrix(rows: Int, columns: Int) -> String {
    let row = Array(repeating: "\\GradusCell", count: columns).joined(separator: " & ")
    let all = Array(repeating: row, count: rows).joined(separator: " \\\\ ")
    return "$\\begin{bmatrix} \(all) \\end{bmatrix}$"
  }
}
