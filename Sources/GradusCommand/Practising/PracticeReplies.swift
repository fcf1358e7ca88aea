internal import Autodiff
internal import Exercises
internal import Notation
internal import Writers

// What is said to choices, to words, and to who asks for help.

extension PracticeWords {
  // MARK: Choices

  func noChoice(_ task: ChoiceTask, _ text: String) -> String {
    if let command = PracticeLine.nearest(to: text) {
      return "That is no choice. Did you mean '\(command)'?\n\n"
    }
    let last = ChoiceTask.letter(task.choices.count - 1)
    return task.takesOne
      ? "Type one letter from a to \(last).\n\n"
      : "Type letters from a to \(last), parted by commas.\n\n"
  }

  /// Whether choices are right, and why each of them is or is not.
  func chosen(_ chosen: Set<Int>, _ task: ChoiceTask) -> String {
    var text = ""
    if chosen == task.right {
      text = palette.strong("Right.")
    } else if chosen.isSubset(of: task.right) {
      text = palette.strong("Not all yet.")
    } else {
      text = palette.strong("Not right.")
    }
    text += "\n"
    for place in chosen.sorted() {
      let choice = task.choices[place]
      guard !choice.justification.isEmpty else { continue }
      let said = ChoiceTask.letter(place) + ") " + choice.justification.escapingHidden
      text += Self.wrapped(said, indent: 5, first: 2)
    }
    return text + "\n"
  }

  /// What is said to an answer in a person's own words.
  var written: String {
    "No program judges that. show tells the answer to compare with, skip goes on.\n\n"
  }

  // MARK: Help

  /// The hint at a place; says so where there is none any more.
  func hint(_ hints: [String], _ place: Int) -> String {
    guard place < hints.count else {
      let said = hints.isEmpty ? "There is no hint to this." : "There are no more hints."
      return said + " show tells the answer.\n\n"
    }
    let start = "Hint \(place + 1) of \(hints.count): "
    return Self.wrapped(start + hints[place].escapingHidden) + "\n"
  }

  /// The right value, and how it comes about.
  func right(_ quantity: Quantity, _ work: ExerciseWork, digits: Int?) -> String {
    let name = quantity.text.escapingHidden
    guard let right = work.right(quantity) else { return "\(name) has no value.\n\n" }
    let format = NumberFormat.short(max(6, digits ?? 0))
    var text = name + " = " + right.text { format.text($0) } + "\n"
    for step in work.steps(to: quantity) { text += "  " + step.escapingHidden + "\n" }
    return text + "\n"
  }

  /// The questions, and how they stand.
  func overview(_ items: [PracticeItem], turn: Int) -> String {
    var text = ""
    let width = items.map { Self.shortName($0).unicodeScalars.count }.max() ?? 0
    let digits = String(items.count).count
    // Around the one whose turn it is.
    let start = max(0, min(turn - 20, items.count - 40))
    for (place, item) in items.enumerated().dropFirst(start).prefix(40) {
      let number = String(place + 1)
      let name = Self.shortName(item)
      text += (place == turn ? "> " : "  ")
      text += String(repeating: " ", count: digits - number.count) + number + "  " + name
      let standing = Self.standing(item)
      if !standing.isEmpty {
        text += String(repeating: " ", count: width - name.unicodeScalars.count) + "  " + standing
      }
      text += "\n"
    }
    if items.count > 40 { text += "  40 of \(items.count) questions\n" }
    return text + "\n"
  }

  /// What a question is called in lists.
  static func shortName(_ item: PracticeItem) -> String {
    let name = item.name.escapingHidden
    return name.unicodeScalars.count > 40 ? String(name.unicodeScalars.prefix(39)) + "…" : name
  }

  /// How a question stands; empty where it is open.
  static func standing(_ item: PracticeItem) -> String {
    switch item.standing {
    case .open: item.isDone ? "skipped" : ""
    case .wrong: "not right: " + String(item.given.prefix(40)).escapingHidden
    case .right: "right"
    case .imprecise: "right, not to enough digits"
    case .follows(let from): "follows from " + from.escapingHidden
    case .shown: "shown"
    case .written: "in your own words"
    }
  }
}
