public import Notation

/// What became of one file of answers.
public struct CheckedFile: Equatable, Sendable {
  /// The answers to one exercise.
  public struct Part: Equatable, Sendable {
    /// The exercise's id; empty for a program of its own.
    public var exercise: String
    /// The answers, judged.
    public var sheet: MarkedSheet

    /// Makes a part.
    public init(exercise: String = "", _ sheet: MarkedSheet) {
      self.exercise = exercise
      self.sheet = sheet
    }
  }

  /// The file as it was named, or `<stdin>`.
  public var name: String
  /// The answers, exercise by exercise.
  ///
  /// Of a file that cannot be read, all questions, each left blank.
  public var parts: [Part]
  /// Why the file cannot be read.
  public var problem: Diagnostic?
  /// What could not be laid to any exercise.
  public var notices: [Diagnostic]

  /// Makes a file's results.
  public init(
    name: String,
    parts: [Part],
    problem: Diagnostic? = nil,
    notices: [Diagnostic] = []
  ) {
    self.name = name
    self.parts = parts
    self.problem = problem
    self.notices = notices
  }

  /// How many answers count.
  public var score: Int { parts.reduce(0) { $0 + $1.sheet.score } }
  /// How many there could be.
  public var of: Int { parts.reduce(0) { $0 + $1.sheet.of } }
  /// The points of the answers that count.
  public var points: Double { Points.sum(parts.map { $0.sheet.points }) }
  /// The points there could be.
  public var pointsPossible: Double { Points.sum(parts.map { $0.sheet.pointsPossible }) }
  /// Whether the file could be read and every answer counts.
  public var isFull: Bool { problem == nil && score == of }
  /// Whether imprecise answers count nothing.
  var isStrict: Bool { parts.contains { $0.sheet.isStrict } }

  /// Everything that was noticed and belongs to no single answer.
  var allNotices: [Diagnostic] { notices + parts.flatMap { $0.sheet.notices } }

  /// Every answer with the exercise that it belongs to, in order.
  var answers: [CheckedAnswer] { checked { $0.answers } }

  /// Every answer, and every line that names nothing that there is.
  var answersAndStrays: [CheckedAnswer] { checked { $0.answers + $0.strays } }

  private func checked(_ marked: (MarkedSheet) -> [MarkedAnswer]) -> [CheckedAnswer] {
    parts.flatMap { part in
      marked(part.sheet).map {
        CheckedAnswer(exercise: part.exercise, answer: $0, isStrict: part.sheet.isStrict)
      }
    }
  }
}

/// Sums of points that people read: 0.1 and 0.2 make 0.3.
enum Points {
  /// A sum, to the nearest millionth.
  static func sum(_ points: [Double]) -> Double {
    let sum = points.reduce(0, +)
    let rounded = (sum * 1e6).rounded() / 1e6
    return rounded.isFinite ? rounded : sum
  }
}

/// One answer, with what it depends on where it is told.
struct CheckedAnswer {
  /// The exercise's id; empty for a program of its own.
  var exercise: String
  var answer: MarkedAnswer
  /// Whether imprecise answers count nothing.
  var isStrict: Bool

  /// Whether it counts.
  var counts: Bool { answer.verdict.counts(strictly: isStrict) }
  /// What it is worth as it stands.
  var points: Double { counts ? answer.points : 0 }
}
