/// A tensor cut into lanes along some axes: what a reduction runs over, one lane for each element of
/// its result.
///
/// Element `k` of lane `i` lies at `bases[i] + places[k]`, counted from the tensor's first element.
struct Lanes {
  /// Where each lane begins; one entry for each combination of the axes that stay.
  let bases: [Int]
  /// Where the elements of a lane lie, counted from its beginning.
  let places: [Int]

  /// Cuts `shape` along `axes`; nil means all of them.
  init(_ shape: Shape, along axes: [Int]?) {
    let strides = shape.strides
    var kept: [Int] = []
    var cut: [Int] = []
    for axis in 0..<shape.rank {
      if axes?.contains(axis) ?? true { cut.append(axis) } else { kept.append(axis) }
    }
    bases = Lanes.offsets(shape, kept, strides)
    places = bases.isEmpty ? [] : Lanes.offsets(shape, cut, strides)
  }

  /// The shape that is left when `axes` are reduced.
  static func reduced(_ shape: Shape, along axes: [Int]?, keepsAxes: Bool) -> Shape {
    var lengths: [Int] = []
    for axis in 0..<shape.rank {
      if axes?.contains(axis) ?? true {
        if keepsAxes { lengths.append(1) }
      } else {
        lengths.append(shape.axes[axis])
      }
    }
    return Shape(lengths)
  }

  private static func offsets(_ shape: Shape, _ axes: [Int], _ strides: [Int]) -> [Int] {
    guard !axes.contains(where: { shape.axes[$0] == 0 }) else { return [] }
    var offsets = [0]
    for axis in axes {
      var next: [Int] = []
      next.reserveCapacity(offsets.count * shape.axes[axis])
      for offset in offsets {
        for i in 0..<shape.axes[axis] { next.append(offset + i * strides[axis]) }
      }
      offsets = next
    }
    return offsets
  }
}

extension TensorRule {
  /// A reduction: `value` makes one number of a lane; `slopes` writes the derivative with respect to
  /// each element of the lane, given the lane and the value, over the third argument.
  @inline(never)
  static func reduction(
    _ name: String,
    allowsEmpty: Bool,
    scalars: ScalarForm.LaneForm,
    value: @escaping @Sendable ([Double]) -> Double,
    slopes: @escaping @Sendable ([Double], Double, inout [Double]) -> Void
  ) -> TensorRule {
    TensorRule(
      shape: { (shapes, attributes) throws(GraphError) in
        let lanes = Lanes.reduced(shapes[0], along: attributes.axes, keepsAxes: false)
        if !allowsEmpty, shapes[0].count == 0, lanes.count > 0 {
          throw .emptyReduction(operation: name)
        }
        return Lanes.reduced(
          shapes[0],
          along: attributes.axes,
          keepsAxes: attributes.keepsAxes
        )
      },
      forward: { frame, values in
        let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
        let origin = frame.operands[0].offset
        var lane = [Double](repeating: 0, count: lanes.places.count)
        for (i, base) in lanes.bases.enumerated() {
          for (k, place) in lanes.places.enumerated() { lane[k] = values[origin + base + place] }
          values[frame.output.offset + i] = value(lane)
        }
      },
      backward: { frame, values, gradients, _, contributions, at in
        let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
        let origin = frame.operands[0].offset
        var lane = [Double](repeating: 0, count: lanes.places.count)
        var slope = lane
        for (i, base) in lanes.bases.enumerated() {
          for (k, place) in lanes.places.enumerated() { lane[k] = values[origin + base + place] }
          slopes(lane, values[frame.output.offset + i], &slope)
          let upstream = gradients[frame.upstream + i]
          for (k, place) in lanes.places.enumerated() {
            contributions[at + base + place] += upstream * slope[k]
          }
        }
      },
      scalars: .lanes(scalars) { frame, body in
        let lanes = Lanes(frame.operands[0].shape, along: frame.attributes.axes)
        for (i, base) in lanes.bases.enumerated() { body(i, lanes.places.map { base + $0 }) }
      }
    )
  }
}
