internal import Autodiff
internal import Notation

/// Why a quantity, or an answer that can be read, cannot be judged.
enum MarkingProblem {
  /// The program has no such quantity: no such step, nothing that it is the gradient of.
  case noSuchQuantity
  /// The right value is not finite.
  case notFinite
  /// The answer is arranged otherwise.
  case shape(expected: Shape, found: Shape)

  /// In words, at its place.
  func diagnostic(
    _ quantity: Quantity,
    _ location: SourceLocation,
    _ excerpt: String? = nil
  ) -> Diagnostic {
    let message: String
    let help: String
    switch self {
    case .noSuchQuantity:
      message = "expected a quantity of the program, found '\(quantity.text)'"
      help =
        quantity.step != nil
        ? "there are no so many steps of minimize"
        : quantity.kind == .value
          ? "the program does not compute it" : "a gradient needs a backward or a minimize"
    case .notFinite:
      message = "expected a finite right value, found one of '\(quantity.text)' that is not"
      help =
        "change the numbers so that nothing overflows and no logarithm or quotient of 0 is taken"
    case .shape(let expected, let found):
      message =
        "expected \(MarkingProblem.words(expected)), found \(MarkingProblem.words(found))"
      help =
        expected.isScalar
        ? "write one number" : "write numbers in brackets: rows in brackets of their own"
    }
    return Diagnostic(.error, message, at: location, excerpt: excerpt, help: help)
  }

  private static func words(_ shape: Shape) -> String {
    shape.isScalar ? "a number" : "an array of shape \(shape)"
  }
}
