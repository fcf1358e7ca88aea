/// A place in a file that a person wrote: what a message points at.
public struct SourceLocation: Equatable, Hashable, Sendable {
  /// The file as it was named on the command line, or `<stdin>`, or `<program>`.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in Unicode scalars; a tab is one.
  public var column: Int

  /// Makes a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One thing to tell a person about what they wrote: where, what was expected, what was found,
/// and what to do.
///
/// Its form on a terminal, which ``rendered()`` gives, is fixed:
///
///     lesson.md:41:7: error: matmul expects [M, K] · [K, N], found [2, 3] and [2, 4]
///        41 | h = X @ W1
///           |     ^^^^^^
///       help: inner dimensions 3 and 2 must be equal; transpose the second operand?
///     lesson.md:12:3: note: W1 has its shape from here
public struct Diagnostic: Error, Equatable, Sendable {
  /// How much it matters.
  public enum Severity: String, Equatable, Sendable {
    /// Nothing can be computed or built from what was written.
    case error
    /// It works, but hardly as meant.
    case warning
  }

  /// A further place that has to do with it.
  public struct Note: Equatable, Sendable {
    /// Where.
    public var location: SourceLocation
    /// What is there.
    public var message: String

    /// Makes a note.
    public init(_ message: String, at location: SourceLocation) {
      self.location = location
      self.message = message
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// Where the caret stands.
  public var location: SourceLocation
  /// How many Unicode scalars are underlined, at least 1.
  public var width: Int
  /// What is wrong, with what was expected and what was found; one line.
  public var message: String
  /// The line that ``location`` lies in, without its line end; nil where there is none to show.
  public var excerpt: String?
  /// The column that the excerpt begins at: more than 1 where it is a part of a very long line.
  public var excerptColumn = 1
  /// What to do, where there is advice.
  public var help: String?
  /// Other places that have to do with it.
  public var notes: [Note]

  /// Makes a diagnostic.
  public init(
    _ severity: Severity = .error,
    _ message: String,
    at location: SourceLocation,
    width: Int = 1,
    excerpt: String? = nil,
    help: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.message = message
    self.location = location
    self.width = width
    self.excerpt = excerpt
    self.help = help
    self.notes = notes
  }
}

/// All mistakes of one file or run that do not follow from each other, in the order of their places.
public struct Diagnostics: Error, Equatable, Sendable {
  /// At most this many are told.
  public static let limit = 20

  /// The mistakes, in order.
  public var all: [Diagnostic]
  /// Whether there are mistakes beyond those that are told.
  public var hasMore = false

  /// Makes the list.
  public init(_ all: [Diagnostic]) { self.all = all }
}
