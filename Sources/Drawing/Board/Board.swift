/// What is shown of one run of a program, as data: the diagram and its steps.
public struct Board: Equatable, Sendable {
  /// The diagram.
  ///
  /// Its groups are named `n7` for node 7, `e9.1` for the edge into the second operand of node 9,
  /// and inside them `v…` for the label of a value and `g…` for that of a gradient (`v7`, `g9.1`).
  public var picture: Picture
  /// Every forward step, then every backward step.
  public var steps: [BoardStep]
  /// The diagram with its frames folded and unfolded, ``picture`` first; empty where no frame can be
  /// folded.
  ///
  /// In its pictures the frame of group 3 is called `f3`.
  public var folds: [FoldState]

  /// Makes a board.
  public init(picture: Picture, steps: [BoardStep], folds: [FoldState] = []) {
    self.picture = picture
    self.steps = steps
    self.folds = folds
  }
}

/// One step as it is said and shown.
public struct BoardStep: Equatable, Sendable {
  /// Which way it goes.
  public enum Phase: String, Equatable, Sendable {
    /// A value is computed.
    case forward
    /// A contribution is handed back.
    case backward
  }

  /// From 1.
  public var index: Int
  /// Which way it goes.
  public var phase: Phase
  /// One sentence in words, such as "A sum hands its gradient on unchanged to each operand.", and more.
  public var words: String
  /// The step as mathematics, with the numbers put in.
  public var formula: Formula
  /// The same on one line of plain text, for a terminal: `q = x + y = -2 + 5 = 3`.
  public var text: String
  /// Groups of the picture to mark in this step, such as `n7` and `e9.1`.
  public var marks: [String]
  /// Labels of the picture that are known from this step on, such as `v7` or `g9.1`; before it they
  /// are drawn faint.
  public var reveals: [String]
  /// The row of this step in the table of its phase, with the columns of ``forwardColumns`` or
  /// ``backwardColumns``.
  public var cells: [String]

  /// What the cells of a forward step are.
  public static let forwardColumns = ["node", "operation", "operands", "value"]
  /// What the cells of a backward step are.
  public static let backwardColumns = [
    "back through", "to", "upstream", "local", "contribution", "sum so far",
  ]

  /// Makes a step.
  public init(
    index: Int,
    phase: Phase,
    words: String,
    formula: Formula,
    text: String,
    marks: [String],
    reveals: [String],
    cells: [String]
  ) {
    self.index = index
    self.phase = phase
    self.words = words
    self.formula = formula
    self.text = text
    self.marks = marks
    self.reveals = reveals
    self.cells = cells
  }
}

/// The chain rule for one gradient, in stages that each put something in.
public struct Derivation: Equatable, Sendable {
  /// What is differentiated by what, as mathematics: ∂f/∂x.
  public var subject: Formula
  /// The stages: in symbols, upstream gradient put in, local derivatives put in, result.
  public var stages: [Stage]
  /// Why a factor is 0 or 1, a sentence each.
  public var remarks: [String]

  /// One line of the derivation.
  public struct Stage: Equatable, Sendable {
    /// What this stage does: "in symbols", "upstream gradient put in" and so on.
    public var words: String
    /// The right-hand side at this stage.
    public var formula: Formula

    /// Makes a stage.
    public init(words: String, formula: Formula) {
      self.words = words
      self.formula = formula
    }
  }

  /// Makes a derivation.
  public init(subject: Formula, stages: [Stage], remarks: [String]) {
    self.subject = subject
    self.stages = stages
    self.remarks = remarks
  }
}
