public import Learning

extension Diagnostics {
  /// Mistakes in data, with their file.
  ///
  /// Where rows stand in a block of a lesson, `line` and `column` are the place in the lesson of the block's
  /// first line and its first column. A mistake without a line, as in a file that is no text, is put there
  /// too.
  public init(of mistakes: DataMistakes, in file: String, line: Int = 1, column: Int = 1) {
    self.init(
      mistakes.all.map { mistake in
        let place = SourceLocation(
          file: file,
          line: line + max(0, mistake.line - 1),
          column: column + mistake.column - 1
        )
        var diagnostic = Diagnostic(
          .error,
          mistake.message,
          at: place,
          width: mistake.width,
          excerpt: mistake.excerpt,
          help: mistake.help
        )
        diagnostic.excerptColumn = column + mistake.excerptColumn - 1
        return diagnostic
      }
    )
    hasMore = mistakes.hasMore
  }
}
