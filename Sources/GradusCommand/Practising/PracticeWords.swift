internal import Autodiff
internal import Exercises
internal import Lessons
internal import Notation
internal import Writers

/// What is said while someone practises.
///
/// Nothing hidden in a program, a lesson or an answer gets into it, and no right number unless it was asked
/// for.
struct PracticeWords {
  let palette: TerminalPalette
  /// Whether imprecise answers count nothing.
  let isStrict: Bool

  /// How wide sentences are set.
  static let measure = 78

  // MARK: Asking

  func opening(_ name: String, count: Int) -> String {
    let title = name.escapingHidden + ": " + (count == 1 ? "1 question" : "\(count) questions")
    let help =
      "Type an answer as -4, 1/3, 0.25 or [1, 2]. hint helps, show tells the answer, skip goes "
      + "on, help tells the rest."
    return palette.strong(title) + "\n" + Self.wrapped(help) + "\n"
  }

  /// What is given in a part.
  func given(_ part: PracticePart) -> String {
    var text = part.title.isEmpty ? "" : palette.strong(part.title.escapingHidden) + "\n\n"
    text += part.given
    if case .choice(let task) = part.task {
      for (place, choice) in task.choices.enumerated() {
        text += Self.wrapped(
          ChoiceTask.letter(place) + ") " + choice.text.escapingHidden,
          indent: 5,
          first: 2
        )
      }
      let letters = task.takesOne ? "Type its letter." : "Several may be right: type their letters."
      text += "\n" + letters + "\n"
    }
    return text.isEmpty ? "" : text + (part.task.isNumeric ? "\n" : "")
  }

  /// Which question it is, and what an answer has to be.
  func question(
    _ question: Exercise.Question,
    _ shape: Shape?,
    number: Int,
    of count: Int
  ) -> String {
    var parts: [String] = []
    if let label = question.label { parts.append(AskLabel.pieces(of: label).spoken.escapingHidden) }
    if let shape, !shape.isScalar { parts.append(Self.pattern(shape)) }
    if let digits = question.digits {
      parts.append("to \(digits) digit\(digits == 1 ? "" : "s")")
    }
    if question.points != 1 { parts.append(Self.points(question.points)) }
    let head = "\(number) of \(count)"
    return palette.faint(head) + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
      + "\n"
  }

  /// How an array is typed: `[[_, _], [_, _]]`, a large one by its shape.
  private static func pattern(_ shape: Shape) -> String {
    guard shape.count <= 12, shape.count > 0, shape.rank <= 3 else {
      return "an array of shape \(shape)"
    }
    var text = "_"
    for length in shape.axes.reversed() {
      text = "[" + [String](repeating: text, count: length).joined(separator: ", ") + "]"
    }
    return text
  }

  // MARK: Verdicts

  func verdict(_ answer: MarkedAnswer, digits: Int?) -> String {
    switch answer.verdict {
    case .correct: return notices(answer) + palette.strong("Right.") + "\n"
    case .follows:
      let from = (answer.from ?? "").escapingHidden
      let said = "Right from there: it follows from your \(from), which is wrong itself. It counts."
      return notices(answer) + Self.wrapped(said)
    case .imprecise: return notices(answer) + imprecise(answer, digits)
    case .wrong: return notices(answer) + wrong(answer)
    case .unreadable, .blank: return unreadable(answer)
    }
  }

  private func imprecise(_ answer: MarkedAnswer, _ digits: Int?) -> String {
    let wanted = digits.map { " \($0) digits are wanted." } ?? ""
    let end = isStrict ? " Strictly, that does not count." : " It counts."
    guard let reason = answer.diagnosis.first else {
      return Self.wrapped("Nearly: it is cut off, or rounded too coarsely." + wanted + end)
    }
    return Self.wrapped("Nearly. " + reason.message.escapingHidden + wanted + end)
  }

  private func wrong(_ answer: MarkedAnswer) -> String {
    let start = palette.strong("Not right.")
    let shown = answer.diagnosis.prefix(max(1, answer.equallyGood)).prefix(3)
    guard let first = shown.first else {
      return start + " No slip that is known here leads to that number.\n"
    }
    guard shown.count > 1 else { return start + "\n" + explanation(first) }
    let rest = answer.equallyGood - shown.count
    return start + " Several slips lead to that number:\n" + shown.map(explanation).joined()
      + (rest > 0 ? "  and \(rest) more\n" : "")
  }

  private func explanation(_ explanation: Explanation) -> String {
    Self.wrapped(explanation.message.escapingHidden, indent: 4, first: 2)
  }

  /// What is said once after a wrong answer.
  var howToGoOn: String { "Try again; hint helps, and skip goes on with your number.\n" }

