public import Notation

/// A program, and what a person is to work out of it by hand.
public struct Exercise: Sendable {
  /// One question.
  public struct Question: Equatable, Sendable {
    /// What is asked.
    public var quantity: Quantity
    /// What the author calls it: `∂L/∂W`.
    public var label: String?
    /// How many significant digits are demanded; nil for two at least.
    public var digits: Int?
    /// What it is worth.
    public var points: Double
    /// Hints, in the order in which they help.
    public var hints: [String]
    /// Where it is asked.
    public var location: SourceLocation

    /// Makes a question.
    public init(
      _ quantity: Quantity,
      label: String? = nil,
      digits: Int? = nil,
      points: Double = 1,
      hints: [String] = [],
      location: SourceLocation
    ) {
      self.quantity = quantity
      self.label = label
      self.digits = digits
      self.points = points
      self.hints = hints
      self.location = location
    }
  }

  /// How it is called: `exr-chain`; empty for a program of its own.
  public var id: String
  /// What is computed.
  public let program: Program
  /// What is asked; empty where the answers say it.
  public var questions: [Question]
  /// Ids of slips that are not tried.
  public var slipsLeftOut: Set<String> = []

  /// A program with its own questions: its `ask`s.
  public init(_ program: Program, id: String = "") {
    self.program = program
    self.id = id
    questions = program.questions.map { question in
      Question(
        Quantity(
          question.nodeName,
          question.isGradient ? .gradient : .value,
          step: question.step
        ),
        label: question.label,
        digits: question.digits,
        points: question.points,
        location: question.location
      )
    }
  }
}
