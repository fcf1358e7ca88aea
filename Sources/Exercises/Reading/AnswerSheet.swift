public import Notation

/// What a person answered: the lines of an answer file, read but not yet judged.
public struct AnswerSheet: Sendable {
  /// One answer.
  public struct Entry: Sendable {
    /// What it is about; nil where that cannot be read.
    public var quantity: Quantity?
    /// What it is about, as written; empty where a line names nothing.
    public var name: String
    /// The number, as written, with hidden characters escaped and cut where it is very long.
    public var given: String
    /// The number; nil where there is none.
    public var answer: WrittenTensor?
    /// Why there is no number, or no quantity; nil where both are read and where nothing was answered.
    public var problem: Diagnostic?
    /// What the reader should know about how the number was taken: a decimal comma.
    public var notices: [Diagnostic]
    /// Where the answer stands.
    public var location: SourceLocation

    /// Makes an entry.
    public init(
      quantity: Quantity?,
      name: String,
      given: String,
      answer: WrittenTensor?,
      problem: Diagnostic? = nil,
      notices: [Diagnostic] = [],
      location: SourceLocation
    ) {
      self.quantity = quantity
      self.name = name
      self.given = given
      self.answer = answer
      self.problem = problem
      self.notices = notices
      self.location = location
    }

    /// Whether nothing was answered.
    public var isBlank: Bool { answer == nil && problem == nil }
  }

  /// The answers, in the order of their lines.
  public var entries: [Entry]

  /// Makes a sheet.
  public init(entries: [Entry]) { self.entries = entries }
}
