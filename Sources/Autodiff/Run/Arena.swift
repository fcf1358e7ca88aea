internal import CMath

/// Sweeps over numbers: the gates of ``Gate``, run straight on the storage of a graph and of its run.
///
/// A sweep takes the nodes one by one as long as they are gates on numbers, and hands over to the rules of
/// the declarations (``Graph/compute(_:_:)``, ``Graph/contribute(_:_:_:_:_:_:_:)``) where one is not.
enum Arena {
  /// Where things of node `i` are: at `i` itself in a graph of numbers only, or where a column says.
  private protocol Places {
    func element(_ node: Int) -> Int
    func contribution(_ node: Int) -> Int
  }

  private struct UniformPlaces: Places {
    @inline(__always) func element(_ node: Int) -> Int { node }
    @inline(__always) func contribution(_ node: Int) -> Int { 2 * node }
  }

  @safe private struct KeptPlaces: Places {
    let offsets: UnsafePointer<UInt32>
    let contributionStarts: UnsafePointer<UInt32>
    // SAFETY: both columns have an entry for each node, and outlive the sweep that reads them.
    @inline(__always) func element(_ node: Int) -> Int { unsafe Int(offsets[node]) }
    @inline(__always) func contribution(_ node: Int) -> Int { unsafe Int(contributionStarts[node]) }
  }

  /// Hands the places that a layout keeps to `body`; `none` where it keeps none.
  @inline(__always)
  private static func withPlaces(_ layout: Layout, none: Int, _ body: (KeptPlaces) -> Int) -> Int {
    // SAFETY: the columns outlive `body`, which does not change the graph.
    unsafe layout.offsets.withUnsafeBufferPointer { offsets in
      unsafe layout.contributionStarts.withUnsafeBufferPointer { starts in
        guard let offsets = offsets.baseAddress, let starts = starts.baseAddress else {
          return none
        }
        return unsafe body(KeptPlaces(offsets: offsets, contributionStarts: starts))
      }
    }
  }

  // MARK: Forward

  /// Computes nodes from `first` on, up to the first that is no gate on numbers.
  ///
  /// - Returns: That node, or the count of nodes.
  static func forward(_ graph: Graph, from first: Int, _ values: inout [Double]) -> Int {
    let end = graph.records.count
    // SAFETY: operands come before their nodes, and places lie within the arena, since the graph handed
    // them out (``Graph/append(_:_:_:group:)``); nothing else touches the storage meanwhile.
    return unsafe graph.records.withUnsafeBufferPointer { records in
      unsafe values.withUnsafeMutableBufferPointer { values in
        guard let nodes = records.baseAddress, let arena = values.baseAddress else { return end }
        if graph.layout.isUniform {
          return unsafe forward(nodes, UniformPlaces(), first, end, arena)
        }
        return withPlaces(graph.layout, none: first) {
          unsafe forward(nodes, $0, first, end, arena)
        }
      }
    }
  }

  @inline(__always)
  private static func forward<P: Places>(
    _ records: UnsafePointer<NodeRecord>,
    _ places: P,
    _ first: Int,
    _ end: Int,
    _ values: UnsafeMutablePointer<Double>
  ) -> Int {
    var node = first
    while node < end {
      let record = unsafe records[node]
      if record.code == 0 {
        node += 1
        continue
      }
      guard record.traits & NodeRecord.isScalar != 0 else { return node }
      let place = places.element(node)
      // Only gates have nodes in `a` and `b`, so that nothing is looked up for others.
      @inline(__always) func one<G: UnaryGate>(_ gate: G.Type) {
        let a = places.element(Int(record.a))
        unsafe values[place] = unsafe G.value(values[a])
      }
      @inline(__always) func two<G: BinaryGate>(_ gate: G.Type) {
        let (a, b) = (places.element(Int(record.a)), places.element(Int(record.b)))
        unsafe values[place] = unsafe G.value(values[a], values[b])
      }
      switch record.code {
      case Gate.identity.rawValue: one(IdentityGate.self)
      case Gate.add.rawValue: two(AddGate.self)
      case Gate.subtract.rawValue: two(SubtractGate.self)
      case Gate.multiply.rawValue: two(MultiplyGate.self)
      case Gate.divide.rawValue: two(DivideGate.self)
      case Gate.power.rawValue: two(PowerGate.self)
      case Gate.negate.rawValue: one(NegateGate.self)
      case Gate.exp.rawValue: one(ExpGate.self)
      case Gate.log.rawValue: one(LogGate.self)
      case Gate.square.rawValue: one(SquareGate.self)
      case Gate.abs.rawValue: one(AbsGate.self)
      case Gate.tanh.rawValue: one(TanhGate.self)
      case Gate.sigmoid.rawValue: one(SigmoidGate.self)
      case Gate.relu.rawValue: one(ReLUGate.self)
      case Gate.maximum.rawValue: two(MaximumGate.self)
      case Gate.minimum.rawValue: two(MinimumGate.self)
      default: return node
      }
      node += 1
    }
    return end
  }

