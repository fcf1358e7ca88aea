internal import Notation

extension AnswerSheet {
  /// The entries that count: of those about one quantity the last, with a notice for each other.
  func lastOfEach(
    _ canonical: (Quantity) -> Quantity
  ) -> (entries: [Entry], notices: [Diagnostic]) {
    var kept: [Entry] = []
    var notices: [Diagnostic] = []
    for entry in entries {
      if let quantity = entry.quantity.map(canonical),
        let place = kept.firstIndex(where: { $0.quantity.map(canonical) == quantity })
      {
        notices.append(
          Diagnostic(
            .warning,
            "'\(kept[place].name)' is answered again further down: the last answer counts",
            at: kept[place].location
          )
        )
        kept.remove(at: place)
      }
      kept.append(entry)
    }
    return (kept, notices)
  }
}
