/// A lesson's Markdown, parsed: the tree and what was kept from the parser.
struct MarkdownDocument: Sendable {
  /// The tree; stand-ins in its texts name entries of ``items``.
  var tree: MarkdownNode
  /// Inline nodes of what is parsed apart from its surroundings: table cells, captions.
  var runs: [[MarkdownNode]]
  /// What stands as Markdown inside blocks that run, each parsed for itself: solutions, prompts.
  var parts: [MarkdownNode]
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
  /// The lines inside; of an exercise only those of its program.
  var lines: [LineOrigin]
  /// Where the lines inside stand.
  var places: [SourceRange] = []
  /// What an exercise or a question says in words.
  var words: FenceWords?
}

/// What an exercise or a question says in words, by the indices of what was parsed for itself: runs
/// (``MarkdownDocument/runs``) and parts (``MarkdownDocument/parts``).
struct FenceWords: Sendable {
  /// A hint.
  struct Hint: Sendable {
    /// Its run.
    var run: Int
    /// The lesson's line that it begins in.
    var line: Int
  }

  /// Something to choose.
  struct Choice: Sendable {
    /// The run of what it says.
    var text: Int
    /// The run of why it is right or wrong.
    var justification: Int
    var isRight: Bool
  }

  /// The part that asks.
  var prompt: Int?
  var hints: [Hint] = []
  var choices: [Choice] = []
  /// The part with an exercise's solution, or the answer of a question in free text.
  var solution: Int?
  /// The lines that say which numbers may be drawn.
  var variants: [LineOrigin] = []
}
