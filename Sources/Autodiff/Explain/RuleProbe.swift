/// One node's tensor operation in a small arena of its own, to find out which of its operands' elements
/// each element of its result depends on, and how strongly.
///
/// Local derivatives come from the operation's backward rule with an upstream gradient that is 1 at one
/// element and 0 elsewhere. Where they are 0, the rule is asked again at other values: a dependency is 0
/// only at these values, no dependency is 0 at all.
struct RuleProbe {
  /// One local derivative of an element of the result.
  struct Entry {
    /// The operand's element.
    var element: Int
    /// The derivative with respect to it.
    var local: Double
  }

  /// About how long finding one row takes, in multiplications of a plain loop.
  let cost: Int
  private let rule: TensorRule
  /// The rule that tells what depends on what.
  private let reach: TensorRule
  private var frame: Frame
  private let actual: [Double]
  private var others: [Int: [[Double]]] = [:]
  private let moves: Bool
  /// Which other values are tried: near the run's, between 0 and 1, and of either sign.
  private let kinds: Range<Int>
  private var places: [Int: [Int]] = [:]

  /// Nil for an operation that works element by element, and for a leaf.
  init?(_ node: NodeID, of graph: Graph, _ values: [Double]) {
    let operation = graph.operation(of: node)
    guard case .tensor(let rule) = operation.rule else { return nil }
    self.rule = rule
    reach = RuleProbe.reachRule(of: operation) ?? rule
    moves = RuleProbe.moving.contains(operation.name)
    var frame = graph.frame(of: node, upstream: 0)
    var arena: [Double] = []
    func move(_ block: inout Frame.Block) {
      let start = block.offset
      block.offset = arena.count
      arena += values[start..<start + block.shape.count]
    }
    for slot in frame.operands.indices { move(&frame.operands[slot]) }
    move(&frame.output)
    self.frame = frame
    actual = arena
    // A product depends on all that it multiplies at almost all values; others have regions.
    kinds = 0..<(RuleProbe.products.contains(operation.name) ? 1 : 3)
    cost =
      (kinds.count > 1 ? 7 : 2)
      * (2 * arena.count + RuleProbe.multiplications(operation.name, frame))
  }

  /// Operations that only lay elements in other places.
  private static let moving: Set<String> = [
    "reshape", "concat", "stack", "index", "transpose", "one_hot",
  ]

  /// Operations that are linear in each operand.
  private static let products: Set<String> = [
    "matmul", "dot", "outer", "linear", "conv2d", "total", "seed",
  ]

  /// For an operation that picks one of several elements, another one with the same dependencies whose
  /// derivatives are never 0.
  private static func reachRule(of operation: Operation) -> TensorRule? {
    let sibling: Operation
    switch operation.name {
    case "max", "min": sibling = .sum
    case "max of scalars", "min of scalars": sibling = .sumOfTerms
    case "max_pool2d": sibling = .avgPool2d
    default: return nil
    }
    if case .tensor(let rule) = sibling.rule { return rule }
    return nil
  }

  /// What a product costs; its kernel takes eight multiplications in the time of one of a plain loop.
  private static func multiplications(_ name: String, _ frame: Frame) -> Int {
    switch name {
    case "matmul", "dot", "linear":
      return frame.output.shape.count / 8 * (frame.operands[0].shape.axes.last ?? 1)
    case "conv2d":
      let kernel = frame.operands[1].shape
      return frame.output.shape.count * kernel.count / max(1, kernel.rank == 4 ? kernel.axes[0] : 1)
    default: return 0
    }
  }
}

// MARK: What depends on what

extension RuleProbe {
  /// The local derivatives of element `element` of the result with respect to the elements of operand
  /// `slot` that it depends on, in their order.
  mutating func row(slot: Int, element: Int) -> [Entry] {
    if moves {
      let place = placesByResult(slot)[element]
      return place < 0 ? [] : [Entry(element: place, local: 1)]
    }
    let local = handedBack(rule, slot, element, actual)
    var entries: [Entry] = []
    if local.allSatisfy({ $0 != 0 && $0.isFinite }) {
      for (i, number) in local.enumerated() { entries.append(Entry(element: i, local: number)) }
      return entries
    }
    var depends = [Bool](repeating: false, count: local.count)
    for values in scrambled(slot) {
      for (i, number) in handedBack(reach, slot, element, values).enumerated() where number != 0 {
        depends[i] = true
      }
    }
    for (i, number) in local.enumerated()
    where depends[i] || (number != 0 && number.isFinite) {
      entries.append(Entry(element: i, local: number))
    }
    return entries
  }

