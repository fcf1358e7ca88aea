public import Autodiff

/// A gradient explained: for each element that was asked for, the paths that its gradient is the sum of.
public struct GradientExplanation: Sendable {
  /// The run.
  public let run: ProgramRun
  /// The output of the pass.
  public let output: NodeID
  /// What was asked for.
  public let question: GradientQuestion
  /// One ledger for each element, in order.
  public let ledgers: [PathLedger]

  /// At most so many elements are explained at once.
  public static let elementLimit = 16

  /// How many elements that were asked for are left out.
  public var leftOut: Int { question.elements.count - ledgers.count }

  /// What the node is called.
  public var nodeName: String { run.program.graph.label(of: question.node, limit: 60) }

  /// The index of an element of the node: `[0, 1]`, empty for a number of rank 0.
  public func index(of element: Int) -> String {
    ScalarGraph.name("", element: element, of: run.program.graph.shape(of: question.node))
  }

  /// What to call the gradient of the ledger at a place of ``ledgers``: `grad W[0, 1]`.
  public func name(ofLedger place: Int) -> String {
    "grad " + nodeName + index(of: question.elements[place])
  }
}

extension ProgramRun {
  /// Explains a gradient.
  ///
  /// - Parameters:
  ///   - question: Which.
  ///   - limit: How many paths are listed for each element; nil for 20, or 4 where there are several
  ///     elements.
  /// - Returns: Nil where no reverse pass ran.
  public func explain(_ question: GradientQuestion, paths limit: Int? = nil) -> GradientExplanation?
  {
    guard let pass = trace.pass else { return nil }
    let elements = question.elements.prefix(GradientExplanation.elementLimit)
    let scalars = program.scalars.map { $0.scalars(of: question.node) }
    return GradientExplanation(
      run: self,
      output: pass.output,
      question: question,
      ledgers: trace.ledgers(
        of: elements.map { element in
          scalars.map { Element($0[element], 0) } ?? Element(question.node, element)
        },
        limit: limit ?? (question.elements.count > 1 ? 4 : 20)
      )
    )
  }
}
