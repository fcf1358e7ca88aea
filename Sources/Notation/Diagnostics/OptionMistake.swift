internal import Autodiff

/// Why an option from outside, a command's or a page's, cannot be used.
public enum OptionMistake: Error, Equatable, Sendable {
  /// A setting without a `=`.
  case noName(String)
  /// A setting whose value is no value.
  case value(Diagnostics)
  /// A setting of what the program does not have, and the name that may be meant.
  case noInput(String, nearest: String?)
  /// A function that cannot be drawn open, or is none.
  case noOpening(String)

  /// What is wrong, without a place, on one line; all lines of what is wrong with a value.
  ///
  /// - Parameter origin: How the option is given: `--set`.
  /// - Returns: The message.
  public func message(_ origin: String) -> String {
    switch self {
    case .noName(let text): return "\(origin) expects name=value, found '\(text.escapingHidden)'"
    case .value(let diagnostics): return diagnostics.rendered()
    case .noInput(let name, let nearest):
      return "\(origin) expects the name of an input, found '\(name.escapingHidden)', which the "
        + "program does not have" + OptionMistake.meant(nearest)
    case .noOpening(let name):
      let nearest = Suggestion.nearest(to: name, in: OptionMistake.expandable + ["all", "scalars"])
      return "\(origin) expects functions that have an open form, found '\(name.escapingHidden)'"
        + OptionMistake.meant(nearest)
    }
  }

  /// What to do, where there is advice.
  public var help: String? {
    guard case .noOpening = self else { return nil }
    return
      "these can be drawn open: \(OptionMistake.expandable.joined(separator: ", ")); or all; or "
      + "scalars, for tensors"
  }

  private static func meant(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The names of the functions that have an open form.
  static var expandable: [String] { Operation.all.filter { $0.isExpandable }.map { $0.name } }
}
