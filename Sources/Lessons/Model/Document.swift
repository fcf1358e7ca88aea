public import Drawing

/// A lesson as it is set: everything computed, nothing left to look up.
///
/// Writers only set it.
public struct Lesson: Equatable, Sendable {
  /// Its path inside the course, with `/`: `01-threshold-units.md`.
  public var path: String
  /// What stands at its head.
  public var frontMatter: FrontMatter
  /// What it says.
  public var blocks: [Block]

  /// Makes a lesson.
  public init(path: String, frontMatter: FrontMatter, blocks: [Block]) {
    self.path = path
    self.frontMatter = frontMatter
    self.blocks = blocks
  }
}

/// The head of a lesson, in YAML between two lines of `---`.
public struct FrontMatter: Equatable, Sendable {
  /// The lesson's title, as text and {{ }}-free.
  public var title = ""
  /// One or two sentences for lists of contents and search results.
  public var summary = ""
  /// What a student can do afterwards.
  public var objectives: [String] = []
  /// Ids of the curriculum that it covers.
  public var covers: [String] = []
  /// Paths of lessons (or words) that come before.
  public var prerequisites: [String] = []
  /// Who wrote it.
  public var authors: [String] = []
  /// When, as written.
  public var date = ""
  /// Words for search.
  public var keywords: [String] = []
  /// The seed of its random leaves.
  public var seed: Int?
  /// A draft is not built.
  public var draft = false

  /// Makes an empty head.
  public init() {}
}

/// A piece of a lesson that stands on lines of its own.
public indirect enum Block: Equatable, Sendable {
  /// A heading; `id` is its anchor. The lesson's title is level 1.
  case heading(level: Int, id: String, [Inline])
  /// A paragraph.
  case paragraph([Inline])
  /// A block quote.
  case quote([Block])
  /// A list; `start` is nil for bullets. Tight lists are set without room between items.
  case list(start: Int?, tight: Bool, items: [[Block]])
  /// Code that does not run.
  case code(language: String, String)
  /// A thematic break.
  case rule
  /// A pipe table.
  case table(PipeTable)
  /// A displayed formula.
  case math(DisplayMath)
  /// Raw HTML; only where the course allows it.
  case html(String)
  /// A figure, table or listing that Gradus computed.
  case figure(Figure)
  /// Quantities of a program that a student works out by hand.
  case exercise(ExerciseBlock)
  /// A question in words.
  case question(QuestionBlock)
}

/// A pipe table of a lesson.
public struct PipeTable: Equatable, Sendable {
  /// How a column is aligned.
  public enum Alignment: String, Equatable, Sendable {
    /// Not said.
    case none
    /// `:--`
    case left
    /// `:-:`
    case center
    /// `--:`
    case right
  }

  /// The columns' alignments.
  public var alignments: [Alignment]
  /// The heads of the columns.
  public var header: [[Inline]]
  /// The rows, each with as many cells as there are columns.
  public var rows: [[[Inline]]]
  /// Its anchor and number, `tbl-gates` and "Table 2", if it is labelled.
  public var label: Label?
  /// Its caption.
  public var caption: [Inline]

  /// Makes a table.
  public init(
    alignments: [Alignment],
    header: [[Inline]],
    rows: [[[Inline]]],
    label: Label? = nil,
    caption: [Inline] = []
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.label = label
    self.caption = caption
  }
}

/// What a cross reference points at.
public struct Label: Equatable, Sendable {
  /// The anchor: `fig-xyz`.
  public var id: String
  /// How it is called in text: "Figure 3".
  public var name: String

  /// Makes a label.
  public init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A formula on lines of its own.
public struct DisplayMath: Equatable, Sendable {
  /// The TeX as written, without its dollars and label, macros of the lesson not expanded.
  public var source: String
  /// The same with the lesson's `\newcommand`s expanded, for writers that pass TeX on.
  public var formula: Formula
  /// Its anchor and number, "(3)", if it is labelled.
  public var label: Label?

