/// A part of a lesson that Markdown does not get to see.
struct ProtectedItem: Sendable {
  /// What it is.
  enum Content: Sendable {
    /// `$…$`
    case math(MappedText)
    /// `$$…$$`, with its label behind it.
    case display(MappedText, label: AttributeList.Name?)
    /// `{{ … }}`
    case interpolation(Interpolation)
    /// `[@label]`
    case reference(String)
    /// `{#id}` behind a heading or a caption.
    case attributes(AttributeList)
    /// A pipe table.
    case table(PipeTableSource)
  }

  /// What it is.
  var content: Content
  /// Where it stands.
  var range: SourceRange
}

/// A pipe table as it was found: its cells are parsed as runs of their own, each known by its index
/// among ``MarkdownDocument/runs``.
struct PipeTableSource: Sendable {
  /// The columns' alignments.
  var alignments: [PipeTable.Alignment]
  /// The heads of the columns.
  var header: [Int]
  /// The rows; nil where a row has too few cells.
  var rows: [[Int?]]
  /// A caption that follows without an empty line.
  var caption: Int?
}
