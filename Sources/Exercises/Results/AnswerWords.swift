internal import Autodiff
internal import Notation

extension CheckedAnswer {
  /// How it is called in lists: `grad W (∂L/∂W)`, `chain: grad W`.
  var name: String {
    var name = quantity
    if let label = answer.label, label != name { name += " (" + label + ")" }
    return ((exercise.isEmpty ? "" : exercise + ": ") + name).escapingHidden
  }

  /// What was asked; where a line names nothing, the line: `line 3`.
  var quantity: String {
    guard answer.quantity.isEmpty else { return answer.quantity }
    return answer.problem.map { "line \($0.location.line)" } ?? "no name"
  }

  /// The line that was answered, on one line: `grad x = 4`; the quantity alone where it is blank.
  var line: String {
    if answer.quantity.isEmpty, !answer.given.isEmpty { return given }
    return quantity.escapingHidden + (answer.given.isEmpty ? "" : " = " + given)
  }

  /// The number as written, on one line.
  var given: String {
    var text = ""
    var isBlank = false
    for scalar in answer.given.unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r": isBlank = true
      default:
        if isBlank, !text.isEmpty { text += " " }
        isBlank = false
        text.unicodeScalars.append(scalar)
      }
    }
    return text.escapingHidden
  }

  /// The verdict: `wrong`, `follows from grad x`.
  var verdict: String {
    guard answer.verdict == .follows, let from = answer.from else { return answer.verdict.rawValue }
    return "follows from " + from.escapingHidden
  }

  /// How many explanations a person reads; JSON has all.
  private static let limit = 5

  /// The best explanations, each on a line, then what would tell them apart.
  var explanations: [String] {
    var lines: [String] = []
    for explanation in answer.diagnosis.prefix(CheckedAnswer.limit) {
      let start = lines.isEmpty ? "" : "or "
      lines.append(start + explanation.names + ": " + explanation.message.escapingHidden)
    }
    let rest = answer.diagnosis.count - CheckedAnswer.limit
    if rest > 0 { lines.append("and \(rest) more that fit") }
    lines += asks.map { "Work out " + $0 + " too: it tells which." }
    return lines
  }

  /// The quantities that would tell explanations apart, each once.
  var asks: [String] {
    var asks: [String] = []
    for explanation in answer.diagnosis {
      guard let ask = explanation.ask?.escapingHidden, !asks.contains(ask) else { continue }
      asks.append(ask)
    }
    return asks
  }

  /// The right value, where it is told.
  var right: String? { answer.right.map { $0.text { NumberFormat.exact($0) } } }

  /// Everything that is said about it, a line each, beginning with the verdict.
  ///
  /// What is noticed stands in the project's form of diagnostics.
  var message: String {
    var lines = [verdict] + explanations
    if let right { lines.append("right: " + right) }
    if let problem = answer.problem { lines.append(problem.rendered()) }
    lines += answer.notices.map { $0.rendered() }
    return lines.joined(separator: "\n")
  }

  /// Whether there is more to say than that it is correct.
  var isWorthTelling: Bool {
    answer.verdict != .correct || !answer.notices.isEmpty || answer.right != nil
  }
}

extension Explanation {
  /// The slips and their places: `sign-flip at x`, `no-upstream at q and sign-flip everywhere`.
  var names: String {
    var names: [String] = []
    for slip in slips {
      names.append(
        (slip.id + (slip.place == "everywhere" ? " " : " at ") + slip.place).escapingHidden
      )
    }
    return names.joined(separator: " and ")
  }
}

extension CheckedFile {
  /// `3 of 4 answers count`, with the points where they differ from that.
  var scoreWords: String { ScoreWords.text(score, of, points, pointsPossible, isStrict: isStrict) }

  /// What is wrong with the file as a whole, and what was noticed in it, in the form of diagnostics.
  ///
  /// At most as many notices as a program's mistakes are told.
  var remarks: [String] {
    let notices = allNotices
    var remarks = problem.map { [$0.rendered()] } ?? []
    remarks += notices.prefix(Diagnostics.limit).map { $0.rendered() }
    let rest = notices.count - Diagnostics.limit
    return remarks + (rest > 0 ? ["and \(rest) more"] : [])
  }
}

extension CheckResults {
  /// The score of all files together: `3 of 4 answers count`, with the points where they differ.
  public var scoreWords: String {
    ScoreWords.text(score, of, points, pointsPossible, isStrict: files.contains { $0.isStrict })
  }

  /// What is not right, in one line for standard error; nil where every answer counts.
  ///
  /// For one file: `answers.txt: 3 of 4 answers count; grad x is wrong`. For a pile: `7 of 30 files
  /// are not fully right; 101 of 120 answers count`.
  public var complaint: String? {
    guard !isFull else { return nil }
    if isPile || files.count != 1 {
      let count = files.count { !$0.isFull }
      let verb = count == 1 ? "is" : "are"
      return
        "\(count) of \(files.count) file\(files.count == 1 ? "" : "s") \(verb) not fully right; "
        + scoreWords
    }
    let file = files[0]
    if let problem = file.problem { return problem.message }
    let failed = file.answers.filter { !$0.counts }
    var words = failed.prefix(5).map { "\($0.name) is \($0.answer.verdict.rawValue)" }
    if failed.count > words.count { words.append("\(failed.count - words.count) more") }
    return file.name.escapingHidden + ": " + file.scoreWords + "; " + words.joined(separator: ", ")
  }
}

/// How a score is said.
enum ScoreWords {
  static func text(
    _ score: Int,
    _ of: Int,
    _ points: Double,
    _ possible: Double,
    isStrict: Bool
  ) -> String {
    var text = "\(score) of \(of) answer\(of == 1 ? " counts" : "s count")"
    if possible != Double(of) {
      text += ", \(NumberFormat.exact(points)) of \(NumberFormat.exact(possible)) points"
    }
    return text + (isStrict ? " (strict)" : "")
  }
}
