/// A graph of tensors opened into its scalars: every element of every tensor is a node of ``graph``, and
/// every operation is made of gates on scalars, with the same values and gradients.
///
///     let opened = try ScalarGraph(opening: graph)
///     var trace = try Trace(running: opened.graph)
///     trace.backward(from: opened.scalars(of: loss)[0])
///     TensorReading(opened, trace).gradient(of: w)   // in the shape of w
///
/// - A matrix product becomes products and sums, a sum one Σ of all its terms, a function what its open
///   form consists of. Operations on single numbers stay as they are, one for each element.
/// - Broadcasting is reuse; a reshape, an index, a transposition, a stack are wires without any gate. Where
///   one has a name, each of its elements is a second name for what it stands for, so that the gradient at
///   that name can be told from that at the other.
/// - The elements of a node called `W` are called `W[0, 1]`.
/// - Where the open form of a function would not have the same value or gradient, as at an overflow or a
///   kink, each of its results stays one gate on the scalars.
public struct ScalarGraph: Sendable {
  /// The most nodes that it may have.
  public static let nodeLimit = 1 << 20

  /// The graph that was opened.
  public let tensors: Graph
  /// Its scalars and the gates between them; all nodes have rank 0.
  public internal(set) var graph: Graph
  /// For each element of the tensors, at its place in the arena, where it comes from.
  var wires: [Wire]
  /// For each scalar, the tensor that it is an element or an inner gate of.
  var owners: [UInt32]
  /// For each scalar, which element of its owner it is; -1 for an inner gate.
  var elements: [Int32]
  /// For each use of a scalar by a gate, the wire that it came over.
  var uses: [Wire]
  /// Where the uses by each gate begin; one more than there are nodes.
  var useStarts: [UInt32]
  /// Every use of a tensor by an operation.
  var tensorUses: [TensorUse]

  /// A scalar as something reads it: as which element of which operand.
  struct Wire: Equatable, Sendable {
    /// The scalar.
    var scalar: UInt32
    /// The use of the tensor that it is read through, as a place in ``ScalarGraph/tensorUses``; -1 inside
    /// an operation's own gates.
    var use: Int32 = -1
    /// Which element of the used tensor it is.
    var element: UInt32 = 0

    var node: NodeID { NodeID(Int(scalar)) }
  }

  /// An edge of the graph of tensors.
  struct TensorUse: Sendable {
    var consumer: NodeID
    var slot: Int
    var operand: NodeID
  }

  /// The scalars of a tensor, the last axis running fastest.
  ///
  /// Those of an unnamed reshape, index, transposition, concatenation or stack are scalars of its
  /// operands.
  public func scalars(of node: NodeID) -> [NodeID] {
    let offset = tensors.offset(of: node)
    return wires[offset..<offset + tensors.shape(of: node).count].map { $0.node }
  }

  /// The tensor that a scalar is an element of, or whose operation it is a gate of.
  public func owner(of scalar: NodeID) -> NodeID { NodeID(Int(owners[scalar.index])) }

  /// Which element of its owner a scalar is; nil for a gate inside an operation.
  public func element(of scalar: NodeID) -> Int? {
    elements[scalar.index] < 0 ? nil : Int(elements[scalar.index])
  }

  /// Adds a gate from which a reverse pass begins that starts from all scalars of a tensor at once; a
  /// tensor of one element needs none.
  ///
  /// - Parameters:
  ///   - node: The tensor.
  ///   - seed: What its elements receive; ones if nil.
  /// - Returns: The scalar from which to run back, and the gradient that it is to receive.
  /// - Throws: ``GraphError/tooManyScalars(limit:)``.
  public mutating func output(
    for node: NodeID,
    seed: Tensor?
  ) throws(GraphError) -> (scalar: NodeID, seed: Double) {
    let seed = seed ?? Tensor(repeating: 1, shape: tensors.shape(of: node))
    let scalars = scalars(of: node)
    if scalars.count == 1 { return (scalars[0], seed.elements[0]) }
    guard graph.count < ScalarGraph.nodeLimit else {
      throw .tooManyScalars(limit: ScalarGraph.nodeLimit)
    }
    var attributes = Attributes()
    attributes.weights = seed.elements
    let gate =
      scalars.isEmpty
      ? try graph.append(leaf: Tensor(0), role: .constant)
      : try graph.append(.seed, scalars, attributes)
    graph.describe(gate, as: "seed of " + tensors.label(of: node, limit: 60))
    owners.append(UInt32(node.index))
    elements.append(-1)
    for scalar in scalars { uses.append(Wire(scalar: UInt32(scalar.index))) }
    useStarts.append(UInt32(uses.count))
    return (gate, 1)
  }

  /// What an element of a tensor is called: `W[0, 1]`; the tensor itself if it is a single number of rank 0.
  public static func name(_ tensor: String, element: Int, of shape: Shape) -> String {
    guard !shape.isScalar else { return tensor }
    var text = tensor + "["
    for (axis, stride) in shape.strides.enumerated() {
      text += (axis > 0 ? ", " : "") + String(element / stride % shape.axes[axis])
    }
    return text + "]"
  }
}
