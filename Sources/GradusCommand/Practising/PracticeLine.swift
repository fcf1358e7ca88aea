internal import Notation

/// What a person types while practising.
enum PracticeLine: Equatable {
  /// Asked for instead of an answer.
  case hint, show, skip, help, quit, `where`
  /// The question once more, or another one, by its name or number.
  case again(String?)
  /// Nothing.
  case empty
  /// Anything else: an answer.
  case answer(String)

  /// Reads a line.
  init(_ line: String) {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      self = .empty
      return
    }
    let rest = words.dropFirst().joined(separator: " ")
    switch (first.lowercased(), rest) {
    case ("hint", ""): self = .hint
    case ("show", ""): self = .show
    case ("skip", ""), ("next", ""): self = .skip
    case ("where", ""), ("steps", ""): self = .where
    case ("help", ""), ("?", ""): self = .help
    case ("quit", ""), ("exit", ""): self = .quit
    case ("again", ""): self = .again(nil)
    case ("again", _) where !rest.hasPrefix("="): self = .again(rest)
    default: self = .answer(line)
    }
  }

  /// The words that are no answers.
  static let words = ["hint", "show", "skip", "again", "where", "steps", "help", "quit"]

  /// The word that is likely meant by a line that is no answer.
  static func nearest(to line: String) -> String? {
    let word = line.filter { !$0.isWhitespace }.lowercased()
    guard word.count > 2 else { return nil }
    return Suggestion.nearest(to: word, in: words)
  }

  /// What can be typed, in few words.
  static let summary = """
    a number  your answer: -4, 1/3, 0.25, e^-1, [[1, 2], [3, 4]]
    q = 3     the answer to another question, or a number on the way
    hint      the next hint
    show      the right answer; the question then does not count
    skip      go on; a number that is not right goes along, and what follows
              from it counts
    again     the question once more; again q goes to the question q
    where     the questions, and how they stand
    quit      leave, as Ctrl-D and Ctrl-C do
    """
}
