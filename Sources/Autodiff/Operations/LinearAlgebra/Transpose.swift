extension Operation {
  /// `x.T` and `transpose(x)`: the axes in reverse order.
  public static let transpose = Operation.tensor(
    "transpose",
    arguments: [.operand("x")],
    pullbacks: ["upstream.T"],
    rule: TensorRule(
      shape: { (shapes, _) throws(GraphError) in Shape(shapes[0].axes.reversed()) },
      forward: { frame, values in
        for (i, place) in reversedPlaces(frame.operands[0].shape).enumerated() {
          values[frame.output.offset + i] = values[frame.operands[0].offset + place]
        }
      },
      backward: { frame, _, gradients, _, contributions, at in
        for (i, place) in reversedPlaces(frame.operands[0].shape).enumerated() {
          contributions[at + place] += gradients[frame.upstream + i]
        }
      },
      scalars: .wires
    )
  )

  /// How it is set and said.
  static let transposeSetting = Setting(
    of: .transpose,
    symbol: "ᵀ",
    tex: #"①^\top"#,
    words: "A transposition hands its gradient on transposed."
  )

  /// Where each element of the transposed tensor comes from.
  private static func reversedPlaces(_ shape: Shape) -> [Int] {
    guard shape.count > 0 else { return [] }
    var places = [0]
    let strides = shape.strides
    for axis in (0..<shape.rank).reversed() {
      var next: [Int] = []
      next.reserveCapacity(places.count * shape.axes[axis])
      for place in places {
        for i in 0..<shape.axes[axis] { next.append(place + i * strides[axis]) }
      }
      places = next
    }
    return places
  }
}
