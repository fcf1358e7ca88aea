/// Something wrong in the text of a plan, as data; its words are in `PlanMessages.swift`.
struct PlanMistake: Error, Equatable {
  /// What is wrong.
  enum Kind: Equatable {
    // Characters
    case invalidUTF8(UInt8)
    case tooLong(limit: Int)
    case hidden(Unicode.Scalar)
    case unexpectedCharacter(Unicode.Scalar)
    case badNumber(String)
    case numberTooLarge(String)

    // Syntax
    case unclosed(String)
    case unopened(String)
    case tooDeep(limit: Int)
    case tooMany(String, limit: Int)
    case expected(String, found: String)

    // Statements
    case unknownStatement(String, suggestion: String?)
    case doubled(String)
    case missing(String)
    case nothingSaid(String)
    case oneThing(String, found: Int)

    // Values and arguments
    case unknown(what: String, found: String, known: [String], suggestion: String?)
    case unknownArgument(String, function: String, known: [String], suggestion: String?)
    case argumentTwice(String)
    case tooManyArguments(function: String, limit: Int)
    case missingArgument(String, function: String)
    case positionalAfterNamed
    case comparisonOutsideClaim
    case value(of: String, expected: String, found: String)

    // What goes together
    case notClaim
    case softmaxLayer
    case lbfgs
    case unitsMissing
    case noRows
    case rowsAfter
    case needsValidation(String)
    case validationAndFolds
    case testTwice
    case rangeCrossed(low: String, high: String)
    case gridCounts(expected: Int, found: Int)
    case trialsAndGrid
    case nothingToSearch
    case searchesNothing(String, needs: String)
  }

  var kind: Kind
  /// Where.
  var place: PlanPlace
  /// Another place that has to do with it, and what is there.
  var note: (words: String, place: PlanPlace)?

  init(_ kind: Kind, _ place: PlanPlace, note: (words: String, place: PlanPlace)? = nil) {
    self.kind = kind
    self.place = place
    self.note = note
  }

  static func == (a: PlanMistake, b: PlanMistake) -> Bool {
    a.kind == b.kind && a.place == b.place
  }
}
