public import Autodiff
public import Notation

/// Where a person puts an answer.
public enum AnswerRoom: String, Equatable, Sendable {
  /// Into fields of a page; on paper they are blanks.
  case fields
  /// Onto paper, where room is left.
  case blanks
}

/// Quantities of a program that a student works out by hand.
public struct ExerciseBlock: Equatable, Sendable {
  /// One thing to work out.
  public struct Ask: Equatable, Sendable {
    /// As the notation says it and an answer file names it: `grad x`, `w @ 2`.
    public var quantity: String
    /// How it is set: what the author calls it, else ∂f/∂x.
    public var label: [Inline]
    /// How the right value is arranged: what a field must hold.
    public var shape: Shape
    /// How many significant digits are demanded; nil for two at least.
    public var digits: Int?
    /// What it is worth.
    public var points: Double
    /// Hints, in the order in which they help.
    public var hints: [[Inline]]
    /// The right value; without any numbers in a course that is not to hold it.
    public var right: Tensor
    /// Where it is asked.
    public var location: SourceLocation?

    /// Makes one.
    public init(
      quantity: String,
      label: [Inline],
      shape: Shape,
      digits: Int?,
      points: Double,
      hints: [[Inline]],
      right: Tensor,
      location: SourceLocation? = nil
    ) {
      self.quantity = quantity
      self.label = label
      self.shape = shape
      self.digits = digits
      self.points = points
      self.hints = hints
      self.right = right
      self.location = location
    }
  }

  /// Unique in the lesson: the block's own id or `block-3`.
  public var id: String
  /// Its number: "Exercise 3".
  public var label: Label?
  /// Its caption (attribute `caption`).
  public var caption: [Inline]
  /// What is given: the program as a student may see it, without claims, and where the author asks for one a
  /// diagram without any computed number.
  public var given: [Figure.View]
  /// What is asked, in order.
  public var asks: [Ask]
  /// The worked solution, written by the author or made from the run; folded away.
  public var solution: [Block]
  /// The whole program with everything that it continues, as the page's engine reads it; empty in a course
  /// that is not to hold it.
  public var program: String
  /// Where the answers are put.
  public var room: AnswerRoom

  /// Makes one.
  public init(
    id: String,
    label: Label?,
    caption: [Inline],
    given: [Figure.View],
    asks: [Ask],
    solution: [Block],
    program: String,
    room: AnswerRoom = .fields
  ) {
    self.id = id
    self.label = label
    self.caption = caption
    self.given = given
    self.asks = asks
    self.solution = solution
    self.program = program
    self.room = room
  }
}

/// A question in words: choices, or free text.
public struct QuestionBlock: Equatable, Sendable {
  /// One thing that can be chosen.
  public struct Choice: Equatable, Sendable {
    /// What it says.
    public var text: [Inline]
    /// Whether it is right; nil in a course that is not to tell.
    public var isRight: Bool?
    /// Why it is, or is not.
    public var justification: [Inline]

    /// Makes one.
    public init(text: [Inline], isRight: Bool?, justification: [Inline]) {
      self.text = text
      self.isRight = isRight
      self.justification = justification
    }
  }

  /// What is to be done.
  public enum Task: Equatable, Sendable {
    /// Choose: the one right choice, or all of several.
    case choose([Choice])
    /// Write; the answer is folded away.
    case write(answer: [Block])

    /// Whether just one of the choices is right.
    fileprivate var hasOneRight: Bool {
      guard case .choose(let choices) = self else { return false }
      return choices.count { $0.isRight == true } == 1
    }
  }

  /// Unique in the lesson.
  public var id: String
  /// Its number: "Exercise 3".
  public var label: Label?
  /// What is asked.
  public var prompt: [Block]
  /// What is to be done.
  public var task: Task
  /// What it is worth.
  public var points: Double
  /// Hints, in the order in which they help.
  public var hints: [[Inline]]
  /// Whether one choice is to be made; else all that are right are to be found.
  ///
  /// A page says so, also where it must not tell which are right.
  public var takesOne: Bool
  /// Where the answer is put.
  public var room: AnswerRoom
  /// Where it is asked.
  public var location: SourceLocation?

  /// Makes one; one choice is to be made where one is right.
  public init(
    id: String,
    label: Label?,
    prompt: [Block],
    task: Task,
    points: Double,
    hints: [[Inline]],
    room: AnswerRoom = .fields,
    location: SourceLocation? = nil
  ) {
    self.id = id
    self.label = label
    self.prompt = prompt
    self.task = task
    self.points = points
    self.hints = hints
    takesOne = task.hasOneRight
    self.room = room
    self.location = location
  }
}
