/// How a table in text is to be read.
///
/// What is left at its default is found out from the first line.
public struct TableFormat: Equatable, Sendable {
  /// What parts the fields of a row; blanks around a field do not count.
  public enum Separator: Equatable, Sendable {
    /// The first of tab, semicolon and comma that stands in the first line outside quotes; blanks if none does.
    case automatic
    /// `,`
    case comma
    /// `;`
    case semicolon
    /// A tab.
    case tab
    /// One or more blanks or tabs.
    case blanks
  }

  /// Whether the first line names the columns.
  public enum Header: Equatable, Sendable {
    /// It does if no field of it is a number.
    case automatic
    /// It does.
    case present
    /// It does not.
    case absent
  }

  /// A column, as a person names it.
  public enum Column: Equatable, Sendable {
    /// By the name in the header.
    case named(String)
    /// By its number, from 1; from the end, −1 is the last.
    case number(Int)
  }

  /// What the targets are.
  public enum TargetKind: Equatable, Sendable {
    /// Classes if one of them is a word, or if they are at most 20 different whole numbers; numbers
    /// otherwise.
    case automatic
    /// Classes, whose names are what stands in the column, words and numbers alike.
    case classes
    /// Numbers.
    case numbers
  }

  /// What parts the fields of a row.
  public var separator = Separator.automatic
  /// Whether the first line names the columns.
  public var header = Header.automatic
  /// The columns of what is to be predicted, if any; of several, each is a number.
  public var targets: [Column] = []
  /// What the targets are.
  public var targetKind = TargetKind.automatic
  /// The classes that there are, in the order of their indices; nil to take those that occur, in ascending
  /// order: numbers by value, words by their characters.
  public var classNames: [String]?
  /// Columns of words, which get numbers in the order of the words; see ``Preprocessing/oneHot``.
  public var categories: [Column] = []
  /// Columns that are left out.
  public var omitted: [Column] = []
  /// Whether what follows a `#` is a comment: in rows written in a lesson, not in files.
  public var hasComments = false
  /// Whether `->` or `→` parts features and targets: in rows written in a lesson, not in files.
  public var hasArrows = false

  /// Everything at its default.
  public init() {}

  /// Rows as they are written in a block of text: `0 1 -> 1   # a comment`.
  public static let block: TableFormat = {
    var format = TableFormat()
    format.hasComments = true
    format.hasArrows = true
    return format
  }()

  /// The most classes, or categories of a column.
  static let classLimit = 10_000
  /// The most bytes of a row.
  static let rowLimit = 1 << 24
  /// The most columns.
  static let columnLimit = 1 << 20
}
