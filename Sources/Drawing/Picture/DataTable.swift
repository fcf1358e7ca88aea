/// A table of results: what stands behind a plot, what a rule fills in row by row, a truth table.
public struct DataTable: Equatable, Sendable {
  /// One cell.
  public struct Cell: Equatable, Sendable {
    /// What a cell means.
    public enum Role: String, Equatable, Sendable {
      /// A number or word without further meaning.
      case plain
      /// A value that flows forward.
      case value
      /// A gradient or a change.
      case gradient
    }

    /// What stands in it.
    public var formula: Formula
    /// The same as plain text.
    public var text: String
    /// What it means.
    public var role: Role
    /// Set right-aligned with figures of equal width.
    public var isNumeric: Bool

    /// Makes a cell.
    public init(formula: Formula, text: String, role: Role = .plain, isNumeric: Bool = true) {
      self.formula = formula
      self.text = text
      self.role = role
      self.isNumeric = isNumeric
    }
  }

  /// The head of each column; as many as every row has cells.
  public var columns: [Cell]
  /// The rows.
  ///
  /// An empty cell has an empty text.
  public var rows: [[Cell]]
  /// Rows (from 0) to point out, because something went wrong in them or changed.
  public var markedRows: [Int]

  /// Makes a table.
  public init(columns: [Cell], rows: [[Cell]], markedRows: [Int] = []) {
    self.columns = columns
    self.rows = rows
    self.markedRows = markedRows
  }
}
