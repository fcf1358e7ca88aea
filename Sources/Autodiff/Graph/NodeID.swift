/// A node of one graph, by its place in the order of computation, from 0.
@frozen
public struct NodeID: Hashable, Comparable, Sendable {
  /// The place in the order of computation; operands come before their consumers.
  public let index: Int

  /// The node at a place.
  @inlinable
  public init(_ index: Int) { self.index = index }

  /// Whether `a` is computed before `b`.
  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// All nodes of a graph in the order of computation, without room for them.
public struct Nodes: RandomAccessCollection, Sendable {
  /// The first node's place.
  public var startIndex: Int { 0 }
  /// How many there are.
  public let endIndex: Int

  /// The node at a place.
  public subscript(place: Int) -> NodeID { NodeID(place) }
}

/// What a leaf is for.
///
/// It sets how the leaf is drawn and what an optimiser may move.
public enum LeafRole: UInt8, Sendable {
  /// A given value.
  case input
  /// A value to be learned.
  case parameter
  /// The value that a prediction is compared with.
  case target
  /// A number written inside an expression; it has no name and gets no gradient.
  case constant
}

/// Nodes that belong together: a function's call, or an operation drawn open.
public struct NodeGroup: Equatable, Sendable {
  /// The function's name.
  public var function: String
  /// The group around it, as an index into ``Graph/groups``.
  public var parent: Int?
  /// The node whose value is the function's result.
  public var result: NodeID
}