  /// Answers that followed from what has just been changed, and count no longer.
  func noLonger(_ items: [PracticeItem]) -> String {
    items.map { item in
      let name = item.name.escapingHidden
      return Self.wrapped("Your \(name) counts no longer: again \(name) goes back to it.")
    }.joined()
  }

  /// A number that is not asked for but was given.
  func onTheWay(_ quantity: Quantity) -> String {
    Self.wrapped("\(quantity.text.escapingHidden) is not asked, but what follows from it counts.")
  }

  func nothing(isNumber: Bool) -> String {
    isNumber
      ? "Type a number, or skip to go on.\n\n" : "Type an answer, or skip to go on.\n\n"
  }

  // MARK: What cannot be read

  /// An answer that is no number; `line` is all that was typed.
  func unreadable(_ entry: AnswerSheet.Entry, line: String) -> String {
    if let problem = entry.problem {
      if let command = PracticeLine.nearest(to: line) {
        return "That is no number. Did you mean '\(command)'?\n"
      }
      return told(problem)
    }
    return "There is no number.\n"
  }

  /// An answer that cannot be judged: it is arranged otherwise.
  func unreadable(_ answer: MarkedAnswer) -> String {
    answer.problem.map(told) ?? "That cannot be read.\n"
  }

  private func told(_ problem: Diagnostic) -> String {
    var place = "column \(problem.location.column)"
    if problem.location.line > 1 { place = "line \(problem.location.line), " + place }
    let message = problem.message.escapingHidden
    let end = message.hasSuffix("?") || message.hasSuffix(".") ? "" : "."
    var text = Self.wrapped("Cannot be read at \(place): " + message + end)
    if let help = problem.help {
      text += Self.wrapped(help.escapingHidden, indent: 2, first: 2)
    }
    return text
  }

  private func notices(_ answer: MarkedAnswer) -> String {
    answer.notices.map { Self.wrapped("Note: " + $0.message.escapingHidden + ".") }.joined()
  }

  func noQuestion(_ name: String, nearest: String?) -> String {
    let shown = String(name.prefix(60)).escapingHidden
    return "There is no question '\(shown)'"
      + (nearest.map { "; did you mean '\($0.escapingHidden)'?\n\n" } ?? ".\n\n")
  }

  // MARK: Telling apart

  /// Asks for a number that tells explanations apart.
  func asking(_ quantity: Quantity) -> String {
    Self.wrapped(
      "What did you have for \(quantity.text.escapingHidden)? It tells which; skip leaves it out."
    )
  }

  /// What a number has told about a wrong answer.
  func told(_ agreeing: [Explanation], by quantity: Quantity, isRight: Bool) -> String {
    let name = quantity.text.escapingHidden
    let start = name + (isRight ? " is right." : " is not right.")
    switch agreeing.count {
    case 0: return Self.wrapped(start + " None of these slips leads to both numbers.")
    case 1: return start + " So it was this:\n" + explanation(agreeing[0])
    default:
      let rest = agreeing.count - 3
      return start + " These are left:\n" + agreeing.prefix(3).map(explanation).joined()
        + (rest > 0 ? "  and \(rest) more\n" : "")
    }
  }

  /// The slips of a wrong answer, for the summary: `sign-flip at x`; nil where none is known.
  static func slips(_ answer: MarkedAnswer) -> String? {
    let best = answer.diagnosis.prefix(max(1, answer.equallyGood))
    guard let first = best.first else { return nil }
    var ids: [String] = []
    for explanation in best {
      let id = explanation.slips.map { $0.id }.joined(separator: " and ")
      if !ids.contains(id) { ids.append(id) }
    }
    return best.count == 1 ? name(first) : ids.prefix(3).joined(separator: " or ")
  }

  /// An explanation in short: `sign-flip at x`.
  static func name(_ explanation: Explanation) -> String {
    explanation.slips.map { slip in
      slip.id + (slip.place == "everywhere" ? " " : " at ") + slip.place
    }.joined(separator: " and ")
  }

  // MARK: Lines

  /// A text broken at blanks, ended by a line feed.
  static func wrapped(_ text: String, indent: Int = 0, first: Int = 0) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: first)
    var isEmpty = true
    for word in text.split(separator: " ") {
      let width = line.unicodeScalars.count + word.unicodeScalars.count + (isEmpty ? 0 : 1)
      if !isEmpty, width > measure {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }

  static func points(_ points: Double) -> String {
    NumberFormat.table.text(points) + " point" + (points == 1 ? "" : "s")
  }
}

extension PracticePart.Task {
  /// Whether numbers are asked for.
  fileprivate var isNumeric: Bool {
    if case .quantities = self { true } else { false }
  }
}
