internal import Autodiff
internal import Notation

/// A mistake with a name: a rule of the engine held wrongly.
///
/// A slip has a number in any graph: the program runs again with one rule changed at one place, or
/// everywhere. Adding one means a `static let` in one of the folders beside this file, and a line in
/// ``Slip/all``.
public struct Slip: Sendable {
  /// Its id: `sign-flip`.
  public let id: String
  /// What a person does who makes it, for lists.
  public let summary: String
  /// The ways to make it in a program, each at one place.
  let makings: @Sendable (Scene) -> [Making]

  init(_ id: String, _ summary: String, makings: @escaping @Sendable (Scene) -> [Making]) {
    self.id = id
    self.summary = summary
    self.makings = makings
  }
}

/// One way to make a slip.
struct Making: Sendable {
  /// What it does.
  enum Effect: Sendable {
    /// The rules of nodes are others.
    case rules([(node: NodeID, change: RuleChange)])
    /// Leaves have other values.
    case leaf(NodeID, Tensor)
    /// The learning rate is taken otherwise.
    case rate(Rehearsal.Rate)
    /// Parameters count as updated before the pass.
    case early([NodeID])
    /// The program is read otherwise.
    case reading(Program)
    /// Another quantity is given than the one asked for, made of the numbers of a run.
    case answer(@Sendable (Quantity, Rehearsal, Program) -> [Tensor])
  }

  /// The node at which it is made; nil where that is the quantity itself.
  var place: NodeID?
  /// Those made in the same way are made together where it is made everywhere; nil for what is made at one
  /// place only.
  var manner: Int?
  /// What it does.
  var effect: Effect
  /// What is told, after "At q, ": "the gradient was let through".
  var told: String

  init(
    at place: NodeID?,
    manner: Int? = 0,
    _ told: String,
    _ effect: Effect
  ) {
    self.place = place
    self.manner = manner
    self.told = told
    self.effect = effect
  }

  /// Whether it changes a value on the way forward.
  var isForward: Bool {
    guard case .rules(let rules) = effect else { return false }
    return rules.contains { $0.change.value != nil }
  }

  /// A making that changes what a node hands to its operands.
  static func handing(
    at node: NodeID,
    manner: Int? = 0,
    _ told: String,
    _ contribution: @escaping RuleChange.Contribution
  ) -> Making {
    Making(
      at: node,
      manner: manner,
      told,
      .rules([(node, RuleChange(contribution: contribution))])
    )
  }

  /// A making that changes a node's value, and what it hands back with it.
  static func valuing(
    at node: NodeID,
    manner: Int? = 0,
    _ told: String,
    _ value: @escaping RuleChange.Value,
    _ contribution: RuleChange.Contribution? = nil
  ) -> Making {
    Making(
      at: node,
      manner: manner,
      told,
      .rules([(node, RuleChange(value: value, contribution: contribution))])
    )
  }
}
