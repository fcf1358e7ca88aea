/// Something in data that cannot be learned from, as data; ``DataMistake/message`` and ``DataMistake/help``
/// say it in words.
public struct DataMistake: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Kind: Error, Equatable, Sendable {
    /// There is nothing in it.
    case empty
    /// There is a header and no row.
    case onlyHeader
    /// A byte that no text has.
    case binary(UInt8)
    /// Text in another encoding than UTF-8.
    case encoding(String)
    /// A row with another number of fields than the first one.
    case ragged(row: Int, expected: Int, found: Int)
    /// A quote that opens and never closes, within what one row may have.
    case unclosedQuote(row: Int)
    /// Text behind a closing quote, before the separator.
    case textAfterQuote(row: Int, String)
    /// A row of more bytes than this.
    case rowTooLong(row: Int, limit: Int)
    /// More fields in a row than this.
    case tooManyColumns(limit: Int)
    /// More numbers than a set can hold.
    case tooManyNumbers(limit: Int)
    /// No number where one belongs.
    case notNumber(DataCell, String, NumberHint?)
    /// Nothing, or a word for it, where a value belongs.
    case missing(DataCell, String)
    /// NaN or an infinity where a number belongs.
    case notFinite(DataCell, String)
    /// A number too large for the numbers of the set.
    case numberTooLarge(DataCell, String)
    /// A column that is named and not there: `known` are the names, empty where there is no header.
    case unknownColumn(String, known: [String], suggestion: String?)
    /// A number of a column that is not there.
    case noColumn(Int, count: Int)
    /// A name that two columns have.
    case doubledColumn(String, first: Int, second: Int)
    /// A column that is asked for in two ways.
    case columnTwice(String)
    /// All columns are labels, or left out.
    case noFeatures
    /// All rows are of one class.
    case oneClass(String)
    /// More classes, or categories of a column, than this.
    case tooManyClasses(limit: Int, column: String)
    /// A label that is none of the classes.
    case unknownClass(DataCell, String, known: [String])
    /// `->` at another place than in the first row, or only in some rows; 0 means none.
    case arrowMoved(row: Int, expected: Int, found: Int)

    /// The first bytes are not those of an IDX file.
    case notIDX([UInt8])
    /// A kind of numbers that IDX does not have.
    case idxType(UInt8)
    /// Another number of axes than can be read as images or labels.
    case idxAxes(expected: String, found: Int)
    /// The file ends within its header.
    case idxHeaderCut(expected: Int, found: Int)
    /// The file has another length than its header claims; `found` is one more than expected for any more.
    case idxLength(claimed: [Int], expected: Int, found: Int)
    /// The header claims more numbers than a set can hold.
    case idxTooLarge(claimed: [Int], limit: Int)
    /// The header claims that there is nothing.
    case idxNothing(claimed: [Int])
    /// Images and labels differ in number.
    case idxCounts(images: Int, labels: Int)
    /// A label that is no class.
    case idxLabel(row: Int, found: String, classes: Int)
    /// A number that is not finite, or too large for the numbers of the set.
    case idxNumber(row: Int, column: Int, String)
  }

  /// Why something may not be a number.
  public enum NumberHint: Equatable, Sendable {
    /// It would be one with a point in place of the comma.
    case decimalComma
    /// It stands in the first line, which may be a header.
    case header
    /// It may be a category.
    case word
    /// It is to be predicted, and may be a class.
    case target
    /// It holds a separator that the first row does not have.
    case separator
  }

  /// What is wrong.
  public var kind: Kind
  /// The line, from 1; 0 where the whole is meant, as always for IDX.
  public var line: Int
  /// The column of the text, in Unicode scalars, from 1.
  public var column: Int
  /// How many Unicode scalars are meant, at least 1.
  public var width: Int
  /// The line, or the part of a very long one around the place; nil where there is none to show.
  public var excerpt: String?
  /// The column that ``excerpt`` begins at.
  public var excerptColumn: Int

  /// Makes a mistake.
  public init(
    _ kind: Kind,
    line: Int = 0,
    column: Int = 1,
    width: Int = 1,
    excerpt: String? = nil,
    excerptColumn: Int = 1
  ) {
    self.kind = kind
    self.line = line
    self.column = column
    self.width = width
    self.excerpt = excerpt
    self.excerptColumn = excerptColumn
  }
}

/// A place in a table as a person counts: the row of data from 1, the header not counted, and the column.
public struct DataCell: Equatable, Sendable {
  /// The row, from 1.
  public var row: Int
  /// The column, from 1.
  public var column: Int
  /// The name of the column, empty if it has none.
  public var name: String

  /// Makes a place.
  public init(row: Int, column: Int, name: String) {
    self.row = row
    self.column = column
    self.name = name
  }
}

/// The first mistakes of a file, in the order of their places.
public struct DataMistakes: Error, Equatable, Sendable {
  /// At most this many are told.
  public static let limit = 20

  /// The mistakes; at least one.
  public var all: [DataMistake]
  /// Whether reading was given up before the end.
  public var hasMore: Bool

  /// Makes the list.
  public init(_ all: [DataMistake], hasMore: Bool = false) {
    self.all = all
    self.hasMore = hasMore
  }
}
