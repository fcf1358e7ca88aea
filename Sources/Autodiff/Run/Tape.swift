/// Records gates on numbers and computes them at once: the quickest way to a large scalar ``Trace``.
///
///     var trace = Trace.empty
///     var f = NodeID(0)
///     trace.record(capacity: 5) { tape in
///       let (x, y, z) = (tape.leaf(-2), tape.leaf(5), tape.leaf(-4))
///       f = tape.multiply(tape.add(x, y), z)
///     }
///     trace.backward(from: f)
///
/// What comes out is the trace that ``Trace/init(running:)`` makes of the same graph.
///
/// - SeeAlso: A. Griewank, A. Walther, *Evaluating Derivatives* (2008), chapter 4, on tapes.
public struct Tape: ~Copyable {
  @usableFromInline var storage: TapeStorage

  init(_ storage: consuming TapeStorage) { self.storage = storage }

  /// How many nodes are recorded.
  @inlinable public var count: Int { storage.count }

  /// The value of a node.
  ///
  /// - Precondition: It stands on this tape.
  @inlinable public func value(of node: NodeID) -> Double { storage.value(node) }

  /// Adds a given number.
  @discardableResult @inlinable @inline(__always)
  public mutating func leaf(_ number: Double, role: LeafRole = .input) -> NodeID {
    storage.append(leaf: number, role)
  }

  /// a + b.
  @inlinable @inline(__always)
  public mutating func add(_ a: NodeID, _ b: NodeID) -> NodeID {
    storage.append(.add, a, b) { AddGate.value($0, $1) }
  }

  /// a − b.
  @inlinable @inline(__always)
  public mutating func subtract(_ a: NodeID, _ b: NodeID) -> NodeID {
    storage.append(.subtract, a, b) { SubtractGate.value($0, $1) }
  }

  /// a · b.
  @inlinable @inline(__always)
  public mutating func multiply(_ a: NodeID, _ b: NodeID) -> NodeID {
    storage.append(.multiply, a, b) { MultiplyGate.value($0, $1) }
  }

  /// a / b.
  @inlinable @inline(__always)
  public mutating func divide(_ a: NodeID, _ b: NodeID) -> NodeID {
    storage.append(.divide, a, b) { DivideGate.value($0, $1) }
  }

  /// max(a, 0).
  @inlinable @inline(__always)
  public mutating func relu(_ a: NodeID) -> NodeID {
    storage.append(.relu, a) { ReLUGate.value($0) }
  }

  /// Any gate on two numbers.
  ///
  /// - Precondition: The gate takes two.
  public mutating func apply(_ gate: Gate, _ a: NodeID, _ b: NodeID) -> NodeID {
    guard case .binary(let value, _, _) = gate.operation.rule else {
      preconditionFailure("a gate of two operands")
    }
    return storage.append(gate, a, b, value)
  }

  /// Any gate on one number.
  ///
  /// - Precondition: The gate takes one.
  public mutating func apply(_ gate: Gate, _ a: NodeID) -> NodeID {
    guard case .unary(let value, _) = gate.operation.rule else {
      preconditionFailure("a gate of one operand")
    }
    return storage.append(gate, a) { value($0, Attributes()) }
  }
}

extension TapeStorage {
  /// Which of the operands of the next node vary, and whether it does; they must be of this tape.
  @inlinable @inline(__always)
  mutating func varying(_ a: NodeID, _ b: NodeID) -> UInt8 {
    let all = UInt(bitPattern: count &- varyingStart)
    if UInt(bitPattern: a.index &- varyingStart) < all,
      UInt(bitPattern: b.index &- varyingStart) < all
    {
      return NodeRecord.varies | NodeRecord.firstVaries | NodeRecord.secondVaries
    }
    let (first, second) = (varies(a), varies(b))
    if first | second == 0 { varyingStart = count &+ 1 }
    return first | second | first << 1 | second << 2
  }

  @usableFromInline
  mutating func grow() {
    precondition(count < Graph.elementLimit, "a tape holds at most \(Graph.elementLimit) nodes")
    records.grow(keeping: count)
    while values.capacity < records.capacity { values.grow(keeping: count) }
  }
}

extension Trace {
  /// Records a new run in place of this one, in its storage.
  ///
  /// - Parameters:
  ///   - capacity: About how many nodes there will be. More are as welcome; they cost a copy now and then.
  ///   - body: Puts the nodes on the tape.
  /// - Throws: What `body` throws; the run is then what was recorded until there.
  /// - Precondition: There are at most ``Graph/elementLimit`` nodes.
  public mutating func record<E: Error>(
    capacity: Int,
    _ body: (inout Tape) throws(E) -> Void
  ) throws(E) {
    forgetPass()
    let room = max(1, min(capacity, Graph.elementLimit))
    var records: [NodeRecord] = []
    swap(&records, &graph.records)
    if records.count < room {
      records.append(contentsOf: repeatElement(NodeRecord(), count: room - records.count))
    }
    if values.count < records.count {
      values.append(contentsOf: repeatElement(0, count: records.count - values.count))
    }
    var leaves: [Double] = []
    swap(&leaves, &graph.leafElements)
    if leaves.isEmpty { leaves.append(0) }
    graph.removeAll()
    defer { graph.adopt(records, leaves) }
    try TapeStorage.record(in: &records, &values, &leaves, body)
  }
}
