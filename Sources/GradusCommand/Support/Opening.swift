internal import Autodiff
internal import Notation

/// Reads what is to be drawn open.
enum Opening {
  /// `sigmoid,softmax`, `all`, `scalars`, or several of these.
  ///
  /// - Throws: What is no function that has an open form.
  static func read(_ text: String) throws -> Graph.Opening {
    var options = Program.Options()
    do throws(OptionMistake) {
      try options.open(text)
    } catch {
      throw Stop(.usage, error.message("--expand"), help: error.help)
    }
    return options.opening
  }
}
