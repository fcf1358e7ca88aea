/// What cannot be read in an answer, or should be known of how it was read, as data;
/// `ReadingMessages.swift` puts it in words.
struct ReadingMistake: Error, Equatable {
  /// What it is.
  enum Kind: Equatable {
    // Characters
    case invalidUTF8(UInt8)
    case hidden(Unicode.Scalar)
    case stranger(Unicode.Scalar)
    /// A digit of another script; its value, where it is known.
    case foreignDigit(Unicode.Scalar, Int?)
    /// `²`, as it is written after `^`.
    case superscript(Unicode.Scalar, String)
    /// `½`, as a quotient.
    case vulgarFraction(Unicode.Scalar, String)
    case quoted(String)
    case command(String)

    // Numbers
    /// `1_000` or `1'000`, and the digits without the mark.
    case groupedByMark(Unicode.Scalar, joined: String)
    /// `1 000`, and the digits without the space.
    case groupedBySpace(String, joined: String)
    /// `1,000`, and its two readings.
    case ambiguousComma(String, thousands: String, decimal: String)
    case misplacedCommas(String)
    /// `1.234,5`, and what may be meant.
    case pointBeforeComma(String, meant: String)
    case twoPoints(String, meant: String?)
    case ellipsis
    case exponentWithoutDigits(String)
    case exponentAlone(String)
    case otherBase(String)
    case unit(number: String, unit: String)
    case numberTooLong(limit: Int)
    case infinite(String)
    /// An expression, or the part of one, that has no finite value.
    case notFinite(String, number: Double)
    case notANumber(String)
    case approximate(Unicode.Scalar)
    case tolerance(String)

    // Syntax
    case expected(String, found: String)
    case twoSigns(String)
    case secondNumber(String, String)
    case product(String, String)
    case unclosed(String)
    case unopened(String)
    case mismatched(open: String, close: String)
    case emptyBrackets(String)
    case missingEntry(String)
    case ragged(expected: String, found: String, isRow: Bool)
    case listWithoutBrackets
    case semicolonInBrackets
    case improper(String)
    case mixedSpacing(String)
    case mixedInside(String)
    case percentInside
    case nthRoot
    case bareFraction
    case secondEquals
    case name(String)
    case bareFunction(String)
    case unknownFunction(String, suggestion: String?)
    case tooDeep(limit: Int)
    case tooManyNumbers(limit: Int)
    case expressionTooLong(limit: Int)
    case notation(message: String, help: String?)

    // What an answer is about
    case noEquals(found: String)
    case noName
    case strangerInName(Unicode.Scalar)
    case unknownName(String, suggestion: String?, known: [String])
    case element(String)
    case badQuantity(String)
    case misspeltGrad(String)
    case step(found: String)
    case sheetTooLong(limit: Int)
    case tooManyAnswers(limit: Int)

    // Notices
    case decimalComma(String, read: String)
    case answeredAgain(String)
  }

  var kind: Kind
  /// The first byte that it is about.
  var start: Int
  /// The byte behind the last.
  var end: Int

  init(_ kind: Kind, from start: Int, to end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }
}

/// What answers may be at most.
enum ReadingLimits {
  /// Bytes of a sheet.
  static let sheetBytes = 1_000_000
  /// Answers of a sheet.
  static let answers = 10_000
  /// Numbers of an answer, and of all that is worked out in one expression.
  static let numbers = 100_000
  /// Bytes of one number.
  static let numberBytes = 400
  /// Bytes of one expression.
  static let expressionBytes = 4_000
  /// Levels of brackets, powers and roots.
  static let depth = 100
  /// Bytes of a name that is looked up.
  static let nameBytes = 1_000
  /// Unknown names of a sheet for which a likely one is looked for.
  static let suggestions = 50
  /// Bytes of an answer that are quoted.
  static let quotedBytes = 200
}
