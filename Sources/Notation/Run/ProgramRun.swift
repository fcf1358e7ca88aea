public import Autodiff

/// A program that was run: its trace, its claims, and what is worth a warning.
public struct ProgramRun: Sendable {
  /// One `expect`.
  public struct Expectation: Sendable {
    /// Where it stands.
    public var location: SourceLocation
    /// How many scalars it is long.
    public var width: Int
    /// As written.
    public var text: String
    /// What was claimed.
    public var expected: Tensor
    /// What was computed.
    public var actual: Tensor
    /// Whether the claim holds.
    public var passed: Bool
    /// The line that it stands in, or the part of a very long one.
    public var excerpt: String
    /// The column that ``excerpt`` begins at.
    public var excerptColumn = 1
  }

  /// What was run.
  public let program: Program
  /// Every value and contribution.
  public let trace: Trace
  /// What every `minimize` did, step by step, in order.
  public let history: [HistoryEntry]
  /// The claims, in order.
  public let expectations: [Expectation]
  /// What is not finite and why, in order.
  public let warnings: [Diagnostic]
}

extension Program {
  /// Reads a program.
  ///
  /// - Throws: All its mistakes that do not follow from each other, in order.
  public static func read(
    _ source: SourceText,
    options: Options = Options()
  ) throws(Diagnostics) -> Program {
    try Elaborator.read(source, options)
  }

  /// Runs forward, then every `backward`, `expect` and `minimize` in order.
  ///
  /// - Throws: A mistake that only the values show: a label that names no class.
  public func run() throws(Diagnostics) -> ProgramRun {
    var trace = try run(runGraph)
    var claimTrace = try claimGraph.map { (graph) throws(Diagnostics) in try run(claims: graph) }
    var expectations: [ProgramRun.Expectation] = []
    var training = TrainingLog()
    for (i, action) in actions.enumerated() {
      switch action {
      case .backward(let node, let seed):
        if let output = scalarOutputs[i] {
          trace.backward(from: output.scalar, seed: Tensor(output.seed))
        } else {
          trace.backward(from: node, seed: seed)
        }
      case .claim(let claim): expectations.append(judge(claim, trace, claimTrace))
      case .minimize(let plan):
        do throws(Trace.Fault) {
          try run(plan, &trace, &claimTrace, &training)
        } catch {
          throw diagnostics(ownedFault(error))
        }
      }
    }
    return ProgramRun(
      program: self,
      trace: trace,
      history: training.history,
      expectations: expectations,
      warnings: training.warnings + warnings(trace, besides: training.warnings)
    )
  }

  private func run(_ graph: Graph) throws(Diagnostics) -> Trace {
    do throws(Trace.Fault) {
      return try Trace(running: graph)
    } catch {
      throw diagnostics(ownedFault(error))
    }
  }

  private func run(claims graph: Graph) throws(Diagnostics) -> Trace {
    do throws(Trace.Fault) {
      return try Trace(running: graph)
    } catch {
      let range = place(of: error.node, in: graph)
      throw Diagnostics([
        Mistake(.graph(error.error), from: range.lowerBound, to: range.upperBound)
          .diagnostic(in: source)
      ])
    }
  }

  private func judge(
    _ claim: Claim,
    _ trace: Trace,
    _ claimTrace: Trace?
  ) -> ProgramRun.Expectation {
    let actual: Tensor
    let tensors = RunTensors(trace: trace, reading: scalars.map { TensorReading($0, trace) })
    switch claim.subject {
    case .value(let node): actual = tensors.value(of: node)
    case .expression(let node): actual = claimTrace?.value(of: node) ?? tensors.value(of: node)
    case .gradient(let node):
      actual = tensors.gradient(of: node) ?? Tensor(repeating: 0, shape: graph.shape(of: node))
    }
    var passed = true
    for i in actual.elements.indices {
      let (value, expected) = (actual.elements[i], claim.expected.elements[i])
      if let units = claim.units {
        passed = passed && Claim.rounds(value, to: expected, unit: units[i])
      } else {
        passed = passed && Claim.isEqual(value, expected, options.tolerance)
      }
    }
    let excerpt = source.excerpt(of: claim.start, room: 1000)
    return ProgramRun.Expectation(
      location: source.location(of: claim.start),
      width: source.width(from: claim.start, to: claim.end),
      text: source.text(claim.start, claim.end),
      expected: claim.expected,
      actual: actual,
      passed: passed,
      excerpt: excerpt.text,
      excerptColumn: excerpt.column
    )
  }
}

extension Program.Claim {
  /// Equal to a relative tolerance, or both nearer to 0 than it.
  static func isEqual(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    if a == b { return true }
    let size = max(a.magnitude, b.magnitude)
    return (a - b).magnitude <= tolerance * size || size <= tolerance
  }

  /// Whether `value` lies within half a unit of the last digit of what was written.
  static func rounds(_ value: Double, to written: Double, unit: Double) -> Bool {
    (value - written).magnitude <= 0.5 * unit * (1 + 1e-9) + 1e-15 * written.magnitude
  }
}

extension ProgramRun.Expectation {
  /// The failed claim as a message, with what was claimed and what was computed.
  public var diagnostic: Diagnostic {
    var diagnostic = Diagnostic(
      .error,
      "expected \(expected.text(NumberFormat.exact)), computed \(actual.text(NumberFormat.exact))",
      at: location,
      width: width,
      excerpt: excerpt,
      help: "correct the claim, or the program above it"
    )
    diagnostic.excerptColumn = excerptColumn
    return diagnostic
  }
}
