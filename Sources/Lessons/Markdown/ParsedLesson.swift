internal import Drawing
internal import Notation

/// A lesson as it was read: a tree with places, nothing computed yet.
struct ParsedLesson: Sendable {
  /// Its path inside the course, with `/`.
  var path: String
  /// Its text.
  var source: LessonSource
  /// What stands at its head; without a title there, its first heading or its path.
  var frontMatter: FrontMatter
  /// What it says.
  var blocks: [ParsedBlock]
  /// What can be referred to, in order.
  var labels: [ParsedLabel]
  /// Every id that a link can name.
  var anchors: Set<String>
  /// Links, pictures and cross references, in the order of their indices in the tree.
  var uses: [ParsedUse]
  /// The blocks that run, in order.
  var fences: [Fence]
}

/// A piece of a lesson on lines of its own.
struct ParsedBlock: Sendable {
  /// What it is.
  indirect enum Content: Sendable {
    case heading(level: Int, id: String, [ParsedInline])
    case paragraph([ParsedInline])
    case quote([ParsedBlock])
    case list(start: Int?, tight: Bool, items: [[ParsedBlock]])
    case code(language: String, String)
    case rule
    case table(ParsedTable)
    case math(source: String, formula: Formula, label: Label?)
    case html(String)
    /// A block that runs; its index among ``ParsedLesson/fences``.
    case fence(Int)
  }

  var content: Content
  var range: SourceRange
}

/// A pipe table.
struct ParsedTable: Sendable {
  var alignments: [PipeTable.Alignment]
  var header: [[ParsedInline]]
  var rows: [[[ParsedInline]]]
  var caption: [ParsedInline] = []
  var label: Label?
}

/// A piece of a paragraph.
struct ParsedInline: Sendable {
  /// What it is.
  indirect enum Content: Sendable {
    case text(String)
    case emphasis([ParsedInline])
    case strong([ParsedInline])
    case code(String)
    /// A link; its index among ``ParsedLesson/uses``.
    case link(use: Int, title: String, [ParsedInline])
    /// A picture; its index among ``ParsedLesson/uses``.
    case image(use: Int, alternative: String, title: String)
    case math(source: String, Formula)
    case interpolation(Interpolation)
    /// A cross reference; its index among ``ParsedLesson/uses``.
    case reference(use: Int)
    case softBreak
    case lineBreak
    case html(String)
    /// A displayed formula or a table, until the paragraph around it is parted.
    case block(ParsedBlock)
  }

  var content: Content
  var range: SourceRange
}

/// Something that a cross reference can name.
struct ParsedLabel: Equatable, Sendable {
  /// The label as a reference writes it: `fig-xyz`.
  var name: String
  /// The id of the thing on the page, and how it is called: "Figure 3".
  var label: Label
  /// Where it is.
  var range: SourceRange
}

/// A place where a lesson points elsewhere.
struct ParsedUse: Sendable {
  /// What points.
  enum Kind: Equatable, Sendable {
    case link, image, reference
    /// A lesson that comes before, named in the front matter.
    case prerequisite
  }

  var kind: Kind
  /// The address or label as written.
  var address: String
  var range: SourceRange
}

/// A block that runs.
struct Fence: Sendable {
  /// An option with its value.
  struct Option: Equatable, Sendable {
    /// Its name.
    var name: String
    /// What was written, without quotes.
    var value: String
    /// The words of the value where it is a list.
    var words: [AttributeList.Name]
    /// Where the value stands.
    var range: SourceRange
  }

  /// Which block.
  var kind: FenceKind
  /// Unique in the lesson: its own or `block-3`.
  var id: String
  /// Whether the teacher gave the id.
  var hasOwnID: Bool
  /// Its number, if it has one.
  var label: Label?
  /// The options, checked against ``FenceOption``.
  var options: [Option]
  /// The caption's pieces.
  var caption: [ParsedInline]
  /// Where its lines come from; of an exercise only those of its program.
  var lines: [LineOrigin]
  /// What an exercise or a question says in words.
  var text: FenceText?
  /// The first line: marks, kind and attributes.
  var range: SourceRange

  /// What `use` and `{{ xyz.q }}` call it: the id without `fig-` or `tbl-`.
  var name: String { Fence.name(ofID: id) }

  /// An id without the prefix of a label.
  static func name(ofID id: String) -> String {
    guard LabelKind(label: id) != nil, let dash = id.firstIndex(of: "-") else { return id }
    return String(id[id.index(after: dash)...])
  }

  /// The words of an option; nil if it is not given.
  func words(_ name: String) -> [String]? {
    options.first { $0.name == name }?.words.map(\.text)
  }

  /// The value of an option as a number; nil if it is not given.
  func count(_ name: String) -> Int? {
    options.first { $0.name == name }.flatMap { Int($0.value) }
  }

  /// The value of an option as a number that need not be whole; nil if it is not given.
  func number(_ name: String) -> Double? {
    options.first { $0.name == name }.flatMap { Double($0.value) }
  }

  /// The lines inside, joined.
  var content: String {
    lines.map { line in
      String(String.UnicodeScalarView(line.raw.unicodeScalars.dropFirst(line.columnOffset)))
    }.joined(separator: "\n")
  }
}

/// What an exercise or a question says in words.
struct FenceText: Sendable {
  /// A hint.
  struct Hint: Sendable {
    var words: [ParsedInline]
    /// The lesson's line that it begins in.
    var line: Int
  }

  /// Something to choose.
  struct Choice: Sendable {
    var words: [ParsedInline]
    var isRight: Bool
    /// Why it is right, or is not.
    var justification: [ParsedInline]
  }

  /// What a question asks.
  var prompt: [ParsedBlock] = []
  var hints: [Hint] = []
  var choices: [Choice] = []
  /// The solution that the author wrote, or the answer of a question in free text; nil for none.
  var solution: [ParsedBlock]?
  /// The id of a figure that stands in for a solution.
  var solutionID: String
  /// The lines that say which numbers may be drawn.
  var variants: [LineOrigin] = []

  init(solutionID: String) { self.solutionID = solutionID }
}

extension Fence {
  /// Its text for the reader of programs, with the lesson's own lines and columns.
  func sourceText(file: String) -> SourceText {
    SourceText(file: file, text: content, origins: lines)
  }
}
