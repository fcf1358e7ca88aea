internal import Exercises

/// One question of a session, and how it stands.
struct PracticeItem {
  /// How a question stands.
  enum Standing: Equatable {
    /// Not answered yet.
    case open
    /// Answered, and it does not count.
    case wrong
    /// It counts.
    case right, imprecise
    /// It counts, since it follows from another answer.
    case follows(from: String)
    /// The answer was shown.
    case shown
    /// Answered in a person's own words.
    case written

    /// Whether it is worth its points.
    var counts: Bool {
      switch self {
      case .right, .imprecise, .follows: true
      case .open, .wrong, .shown, .written: false
      }
    }
  }

  /// The part that it belongs to.
  let part: Int
  /// Which question of an exercise it is; 0 of a question in words.
  let place: Int
  /// What it is called: `grad x`.
  let name: String
  /// What the author calls it.
  var label: String?
  /// What it is worth.
  var points: Double
  /// Whether it can be judged at all.
  var isJudged = true

  var standing = Standing.open
  /// Whether it has had its turn.
  var isDone = false
  /// How many answers were given that could be read.
  var tries = 0
  /// How many hints were given.
  var hints = 0
  /// What was answered last, as it was written.
  var given = ""
  /// The slips that were made: `sign-flip at x`.
  var slips: [String] = []

  init(part: Int, place: Int, name: String, label: String? = nil, points: Double = 1) {
    self.part = part
    self.place = place
    self.name = name
    self.label = label
    self.points = points
  }
}
