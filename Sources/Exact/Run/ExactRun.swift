public import Autodiff
public import Notation

/// A program run over fractions beside its run over doubles: every value, gradient and contribution that is
/// a fraction, exactly; and of the others, at which node they left the fractions and why.
///
/// The graph, the order of the passes and which elements meet are the engine's; only the arithmetic is
/// another. Decimals are what is written: 0.1 is 1/10. Three things are doubles all the same, and taken as
/// the fractions that they are (``notices``): parameters that `minimize` moved, random numbers, and values
/// put in from outside whose text is not known.
///
/// A fraction of more than ``ExactNumber/digitLimit`` digits is not kept, and the whole run may do no more
/// than a bounded amount of work: what is beyond leaves the fractions.
public struct ExactRun: Sendable {
  /// The most numbers that a program may have.
  public static let numberLimit = 1_000_000

  /// A program has more numbers than an exact run takes.
  public struct TooLarge: Error, Equatable, Sendable {
    /// How many it has.
    public let found: Int
  }

  /// One node that led out of the fractions.
  public struct Exit: Sendable {
    /// The node.
    public let node: NodeID
    /// Where its expression stands.
    public let location: SourceLocation
    /// Whether it was its local derivative, on the way back.
    public let isDerivative: Bool
    /// Why.
    public let reason: Departure.Reason
  }

  /// A node whose value is a fraction though its function seldom has one: e⁰ = 1.
  public struct Coincidence: Sendable {
    /// The node.
    public let node: NodeID
    /// What it computed: its first operand's element, and the result.
    public let operand: Rational
    /// What came of it.
    public let result: Rational
  }

  /// Doubles that were taken as the fractions that they are.
  public enum Notice: Equatable, Sendable {
    /// Parameters that `minimize` has moved.
    case moved([String])
    /// Random numbers.
    case drawn([String])
  }

  /// The run over doubles.
  public let run: ProgramRun
  /// The nodes that led out of the fractions, forward in the order of computation, then on the way back.
  public let exits: [Exit]
  /// The nodes that stayed among the fractions by the luck of their input.
  public let coincidences: [Coincidence]
  /// Doubles that were taken as fractions.
  public let notices: [Notice]

  private let present: GraphRun
  private let pass: GraphRun?

  /// Runs a program that was run over doubles; where its tensors were drawn open into scalars, the program
  /// as it is written.
  ///
  /// `settings` are the texts of the values that were put in from outside; those that are not there count
  /// as the doubles that they were read as.
  ///
  /// - Throws: ``TooLarge``.
  public init(
    _ run: ProgramRun,
    settings: [String: String] = [:]
  ) throws(TooLarge) {
    try self.init(run, settings: settings, work: Work(ExactRun.workLimit))
  }

  /// As ``init(_:settings:)``, with an amount of work that may be done.
  init(
    _ run: ProgramRun,
    settings: [String: String] = [:],
    work: Work
  ) throws(TooLarge) {
    let run = ExactRun.folded(run)
    let graph = run.program.graph
    guard run.trace.graph.count == graph.count, graph.elementCount <= ExactRun.numberLimit else {
      throw TooLarge(found: graph.elementCount)
    }
    self.run = run
    var work = work
    let forms = ConstantForms(run.program)
    var literals = Literals(run, forms, settings: settings)
    let leaves = LeafValues(run, &literals, &work)
    let told = literals.told(graph, &work)
    var present = GraphRun(graph, told: told, settles: true, &work) { leaves.present($0) }
    var pass: GraphRun?
    if let last = run.trace.pass, let seed = literals.seed(&work) {
      var back = present
      if leaves.differDuringPass {
        back = GraphRun(graph, told: told, settles: true, &work) { leaves.duringPass($0) }
      }
      back.backward(from: last.output, seed: seed, schedule: run.trace.schedule, &work)
      back.openRuns = [:]
      pass = back
    }
    present.openRuns = [:]
    self.present = present
    self.pass = pass
    exits = ExactRun.exits(present, pass, run.trace, forms)
    coincidences = ExactRun.coincidences(present)
    notices = leaves.notices
  }

  /// A run of the program's own graph: scalars that its tensors were opened into are no leaves of the
  /// source.
  private static func folded(_ run: ProgramRun) -> ProgramRun {
    guard run.trace.graph.count != run.program.graph.count else { return run }
    return (try? run.program.folded().run()) ?? run
  }

  /// About as many products of machine words as two seconds hold.
  private static let workLimit = 40_000_000

  // MARK: Reading

  /// A node's value.
  public func value(of node: NodeID) -> ExactTensor {
    ExactTensor(present.graph.shape(of: node), present.values[node.index])
  }

  /// The gradient of the last pass's output with respect to a node: zeros for a leaf that does not lead
  /// to the output, nil for another node that does not, and where there was no pass.
  public func gradient(of node: NodeID) -> ExactTensor? {
    guard let pass, run.trace.gradient(of: node) != nil else { return nil }
    return ExactTensor(pass.graph.shape(of: node), pass.gradients[node.index])
  }

  /// What one use of a node handed back to it in the last pass; nil where it did not come by.
  public func contribution(of consumer: NodeID, slot: Int) -> ExactTensor? {
    guard let pass, let elements = pass.contributions[.init(consumer: consumer, slot: slot)] else {
      return nil
    }
    let operand = pass.graph.operand(of: consumer, slot: slot)
    return ExactTensor(pass.graph.shape(of: operand), elements)
  }
}
