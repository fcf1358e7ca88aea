internal import Notation

/// A pile of answer files as a grader reads it: a line a file, then which questions went how, and which
/// slips were made most.
struct PileSummary {
  private let results: CheckResults
  private let style: TextResults

  init(_ results: CheckResults, _ style: TextResults) {
    self.results = results
    self.style = style
  }

  var text: String {
    var text = ""
    let names = results.files.map { Columns.cut($0.name.escapingHidden, to: 60) }
    let width = min(40, names.map { Columns.width($0) }.max() ?? 0)
    for (file, name) in zip(results.files, names) {
      let score = "\(file.score) of \(file.of)"
      let line =
        Columns.padded(name, to: width) + "  " + (file.isFull ? score : style.strong(score))
      let words = remarks(on: file)
      text += line + (words.isEmpty ? "" : "  " + words) + "\n"
    }
    text += questions
    text += slips
    let full = results.files.count { $0.isFull }
    let count = results.files.count
    let summary =
      "\(count) file\(count == 1 ? "" : "s"), \(full) fully right; " + results.scoreWords
    return text + (text.isEmpty ? "" : "\n") + style.strong(summary) + "\n"
  }

  /// What is wrong in a file, in a few words: `grad x wrong (sign-flip), grad w blank`.
  private func remarks(on file: CheckedFile) -> String {
    if let problem = file.problem { return problem.message.escapingHidden }
    var words: [String] = []
    for answer in file.answers where !answer.counts || answer.answer.verdict == .follows {
      var slips = ""
      if let best = answer.answer.diagnosis.first {
        slips = " (" + best.slips.map { $0.id.escapingHidden }.joined(separator: " and ") + ")"
      }
      words.append(answer.shortName + " " + answer.verdict + slips)
    }
    return words.joined(separator: ", ")
  }

  /// How often each question has each verdict.
  private var questions: String {
    var order: [String] = []
    var counts: [String: [Verdict: Int]] = [:]
    for file in results.files where file.problem == nil {
      for answer in file.answers {
        let name = answer.shortName
        if counts[name] == nil { order.append(name) }
        counts[name, default: [:]][answer.answer.verdict, default: 0] += 1
      }
    }
    guard !order.isEmpty else { return "" }
    let verdicts = Verdict.allCases.filter { verdict in
      counts.values.contains { $0[verdict] != nil }
    }
    let names = order.map { Columns.cut($0, to: 40) }
    let width = max(8, names.map { Columns.width($0) }.max() ?? 0)
    var text = "\n" + Columns.padded("question", to: width)
    for verdict in verdicts { text += "  " + verdict.rawValue }
    for (key, name) in zip(order, names).prefix(PileSummary.limit) {
      text += "\n" + Columns.padded(name, to: width)
      for verdict in verdicts {
        let count = String(counts[key]?[verdict] ?? 0)
        let room = verdict.rawValue.utf8.count - count.utf8.count
        text += "  " + String(repeating: " ", count: max(0, room)) + count
      }
    }
    let rest = order.count - PileSummary.limit
    return text + (rest > 0 ? "\nand \(rest) more\n" : "\n")
  }

  /// How many questions are told at most; where nothing is asked, anyone may name any quantity.
  private static let limit = 50

  /// How often each slip is the best explanation, or part of it, the most frequent first.
  private var slips: String {
    var counts: [String: Int] = [:]
    for file in results.files {
      for answer in file.answers {
        for slip in answer.answer.diagnosis.first?.slips ?? [] {
          counts[slip.id.escapingHidden, default: 0] += 1
        }
      }
    }
    guard !counts.isEmpty else { return "" }
    let order = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    let width = max(4, order.map { Columns.width($0.key) }.max() ?? 0)
    var text = "\n" + Columns.padded("slip", to: width) + "  answers\n"
    for (slip, count) in order {
      let number = String(count)
      text +=
        Columns.padded(slip, to: width) + "  "
        + String(repeating: " ", count: max(0, 7 - number.utf8.count)) + number + "\n"
    }
    return text
  }
}

extension CheckedAnswer {
  /// Without what the author calls it: `grad x`, `chain: grad x`.
  fileprivate var shortName: String {
    ((exercise.isEmpty ? "" : exercise + ": ") + quantity).escapingHidden
  }
}