  // MARK: Backward

  /// Takes nodes from `last` back, down to the first that is no gate on numbers: each hands on its
  /// contributions, which are recorded and added up.
  ///
  /// - Returns: That node, or −1.
  static func backward(
    _ graph: Graph,
    from last: Int,
    _ values: [Double],
    _ pass: inout ReversePass
  ) -> Int {
    // SAFETY: as in ``forward(_:from:_:)``; the pass has been made as large as the graph.
    unsafe graph.records.withUnsafeBufferPointer { records in
      unsafe values.withUnsafeBufferPointer { values in
        unsafe pass.gradients.withUnsafeMutableBufferPointer { gradients in
          unsafe pass.contributions.withUnsafeMutableBufferPointer { contributions in
            unsafe pass.reached.withUnsafeMutableBufferPointer { reached in
              guard let nodes = records.baseAddress, let values = values.baseAddress,
                let gradients = gradients.baseAddress,
                let contributions = contributions.baseAddress,
                let reached = reached.baseAddress
              else { return last }
              let storage = unsafe Storage(
                records: nodes,
                values: values,
                gradients: gradients,
                contributions: contributions,
                reached: reached
              )
              if graph.layout.isUniform { return backward(storage, UniformPlaces(), last) }
              return withPlaces(graph.layout, none: last) { backward(storage, $0, last) }
            }
          }
        }
      }
    }
  }

  /// What a reverse sweep reads and writes.
  @safe private struct Storage {
    let records: UnsafePointer<NodeRecord>
    let values: UnsafePointer<Double>
    let gradients: UnsafeMutablePointer<Double>
    let contributions: UnsafeMutablePointer<Double>
    let reached: UnsafeMutablePointer<UInt8>

    /// Brings what nodes further down need near.
    ///
    /// Operands lie anywhere, so that the processor cannot guess it. The distance was measured.
    @inline(__always)
    func prefetch<P: Places>(before node: Int, _ places: P) {
      guard node > 1600 else { return }
      let element = places.element(node - 1600)
      // SAFETY: the node before is one of the graph; a prefetch reads nothing.
      unsafe gradus_prefetch(gradients + element)
      unsafe gradus_prefetch(values + element)
    }

    /// Records a contribution, adds it up, and notes whether its receiver was reached.
    ///
    /// Nothing branches here on whether the node that hands it on was reached: in a large net nobody can
    /// guess it, and a wrong guess costs more than a contribution. One of a node that was not is 0, whatever
    /// its rule says; what is 0 is recorded without a sign.
    @inline(__always)
    func hand(
      _ number: Double,
      _ isReached: UInt8,
      to node: Int,
      _ element: Int,
      recordedAt place: Int
    ) {
      let mask = 0 &- UInt64(isReached)
      let contribution = Double(bitPattern: (number + 0).bitPattern & mask)
      // SAFETY: see ``Arena/backward(_:from:_:_:)``.
      unsafe contributions[place] = contribution
      unsafe gradients[element] += contribution
      unsafe reached[node] |= isReached
    }
  }