  /// For each element of the result, whether it depends on one of the marked elements of operand `slot`.
  mutating func reached(slot: Int, from marked: [Bool]) -> [Bool] {
    var result = [Bool](repeating: false, count: frame.output.shape.count)
    if moves {
      for (element, place) in placesByResult(slot).enumerated() where place >= 0 {
        result[element] = marked[place]
      }
      return result
    }
    let block = frame.operands[slot]
    for values in scrambled(slot) + [reachActual()] {
      var moved = values
      var random = RandomNumbers(seed: 7)
      for i in 0..<block.shape.count where marked[i] {
        let number = moved[block.offset + i]
        moved[block.offset + i] += 1e-3 * (1 + number.magnitude) * (1 + random.uniform())
      }
      guard isAllowed(moved) else { continue }
      reach.forward(frame, &moved)
      for element in result.indices {
        let (new, old) = (
          moved[frame.output.offset + element], values[frame.output.offset + element]
        )
        if new != old, !(new.isNaN && old.isNaN) { result[element] = true }
      }
    }
    return result
  }

  private func handedBack(
    _ rule: TensorRule,
    _ slot: Int,
    _ element: Int,
    _ values: [Double]
  ) -> [Double] {
    var upstream = [Double](repeating: 0, count: frame.output.shape.count)
    upstream[element] = 1
    return handedBack(rule, slot, upstream, values)
  }

  private func handedBack(
    _ rule: TensorRule,
    _ slot: Int,
    _ upstream: [Double],
    _ values: [Double]
  ) -> [Double] {
    var frame = frame
    for earlier in frame.operands.prefix(slot) { frame.before += earlier.shape.count }
    var contribution = [Double](repeating: 0, count: frame.operands[slot].shape.count)
    rule.backward(frame, values, upstream, slot, &contribution, 0)
    return contribution
  }

  /// For each element of the result of an operation that moves elements, which element of operand
  /// `slot` it is, −1 for none: one pass back with the numbers 1, 2, 3, … as upstream gradient tells all.
  private mutating func placesByResult(_ slot: Int) -> [Int] {
    if let known = places[slot] { return known }
    var result = [Int](repeating: -1, count: frame.output.shape.count)
    let numbers = result.indices.map { Double($0 + 1) }
    for (place, number) in handedBack(rule, slot, numbers, actual).enumerated() where number >= 1 {
      result[Int(number) - 1] = place
    }
    places[slot] = result
    return result
  }
}

// MARK: Other values

extension RuleProbe {
  /// Arenas in which operands have other values than in the run; labels keep theirs.
  ///
  /// All operands have, or that at `slot` alone, since some losses look at targets of certain values only.
  private mutating func scrambled(_ slot: Int) -> [[Double]] {
    if let known = others[slot] { return known }
    var arenas: [[Double]] = []
    for kind in kinds {
      arenas.append(scrambled(kind, frame.operands))
      if kinds.count > 1 { arenas.append(scrambled(kind, [frame.operands[slot]])) }
    }
    others[slot] = arenas
    return arenas
  }

  private func scrambled(_ kind: Int, _ blocks: [Frame.Block]) -> [Double] {
    var values = actual
    var random = RandomNumbers(seed: UInt64(kind + 1))
    for block in blocks {
      let before = values
      for i in block.offset..<block.offset + block.shape.count {
        let shift = random.uniform()
        switch kind {
        case 0 where values[i].isFinite:
          values[i] += 1e-3 * (1 + values[i].magnitude) * (0.5 + shift)
        case 0, 1: values[i] = 0.1 + 0.8 * shift
        default: values[i] = 4 * shift - 2
        }
      }
      if !isAllowed(values) { values = before }
    }
    reach.forward(frame, &values)
    return values
  }

  /// The run's values, with the result that ``reach`` makes of them.
  private func reachActual() -> [Double] {
    var values = actual
    reach.forward(frame, &values)
    return values
  }

  private func isAllowed(_ values: [Double]) -> Bool {
    rule.check.map { $0(frame, values) == nil } ?? true
  }
}
