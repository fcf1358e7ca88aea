public import Autodiff

/// A gradient explained: for each element that was asked for, the paths that its gradient is the sum of.
public struct GradientExplanation: Sendable {
  /// The run.
  public let run: ProgramRun
  /// The node.
  public let node: NodeID
  /// The output of the pass.
  public let output: NodeID
  /// One ledger for each element, in order.
  public let ledgers: [PathLedger]
  /// How many elements that were asked for are left out.
  public let leftOut: Int

  /// At most so many elements are explained at once.
  public static let elementLimit = 16

  /// What to call the gradient of a ledger: `grad W[0, 1]`.
  public func name(of ledger: PathLedger) -> String {
    "grad " + run.trace.graph.label(of: ledger.target)
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
    let limit = limit ?? (question.elements.count > 1 ? 4 : 20)
    return GradientExplanation(
      run: self,
      node: question.node,
      output: pass.output,
      ledgers: trace.ledgers(of: elements.map { Element(question.node, $0) }, limit: limit),
      leftOut: question.elements.count - elements.count
    )
  }
}
