/// Where nodes that are not all single numbers have their elements and contributions.
struct Layout: Sendable {
  /// Whether every node so far is a number with at most two operands, so that nothing has to be kept.
  private(set) var isUniform = true
  /// Where each node's elements begin in the arena.
  private(set) var offsets: [UInt32] = []
  /// Where the contributions to each node's operands begin.
  private(set) var contributionStarts: [UInt32] = []
  private var shapePlaces: [UInt32] = []
  private var shapes: [Shape] = [.scalar]
  private var placeOfShape: [Shape: UInt32] = [.scalar: 0]

  /// Begins to keep places for each of `count` nodes, all of them numbers so far.
  mutating func beginKeeping(nodes count: Int) {
    guard isUniform else { return }
    isUniform = false
    offsets.reserveCapacity(2 * count)
    for i in 0..<count {
      offsets.append(UInt32(i))
      contributionStarts.append(UInt32(2 * i))
      shapePlaces.append(0)
    }
  }

  /// Keeps the places of the next node.
  mutating func append(_ shape: Shape, element: Int, contribution: Int) {
    offsets.append(UInt32(element))
    contributionStarts.append(UInt32(contribution))
    if shape.isScalar {
      shapePlaces.append(0)
    } else if let place = placeOfShape[shape] {
      shapePlaces.append(place)
    } else {
      let place = UInt32(shapes.count)
      shapes.append(shape)
      placeOfShape[shape] = place
      shapePlaces.append(place)
    }
  }

  /// Forgets the places of nodes from `count` on.
  mutating func shrink(to count: Int) {
    guard !isUniform else { return }
    offsets.removeLast(offsets.count - count)
    contributionStarts.removeLast(contributionStarts.count - count)
    shapePlaces.removeLast(shapePlaces.count - count)
  }

  /// The arrangement of a node's elements.
  func shape(_ node: Int) -> Shape { isUniform ? .scalar : shapes[Int(shapePlaces[node])] }

  /// Where a node's elements begin.
  func offset(_ node: Int) -> Int { isUniform ? node : Int(offsets[node]) }

  /// Where the contributions to a node's operands begin.
  func contributionStart(_ node: Int) -> Int {
    isUniform ? 2 * node : Int(contributionStarts[node])
  }
}
