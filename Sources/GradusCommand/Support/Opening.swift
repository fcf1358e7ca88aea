internal import Autodiff

/// Reads what is to be drawn open.
enum Opening {
  /// `sigmoid,softmax` or `all`.
  static func read(_ text: String) -> Graph.Opening {
    let names = text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    return Graph.Opening(names: Set(names), all: names.contains("all"))
  }
}
