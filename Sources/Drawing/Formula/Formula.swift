/// Mathematics as a tree: read from TeX, made from a trace, set as MathML, TeX or plain text.
public indirect enum Formula: Equatable, Sendable {
  /// Several things side by side.
  case row([Formula])
  /// A letter standing for a quantity, in italics: `x`, `σ`.
  case identifier(String, Alphabet = .italic)
  /// A name of several letters, upright: `log`, `softmax`. `limits`: scripts go above and below.
  case word(String, limits: Bool = false)
  /// A number as written; a leading minus is set tight.
  case number(String)
  /// An operator, relation, bracket or punctuation mark.
  case symbol(String, Spacing = .infix)
  /// Words in a formula.
  case text(String, TextStyle = .plain)
  /// White space of so many em (negative allowed).
  case space(Double)
  /// A fraction; without its line for binomials.
  case fraction(Formula, Formula, style: FractionStyle = .automatic, line: Bool = true)
  /// A root, square if it has no index.
  case root(Formula, index: Formula? = nil)
  /// Subscript and superscript; `limits`: below and above.
  case scripts(Formula, sub: Formula? = nil, sup: Formula? = nil, limits: Bool = false)
  /// An accent over a thing: `hat`, `bar`, `tilde`, `vec`, `dot`, `ddot`, `check`, `widehat`, ….
  case accent(String, Formula)
  /// A brace, line or arrow, or any thing, above.
  case over(Formula, Formula)
  /// A brace, line or any thing, below.
  case under(Formula, Formula)
  /// Brackets that grow with what they hold; an empty string is no bracket.
  case fenced(String, Formula, String)
  /// Rows and columns: matrices, cases, aligned equations.
  case grid(Grid)
  /// Something in the colour of its meaning.
  case inked(Ink, Formula)
  /// A bracket of a given size, the bar of `\middle|`, or an arrow as long as what stands over it.
  case bracket(String, BracketSize, Spacing)
  /// Something set in the size of displayed formulas, text or scripts, whatever stands around it.
  case styled(Style, Formula)
  /// The room that something takes, without the thing.
  case phantom(Formula, extent: PhantomExtent = .both)
  /// Something in a frame.
  case boxed(Formula)
  /// A displayed formula and the number at its margin.
  case tagged(Formula, tag: Formula)

  /// The alphabet of a letter.
  public enum Alphabet: String, Equatable, Sendable {
    /// As mathematics sets it: `x`.
    case italic
    /// Upright.
    case upright
    /// Bold upright, for vectors and matrices.
    case bold
    /// Bold italic.
    case boldItalic
    /// Blackboard bold: ℝ.
    case doubleStruck
    /// Script: ℒ.
    case script
    /// Fraktur.
    case fraktur
    /// Sans-serif.
    case sansSerif
    /// Monospaced.
    case monospace
  }

  /// How much room an operator takes.
  public enum Spacing: String, Equatable, Sendable {
    /// Between two operands: `+`, `=`.
    case infix
    /// Before its operand, tight: `−x`, `(`.
    case prefix
    /// After its operand, tight: `)`, `!`.
    case postfix
    /// No room at all.
    case tight
  }

  /// How words in a formula look.
  public enum TextStyle: String, Equatable, Sendable {
    /// As the text around.
    case plain
    /// Bold.
    case bold
    /// Italics.
    case italic
    /// Typewriter.
    case monospace
    /// Small, for the words under a brace.
    case small
  }

  /// How large a fraction is set.
  public enum FractionStyle: String, Equatable, Sendable {
    /// As its surroundings ask.
    case automatic
    /// As in a displayed formula.
    case display
    /// As in a line of text.
    case text
  }

  /// What flows where: the two colours that carry meaning, and the mark of the moment.
  public enum Ink: String, Equatable, Sendable {
    /// What flows forward.
    case value
    /// What flows backward.
    case gradient
    /// Less important.
    case faint
  }

  /// How tall a bracket is; the raw value is TeX's name for it.
  public enum BracketSize: String, Equatable, Sendable {
    /// As tall (or as wide) as what it stands with.
    case growing = "middle"
    /// 1.2 em.
    case size1 = "big"
    /// 1.8 em.
    case size2 = "Big"
    /// 2.4 em.
    case size3 = "bigg"
    /// 3 em.
    case size4 = "Bigg"
  }

  /// TeX's four styles; the raw value is the command without `style`.
  public enum Style: String, Equatable, Sendable {
    /// As in a displayed formula.
    case display
    /// As in a line of text.
    case text
    /// As in a subscript.
    case script
    /// As in a subscript's subscript.
    case scriptscript
  }

  /// Which room a phantom takes.
  public enum PhantomExtent: String, Equatable, Sendable {
    /// Width and height.
    case both
    /// Width only.
    case width
    /// Height only.
    case height
  }

  /// Rows and columns.
  public struct Grid: Equatable, Sendable {
    /// Which TeX environment it is: `matrix`, `pmatrix`, `bmatrix`, `cases`, `aligned`, `array`, ….
    public var environment: String
    /// The rows of cells.
    public var rows: [[Formula]]
    /// The column letters of an `array`: `c|cc`; empty otherwise.
    public var columns: String
    /// Rows of an `array` that have a line above them; the number of rows stands for a line below.
    public var lines: [Int]
    /// The number at the margin of a row, by the row's index.
    public var tags: [Int: Formula]

    /// Makes a grid.
    public init(
      environment: String,
      rows: [[Formula]],
      columns: String = "",
      lines: [Int] = [],
      tags: [Int: Formula] = [:]
    ) {
      self.environment = environment
      self.rows = rows
      self.columns = columns
      self.lines = lines
      self.tags = tags
    }
  }
}
