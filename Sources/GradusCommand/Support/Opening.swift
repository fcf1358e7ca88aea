internal import Autodiff
internal import Notation

/// Reads what is to be drawn open.
enum Opening {
  /// `sigmoid,softmax`, `all`, `scalars`, or several of these.
  ///
  /// - Throws: What is no function that has an open form.
  static func read(_ text: String) throws -> Graph.Opening {
    var opening = Graph.Opening()
    let known = Operation.all.filter { $0.isExpandable }.map { $0.name }
    for name in text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) {
      switch name {
      case "all": opening.all = true
      case "scalars": opening.scalars = true
      case _ where known.contains(name): opening.names.insert(name)
      default:
        let nearest = Suggestion.nearest(to: name, in: known + ["all", "scalars"])
        throw Stop(
          .usage,
          "--expand expects functions that have an open form, found '\(name)'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
          help: "these can be drawn open: \(known.joined(separator: ", ")); or all; or scalars, "
            + "for tensors"
        )
      }
    }
    return opening
  }
}
