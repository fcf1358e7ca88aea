internal import Autodiff
internal import Exercises
internal import Notation

/// Lays the answers of one sheet to the exercises of a lesson: each to the one that asks for it.
struct AnswerSorting {
  /// The answers to each exercise, in the order of the exercises.
  private(set) var sheets: [AnswerSheet]
  /// What belongs to none, or may belong to several.
  private(set) var notices: [Diagnostic] = []

  /// Sorts a sheet.
  init(_ sheet: AnswerSheet, among exercises: [Exercise]) {
    sheets = exercises.map { _ in AnswerSheet(entries: []) }
    for entry in sheet.entries {
      guard let quantity = entry.quantity else {
        if let problem = entry.problem { notices.append(problem) }
        continue
      }
      let places = Self.places(of: quantity, among: exercises)
      if places.count == 1 {
        sheets[places[0]].entries.append(entry)
      } else {
        notices.append(Self.notice(entry, quantity, places.map { exercises[$0].id }, exercises))
      }
    }
  }

  /// The exercises that ask for a quantity, else those that ask for its node, else those that have it.
  private static func places(of quantity: Quantity, among exercises: [Exercise]) -> [Int] {
    func places(_ has: (Exercise) -> Bool) -> [Int] {
      exercises.indices.filter { has(exercises[$0]) }
    }
    let asked = places { $0.questions.contains { $0.quantity == quantity } }
    if !asked.isEmpty { return asked }
    let near = places { $0.questions.contains { $0.quantity.node == quantity.node } }
    if !near.isEmpty { return near }
    return places { $0.program.graph.names.contains(quantity.node) }
  }

  private static func notice(
    _ entry: AnswerSheet.Entry,
    _ quantity: Quantity,
    _ ids: [String],
    _ exercises: [Exercise]
  ) -> Diagnostic {
    guard ids.isEmpty else {
      return Diagnostic(
        .warning,
        "expected what one exercise asks for, found '\(quantity.text)' of "
          + ids.map { "'\($0)'" }.joined(separator: ", "),
        at: entry.location,
        help: "check one exercise at a time: --exercise \(ids[0])"
      )
    }
    let nodes = exercises.flatMap { $0.questions.map(\.quantity.node) }
    let nearest = Suggestion.nearest(to: quantity.node, in: nodes)
    return Diagnostic(
      .warning,
      "no exercise asks for '\(quantity.text)'"
        + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
      at: entry.location
    )
  }
}