  @inline(__always)
  private static func backward<P: Places>(_ s: Storage, _ places: P, _ last: Int) -> Int {
    var node = last
    while node >= 0 {
      if node & 7 == 0 { s.prefetch(before: node, places) }
      // SAFETY: see ``backward(_:from:_:_:)``.
      let record = unsafe s.records[node]
      guard record.code != 0 else {
        node -= 1
        continue
      }
      let isReached = unsafe s.reached[node]
      guard record.traits & NodeRecord.isScalar != 0 else { return node }
      let (first, second) = (Int(record.a), Int(record.b))
      let place = places.element(node)
      let start = places.contribution(node)
      let upstream = unsafe s.gradients[place]
      @inline(__always) func one<G: UnaryGate>(_ gate: G.Type) {
        guard record.traits & NodeRecord.firstVaries != 0 else { return }
        let a = places.element(first)
        let local = unsafe G.derivative(s.values[a], s.values[place])
        s.hand(upstream * local, isReached, to: first, a, recordedAt: start)
      }
      @inline(__always) func two<G: BinaryGate>(_ gate: G.Type) {
        let (a, b) = (places.element(first), places.element(second))
        let (x, y, value) = unsafe (s.values[a], s.values[b], s.values[place])
        if record.traits & NodeRecord.firstVaries != 0 {
          s.hand(upstream * G.left(x, y, value), isReached, to: first, a, recordedAt: start)
        }
        if record.traits & NodeRecord.secondVaries != 0 {
          s.hand(upstream * G.right(x, y, value), isReached, to: second, b, recordedAt: start + 1)
        }
      }
      switch record.code {
      case Gate.identity.rawValue: one(IdentityGate.self)
      case Gate.add.rawValue: two(AddGate.self)
      case Gate.subtract.rawValue: two(SubtractGate.self)
      case Gate.multiply.rawValue: two(MultiplyGate.self)
      case Gate.divide.rawValue: two(DivideGate.self)
      case Gate.power.rawValue: two(PowerGate.self)
      case Gate.negate.rawValue: one(NegateGate.self)
      case Gate.exp.rawValue: one(ExpGate.self)
      case Gate.log.rawValue: one(LogGate.self)
      case Gate.square.rawValue: one(SquareGate.self)
      case Gate.abs.rawValue: one(AbsGate.self)
      case Gate.tanh.rawValue: one(TanhGate.self)
      case Gate.sigmoid.rawValue: one(SigmoidGate.self)
      case Gate.relu.rawValue: one(ReLUGate.self)
      case Gate.maximum.rawValue: two(MaximumGate.self)
      case Gate.minimum.rawValue: two(MinimumGate.self)
      default: return node
      }
      node -= 1
    }
    return -1
  }
}

/// Numbers or records in a row: an array's storage, or, once that is full, storage of its own.
@usableFromInline @safe
struct RawColumn<Element: BitwiseCopyable> {
  @usableFromInline var first: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  private var isOwn = false

  fileprivate init?(_ array: UnsafeMutableBufferPointer<Element>) {
    guard let first = array.baseAddress else { return nil }
    unsafe self.first = first
    capacity = array.count
  }

  /// Moves to storage of its own, twice as large, with the first `count` elements.
  @usableFromInline
  mutating func grow(keeping count: Int) {
    let room = max(1024, 2 * capacity)
    // SAFETY: `count` elements are written, and fit the larger storage; its own is freed once it is left.
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: room)
    unsafe larger.initialize(from: first, count: count)
    release()
    unsafe first = larger
    capacity = room
    isOwn = true
  }

  /// Puts what storage of its own holds into `array`, or cuts it to `count` elements where it needed none.
  fileprivate mutating func finish(_ array: inout [Element], count: Int) {
    guard isOwn else {
      array.removeLast(array.count - count)
      return
    }
    // SAFETY: `count` elements are written; the array is a copy.
    array = unsafe Array(UnsafeBufferPointer(start: first, count: count))
    release()
    isOwn = false
  }

  private func release() {
    // SAFETY: it was allocated in ``grow(keeping:)``, and is left by whoever calls this.
    if isOwn { unsafe first.deallocate() }
  }
}

/// Where a tape writes.
@usableFromInline
struct TapeStorage: ~Copyable {
  @usableFromInline var records: RawColumn<NodeRecord>
  @usableFromInline var values: RawColumn<Double>
  @usableFromInline var leaves: RawColumn<Double>
  @usableFromInline var count = 0
  @usableFromInline var leafCount = 0
  /// Every node from here on depends on a leaf that is not a constant, as nearly all do: of those nothing
  /// has to be looked up.
  @usableFromInline var varyingStart = 0

