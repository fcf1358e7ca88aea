/// What a `learn` block says: a classical rule, the rows it is shown, and how it starts and stops.
///
/// Every field has been checked by ``LearnParser``; a specification that is made by hand should keep
/// to the limits given there. Rows and weights of different lengths are taken as far as both go.
public struct LearnSpecification: Equatable, Sendable {
  /// A classical rule.
  public enum Rule: String, CaseIterable, Equatable, Sendable {
    /// McCulloch-Pitts: the weights stay as they are.
    case mcp
    /// Hebb: Δw = η x t, Δb = η t, with the target t, whatever the unit says.
    case hebb
    /// Rosenblatt: Δw = ±η x, Δb = ±η, only on a mistake. A net input on the boundary is a mistake.
    case perceptron
    /// Δw = η (t − y) x, Δb = η (t − y).
    case delta
  }

  /// How a unit's output follows from its net input.
  public enum Output: String, CaseIterable, Equatable, Sendable {
    /// 1 or no, by the threshold.
    case step
    /// The net input itself.
    case identity
    /// 1/(1 + e⁻ᶻ)
    case sigmoid
  }

  /// When a step fires.
  public enum Comparison: Equatable, Sendable {
    /// At the threshold and above.
    case atLeast
    /// Above the threshold.
    case above
    /// Above it; at the threshold the unit is undecided, which is a mistake whatever the target.
    case strict
  }

  /// The rule.
  public var rule: Rule
  /// The rows, in the order in which they are presented; at least one.
  public var rows: [LearnRow]
  /// What no is written as: 0 or −1.
  public var low: Double
  /// The names of the inputs; empty if they are x₁, x₂, ….
  public var inputNames: [String] = []
  /// The name of the target; empty if it has none.
  public var targetName = ""
  /// The weights at the start, one for each input.
  public var weights: [Double]
  /// The bias at the start; nil for a unit without one.
  public var bias: Double?
  /// The learning rate η.
  public var rate = 1.0
  /// Where a step fires.
  public var threshold = 0.0
  /// When a step fires.
  public var comparison: Comparison
  /// How the output follows from the net input; a step except with ``Rule/delta``.
  public var output = Output.step
  /// At most so many times all rows are presented; nil to stop when nothing can change any more:
  /// after an epoch without a mistake, or when the weights repeat.
  public var epochs: Int?
  /// Whether the perceptron criterion is recorded after each presentation.
  public var recordsCriterion = false
  /// What is claimed about the run.
  public var claims: [LearnClaim] = []

  /// Without ``epochs``, a run ends after so many.
  public static let epochLimit = 100

  /// Makes a specification with the rule's own defaults: weights 0, and bias 0 except for `mcp`;
  /// `mcp` and `delta` fire at the threshold 0 and above, `hebb` above it; `perceptron` is strict.
  public init(_ rule: Rule, rows: [LearnRow]) {
    self.rule = rule
    self.rows = rows
    low = rows.contains { $0.target < 0 } ? -1 : 0
    weights = [Double](repeating: 0, count: rows.first?.inputs.count ?? 0)
    bias = rule == .mcp ? nil : 0
    comparison =
      switch rule {
      case .mcp, .delta: .atLeast
      case .hebb: .above
      case .perceptron: .strict
      }
  }
}
