/// Runs over several operands that are broadcast together.
struct BroadcastPlaces {
  /// The common shape.
  let shape: Shape
  /// For each operand, where its element for each element of the common shape lies.
  private let strides: [[Int]]

  /// Nil if the shapes do not fit.
  init?(_ shapes: [Shape]) {
    var common = shapes[0]
    for other in shapes.dropFirst() {
      guard let next = Shape.broadcast(common, other) else { return nil }
      common = next
    }
    shape = common
    strides = shapes.map { $0.broadcastStrides(to: common) }
  }

  /// Calls `body` with the place in each operand, for each element of the common shape in order.
  func forEach(_ body: (_ element: Int, _ places: [Int]) -> Void) {
    var counter = [Int](repeating: 0, count: shape.rank)
    var places = [Int](repeating: 0, count: strides.count)
    for element in 0..<shape.count {
      body(element, places)
      var axis = shape.rank - 1
      while axis >= 0 {
        counter[axis] += 1
        for k in strides.indices { places[k] += strides[k][axis] }
        if counter[axis] < shape.axes[axis] { break }
        for k in strides.indices { places[k] -= strides[k][axis] * shape.axes[axis] }
        counter[axis] = 0
        axis -= 1
      }
    }
  }
}

extension TensorRule {
  /// A loss of two operands with broadcasting and a reduction.
  @inline(never)
  static func elementwiseLoss(
    _ name: String,
    value: @escaping @Sendable (Double, Double, Double) -> Double,
    slopes: [@Sendable (Double, Double, Double) -> Double]
  ) -> TensorRule {
    elementwiseLoss(name) { x, number in
      value(x[0], x[1], number)
    } slope: { x, number, slot in
      slopes[slot](x[0], x[1], number)
    }
  }

  /// A loss of three operands with broadcasting and a reduction.
  @inline(never)
  static func elementwiseLoss(
    ternary name: String,
    value: @escaping @Sendable (Double, Double, Double) -> Double,
    slopes: @escaping @Sendable (Double, Double, Double, Int) -> Double
  ) -> TensorRule {
    elementwiseLoss(name) { x, _ in
      value(x[0], x[1], x[2])
    } slope: { x, _, slot in
      slopes(x[0], x[1], x[2], slot)
    }
  }

  /// A loss of any number of operands with broadcasting and a reduction; the last argument of `slope` is
  /// the operand's place.
  @inline(never)
  static func elementwiseLoss(
    _ name: String,
    value: @escaping @Sendable ([Double], Double) -> Double,
    slope: @escaping @Sendable ([Double], Double, Int) -> Double
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        guard let places = BroadcastPlaces(shapes) else {
          throw .shapeMismatch(
            operation: name,
            expected: "shapes that broadcast together",
            found: shapes
          )
        }
        if attributes.reduction == .mean, places.shape.count == 0 {
          throw .emptyReduction(operation: name)
        }
        return attributes.reduction == .none ? places.shape : .scalar
      },
      forward: { frame, values in
        guard let places = BroadcastPlaces(frame.operands.map { $0.shape }) else { return }
        let reduction = frame.attributes.reduction
        var x = [Double](repeating: 0, count: frame.operands.count)
        var total = 0.0
        places.forEach { element, place in
          for k in x.indices { x[k] = values[frame.operands[k].offset + place[k]] }
          let loss = value(x, frame.attributes.first)
          if reduction == .none { values[frame.output.offset + element] = loss }
          total += loss
        }
        switch reduction {
        case .none: break
        case .sum: values[frame.output.offset] = total
        case .mean: values[frame.output.offset] = total / Double(places.shape.count)
        }
      },
      backward: { frame, values, gradients, slot, contributions, at in
        guard let places = BroadcastPlaces(frame.operands.map { $0.shape }) else { return }
        let reduction = frame.attributes.reduction
        var x = [Double](repeating: 0, count: frame.operands.count)
        places.forEach { element, place in
          for k in x.indices { x[k] = values[frame.operands[k].offset + place[k]] }
          let upstream = gradients[frame.upstream + (reduction == .none ? element : 0)]
          let local = slope(x, frame.attributes.first, slot)
          contributions[at + place[slot]] +=
            upstream * (reduction == .mean ? local / Double(places.shape.count) : local)
        }
      },
      scalars: .entries
    )
  }
}
