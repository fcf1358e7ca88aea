/// A lesson's Markdown, parsed: the tree and what was kept from the parser.
struct MarkdownDocument: Sendable {
  /// The tree; stand-ins in its texts name entries of ``items``.
  var tree: MarkdownNode
  /// Inline nodes of what is parsed apart from its surroundings: table cells, captions.
  var runs: [[MarkdownNode]]
  /// What Markdown did not get to see.
  var items: [ProtectedItem]
  /// The heads of fences by the byte where they begin.
  var fences: [Int: FenceHead]
  /// The mistakes found on the way.
  var findings: [LessonFinding]
}

/// What stands behind the marks of a fence.
struct FenceHead: Sendable {
  /// The block that it is; nil for plain code.
  var kind: FenceKind?
  /// The first word.
  var language: String
  /// Where the marks and what stands behind them are.
  var range: SourceRange
  /// What stands in braces.
  var attributes: AttributeList?
  /// The caption's index among ``MarkdownDocument/runs``.
  var caption: Int?
  /// The lines inside.
  var lines: [LineOrigin]
}
