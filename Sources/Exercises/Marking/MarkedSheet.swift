public import Autodiff
public import Notation

/// One way to explain a wrong answer: the slips that lead to it.
public struct Explanation: Equatable, Sendable {
  /// A slip and where it was made.
  public struct AppliedSlip: Equatable, Sendable {
    /// Its id in the catalogue: `sign-flip`.
    public var id: String
    /// The node, as its name or its expression, or `everywhere`.
    public var place: String

    /// Makes one.
    public init(id: String, at place: String) {
      self.id = id
      self.place = place
    }
  }

  /// One slip, or two.
  public var slips: [AppliedSlip]
  /// What was done, and where, in one sentence that does not give the number away.
  public var message: String
  /// A quantity whose value would tell this explanation from others that fit as well.
  public var ask: String?

  /// Makes an explanation.
  public init(slips: [AppliedSlip], message: String, ask: String? = nil) {
    self.slips = slips
    self.message = message
    self.ask = ask
  }
}

/// One answer with what was found.
public struct MarkedAnswer: Equatable, Sendable {
  /// What was asked: `grad x`.
  public var quantity: String
  /// What the author calls it: `∂L/∂W`.
  public var label: String?
  /// The answer as written; empty where there is none.
  public var given: String
  /// What it is found to be.
  public var verdict: Verdict
  /// For an answer that follows: the wrong answer where it began.
  public var from: String?
  /// Every explanation that fits, best first.
  public var diagnosis: [Explanation]
  /// How many of these, from the first, are equally good.
  public var equallyGood: Int
  /// What cannot be read, with place, expectation and remedy.
  public var problem: Diagnostic?
  /// What the person should know: how a comma was read, that an earlier line no longer counts.
  public var notices: [Diagnostic]
  /// What the answer is worth.
  public var points: Double
  /// The right value; told only where that is asked for.
  public var right: Tensor?

  /// Makes a marked answer; of its explanations, the first one is the best where nothing else is said.
  public init(
    quantity: String,
    label: String? = nil,
    given: String,
    verdict: Verdict,
    from: String? = nil,
    diagnosis: [Explanation] = [],
    equallyGood: Int? = nil,
    problem: Diagnostic? = nil,
    notices: [Diagnostic] = [],
    points: Double = 1,
    right: Tensor? = nil
  ) {
    self.quantity = quantity
    self.label = label
    self.given = given
    self.verdict = verdict
    self.from = from
    self.diagnosis = diagnosis
    self.equallyGood = equallyGood ?? min(1, diagnosis.count)
    self.problem = problem
    self.notices = notices
    self.points = points
    self.right = right
  }
}

/// All answers of one person to one exercise, with what was found.
public struct MarkedSheet: Equatable, Sendable {
  /// The answers: in the order of the questions, or of the lines where nothing is asked.
  public var answers: [MarkedAnswer]
  /// Lines that name nothing that there is, where the exercise says what is asked: they are told, and count
  /// neither way.
  public var strays: [MarkedAnswer]
  /// What could not be laid to any answer.
  public var notices: [Diagnostic]
  /// Whether imprecise answers count nothing.
  public var isStrict: Bool

  /// Makes a sheet.
  public init(
    answers: [MarkedAnswer],
    strays: [MarkedAnswer] = [],
    notices: [Diagnostic] = [],
    isStrict: Bool = false
  ) {
    self.answers = answers
    self.strays = strays
    self.notices = notices
    self.isStrict = isStrict
  }

  /// How many answers count.
  public var score: Int { answers.count { $0.verdict.counts(strictly: isStrict) } }
  /// How many there could be.
  public var of: Int { answers.count }
  /// The points of the answers that count.
  public var points: Double {
    answers.reduce(0) { $0 + ($1.verdict.counts(strictly: isStrict) ? $1.points : 0) }
  }
  /// The points there could be.
  public var pointsPossible: Double { answers.reduce(0) { $0 + $1.points } }
}
