/// A mistake in a formula written in TeX: what it is, and where.
///
/// Its words are in `TeXErrorMessages.swift`.
public struct TeXError: Error, Equatable, Sendable {
  /// What is wrong.
  public var kind: Kind
  /// Where it begins: Unicode scalars from the start of the source.
  ///
  /// What a macro brought in lies where the macro was used.
  public var offset: Int
  /// How many Unicode scalars it takes, at least 1.
  public var width: Int

  /// Makes an error.
  public init(_ kind: Kind, offset: Int, width: Int = 1) {
    self.kind = kind
    self.offset = offset
    self.width = max(1, width)
  }

  /// What can be wrong with a formula.
  ///
  /// Commands are named without their backslash.
  public enum Kind: Equatable, Sendable {
    /// A command that there is not, and what was likely meant, written in full.
    case unknownCommand(String, suggestion: String?)
    /// A backslash with nothing behind it.
    case emptyCommand
    /// A command that is known but has no place here; `instead` says what to write.
    case unsupportedCommand(String, instead: String)
    /// A command that sets formulas, among words.
    case commandInText(String)
    /// `\begin{…}` of what there is not.
    case unknownEnvironment(String, suggestion: String?)
    /// `\begin{a} … \end{b}`.
    case mismatchedEnvironment(begun: String, ended: String)
    /// `\color{…}` of what has no meaning here.
    case unknownColor(String)
    /// A command whose argument is not there.
    case missingArgument(of: String, found: String?)
    /// A bracket, `\left` or `\begin{…}` that is never closed, and by what it would be.
    case unclosed(String, expected: String)
    /// Something that stands where it cannot.
    case unexpected(String, place: Place)
    /// A second subscript or superscript of one thing.
    case doubleScript(superscript: Bool)
    /// `\limits` behind something that is no operator.
    case limitsWithoutOperator(String)
    /// What stands after `\left`, `\right`, `\middle` or `\big` is no bracket.
    case badDelimiter(after: String, found: String?)
    /// A character that cannot be set: a control character, or an invisible one.
    case badCharacter(UInt32)
    /// Brackets nested too deeply.
    case tooDeep(limit: Int)
    /// A macro that uses itself.
    case macroLoop(String)
    /// Macros that make too much out of too little.
    case tooManyExpansions
    /// What `\newcommand` should define is no command.
    case badMacroName(String)
    /// `\newcommand` with a number of arguments other than 0 to 9.
    case badParameterCount(String)
    /// `#3` in a macro of two arguments, or `#` outside of one.
    case badParameter(String, count: Int?)
    /// `\newcommand` of something that has a meaning already.
    case macroExists(String, builtIn: Bool)
    /// `\renewcommand` of something that has none.
    case macroMissing(String)
    /// A length that cannot be read.
    case badLength(String)
    /// A column of an `array` other than `l`, `c`, `r`, `|`.
    case badColumn(String)
    /// A row with more cells than there are columns.
    case tooManyCells(found: Int, columns: Int)
  }

  /// Where something unexpected stands.
  public enum Place: Equatable, Sendable {
    /// In no bracket and no environment.
    case outside
    /// Between `{` and `}`.
    case braces
    /// Between `[` and `]`.
    case brackets
    /// Between `\left` and `\right`.
    case fence
    /// In an environment.
    case environment(String)
    /// Between dollars in words.
    case dollars
    /// In words.
    case text
  }
}