  /// Lets `body` record in arrays of at least one element, which then are as long as the tape.
  static func record<E: Error>(
    in records: inout [NodeRecord],
    _ values: inout [Double],
    _ leaves: inout [Double],
    _ body: (inout Tape) throws(E) -> Void
  ) throws(E) {
    var columns: (RawColumn<NodeRecord>, RawColumn<Double>, RawColumn<Double>)?
    var counts = (0, 0)
    defer {
      columns?.0.finish(&records, count: counts.0)
      columns?.1.finish(&values, count: counts.0)
      columns?.2.finish(&leaves, count: counts.1)
    }
    // SAFETY: the storage is the tape's alone until it ends, and the tape is used up here. A tape cannot be
    // copied, so that nothing of it outlives the arrays; the columns are only finished afterwards.
    try unsafe records.withUnsafeMutableBufferPointer { (records) throws(E) in
      try unsafe values.withUnsafeMutableBufferPointer { (values) throws(E) in
        try unsafe leaves.withUnsafeMutableBufferPointer { (leaves) throws(E) in
          guard let records = unsafe RawColumn(records), let values = unsafe RawColumn(values),
            let leaves = unsafe RawColumn(leaves)
          else { return }
          var tape = Tape(TapeStorage(records: records, values: values, leaves: leaves))
          defer {
            columns = (tape.storage.records, tape.storage.values, tape.storage.leaves)
            counts = (tape.storage.count, tape.storage.leafCount)
          }
          try body(&tape)
        }
      }
    }
  }

  @inlinable @inline(__always)
  func value(_ node: NodeID) -> Double {
    precondition(UInt(bitPattern: node.index) < UInt(bitPattern: count), "it is of this tape")
    // SAFETY: the first `count` entries are written.
    return unsafe values.first[node.index]
  }

  @inlinable @inline(__always)
  func varies(_ node: NodeID) -> UInt8 {
    precondition(UInt(bitPattern: node.index) < UInt(bitPattern: count), "it is of this tape")
    // SAFETY: the first `count` entries are written.
    return unsafe records.first[node.index].traits & NodeRecord.varies
  }

  @inlinable @inline(__always)
  mutating func append(leaf number: Double, _ role: LeafRole) -> NodeID {
    let varies: UInt8 = role == .constant ? 0 : NodeRecord.varies
    let traits = role.rawValue << NodeRecord.roleShift | varies | NodeRecord.isScalar
    let place = leafCount
    if place == leaves.capacity { leaves.grow(keeping: place) }
    // SAFETY: there is room, by the line before.
    unsafe leaves.first[place] = number
    leafCount = place &+ 1
    if role == .constant { varyingStart = count &+ 1 }
    let a = UInt32(truncatingIfNeeded: place)
    return append(NodeRecord(code: 0, traits: traits, a: a, b: 0), number)
  }

  @inlinable @inline(__always)
  mutating func append(
    _ gate: Gate,
    _ a: NodeID,
    _ b: NodeID,
    _ rule: (Double, Double) -> Double
  ) -> NodeID {
    let varying = varying(a, b)
    // SAFETY: both are of this tape, by the line before.
    let value = unsafe rule(values.first[a.index], values.first[b.index])
    return append(NodeRecord(gate, operands: 2, varying: varying, a, b), value)
  }

  @inlinable @inline(__always)
  mutating func append(_ gate: Gate, _ a: NodeID, _ rule: (Double) -> Double) -> NodeID {
    let varying = varying(a, a) & ~NodeRecord.secondVaries
    // SAFETY: it is of this tape, by the lines before.
    let value = unsafe rule(values.first[a.index])
    return append(NodeRecord(gate, operands: 1, varying: varying, a, a), value)
  }

  @inlinable @inline(__always)
  mutating func append(_ record: NodeRecord, _ value: Double) -> NodeID {
    let index = count
    if index == records.capacity { grow() }
    // SAFETY: there is room, by the line before.
    unsafe records.first[index] = record
    unsafe values.first[index] = value
    count = index &+ 1
    return NodeID(index)
  }
}
