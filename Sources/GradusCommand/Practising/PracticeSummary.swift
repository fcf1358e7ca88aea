internal import Autodiff
internal import Notation
internal import Writers

// What is said at the end.

extension PracticeWords {
  /// The score, how each question stands, which slips were made, and what to look at again.
  func summary(_ items: [PracticeItem]) -> String {
    let judged = items.filter { $0.isJudged }
    var text = palette.strong(score(judged)) + "\n"
    let told = items.filter { $0.standing != .open || $0.hints > 0 }
    let width = told.map { Self.shortName($0).unicodeScalars.count }.max() ?? 0
    for item in told.prefix(60) {
      let name = Self.shortName(item)
      text += "  " + name + String(repeating: " ", count: width - name.unicodeScalars.count)
      text += "  " + account(item) + "\n"
    }
    if told.count > 60 { text += "  and \(told.count - 60) more\n" }
    let slips = slips(items)
    if !slips.isEmpty {
      text += "Slips on the way:\n"
      for slip in slips.prefix(20) { text += Self.wrapped(slip, indent: 4, first: 2) }
    }
    let again = judged.filter { $0.isWorthAnotherLook }.map { Self.shortName($0) }
    if !again.isEmpty {
      let rest = again.count - 12
      let names = again.prefix(12).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
      text += Self.wrapped("Look again at: " + names + ".", indent: 2)
    }
    return text
  }

  private func score(_ items: [PracticeItem]) -> String {
    let counting = items.filter { $0.standing.counts }
    let verb = items.count == 1 ? "answer counts" : "answers count"
    var text = "\(counting.count) of \(items.count) \(verb)"
    let possible = items.reduce(0) { $0 + $1.points }
    if possible != Double(items.count) {
      let points = counting.reduce(0) { $0 + $1.points }
      text += ", \(NumberFormat.table.text(points)) of \(Self.points(possible))"
    }
    return text + (isStrict ? " (strict)." : ".")
  }

  /// How a question stands, and what it took.
  private func account(_ item: PracticeItem) -> String {
    var text = item.standing == .open ? "not answered" : Self.standing(item)
    if item.standing.counts, item.tries > 1 { text += " at try \(item.tries)" }
    if item.hints > 0 { text += ", \(item.hints) hint\(item.hints == 1 ? "" : "s")" }
    return text
  }

  /// Each slip with the questions where it was made, in the order in which they were made.
  private func slips(_ items: [PracticeItem]) -> [String] {
    var found: [(slip: String, names: [String])] = []
    for item in items {
      for slip in item.slips {
        let name = Self.shortName(item)
        if let place = found.firstIndex(where: { $0.slip == slip }) {
          if !found[place].names.contains(name) { found[place].names.append(name) }
        } else {
          found.append((slip, [name]))
        }
      }
    }
    return found.map { slip, names in
      slip.escapingHidden + ", in " + names.prefix(6).joined(separator: ", ")
    }
  }
}

extension PracticeItem {
  /// Whether it was begun and did not end well, or went wrong where others follow from it.
  fileprivate var isWorthAnotherLook: Bool {
    switch standing {
    case .wrong, .shown: true
    case .open: isDone || hints > 0
    case .right, .imprecise, .follows, .written: false
    }
  }
}
