/// A mistake in a course, as data.
///
/// Its words are in `LessonMessages.swift`.
enum LessonError: Error, Equatable, Sendable {
  // Files
  case tooLarge(bytes: Int, limit: Int)
  case binaryFile
  case invalidUTF8(byte: UInt8)
  case strangeCharacter(UInt32)
  case tooManyMarks(limit: Int)
  case tooManyBrackets(limit: Int)
  case unreadableFile(String)

  // Markdown
  case nestedTooDeep(limit: Int)
  case tableColumns(head: Int, delimiters: Int)
  case captionWithoutTable
  case forbiddenHTML(String)

  // Formulas
  case unclosedDisplay
  case displayInside(String)
  case emptyFormula
  case formula(String, help: String?)

  // {{ }}
  case unclosedInterpolation
  case emptyInterpolation
  case interpolationInFormula
  case interpolationHere(String)
  case badFormat
  case unknownFormat(String, nearest: String?)
  case formatOutOfRange(String, least: Int, most: Int)

  // Attributes and blocks
  case unclosedAttributes
  case badID(String)
  case secondID
  case badAttribute(String)
  case repeatedOption(String)
  case emptyValue(String)
  case unclosedQuote
  case onlyID
  case unclosedFence
  case classOnBlock(String)
  case behindAttributes(String)
  case unknownBlock(String, nearest: String)
  case attributesWithoutBraces(String)
  case unknownOption(String, of: FenceKind, nearest: String?, known: [String])
  case unknownWord(String, option: String, nearest: String?, known: [String])
  case repeatedWord(String, option: String)
  case notACount(String, option: String, range: ClosedRange<Int>)
  case unknownBlockID(String, nearest: String?)
  case laterBlockID(String)

  // Exercises and questions
  case nestedExercise(FenceKind)
  case headingInBlock
  case misspeltStatement(String, nearest: String)
  case emptyHint
  case emptySolution
  case secondSolution
  case unknownSlip(String, nearest: String?)
  case slipWithoutSign(String)
  case notPoints(String)
  case emptyPrompt
  case questionWithoutTask
  case choicesAndAnswer
  case emptyAnswer
  case secondAnswer
  case oneChoice
  case noneRight
  case emptyChoice
  case choiceWithoutJustification
  case behindChoices

  // Labels and references
  case duplicateID(String)
  case wrongLabel(String, expected: LabelKind)
  case badReference
  case strayLabel(String)
  case unknownLabelKind(String, nearest: String?)
  case unknownLabel(String, nearest: String?)
  case ambiguousLabel(String)

  // Links and images
  case emptyAddress
  case forbiddenScheme(String, isImage: Bool)
  case unknownScheme(String)
  case absolutePath(String)
  case noScheme(String)
  case unreadableAddress(String)
  case foreignImage(String)
  case outsideCourse(String)
  case missingFile(String, nearest: String?)
  case notInSummary(String)
  case linkToDraft(String)
  case linkToFolder(String)
  case notAPicture(String)
  case unknownFragment(String, path: String, nearest: String?)

  // Front matter and course.yml
  case unclosedFrontMatter
  case yaml(String)
  case yamlTooLarge(limit: Int)
  case yamlTooDeep(limit: Int)
  case tooManyAliases(limit: Int)
  case notAMapping(found: String)
  case unknownKey(String, nearest: String?, known: [String])
  case repeatedKey(String)
  case wrongType(key: String, expected: String, found: String)
  case badCurriculumID(String)

  // SUMMARY.md
  case entryWithoutLink
  case severalLinks
  case unexpectedInSummary
  case emptyTitle
  case lessonTwice(String)
  case notMarkdown(String)
  case addressElsewhere(String)
  case noLessons
  case noCourse(String)
}

/// A mistake with its place.
struct LessonFinding: Equatable, Sendable {
  /// What it is.
  var error: LessonError
  /// Where it is.
  var range: SourceRange
  /// Another place of the same file that has to do with it.
  var related: SourceRange?
}
