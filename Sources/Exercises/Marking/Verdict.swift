/// What an answer is found to be.
public enum Verdict: String, Equatable, Sendable, CaseIterable {
  /// Equal, or rounded rightly to enough digits.
  case correct
  /// Right, but rounded more coarsely than demanded, cut off, or rounded too early.
  case imprecise
  /// Wrong, but what the right rule gives from the person's own wrong answers.
  case follows
  /// None of these.
  case wrong
  /// No number, or of no known quantity.
  case unreadable
  /// No answer.
  case blank

  /// Whether it scores; an imprecise answer does unless that is `strict`.
  public func counts(strictly isStrict: Bool) -> Bool {
    switch self {
    case .correct, .follows: true
    case .imprecise: !isStrict
    case .wrong, .unreadable, .blank: false
    }
  }
}
