/// Everything that happened while a rule was shown its rows, as one writes it down by hand.
public struct LearnRun: Equatable, Sendable {
  /// One presentation of one row: a line of the table.
  public struct Presentation: Equatable, Sendable {
    /// Which pass over the rows this is, from 1.
    public var epoch: Int
    /// Which row was presented, from 0.
    public var row: Int
    /// `w·x + b` with the weights before this presentation.
    public var net: Double
    /// The unit's output; nil where the net input is on the boundary of a strict unit.
    public var output: Double?
    /// t − y; nil where there is no output.
    public var error: Double?
    /// Whether the unit classifies the row as its target says.
    public var isRight: Bool
    /// Δw, one for each weight.
    public var change: [Double]
    /// Δb; nil without a bias.
    public var biasChange: Double?
    /// The weights after this presentation.
    public var weights: [Double]
    /// The bias after this presentation; nil without one.
    public var bias: Double?
    /// Where the unit now changes its mind; nil unless there are two inputs.
    public var line: SeparatingLine?
    /// The perceptron criterion of the weights after this presentation, if it is recorded.
    public var criterion: Double?

    /// Whether a weight or the bias changed.
    public var changed: Bool { change.contains { $0 != 0 } || (biasChange ?? 0) != 0 }
  }

  /// How the unit answers a row with the final weights.
  public struct Test: Equatable, Sendable {
    /// `w·x + b`, for `mcp` the weighted sum.
    public var net: Double
    /// The output; nil where the net input is on the boundary of a strict unit.
    public var output: Double?
    /// Whether the row is classified as its target says.
    public var isRight: Bool
  }

  /// An epoch that ended with the weights of an earlier one, after changes in between.
  public struct Repetition: Equatable, Sendable {
    /// The epoch, from 1.
    public var epoch: Int
    /// The epoch that had ended with the same weights; 0 is the start.
    public var since: Int
  }

  /// Why a run stopped.
  public enum Ending: Equatable, Sendable {
    /// There was nothing to learn: `mcp`.
    case fixed
    /// All epochs that were asked for are done.
    case done
    /// An epoch passed without a mistake, so no later one would have changed anything.
    case clean
    /// The weights are again those of the end of an earlier epoch (0 is the start), so they would
    /// go round for ever.
    case repeating(since: Int)
    /// ``LearnSpecification/epochLimit`` was reached.
    case limit
    /// A weight or the bias is no longer a finite number: the rate is too large.
    case diverged
  }

  /// What was run.
  public var specification: LearnSpecification
  /// Every presentation, in order; none for `mcp`.
  public var presentations: [Presentation] = []
  /// How each row comes out with the final weights, in the order of the rows.
  public var tests: [Test] = []
  /// The weights at the end.
  public var weights: [Double]
  /// The bias at the end; nil without one.
  public var bias: Double?
  /// Where the unit changes its mind at the end; nil unless there are two inputs.
  public var line: SeparatingLine?
  /// How often all rows were presented.
  public var epochs = 0
  /// How often the weights or the bias changed.
  public var changes = 0
  /// When the weights first came back; nil if they never did.
  public var repetition: Repetition?
  /// Why it stopped.
  public var ending = Ending.fixed

  /// Whether every row comes out right at the end.
  public var allRight: Bool { tests.allSatisfy { $0.isRight } }

  /// The rows that come out wrong at the end, from 0.
  public var wrongRows: [Int] { tests.indices.filter { !tests[$0].isRight } }
}
