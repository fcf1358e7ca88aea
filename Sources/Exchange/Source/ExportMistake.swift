public import Autodiff

/// Why a graph cannot leave in some form, as data; ``ExportMistake/message`` says it in words.
public enum ExportMistake: Error, Equatable, Sendable {
  /// A node whose operation the format has no words for.
  case cannotExpress(NodeID, label: String, operation: String, because: Reason)
  /// There is nothing that could be an output: the graph has leaves only.
  case nothingComputed
  /// An output that was asked for and is no name of the graph, and the name that may be meant.
  case noSuchNode(String, nearest: String?)
  /// An output that was asked for and is given, not computed.
  case givenOutput(String)
  /// More arrays than a zip file of the plain kind may have.
  case tooManyArrays(found: Int, limit: Int)
  /// A file that would be larger than its format allows.
  case tooLarge(bytes: Int, limit: Int)

  /// Why a node cannot be expressed.
  public enum Reason: Equatable, Sendable {
    /// The format has no operator that could make it up.
    case noOperator
    /// It is one gate on numbers that belong to tensors, in a graph opened into its scalars.
    case openedIntoScalars
    /// It puts the samples of a batch together or in another order, or knows how many there are.
    case mixesSamples
  }

  /// The node that it is about, if it is about one.
  public var node: NodeID? {
    if case .cannotExpress(let node, _, _, _) = self { return node }
    return nil
  }
}
