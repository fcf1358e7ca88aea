internal import Autodiff

/// A claim about a run: a line of a `learn` block that begins with `expect`.
public struct LearnClaim: Equatable, Sendable {
  /// What is claimed about.
  public enum Subject: Equatable, Sendable {
    /// The final weights.
    case weights
    /// The final bias.
    case bias
    /// The output for each row at the end.
    case output
    /// The net input of each row at the end; for `mcp` the weighted sum.
    case net
    /// How many epochs were run.
    case epochs
    /// How often the weights changed.
    case changes
    /// The perceptron criterion at the end.
    case criterion
    /// Every row comes out right.
    case allRight
    /// Exactly these rows, from 0, come out wrong.
    case wrong([Int])
    /// The weights come back to those of an earlier epoch, so the rule never ends.
    case repeats
  }

  /// A number as it was claimed.
  public struct Number: Equatable, Sendable {
    /// The number.
    public var value: Double
    /// Half a unit of the last digit written.
    public var halfUnit: Double

    /// Makes a claimed number.
    public init(_ value: Double, halfUnit: Double) {
      self.value = value
      self.halfUnit = halfUnit
    }
  }

  /// What is claimed about.
  public var subject: Subject
  /// The claimed numbers, one for each weight or row; none for ``Subject/allRight``,
  /// ``Subject/wrong(_:)`` and ``Subject/repeats``.
  public var numbers: [Number] = []
  /// Whether it is written with `~`: a number is right when the computed one rounds to it.
  ///
  /// Else it must be equal to 1e-9, relative or near zero absolute.
  public var isRounded = false
  /// The claim as written.
  public var text: String
  /// The line it stands on, as ``LearnLine/line``.
  public var line: Int
  /// Where it begins.
  public var column: Int
  /// How many Unicode scalars it takes.
  public var width: Int

  /// Makes a claim.
  public init(
    _ subject: Subject,
    numbers: [Number] = [],
    isRounded: Bool = false,
    text: String,
    line: Int,
    column: Int,
    width: Int
  ) {
    self.subject = subject
    self.numbers = numbers
    self.isRounded = isRounded
    self.text = text
    self.line = line
    self.column = column
    self.width = width
  }
}

extension LearnRun {
  /// Whether a claim holds, and what was computed instead if it does not.
  public enum Verdict: Equatable, Sendable {
    /// It holds.
    case holds
    /// It does not; `computed` is written as the claim is: `[2, 2]`, or words.
    case fails(computed: String)
  }

  /// Checks one claim.
  public func check(_ claim: LearnClaim) -> Verdict {
    switch claim.subject {
    case .allRight:
      return allRight ? .holds : .fails(computed: "wrong \(patterns(wrongRows))")
    case .wrong(let rows):
      if wrongRows == rows.sorted() { return .holds }
      return .fails(computed: allRight ? "all right" : "wrong \(patterns(wrongRows))")
    case .repeats:
      return repetition != nil
        ? .holds : .fails(computed: ending == .clean ? "a clean epoch" : "no repetition")
    default: break
    }
    let (values, isList) = actual(claim.subject)
    let same =
      values.count == claim.numbers.count
      && zip(values, claim.numbers).allSatisfy { Self.agrees($0.0, $0.1, claim.isRounded) }
    if same { return .holds }
    var text = ""
    for (i, value) in values.enumerated() {
      text += (i == 0 ? "" : ", ") + (value.isNaN ? "tie" : NumberFormat.exact(value))
    }
    return .fails(computed: isList ? "[\(text)]" : text)
  }

  /// The computed numbers that a claim is about; NaN for the output on a boundary.
  private func actual(_ subject: LearnClaim.Subject) -> (values: [Double], isList: Bool) {
    switch subject {
    case .weights: (weights, true)
    case .bias: ([bias ?? 0], false)
    case .output: (tests.map { $0.output ?? .nan }, true)
    case .net: (tests.map { $0.net }, true)
    case .epochs: ([Double(epochs)], false)
    case .changes: ([Double(changes)], false)
    case .criterion:
      (
        [
          PerceptronCriterion(rows: specification.rows, weights: weights, bias: bias ?? 0).value
        ], false
      )
    case .allRight, .wrong, .repeats: ([], false)
    }
  }

  /// The inputs of rows as a claim writes them: `1 1, 0 1`.
  func patterns(_ rows: [Int]) -> String {
    var text = ""
    for (i, row) in rows.enumerated() {
      text += i == 0 ? "" : ", "
      for (j, input) in specification.rows[row].inputs.enumerated() {
        text += (j == 0 ? "" : " ") + NumberFormat.exact(input)
      }
    }
    return text
  }

  private static func agrees(_ value: Double, _ claim: LearnClaim.Number, _ rounded: Bool) -> Bool {
    let distance = (value - claim.value).magnitude
    let slack = 1e-9 * max(1, claim.value.magnitude)
    return distance <= (rounded ? claim.halfUnit + 1e-12 * max(1, claim.value.magnitude) : slack)
  }
}
