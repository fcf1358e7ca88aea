public import Notation

extension AnswerSheet {
  /// The entries that count: of several for one quantity the last one, and all that are about none; in the order of
  /// their lines.
  ///
  /// - Parameter canonical: What a quantity is the same as: `df/dx` may be `grad x`.
  /// - Returns: The entries, and for each that does not count a notice.
  public func lastOfEach(
    canonical: (Quantity) -> Quantity = { $0 }
  ) -> (entries: [Entry], notices: [Diagnostic]) {
    var last: [Quantity: Int] = [:]
    for (place, entry) in entries.enumerated() {
      if let quantity = entry.quantity { last[canonical(quantity)] = place }
    }
    var kept: [Entry] = []
    var notices: [Diagnostic] = []
    for (place, entry) in entries.enumerated() {
      guard let quantity = entry.quantity, let later = last[canonical(quantity)], later != place
      else {
        kept.append(entry)
        continue
      }
      let mistake = ReadingMistake(.answeredAgain(quantity.text), from: 0, to: 0)
      notices.append(
        Diagnostic(
          .warning,
          mistake.message,
          at: entry.location,
          help: mistake.help,
          notes: [Diagnostic.Note("this one counts", at: entries[later].location)]
        )
      )
    }
    return (kept, notices)
  }
}