  /// Makes a displayed formula.
  public init(source: String, formula: Formula, label: Label?) {
    self.source = source
    self.formula = formula
    self.label = label
  }
}

/// A piece of a paragraph.
public indirect enum Inline: Equatable, Sendable {
  /// Characters.
  case text(String)
  /// *emphasis*
  case emphasis([Inline])
  /// **strong emphasis**
  case strong([Inline])
  /// `code`
  case code(String)
  /// A link; `destination` is a checked URL, or for links inside the course the target lesson's path
  /// with an optional fragment (`02-hebb.md#sec-rule`).
  case link(destination: String, isInternal: Bool, title: String, [Inline])
  /// A picture of the course: `path` lies in the course folder.
  case image(path: String, alternative: String, title: String)
  /// `$…$`
  case math(source: String, Formula)
  /// A computed number that was filled in: `{{ grad x | 3 digits }}`.
  case value(formula: Formula, text: String)
  /// `[@fig-xyz]`: "Figure 3" linked to its anchor in the lesson at `path` (empty: this one).
  case reference(Label, path: String)
  /// Room to write something by hand, so many em wide.
  case blank(em: Int)
  /// A line end that does not break the line.
  case softBreak
  /// A line end that does.
  case lineBreak
  /// Raw HTML; only where the course allows it.
  case html(String)
}

/// What a block that runs shows.
public struct Figure: Equatable, Sendable {
  /// Which block made it.
  public enum Kind: String, Equatable, Sendable {
    /// A program and its run.
    case trace
    /// A truth table or sweep.
    case table
    /// A classical learning rule.
    case learn
    /// A picture of functions.
    case plot
    /// A net that was trained.
    case train
  }

  /// Which block made it.
  public var kind: Kind
  /// Unique in the lesson: the block's own id or `block-3`.
  public var id: String
  /// Its number if it is labelled: `fig-xyz` is "Figure 3", `tbl-and` is "Table 1".
  public var label: Label?
  /// Its caption (attribute `caption`).
  public var caption: [Inline]
  /// What it shows, in the order in which its `view` asks.
  public var views: [View]

  /// One way of showing it.
  public enum View: Equatable, Sendable {
    /// The diagram, with its steps to walk through where the next view is ``steps``.
    case diagram(Board)
    /// The diagram of the program's scalars, linked node by node with the diagram before it.
    case scalars(ScalarPicture)
    /// The steps as a list or table.
    case steps(Board)
    /// The chain rule for each leaf.
    case derivation([Derivation])
    /// Names, values and gradients.
    case table(DataTable)
    /// The program as written.
    case code(String)
    /// A picture with the data behind it.
    case plot(Picture, data: DataTable)
    /// Pictures that belong together, with the data behind them; without pictures the data alone.
    case panels(Panels)
    /// A row of pictures that belong to the rows of the table before them: separating lines.
    case pictures([Picture])
    /// A sentence about the result: "All four patterns come out right after 6 epochs."
    case remark([Inline])
  }

  /// Makes a figure.
  public init(kind: Kind, id: String, label: Label?, caption: [Inline], views: [View]) {
    self.kind = kind
    self.id = id
    self.label = label
    self.caption = caption
    self.views = views
  }
}

/// A course: its lessons in their order.
public struct Course: Equatable, Sendable {
  /// What `course.yml` says.
  public struct Settings: Equatable, Sendable {
    /// The course's title.
    public var title = ""
    /// Who wrote it.
    public var authors: [String] = []
    /// A BCP 47 tag.
    public var language = "en"
    /// The name of the look.
    public var theme = ""
    /// Whether raw HTML in lessons is passed through.
    public var allowsRawHTML = false
    /// The relative tolerance of `expect`, where the course sets one.
    public var tolerance: Double?
    /// Ids of slips that no exercise of the course looks for.
    public var slipsOff: [String] = []

    /// Makes the defaults.
    public init() {}
  }

  /// A line of the table of contents.
  public struct Entry: Equatable, Sendable {
    /// `1.2`; empty for unnumbered ones.
    public var number: String
    /// What SUMMARY.md calls it.
    public var title: String
    /// Index into ``Course/lessons``; nil for a heading without a page, a draft.
    public var lesson: Int?
    /// What lies below it.
    public var children: [Entry]

    /// Makes an entry.
    public init(number: String, title: String, lesson: Int?, children: [Entry]) {
      self.number = number
      self.title = title
      self.lesson = lesson
      self.children = children
    }
  }

  /// A titled stretch of the table of contents.
  public struct Part: Equatable, Sendable {
    /// Its title; empty for the first if it has none.
    public var title: String
    /// What it holds.
    public var entries: [Entry]

    /// Makes a part.
    public init(title: String, entries: [Entry]) {
      self.title = title
      self.entries = entries
    }
  }

  /// What `course.yml` says.
  public var settings: Settings
  /// The table of contents.
  public var parts: [Part]
  /// The lessons, in reading order: previous and next follow from it.
  public var lessons: [Lesson]
  /// Pictures and other files that the lessons use, as paths inside the course.
  public var assets: [String]

  /// Makes a course.
  public init(settings: Settings, parts: [Part], lessons: [Lesson], assets: [String]) {
    self.settings = settings
    self.parts = parts
    self.lessons = lessons
    self.assets = assets
  }
}
