internal import Autodiff

/// Something wrong in a program, as data; ``Mistake/diagnostic(in:)`` puts it in words.
struct Mistake: Error, Equatable {
  /// What is wrong.
  indirect enum Kind: Equatable {
    // Characters
    case invalidUTF8(byte: UInt8)
    case tooLong(limit: Int)
    case hidden(Unicode.Scalar)
    case unexpectedCharacter(Unicode.Scalar)
    case underscoreInNumber(String)
    case nameAfterNumber(number: String, rest: String)
    case numberTooLarge(String)

    // Syntax
    case unclosed(bracket: String)
    case unopened(bracket: String)
    case tooDeep(limit: Int)
    case expected(String, found: String)
    case misspelt(String, expected: String, suggestion: String)
    case expressionWithoutName(String)
    case notAName(String, isCall: Bool)
    case reservedName(String)
    case functionName(String)
    case emptyVector
    case emptyIndex
    case sliceStep
    case positionalAfterNamed
    case argumentTwice(String)
    case parameterTwice(String)

    // Names
    case unknownName(String, suggestion: String?)
    case unknownFunction(String, suggestion: String?)
    case unknownKeyword(String, suggestion: String?)
    case notAFunction(String)
    case notANode(String)
    case usedBeforeBinding(String)
    case recursion(String)
    case notAParameter(String, function: String)
    case boundTwice(String)

    // Arguments
    case argumentCount(function: String, expected: String, found: Int)
    case missingArgument(String, function: String)
    case unknownArgument(String, function: String, suggestion: String?, known: [String])
    case notConstant(argument: String, function: String)
    case badArgument(argument: String, function: String, expected: String, found: String)
    case leafNotConstant(role: String)

    // Statements
    case gradientWithoutBackward
    case claimNotConstant
    case roundedNotLiteral
    case computedSetting(String)
    case claimShape(expected: Shape, found: Shape)
    case seedShape(expected: Shape, found: Shape)
    case seedNotConstant
    case seedMissing(Shape)

    // Training
    case training(TrainingMistake)

    // The engine's
    case graph(GraphError)
  }

  var kind: Kind
  /// The first byte that it is about.
  var start: Int
  /// The byte behind the last.
  var end: Int
  /// Other places that have to do with it, by their first byte.
  var notes: [(String, Int)] = []

  init(_ kind: Kind, from start: Int, to end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// A mistake that has to do with another place.
  init(_ kind: Kind, from start: Int, to end: Int, note: String, at place: Int) {
    self.init(kind, from: start, to: end)
    notes = [(note, place)]
  }

  /// A name that is used before it is bound, at `place`.
  static func usedTooEarly(
    _ name: String,
    from start: Int,
    to end: Int,
    boundAt place: Int
  ) -> Mistake {
    Mistake(
      .usedBeforeBinding(name),
      from: start,
      to: end,
      note: "'①' is bound here".filling([name]),
      at: place
    )
  }

  static func == (a: Mistake, b: Mistake) -> Bool {
    a.kind == b.kind && a.start == b.start && a.end == b.end
  }
}
