internal import Autodiff
internal import Notation

/// Results as a table.
///
/// For one file a row an answer: `exercise, quantity, label, given, verdict, from, points,
/// points_possible, slips, message, ask`, and `right` where right values are told. For a pile a row a
/// file: `file, score, of, points, points_possible`, how many answers have each verdict, `slips` (the
/// best explanation of each wrong answer) and `problem`.
enum CSVResults {
  static func written(_ results: CheckResults) -> [UInt8] {
    var text = ""
    if results.isPile || results.files.count != 1 {
      text = CSVText.row(
        ["file", "score", "of", "points", "points_possible"]
          + Verdict.allCases.map { $0.rawValue } + ["slips", "problem"]
      )
      for file in results.files { text += CSVText.row(summary(file)) }
    } else {
      let answers = results.files[0].answers
      let reveals = answers.contains { $0.answer.right != nil }
      var head = [
        "exercise", "quantity", "label", "given", "verdict", "from", "points", "points_possible",
        "slips", "message", "ask",
      ]
      if reveals { head.append("right") }
      text = CSVText.row(head)
      for answer in answers {
        text += CSVText.row(row(answer) + (reveals ? [answer.right ?? ""] : []))
      }
    }
    return Array(text.utf8)
  }

  private static func row(_ checked: CheckedAnswer) -> [String] {
    let answer = checked.answer
    var messages = answer.diagnosis.map { $0.message }
    if let problem = answer.problem { messages.append(problem.inOneLine) }
    messages += answer.notices.map { $0.inOneLine }
    return [
      checked.exercise, answer.quantity, answer.label ?? "", answer.given, answer.verdict.rawValue,
      answer.from ?? "", NumberFormat.exact(checked.points), NumberFormat.exact(answer.points),
      answer.diagnosis.map { $0.names }.joined(separator: " or "),
      messages.joined(separator: " | "),
      checked.asks.joined(separator: ", "),
    ]
  }

  private static func summary(_ file: CheckedFile) -> [String] {
    let answers = file.answers
    var fields = [
      file.name, String(file.score), String(file.of), NumberFormat.exact(file.points),
      NumberFormat.exact(file.pointsPossible),
    ]
    for verdict in Verdict.allCases {
      fields.append(String(answers.count { $0.answer.verdict == verdict }))
    }
    var slips: [String] = []
    for answer in answers {
      guard let best = answer.answer.diagnosis.first else { continue }
      slips.append(answer.name + ": " + best.names)
    }
    return fields + [slips.joined(separator: "; "), file.problem?.inOneLine ?? ""]
  }
}

extension Diagnostic {
  /// What is wrong and what to do, without the place: `expected a number, found '½' (write 1/2)`.
  var inOneLine: String { message + (help.map { " (" + $0 + ")" } ?? "") }
}
