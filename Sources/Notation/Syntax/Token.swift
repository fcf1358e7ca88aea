/// The smallest pieces of a program.
struct Token {
  /// What a piece is.
  enum Kind: UInt8 {
    case number, name, string
    case plus, minus, star, slash, at, caret
    case openParenthesis, closeParenthesis, openBracket, closeBracket
    case comma, equals, colon, dot, tilde
    /// The end of a line outside brackets, or `;`.
    case separator
    case end
  }

  var kind: Kind
  /// The first byte.
  var start: Int
  /// The byte behind the last one.
  var end: Int

  /// Whether it closes what `self` opens.
  func isClosed(by kind: Kind) -> Bool {
    self.kind == .openParenthesis ? kind == .closeParenthesis : kind == .closeBracket
  }
}
