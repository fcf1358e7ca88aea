public import Autodiff
public import Learning

/// A net's layers as statements of the notation, with the parameters that they need.
///
/// What is trained, and what stands on the blackboard, are both this program: with a batch of samples, or with
/// one.
public struct NetForm: Equatable, Sendable {
  /// What a net's outputs are compared with.
  public enum Target: Equatable, Sendable {
    /// One of so many classes.
    case classes(Int)
    /// So many numbers.
    case numbers(Int)
  }

  /// What a parameter is for, from which follows how it begins.
  public enum Purpose: Equatable, Sendable {
    /// Weights between two layers, with the activation behind them.
    case weight(before: String?)
    /// Begins with 0.
    case shift
    /// Begins with 1.
    case scale
    /// The mean of a channel over batches, which batch normalisation keeps for use after training.
    case runningMean
    /// Its variance.
    case runningVariance
  }

  /// A parameter of the net.
  public struct Parameter: Equatable, Sendable {
    /// Its name: `W1`.
    public var name: String
    /// Its shape.
    public var shape: Shape
    /// What it is for.
    public var purpose: Purpose

    /// Whether an optimiser moves it.
    public var isTrained: Bool { purpose != .runningMean && purpose != .runningVariance }
    /// Whether penalties count it.
    public var isWeight: Bool {
      if case .weight = purpose { return true }
      return false
    }
  }

  /// One statement, for one way of running.
  struct Statement: Equatable, Sendable {
    /// What runs it.
    enum Mode: Equatable, Sendable {
      case always
      /// Only while training.
      case training
      /// Only after training.
      case evaluation
    }

    var mode = Mode.always
    var text: String
  }

  /// A dropout: the leaf of its mask, the shape of a sample there, and the share that is kept.
  public struct Mask: Equatable, Sendable {
    /// The leaf's name: `m1`.
    public var name: String
    /// The lengths of a sample's axes there.
    public var sample: [Int]
    /// The share that is kept.
    public var keep: Double
  }

  /// A batch normalisation: the node that goes in, and the names of its running mean and variance.
  struct Normalization: Equatable, Sendable {
    var input: String
    var mean: String
    var variance: String
  }

  /// The lengths of a sample's axes at the input.
  public let sampleShape: [Int]
  /// What the outputs are compared with.
  public let target: Target
  /// What is made small.
  public let loss: LossPlan
  /// All parameters, in the order of the program.
  public internal(set) var parameters: [Parameter] = []
  /// The statements from the input to the loss.
  var statements: [Statement] = []
  /// The masks of dropouts.
  public internal(set) var masks: [Mask] = []
  /// The batch normalisations.
  var normalizations: [Normalization] = []
  /// The node of each layer's output, from the first layer on; those of shape only are left out.
  public internal(set) var layerNodes: [(node: String, weights: String?)] = []
  /// The node of the net's output: logits, or what is predicted.
  public internal(set) var output = ""
  /// How many numbers the net gives out for a sample.
  public internal(set) var outputCount = 0
  /// The node that comes before the last layer with weights: the input, if there is but one.
  public internal(set) var hidden = "x"

  /// The name of the loss without penalties.
  public static let lossName = "L"
  /// The name of what is made small where there are penalties.
  public static let totalName = "J"

  init(sampleShape: [Int], target: Target, loss: LossPlan) {
    self.sampleShape = sampleShape
    self.target = target
    self.loss = loss
  }

  /// Whether two forms are the same program.
  public static func == (a: NetForm, b: NetForm) -> Bool {
    a.sampleShape == b.sampleShape && a.target == b.target && a.loss == b.loss
      && a.parameters == b.parameters && a.statements == b.statements
  }

  /// How a net is run.
  public enum Mode: Equatable, Sendable {
    /// With the batch's own means, and units dropped at random.
    case training
    /// As it is used.
    case evaluation
  }

  /// The program's text.
  ///
  /// - Parameters:
  ///   - batch: How many samples there are.
  ///   - mode: How the net is run.
  ///   - penalty: What is added to the loss for weights.
  ///   - value: The literal of a leaf, by its name; nil for zeros of its shape.
  /// - Returns: Statements of the notation, a line each.
  public func text(
    batch: Int,
    mode: Mode,
    penalty: Penalty = Penalty(),
    value: (String) -> String? = { _ in nil }
  ) -> String {
    func zeros(_ axes: [Int]) -> String { "zeros([\(NetForm.list(axes))])" }
    var lines = ["input x = \(value("x") ?? zeros([batch] + sampleShape))"]
    for mask in masks where mode == .training {
      lines.append("input \(mask.name) = \(value(mask.name) ?? zeros([batch] + mask.sample))")
    }
    for parameter in parameters where parameter.isTrained || mode == .evaluation {
      let role = parameter.isTrained ? "param" : "input"
      lines.append(
        "\(role) \(parameter.name) = \(value(parameter.name) ?? zeros(parameter.shape.axes))"
      )
    }
    lines.append("target y = \(value("y") ?? zeros(targetAxes(batch)))")
    for statement in statements {
      switch (statement.mode, mode) {
      case (.always, _), (.training, .training), (.evaluation, .evaluation):
        lines.append(statement.text)
      default: break
      }
    }
    lines += penaltyLines(penalty)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The node that is made small.
  public func objective(_ penalty: Penalty) -> String {
    penalty.isZero || !parameters.contains { $0.isWeight }
      ? NetForm.lossName : NetForm.totalName
  }

  /// The lengths of the axes of a batch's targets.
  public func targetAxes(_ batch: Int) -> [Int] {
    switch target {
    case .classes: [batch]
    case .numbers(let count): outputCount == 1 && count == 1 ? [batch, 1] : [batch, count]
    }
  }

  private func penaltyLines(_ penalty: Penalty) -> [String] {
    guard objective(penalty) != NetForm.lossName else { return [] }
    func total(_ function: String) -> String {
      parameters.filter { $0.isWeight }.map { "sum(\(function)(\($0.name)))" }
        .joined(separator: " + ")
    }
    var terms: [String] = []
    if penalty.l1 != 0 { terms.append("\(NumberFormat.exact(penalty.l1)) * (\(total("abs")))") }
    if penalty.l2 != 0 { terms.append("\(NumberFormat.exact(penalty.l2)) * (\(total("square")))") }
    return [
      "P = \(terms.joined(separator: " + "))", "\(NetForm.totalName) = \(NetForm.lossName) + P",
    ]
  }

  static func list(_ numbers: [Int]) -> String {
    numbers.map { "\($0)" }.joined(separator: ", ")
  }
}
