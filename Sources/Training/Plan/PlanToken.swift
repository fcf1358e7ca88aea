/// The smallest pieces of a plan's text.
struct PlanToken {
  /// What a piece is.
  enum Kind: Equatable {
    case number, name, string
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma, equals, percent
    case comparison(TrainingClaim.Comparison)
    /// The end of the statement.
    case end
  }

  var kind: Kind
  var place: PlanPlace
}
