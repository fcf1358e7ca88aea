extension Graph {
  /// An arena with every leaf's elements in their places.
  func arena() -> [Double] {
    var values = [Double](repeating: 0, count: elementCount)
    for index in 0..<count where records[index].code == 0 {
      let place = Int(records[index].a)
      let offset = layout.offset(index)
      for i in 0..<layout.shape(index).count { values[offset + i] = leafElements[place + i] }
    }
    return values
  }

  /// Computes every value but the leaves', which stand in the arena already.
  func forward(_ values: inout [Double]) {
    var index = 0
    while index < count {
      index = Arena.forward(self, from: index, &values)
      guard index < count else { break }
      compute(NodeID(index), &values)
      index += 1
    }
  }

  /// Computes one node's value from its operands' values; leaves a leaf alone.
  func compute(_ node: NodeID, _ values: inout [Double]) {
    defer { if isChanged(node) { computeChanged(node, &values) } }
    switch operation(of: node).rule {
    case .leaf: break
    case .unary(let value, _):
      let attributes = attributes(of: node)
      let output = offset(of: node)
      let input = offset(of: operand(of: node, slot: 0))
      for i in 0..<shape(of: node).count {
        values[output + i] = value(values[input + i], attributes)
      }
    case .binary(let value, _, _):
      let output = offset(of: node)
      pairs(of: node) { i, left, right in
        values[output + i] = value(values[left], values[right])
      }
    case .tensor(let rule):
      rule.forward(frame(of: node), &values)
    }
  }

  /// Calls `body` for each element of a node of two operands, with the places of the elements that
  /// it is computed from.
  func pairs(of node: NodeID, _ body: (_ element: Int, _ left: Int, _ right: Int) -> Void) {
    let (a, b) = (operand(of: node, slot: 0), operand(of: node, slot: 1))
    let (left, right) = (offset(of: a), offset(of: b))
    let shape = shape(of: node)
    if self.shape(of: a) == shape, self.shape(of: b) == shape {
      for i in 0..<shape.count { body(i, left + i, right + i) }
    } else if let places = BroadcastPlaces([self.shape(of: a), self.shape(of: b)]) {
      places.forEach { i, place in body(i, left + place[0], right + place[1]) }
    }
  }

  /// Where a node's elements and those of its operands lie.
  ///
  /// The gradients begin at `upstream` where they are not laid out as the values are.
  func frame(of node: NodeID, upstream: Int? = nil) -> Frame {
    Frame(
      output: Frame.Block(offset: offset(of: node), shape: shape(of: node)),
      upstream: upstream ?? offset(of: node),
      operands: operands(of: node).map {
        Frame.Block(offset: offset(of: $0), shape: shape(of: $0))
      },
      attributes: attributes(of: node)
    )
  }
}
