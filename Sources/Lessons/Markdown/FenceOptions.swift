/// The first word of a fence that is more than code.
enum FenceKind: String, CaseIterable, Sendable {
  case trace, table, learn, plot, train, exercise, question

  /// Whether it holds words besides a program: hints, a solution.
  var holdsWords: Bool { self == .exercise || self == .question }

  /// What a cross reference calls it, where its own id does not say.
  var labelKind: LabelKind {
    switch self {
    case .trace, .plot, .train: .figure
    case .table, .learn: .table
    case .exercise, .question: .exercise
    }
  }
}

/// An option of a block.
struct FenceOption: Sendable {
  /// What may stand behind the equals sign.
  enum Form: Sendable {
    /// One or several of these words, parted by commas or spaces.
    case words([String])
    /// One or several names, parted by commas or spaces.
    case names
    /// The id of an earlier block.
    case block
    /// Text with inline Markdown.
    case caption
    /// A whole number.
    case count(ClosedRange<Int>)
    /// A number above 0, what something is worth.
    case points
    /// Ids of slips, each with a sign: `-precedence`.
    case slips
  }

  var name: String
  var form: Form

  /// What each block takes: the one place that says so.
  static func all(of kind: FenceKind) -> [FenceOption] {
    let everywhere = [
      FenceOption(name: "caption", form: .caption),
      FenceOption(name: "use", form: .block),
      FenceOption(name: "digits", form: .count(1...17)),
    ]
    switch kind {
    case .trace:
      return everywhere + [
        FenceOption(
          name: "view",
          form: .words(["diagram", "scalars", "steps", "derivation", "table", "code"])
        ),
        FenceOption(name: "expand", form: .names),
        FenceOption(name: "fold", form: .names),
      ]
    case .table:
      return everywhere + [FenceOption(name: "view", form: .words(["table", "code"]))]
    case .learn:
      return everywhere + [
        FenceOption(name: "view", form: .words(["table", "pictures", "code"]))
      ]
    case .plot:
      return everywhere + [FenceOption(name: "view", form: .words(["plot", "table", "code"]))]
    case .exercise:
      return everywhere + [
        FenceOption(name: "view", form: .words(["code", "diagram"])),
        FenceOption(name: "slips", form: .slips),
        FenceOption(name: "seed", form: .count(0...1_000_000_000)),
      ]
    case .question: return [FenceOption(name: "points", form: .points)]
    case .train:
      return everywhere + [
        FenceOption(
          name: "view",
          form: .words(
            [
              "curves", "histograms", "boundary", "fit", "confusion", "mistakes", "hidden",
              "surface", "table", "initialisation", "code",
            ]
          )
        )
      ]
    }
  }
}

/// What a cross reference can point at.
enum LabelKind: String, CaseIterable, Sendable {
  case figure = "fig"
  case table = "tbl"
  case equation = "eq"
  case exercise = "exr"
  case section = "sec"

  /// The kind that a label's prefix tells.
  init?(label: String) {
    guard let dash = label.firstIndex(of: "-") else { return nil }
    self.init(rawValue: String(label[..<dash]))
  }

  /// How it is called with its number: "Figure 3".
  func name(_ number: String) -> String {
    switch self {
    case .figure: "Figure \(number)"
    case .table: "Table \(number)"
    case .equation: "Equation (\(number))"
    case .exercise: "Exercise \(number)"
    case .section: "Section \(number)"
    }
  }
}
