/// The macros that a text has defined so far.
///
/// They hold from one formula to the next.
public struct TeXMacros: Sendable {
  /// A command that stands for other commands.
  struct Macro: Equatable, Sendable {
    var parameterCount: Int
    /// What the first argument is where it is left out; nil if it must be there.
    var optional: [TeXToken]?
    var body: [TeXToken]
  }

  var table: [String: Macro] = [:]

  /// No macros.
  public init() {}

  /// The names defined, without backslashes, in alphabetical order.
  public var names: [String] { table.keys.sorted() }
}

extension TeXMacros.Macro {
  /// Whether both mean the same; where they were written does not matter.
  func isSame(as other: TeXMacros.Macro) -> Bool {
    func kinds(_ tokens: [TeXToken]) -> [TeXToken.Kind] { tokens.map { $0.kind } }
    return parameterCount == other.parameterCount && kinds(body) == kinds(other.body)
      && optional.map(kinds) == other.optional.map(kinds)
  }
}
