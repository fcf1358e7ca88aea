/// A mistake in a `learn` block, as data.
///
/// ``LearnMistake/message`` and ``LearnMistake/help`` say it in words.
public struct LearnMistake: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Equatable, Sendable {
    /// A line that begins with no known word.
    case unknownStatement(String, suggestion: String?)
    /// A word that is none of those that can stand here: `known` lists them.
    case unknownWord(what: String, found: String, known: [String], suggestion: String?)
    /// Something else stands where `what` should; `found` is empty at the end of a line.
    case expected(what: String, found: String)
    /// More stands on the line than belongs there.
    case unexpected(found: String)
    /// A number that is none, or has too many digits.
    case badNumber(String)
    /// A control character or one that turns the direction of writing.
    case badCharacter(UInt32)
    /// The statement was there already, on that line.
    case doubled(String, line: Int)
    /// There is no such statement, and the rule needs it.
    case missing(String, rule: String)
    /// The statement means nothing with this rule.
    case notForRule(String, rule: String)
    /// Another number of things than of inputs.
    case count(what: String, expected: Int, found: Int)
    /// A number outside its range.
    case outOfRange(what: String, from: String, to: String, found: String)
    /// A target that is neither yes nor no.
    case badTarget(String)
    /// Targets 0 and −1 in one set of rows.
    case mixedTargets
    /// A pattern that is none of the rows.
    case unknownPattern(String)
    /// A pattern that `order` names more often than there are rows of it.
    case patternTwice(String)
    /// Patterns that `order` leaves out.
    case patternMissing(String)
    /// More than a run can hold.
    case tooMany(what: String, limit: Int)
  }

  /// What is wrong.
  public var kind: Kind
  /// The line, as in ``LearnLine/line``.
  public var line: Int
  /// The column, as counted from ``LearnLine/column``.
  public var column: Int
  /// How many Unicode scalars are meant, at least 1.
  public var width: Int

  /// Makes a mistake.
  public init(_ kind: Kind, line: Int, column: Int, width: Int) {
    self.kind = kind
    self.line = line
    self.column = column
    self.width = width
  }
}

/// All mistakes of one `learn` block, in order.
public struct LearnMistakes: Error, Equatable, Sendable {
  /// At most this many are told.
  public static let limit = 20

  /// The mistakes; at least one.
  public var all: [LearnMistake]

  /// Makes the list.
  public init(_ all: [LearnMistake]) { self.all = all }
}
