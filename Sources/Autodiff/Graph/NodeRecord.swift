/// What a graph stores of every node, in 12 bytes; what few nodes have stands in columns of its own.
@usableFromInline
struct NodeRecord: Sendable, BitwiseCopyable {
  /// The place of the operation in ``Operation/all``; 0 for a leaf.
  @usableFromInline var code: UInt8
  /// Several small things, each in its own bits; see the constants below.
  @usableFromInline var traits: UInt8
  /// The first operand; of a leaf, where its elements begin among the leaves'; of a node of three and more
  /// operands, where they begin in the graph's list of them.
  @usableFromInline var a: UInt32
  /// The second operand; of a node of three and more operands, how many they are.
  @usableFromInline var b: UInt32

  /// A leaf of no role yet.
  @usableFromInline
  init() { (code, traits, a, b) = (0, NodeRecord.isScalar, 0, 0) }

  @inlinable @inline(__always)
  init(code: UInt8, traits: UInt8, a: UInt32, b: UInt32) {
    self.code = code
    self.traits = traits
    self.a = a
    self.b = b
  }

  /// A gate on one number or two; `varying` has the bits of those that vary, and its own.
  @inlinable @inline(__always)
  init(_ gate: Gate, operands count: UInt8, varying: UInt8, _ a: NodeID, _ b: NodeID) {
    self.init(
      code: gate.rawValue,
      traits: varying | NodeRecord.isScalar | count << NodeRecord.countShift,
      a: UInt32(truncatingIfNeeded: a.index),
      b: UInt32(truncatingIfNeeded: b.index)
    )
  }

  /// It depends on a leaf that is not a constant.
  @inlinable static var varies: UInt8 { 0b1 }
  /// Its first operand does.
  @inlinable static var firstVaries: UInt8 { 0b10 }
  /// Its second operand does.
  @inlinable static var secondVaries: UInt8 { 0b100 }
  /// It is a single number of rank 0.
  @inlinable static var isScalar: UInt8 { 0b1000 }
  /// The role of a leaf, in two bits from here on.
  @inlinable static var roleShift: UInt8 { 4 }
  /// How many operands it has, in two bits from here on; 3 stands for a list of them.
  @inlinable static var countShift: UInt8 { 6 }

  /// How many operands it has, 3 for a list.
  var count: UInt8 { traits >> NodeRecord.countShift }
  /// Whether its operands stand in the graph's list.
  var hasList: Bool { count == 3 }
  /// What a leaf is for.
  var role: LeafRole { LeafRole(rawValue: traits >> NodeRecord.roleShift & 0b11) ?? .input }
  /// Whether it depends on a leaf that is not a constant.
  var varies: Bool { traits & NodeRecord.varies != 0 }
  /// Whether it is a single number of rank 0.
  var isScalar: Bool { traits & NodeRecord.isScalar != 0 }
}
